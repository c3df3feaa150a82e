"""What a document of a file may be, and who reads one. Who takes one in is who handles the file."""

from kalantar.cases.rules import may_decide_on_case, may_see_case
from kalantar.documents.content import kind_of
from kalantar.documents.models import MOST_BYTES, Document
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import constraint, permission, rule

MOST = 200  # documents of one file: its page shows them all


@permission(
    en="This document was entered in error: it is read only by who decides on the file.",
    fa="این مدرک به اشتباه ثبت شده است و فقط تصمیم‌گیرندهٔ پرونده آن را می‌خواند.",
    do_en="Ask the chief of the station, and say what for.",
    do_fa="از رئیس کلانتری بخواهید و دلیل را بگویید.",
)
def may_read_document(by: Actor, document: Document) -> bool:
    """Of a file the reader may see. One that belongs elsewhere may be somebody else's secret."""
    if document.in_error_at is not None:
        return may_decide_on_case(by, document.case)
    return may_see_case(by, document.case)


@rule(
    en="There is nothing in this file.",
    fa="این فایل خالی است.",
    do_en="Choose the file again.",
    do_fa="فایل را دوباره برگزینید.",
)
def document_has_something_in_it(size: int) -> bool:
    return size > 0


@rule(
    en="This is no PDF, JPEG or PNG.",
    fa="این فایل PDF، JPEG یا PNG نیست.",
    do_en="Take a picture of the paper with your phone and send that.",
    do_fa="با گوشی از مدرک عکس بگیرید و همان را بفرستید.",
)
def paper_is_pdf_or_picture(content: bytes) -> bool:
    """By what it holds, whatever it is called."""
    return kind_of(content) is not None


@rule(
    en="A paper may have 5 MB at most.",
    fa="حجم هر مدرک حداکثر ۵ مگابایت است.",
    do_en="Take the picture in a lower quality, or send the pages one by one.",
    do_fa="عکس را با کیفیت کمتر بگیرید یا برگه‌ها را یکی‌یکی بفرستید.",
)
def paper_is_not_too_large(size: int) -> bool:
    return size <= MOST_BYTES


@rule(
    en="A document taken in says in a few words what it is.",
    fa="باید در چند کلمه نوشته شود که مدرک چیست.",
    do_en="Write what it is, such as “medical certificate”; at most 100 letters.",
    do_fa="بنویسید چیست، مانند «گواهی پزشک»؛ حداکثر ۱۰۰ حرف.",
)
def document_is_called_something(title: str) -> bool:
    return 0 < len(title) <= 100


@rule(
    en="This file has 200 documents already.",
    fa="این پرونده هم‌اکنون ۲۰۰ مدرک دارد.",
    do_en="Put the pages that belong together into one PDF.",
    do_fa="برگه‌های مربوط به هم را در یک PDF بگذارید.",
)
def file_has_room_for_documents(there: int) -> bool:
    return there < MOST


@rule(
    en="This document was marked as entered in error already.",
    fa="این مدرک پیش‌تر «ثبت‌شده به اشتباه» علامت خورده است.",
    do_en="Look at it again.",
    do_fa="آن را دوباره ببینید.",
)
def document_stands(document: Document) -> bool:
    return document.in_error_at is None


@rule(
    en="This document was erased: only its hash is left.",
    fa="این مدرک پاک شده و تنها هش آن مانده است.",
)
def document_is_not_erased(document: Document) -> bool:
    return document.erased_at is None


constraint(
    "document_is_small_enough",
    en="A document has something in it, and 5 MB at most.",
    fa="مدرک خالی نیست و حداکثر ۵ مگابایت است.",
    do_en="Choose the file again.",
    do_fa="فایل را دوباره برگزینید.",
)
constraint(
    "document_piece_is_kept_once",
    en="This piece of the document is there already.",
    fa="این بخش از مدرک پیش‌تر ثبت شده است.",
)
constraint(
    "document_says_how_it_came",
    en="A document was taken in by an officer, or handed in by a party.",
    fa="مدرک را یا مأموری دریافت کرده یا یکی از طرفین فرستاده است.",
    do_en="Say who took it in.",
    do_fa="بگویید چه کسی آن را دریافت کرده است.",
)
constraint(
    "document_in_error_says_who_and_when",
    en="A document entered in error says who said so, and when.",
    fa="مدرکِ ثبت‌شده به اشتباه می‌گوید چه کسی و کِی آن را اعلام کرده است.",
    do_en="Mark it again.",
    do_fa="آن را دوباره علامت بزنید.",
)
constraint(
    "document_is_kept_as_it_came",
    en="A document is never changed after it came.",
    fa="مدرک پس از ثبت هرگز تغییر نمی‌کند.",
    do_en="Mark it as entered in error, and take in the right one.",
    do_fa="آن را «ثبت‌شده به اشتباه» علامت بزنید و مدرک درست را ثبت کنید.",
)

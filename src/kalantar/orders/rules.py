"""Who receives and carries out orders, who keeps the branches, and what may not happen to an order."""

from datetime import date, datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kalantar.case_catalogue.models import OutcomeKind
from kalantar.cases.models import Case
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.kernel.text.calendar import local
from kalantar.orders.models import RUNNING, Branch, Order, OrderKind, OrderState
from kalantar.people.roles import DESK, Role
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope
from kalantar.places.models import Jurisdiction

KEY = 32  # bytes of an Ed25519 public key (RFC 8032)
SIGNED_FOR = timedelta(minutes=5)  # how far two clocks may be apart


@permission(
    en="Orders to this station are received by its desk, or by a court's program that may.",
    fa="دستورهای این کلانتری را میز پذیرش آن یا سامانهٔ مجاز دادگاه ثبت می‌کند.",
    do_en="Ask the desk of the station.",
    do_fa="از میز پذیرش همان کلانتری بخواهید.",
)
def may_receive_order(by: Actor, station: Jurisdiction) -> bool:
    return may_reach(by, Scope.ORDERS_WRITE) and by.holds(DESK, station.ancestors)


@permission(
    en="This order is carried out by its station and by the officer it was given to.",
    fa="اجرای این دستور با کلانتری آن و مأموری است که به او سپرده شده است.",
    do_en="Ask the station's desk.",
    do_fa="از میز پذیرش همان کلانتری بخواهید.",
)
def may_handle_order(by: Actor, order: Order) -> bool:
    if by.kind is ActorKind.PROGRAM:
        return False
    given = by.kind is ActorKind.PERSON and by.id is not None and by.id == order.officer_id
    return given or by.holds(DESK, order.jurisdiction.ancestors)


@permission(
    en="You may not see this order.",
    fa="اجازهٔ دیدن این دستور را ندارید.",
    do_en="Ask its station; an auditor states the purpose first.",
    do_fa="از کلانتریِ آن بپرسید؛ بازرس نخست هدف را بیان می‌کند.",
)
def may_see_order(by: Actor, order: Order) -> bool:
    if may_handle_order(by, order):
        return True
    around = order.jurisdiction.ancestors
    auditing = by.kind is ActorKind.PERSON and by.holds({Role.AUDITOR}, around)
    return auditing and bool(by.why.strip())


def reads_order_as_auditor(by: Actor, order: Order) -> bool:
    """Whether only a purpose in words opens the order to them."""
    return not may_see_order(by.because(""), order)


def waits_at_their_desk(by: Actor, order: Order) -> bool:
    """Whether it is their duty to give it to somebody: nobody has it yet, and they work at its station."""
    duty = by.holds((Role.DESK_OFFICER, Role.STATION_CHIEF), [order.jurisdiction_id])
    return order.state == OrderState.RECEIVED and duty


@permission(
    en="The branches that give orders are kept by an administrator of the whole service.",
    fa="فهرست شعبه‌ها را مدیر سامانه در سطح کل خدمت نگه می‌دارد.",
    do_en="Ask an administrator of the whole service.",
    do_fa="از مدیر سامانه در سطح کل خدمت بخواهید.",
)
def may_keep_branches(by: Actor, _branch: Branch) -> bool:
    if by.kind is not ActorKind.PERSON:
        return by.kind is ActorKind.SYSTEM
    held = by.areas({Role.ADMINISTRATOR})
    return bool(held) and Jurisdiction.objects.filter(parent=None, pk__in=held).exists()


@rule(
    en="This branch gives no orders any more.",
    fa="این شعبه دیگر دستوری نمی‌دهد.",
    do_en="Ask the court which branch took over.",
    do_fa="از دادگاه بپرسید کدام شعبه جایگزین شده است.",
)
def branch_gives_orders(branch: Branch) -> bool:
    return branch.retired_at is None


@rule(
    en="A signing key is 32 bytes of Ed25519.",
    fa="کلید امضا ۳۲ بایت از گونهٔ Ed25519 است.",
    do_en="Ask the branch for its public key.",
    do_fa="کلید عمومی را از شعبه بگیرید.",
)
def branch_key_is_a_key(public_key: bytes) -> bool:
    return len(public_key) in (0, KEY)


@rule(
    en="This order does not bear the signature of the branch it names.",
    fa="این دستور امضای شعبه‌ای را که نامش در آن است ندارد.",
    do_en="Receive it on paper, and tell the court.",
    do_fa="آن را از روی نسخهٔ کاغذی ثبت کنید و به دادگاه خبر دهید.",
)
def order_is_signed_by_its_branch(branch: Branch, document: bytes, signature: bytes) -> bool:
    """Ed25519 (RFC 8032) over the document as it came, byte for byte."""
    if not branch.public_key:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes(branch.public_key)).verify(signature, document)
    except InvalidSignature:
        return False
    return True


def question_is_signed_by_its_branch(
    branch: Branch, reference: str, asked_at: str, signature: bytes, now: datetime
) -> bool:
    """Ed25519 over ``reference`` and the moment it was asked, each on a line of its own, in UTF-8; of a
    moment some minutes from ours at most, so that nobody asks again with what they have overheard."""
    try:
        moment = datetime.fromisoformat(asked_at)
    except ValueError:
        return False
    if moment.tzinfo is None or abs(now - moment) > SIGNED_FOR:
        return False
    return order_is_signed_by_its_branch(branch, f"{reference}\n{asked_at}".encode(), signature)


@rule(
    en="The document cannot be read as an order: {what}.",
    fa="این سند را نمی‌توان دستور خواند: {what}.",
    do_en="Send it again in the stated format.",
    do_fa="آن را با قالب اعلام‌شده دوباره بفرستید.",
)
def order_is_readable(what: str) -> bool:
    """Of what is wrong in it; empty where nothing is."""
    return not what


@rule(
    en="An order is of one of the known kinds.",
    fa="هر دستور از یکی از گونه‌های شناخته‌شده است.",
    do_en="Choose the kind from the list.",
    do_fa="گونهٔ دستور را از فهرست برگزینید.",
)
def order_kind_is_known(kind: str) -> bool:
    return kind in OrderKind.values


@rule(
    en="An order has a number and says what is to be done.",
    fa="دستور شماره دارد و می‌گوید چه باید کرد.",
    do_en="Write both as they stand on the paper.",
    do_fa="هر دو را همان‌گونه که در برگه آمده است بنویسید.",
)
def order_has_number_and_text(number: str, text: str) -> bool:
    return bool(number.strip() and text.strip())


@rule(
    en="An order is due after the day it was given, and was not given in the future.",
    fa="مهلت دستور پس از روز صدور آن است و روز صدور نمی‌تواند در آینده باشد.",
    do_en="Correct the dates.",
    do_fa="تاریخ‌ها را درست کنید.",
)
def order_dates_fit(issued_on: date, due_at: datetime, today: date) -> bool:
    return issued_on <= today and local(due_at).date() >= issued_on


@rule(
    en="The file of an order is a file of the same station.",
    fa="پروندهٔ دستور باید در همان کلانتری باشد.",
    do_en="Choose a file of this station, or refer it first.",
    do_fa="پرونده‌ای از همین کلانتری برگزینید یا نخست آن را ارجاع دهید.",
)
def case_is_of_the_same_station(case: Case, station: Jurisdiction) -> bool:
    return case.jurisdiction_id == station.pk


@rule(
    en="An order of a court about this file is still to be answered.",
    fa="هنوز دستوری قضایی دربارهٔ این پرونده بی‌پاسخ است.",
    do_en="Answer the order first, or say why the file is closed all the same.",
    do_fa="نخست به دستور پاسخ دهید یا بنویسید چرا پرونده با این حال بسته می‌شود.",
)
def closing_says_why_an_order_is_left(running: bool, outcome: str, why: str) -> bool:
    """``outcome``: its kind. Where the file goes to the court itself, that says why (ADR 0075)."""
    return not running or outcome == OutcomeKind.COURT or bool(why.strip())


@rule(
    en="This order is over.",
    fa="این دستور پایان یافته است.",
    do_en="Write what is still to be said on its file.",
    do_fa="آنچه مانده است در خود پرونده بنویسید.",
)
def order_is_not_ended(order: Order) -> bool:
    return order.state in RUNNING


@rule(
    en="No report on this order goes back to its branch.",
    fa="برای این دستور گزارشی به شعبه بازنمی‌گردد.",
    do_en="Carry it out or return it first; of one that was withdrawn nothing is reported.",
    do_fa="نخست آن را اجرا کنید یا بازگردانید؛ برای دستوری که لغو شده است گزارشی نمی‌رود.",
)
def order_is_answered(order: Order) -> bool:
    return order.state in (OrderState.CARRIED_OUT, OrderState.RETURNED) and not order.erased_at


@rule(
    en="This order belongs to a file already.",
    fa="این دستور پیش‌تر به پرونده‌ای پیوسته است.",
    do_en="Look at that file.",
    do_fa="همان پرونده را ببینید.",
)
def order_is_on_no_file(order: Order) -> bool:
    return order.case_id is None


@rule(
    en="Answering an order needs a report.",
    fa="پاسخ دستور باید گزارش داشته باشد.",
    do_en="Write what was done, or why it was not.",
    do_fa="بنویسید چه انجام شد یا چرا انجام نشد.",
)
def report_is_given(report: str) -> bool:
    return bool(report.strip())


constraint(
    "branch_code_is_used_once",
    en="Another branch has this code.",
    fa="شعبهٔ دیگری همین کد را دارد.",
    do_en="Choose another code.",
    do_fa="کد دیگری برگزینید.",
)
constraint(
    "order_is_received_once",
    en="The order of this number from this branch was received already.",
    fa="دستوری با همین شماره از همین شعبه پیش‌تر ثبت شده است.",
    do_en="Look it up by its number.",
    do_fa="آن را با شماره‌اش پیدا کنید.",
)
constraint(
    "order_that_is_over_says_when",
    en="An order that is over says when, and only that one does.",
    fa="دستور پایان‌یافته زمان پایان دارد و دستورهای دیگر ندارند.",
    do_en="Give the time of its end.",
    do_fa="زمان پایان را ثبت کنید.",
)
constraint(
    "answered_order_has_its_report",
    en="An order that was carried out or returned has a report.",
    fa="دستور اجراشده یا بازگشته گزارش دارد.",
    do_en="Write what was done, or why it was not.",
    do_fa="بنویسید چه انجام شد یا چرا انجام نشد.",
)
constraint(
    "assigned_order_has_its_officer",
    en="An order that is being carried out has an officer.",
    fa="دستورِ در دست اجرا مأمور دارد.",
    do_en="Choose the officer.",
    do_fa="مأمور را برگزینید.",
)
constraint(
    "order_times_run_forward",
    en="An order cannot be over before it was received.",
    fa="دستور نمی‌تواند پیش از دریافت پایان یابد.",
    do_en="Correct the time.",
    do_fa="زمان را درست کنید.",
)
constraint(
    "person_is_concerned_once",
    en="This person stands on the order already.",
    fa="این شخص هم‌اکنون در دستور آمده است.",
    do_en="Name each person once.",
    do_fa="هر شخص را یک بار بنویسید.",
)

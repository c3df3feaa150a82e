"""The words that stand on papers, in both languages."""

from kalantar.kernel.sentence import Sentence

CHECK = Sentence(en="Check this paper:", fa="بررسی اصالت این برگه:")
PAGES = Sentence(en="page {page} of {pages}", fa="صفحهٔ {page} از {pages}")
NUMBER = Sentence(en="File number", fa="شمارهٔ پرونده")
NAME = Sentence(en="Name", fa="نام")
ROLE = Sentence(en="Role on the file", fa="سمت در پرونده")
BESIDE = Sentence(en="{role} of {name}", fa="{role}ِ {name}")
CATEGORY = Sentence(en="About", fa="موضوع")
STATION = Sentence(en="Station", fa="کلانتری")
STATE = Sentence(en="State", fa="وضعیت")
OPENED = Sentence(en="Opened", fa="زمان تشکیل")
PLACE = Sentence(en="Where it happened", fa="محل وقوع")
HAPPENED = Sentence(en="Day it happened", fa="تاریخ وقوع")
CLOSED = Sentence(en="Closed", fa="زمان بستن")
OUTCOME = Sentence(en="How it ended", fa="نتیجه")
OFFICER = Sentence(en="In charge", fa="افسر پرونده")
NOBODY = Sentence(en="nobody yet", fa="هنوز کسی نیست")
CONFIDENTIAL = Sentence(en="confidential", fa="محرمانه")
PARTIES = Sentence(en="Parties", fa="طرف‌های پرونده")
SINCE = Sentence(en="Since", fa="از تاریخ")
KEEP = Sentence(
    en="Keep this number. With it you can ask what became of your file, without coming here.",
    fa="این شماره را نگه دارید؛ با آن می‌توانید بدون مراجعه بپرسید کار پرونده به کجا رسیده است.",
)
KEEP_AND_ASK = Sentence(
    en="Keep this number. What becomes of this file you hear at the station, or as you agreed with the"
    " officer; nothing is sent to your usual phone.",
    fa="این شماره را نگه دارید. نتیجهٔ این پرونده را در کلانتری یا به شیوه‌ای که با افسر قرار گذاشته‌اید می‌شنوید؛"
    " به تلفن همیشگی شما چیزی فرستاده نمی‌شود.",
)
TO = Sentence(en="To", fa="گیرنده")
SUBJECT = Sentence(en="Subject", fa="موضوع")
FILE = Sentence(en="File number", fa="شمارهٔ پرونده")
TOLD_SO_OFTEN = Sentence(en="Notices in the ledger", fa="تعداد آگاهی‌ها در دفتر")
PROVES = Sentence(
    en="This is the whole notice ledger of the file at the time above: what each party was told, when, by"
    " which way and with what receipt. The text of each message is proved by its SHA-256: the same text,"
    " as UTF-8, always gives these 64 digits, and no other text is known to.",
    fa="این برگه همهٔ دفتر آگاهی پرونده را تا زمان یادشده نشان می‌دهد: به هر یک از طرفین چه گفته شد، کِی، از چه"
    " راهی و با چه رسیدی. درستی متن هر پیام با درهم‌سازی SHA-256 اثبات می‌شود: همان متن با کدگذاری UTF-8"
    " همیشه همین ۶۴ رقم را می‌دهد و متن دیگری با این رقم‌ها شناخته نشده است.",
)
LEDGER = (
    Sentence(en="No.", fa="ردیف"),
    Sentence(en="Told at", fa="زمان"),
    Sentence(en="Party", fa="شخص"),
    Sentence(en="Role", fa="سمت"),
    Sentence(en="Of what", fa="از چه"),
    Sentence(en="By which way", fa="از چه راهی"),
    Sentence(en="Receipt", fa="رسید تحویل"),
    Sentence(en="SHA-256 of the text", fa="درهم‌سازی متن (SHA-256)"),
)
NOBODY_TOLD = Sentence(
    en="No party has been told of anything yet.",
    fa="تا این زمان هیچ‌یک از طرفین از چیزی آگاه نشده است.",
)
VERSION = Sentence(en="Version", fa="نسخه")
CORRECTS = Sentence(en="Corrects the version before, because", fa="اصلاح نسخهٔ پیشین، به این دلیل")
TAKEN_BY = Sentence(en="Taken by", fa="گیرندهٔ اظهارات")
TAKEN_AT = Sentence(en="Begun", fa="آغاز")
IDENTIFIED = Sentence(en="Identified by", fa="احراز هویت با")
AGREED = Sentence(en="How the person signed", fa="شیوهٔ امضای شخص")
NOT_SIGNED = Sentence(en="Draft: nobody has signed it", fa="پیش‌نویس؛ هنوز کسی امضا نکرده است")
HASH = Sentence(en="SHA-256 of the words", fa="درهم‌سازی متن (SHA-256)")
STAMP = Sentence(en="Stamp of the station", fa="مهر کلانتری")
ITEM = Sentence(en="Label", fa="برچسب مال")
KIND = Sentence(en="Kind", fa="نوع")
DESCRIPTION = Sentence(en="What it is", fa="شرح مال")
COUNT = Sentence(en="Count", fa="تعداد")
IDENTIFIER = Sentence(en="Serial number", fa="شمارهٔ سریال یا پلاک")
TAKEN_FROM = Sentence(en="Taken from", fa="گرفته‌شده از")
FOUND_AT = Sentence(en="Found", fa="محل پیدا شدن")
TAKEN_IN = Sentence(en="Taken in", fa="زمان تحویل گرفتن")
CHAIN = Sentence(en="Chain of custody", fa="زنجیرهٔ نگهداری")
LINKS = (
    Sentence(en="No.", fa="ردیف"),
    Sentence(en="When", fa="زمان"),
    Sentence(en="What", fa="چه شد"),
    Sentence(en="Where, or to whom", fa="کجا یا به چه کسی"),
    Sentence(en="By", fa="به دست"),
)
SECOND = Sentence(en="{by}; proposed by {second}", fa="{by}؛ پیشنهاد {second}")
HOLDS = Sentence(
    en="The station holds this item for the file. Bring this receipt when you ask for it back.",
    fa="این مال برای پرونده در کلانتری نگهداری می‌شود. هنگام درخواست استرداد این رسید را همراه بیاورید.",
)
RECEIVER = Sentence(en="Name and signature of the receiver", fa="نام و امضای گیرنده")
HANDS_OVER = Sentence(en="From whom it was taken", fa="تحویل‌دهنده")
HAS_RECEIVED = Sentence(
    en="I have received the item described above.", fa="مال یادشده در بالا را تحویل گرفتم."
)
ORDER = Sentence(en="Number of the order", fa="شمارهٔ دستور")
ORDER_KIND = Sentence(en="Kind of the order", fa="نوع دستور")
ISSUED_ON = Sentence(en="Issued on", fa="تاریخ صدور")
DUE = Sentence(en="Due", fa="مهلت")
RECEIVED = Sentence(en="Received", fa="زمان دریافت")
ANSWERED = Sentence(en="Answered", fa="زمان پاسخ")
CARRIED_OUT_BY = Sentence(en="Carried out by", fa="مأمور اجرا")
ORDERED = Sentence(en="What was ordered", fa="متن دستور")
REPORTED = Sentence(en="Report", fa="گزارش")

"""The words that stand in copies, in both languages."""

from kalantar.data_copies.facts import Stated
from kalantar.kernel.sentence import Sentence as S

# what facts are called
NAME = S(en="Name", fa="نام")
FATHER = S(en="Father's name", fa="نام پدر")
BORN = S(en="Year of birth", fa="سال تولد")
PHONE = S(en="Phone", fa="تلفن")
VERIFIED = S(en="Phone confirmed by code", fa="زمان تأیید تلفن با کد")
NATIONAL_ID = S(en="National ID", fa="کد ملی")
LANGUAGE = S(en="Language", fa="زبان")
NEEDS = S(en="What they need", fa="نیازهای ویژه")
REGISTERED = S(en="Registered", fa="زمان ثبت")
STATION = S(en="Station", fa="کلانتری")
NUMBER = S(en="File number", fa="شمارهٔ پرونده")
CATEGORY = S(en="About", fa="موضوع")
STATE = S(en="State", fa="وضعیت")
OPENED = S(en="Opened", fa="زمان تشکیل")
CLOSED = S(en="Closed", fa="زمان بستن")
OUTCOME = S(en="How it ended", fa="نتیجه")
ROLE = S(en="Role on the file", fa="سمت در پرونده")
SINCE = S(en="Since", fa="از")
UNTIL = S(en="Until", fa="تا")
KEPT = S(en="Kept for", fa="مدت نگهداری")
WHEN = S(en="When", fa="زمان")
OF = S(en="Of what", fa="دربارهٔ چه")
DESCRIPTION = S(en="What it is", fa="شرح مال")
LINK = S(en="What happened to it", fa="چه شد")
HOLDER = S(en="With whom", fa="نزد چه کسی")
WORDS = S(en="Words", fa="متن")
VERSION = S(en="Version", fa="نسخه")
SIGNED = S(en="How it was signed", fa="شیوهٔ امضا")
SIGNED_AT = S(en="Signed", fa="زمان امضا")
HASH = S(en="SHA-256", fa="درهم‌سازی SHA-256")
TITLE = S(en="Title", fa="عنوان")
FILE_NAME = S(en="File name", fa="نام فایل")
KIND = S(en="Kind", fa="نوع")
SIZE = S(en="Size in bytes", fa="اندازه به بایت")
CAME = S(en="How it came", fa="راه رسیدن")
LABEL = S(en="Label", fa="برچسب")
COUNT = S(en="Count", fa="تعداد")
IDENTIFIER = S(en="Serial number", fa="شمارهٔ سریال یا پلاک")
WAY = S(en="By which way", fa="از چه راهی")
RECEIPT = S(en="Receipt", fa="رسید تحویل")
RECEIPT_AT = S(en="Receipt at", fa="زمان رسید")
QUESTION = S(en="Question", fa="پرسش")
ANSWER = S(en="Answer", fa="پاسخ")
ANSWERED = S(en="Answered", fa="زمان پاسخ")
CODE = S(en="Code", fa="کد برگه")
BRANCH = S(en="Branch", fa="شعبه")
WHAT_OPENED = S(en="What was opened", fa="چه چیزی باز شد")
OPENER = S(en="In which role", fa="در چه سمتی")
WHY = S(en="What for", fa="برای چه")
SERVICE = S(en="Service", fa="خدمت")
TICKET = S(en="Ticket", fa="شمارهٔ نوبت")
PURPOSE = S(en="Purpose", fa="هدف مراجعه")
BOOKED = S(en="Booked", fa="زمان رزرو")
CANCELLED = S(en="Cancelled", fa="زمان لغو")
MESSAGES_WANTED = S(en="Messages", fa="پیامک")

# plain values
WANTS = S(en="messages may be sent", fa="فرستادن پیامک مجاز است")
WANTS_NONE = S(en="no messages are wanted: {why}", fa="پیامک نمی‌خواهد: {why}")
BESIDE = S(en="{role} of a party", fa="{role}ِ یکی از طرفین")
TAKEN_IN = S(en="handed in at the station", fa="تحویل در کلانتری")
SENT_IN = S(en="sent from the citizens' page", fa="فرستاده‌شده از صفحهٔ شهروند")
BY_MESSAGE = S(en="by message", fa="با پیامک")
ONE_TIME_CODE = S(en="a one-time code", fa="کد یک‌بارمصرف")
YEARS = S(
    en="{years} years after it is closed, so that it can be opened again and proven; then it is destroyed",
    fa="{years} سال پس از بسته‌شدن، تا بتوان آن را دوباره به جریان انداخت و اثبات کرد؛ سپس از میان می‌رود",
)

# groups: what they are called and where the service has them from
GROUPS: dict[str, tuple[S, S]] = {
    "person": (
        S(en="Who you are", fa="مشخصات شما"),
        S(en="as you gave it at a station", fa="به گفتهٔ خودتان در کلانتری"),
    ),
    "consent": (
        S(en="Messages to you", fa="پیامک به شما"),
        S(en="your own wish", fa="به خواست خودتان"),
    ),
    "visits": (
        S(en="Your visits", fa="مراجعه‌های شما"),
        S(en="the reception of each station", fa="پذیرش هر کلانتری"),
    ),
    "appointments": (
        S(en="Times you booked", fa="وقت‌هایی که گرفته‌اید"),
        S(en="you, or the desk for you", fa="خودتان، یا میز پذیرش به جای شما"),
    ),
    "registration_opened": (
        S(en="Who opened your registration", fa="چه کسانی مشخصات شما را دیده‌اند"),
        S(en="the log of readings", fa="دفتر خواندن‌ها"),
    ),
    "roles": (
        S(en="Your roles on this file", fa="سمت شما در این پرونده"),
        S(en="the officer who named you", fa="افسری که نام شما را ثبت کرد"),
    ),
    "statements": (
        S(en="What you said", fa="اظهارات شما"),
        S(en="you, as you signed it", fa="خودتان، چنان‌که امضا کرده‌اید"),
    ),
    "documents": (
        S(en="Your documents", fa="مدارک شما"),
        S(en="you", fa="خودتان"),
    ),
    "property": (
        S(en="Property taken from you or given to you", fa="اموالی که از شما گرفته یا به شما داده شد"),
        S(en="the store of the station", fa="انبار کلانتری"),
    ),
    "notices": (
        S(en="What you were told", fa="آنچه به شما گفته شد"),
        S(en="the notice ledger", fa="دفتر آگاهی"),
    ),
    "messages": (
        S(en="Other messages to you", fa="پیامک‌های دیگر به شما"),
        S(en="the outbox of messages", fa="صندوق پیامک‌های فرستادنی"),
    ),
    "questions": (
        S(en="Your questions", fa="پرسش‌های شما"),
        S(en="you, on the citizens' page; the officer's answer", fa="خودتان در صفحهٔ شهروند؛ پاسخ افسر"),
    ),
    "papers": (
        S(en="Papers issued to you", fa="برگه‌هایی که به شما داده شد"),
        S(en="the register of issued papers", fa="دفتر برگه‌های صادرشده"),
    ),
    "orders": (
        S(en="Judicial orders that concern you", fa="دستورهای قضایی دربارهٔ شما"),
        S(en="the branch that gave the order", fa="شعبهٔ صادرکننده"),
    ),
    "opened": (
        S(en="Who opened this file", fa="چه کسانی این پرونده را باز کرده‌اند"),
        S(en="the log of readings", fa="دفتر خواندن‌ها"),
    ),
}  # fmt: skip

# around it
TITLE_OF_COPY = S(en="What is kept about you", fa="آنچه دربارهٔ شما نگه داشته می‌شود")
INTRO = S(
    en="This copy holds what this service keeps about you at the moment above, with where it comes from."
    " Of other people it says nothing. If something is wrong, have it corrected at any station.",
    fa="این نسخه آنچه را این سامانه در زمان بالا دربارهٔ شما نگه می‌دارد با منبع آن در بر دارد و از دیگران"
    " چیزی نمی‌گوید. اگر چیزی نادرست است در هر کلانتری می‌توانید بخواهید اصلاح شود.",
)
SOURCE = S(en="Source: {source}", fa="منبع: {source}")
A_FILE = S(en="File {number}", fa="پروندهٔ {number}")
NOT_HERE = S(en="What is not in this copy, and why", fa="آنچه در این نسخه نیست و دلیل آن")
NOTHING_KEPT = S(en="Nothing is kept.", fa="چیزی نگه داشته نشده است.")
LEFT_OUT = (
    Stated(
        "officers_notes",
        S(en="The narrative, assessments and tasks of officers", fa="شرح ماوقع، ارزیابی‌ها و کارهای افسران"),
        S(
            en="they are the working papers of an inquiry, and the court decides who reads them",
            fa="این‌ها اوراق تحقیق است و دادگاه تصمیم می‌گیرد چه کسی آن‌ها را بخواند",
        ),
    ),
    Stated(
        "others",
        S(en="Names, numbers and words of other people", fa="نام، شماره و سخن دیگران"),
        S(en="they are theirs", fa="از آنِ خودشان است"),
    ),
    Stated(
        "officers",
        S(en="Names of officers", fa="نام مأموران"),
        S(
            en="their roles stand here; complaints about one are taken by the station's chief",
            fa="سمتشان در اینجا آمده است؛ شکایت از هر یک را رئیس کلانتری می‌پذیرد",
        ),
    ),
    Stated(
        "held_back",
        S(
            en="What a law or a judge holds back for the time being, if anything",
            fa="آنچه به حکم قانون یا قاضی تا زمانی گفته نمی‌شود، اگر چیزی باشد",
        ),
        S(
            en="a paper at home may be read by others; ask the station or the court in person",
            fa="برگه‌ای که در خانه است شاید به دست دیگری برسد؛ حضوری از کلانتری یا دادگاه بپرسید",
        ),
    ),
    Stated(
        "recent_openings",
        S(en="Who opened a file in the last weeks", fa="چه کسانی در هفته‌های اخیر پرونده را باز کرده‌اند"),
        S(
            en="it is told some weeks later, so that no inquiry is disturbed",
            fa="چند هفته بعد گفته می‌شود تا تحقیق مختل نشود",
        ),
    ),
    Stated(
        "safe_numbers",
        S(en="Numbers you named as safe, and one-time codes", fa="شماره‌های امنی که گفته‌اید و کدهای یک‌بارمصرف"),
        S(en="who finds this paper must not learn them", fa="یابندهٔ این برگه نباید از آن‌ها باخبر شود"),
    ),
)  # fmt: skip
HOW_LONG = S(en="How long it is kept, and why", fa="چه مدت و چرا نگه داشته می‌شود")

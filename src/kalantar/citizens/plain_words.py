"""What a state or an outcome means for whom it concerns, in plain words, and what comes next."""

from dataclasses import dataclass

from kalantar.case_catalogue.models import OutcomeKind
from kalantar.cases.purposes import Purpose
from kalantar.kernel.sentence import Sentence
from kalantar.people.roles import Role


@dataclass(frozen=True, slots=True)
class Standing:
    """``now``: how it stands. ``next``: what comes next, and what they need to do, mostly nothing."""

    now: Sentence
    next: Sentence

    def at(self, **places: object) -> "Standing":
        return Standing(self.now.format(**places), self.next.format(**places))


WAITS = Standing(
    Sentence(en="Your file is registered at {station}.", fa="پروندهٔ شما در {station} ثبت شده است."),
    Sentence(
        en="An officer will be put in charge of it. You do not need to come; every new step is shown on this page.",
        fa="به‌زودی افسری مسئول رسیدگی به آن می‌شود. نیازی به مراجعه نیست؛ هر گام تازه در همین صفحه دیده می‌شود.",
    ),
)
IN_HAND = Standing(
    Sentence(
        en="An officer of {station} is working on your file.",
        fa="افسری از {station} در حال رسیدگی به پروندهٔ شماست.",
    ),
    Sentence(
        en="You do not need to come unless we ask you to. If something new happens, write it here.",
        fa="تا از شما خواسته نشود نیازی به مراجعه نیست. اگر اتفاق تازه‌ای افتاد همین‌جا بنویسید.",
    ),
)
REFERRED = Standing(
    Sentence(
        en="Your file was referred to {to}, which has yet to accept it.",
        fa="پروندهٔ شما به {to} ارجاع شده و هنوز پذیرفته نشده است.",
    ),
    Sentence(
        en="Please wait. You do not need to go to either station.",
        fa="لطفاً منتظر بمانید. نیازی به مراجعه به هیچ‌یک از دو کلانتری نیست.",
    ),
)
ENDED: dict[str, Standing] = {
    OutcomeKind.OPERATIONAL: Standing(
        Sentence(
            en="The police acted on it, and the file is closed.",
            fa="پلیس اقدام کرده و پرونده بسته شده است.",
        ),
        Sentence(
            en="There is nothing you need to do.", fa="نیازی نیست کاری انجام دهید."
        ),
    ),
    OutcomeKind.SETTLED: Standing(
        Sentence(
            en="The matter was settled between you, and the file is closed.",
            fa="موضوع با صلح و سازش به پایان رسیده و پرونده بسته شده است.",
        ),
        Sentence(
            en="There is nothing you need to do. If what was agreed is not kept, come to {station}.",
            fa="نیازی نیست کاری انجام دهید. اگر به توافق عمل نشد به {station} بیایید.",
        ),
    ),
    OutcomeKind.COURT: Standing(
        Sentence(
            en="The file was sent to the court or the prosecutor's office.",
            fa="پرونده به دادگاه یا دادسرا فرستاده شده است.",
        ),
        Sentence(
            en="The court tells you what comes next. Keep your file number; you are asked for it there.",
            fa="ادامهٔ کار را دادگاه یا دادسرا به شما ابلاغ می‌کند. شمارهٔ پرونده را نگه دارید؛ آنجا از شما می‌پرسند.",
        ),
    ),
    OutcomeKind.WITHDRAWN: Standing(
        Sentence(
            en="The complaint was withdrawn, and the file is closed.",
            fa="شاکی گذشت کرده یا انصراف داده و پرونده بسته شده است.",
        ),
        Sentence(
            en="There is nothing you need to do. If somebody pressed you, tell {station}, or call 110.",
            fa="نیازی نیست کاری انجام دهید. اگر کسی شما را زیر فشار گذاشته است به {station} بگویید یا با ۱۱۰ تماس بگیرید.",
        ),
    ),
    OutcomeKind.UNRESOLVED: Standing(
        Sentence(
            en="The inquiry has led no further for now, and the file is closed.",
            fa="تحقیق تا اینجا به نتیجه نرسیده و پرونده بسته شده است.",
        ),
        Sentence(
            en="If you learn something new, such as a picture or a witness, tell {station}: the file can be opened again.",
            fa="اگر چیز تازه‌ای مانند عکس یا شاهد یافتید به {station} بگویید؛ پرونده می‌تواند دوباره به جریان بیفتد.",
        ),
    ),
    OutcomeKind.NO_OFFENCE: Standing(
        Sentence(
            en="No offence was found, and the file is closed.",
            fa="جرمی احراز نشده و پرونده بسته شده است.",
        ),
        Sentence(
            en="If you do not agree, you may complain to the prosecutor's office with this file number.",
            fa="اگر موافق نیستید می‌توانید با همین شمارهٔ پرونده به دادسرا اعتراض کنید.",
        ),
    ),
    OutcomeKind.HANDED_OVER: Standing(
        Sentence(
            en="Another unit of the police works on it now.",
            fa="اکنون یگان دیگری از پلیس به آن رسیدگی می‌کند.",
        ),
        Sentence(
            en="That unit gets in touch with you. Where you do not know which it is, ask {station}.",
            fa="همان یگان با شما تماس می‌گیرد. اگر نمی‌دانید کدام یگان است از {station} بپرسید.",
        ),
    ),
    OutcomeKind.VOID: Standing(
        Sentence(
            en="The file had been opened by mistake and is closed.",
            fa="پرونده به‌اشتباه تشکیل شده بود و بسته شده است.",
        ),
        Sentence(
            en="There is nothing you need to do. If you see it differently, tell {station}.",
            fa="نیازی نیست کاری انجام دهید. اگر نظر دیگری دارید به {station} بگویید.",
        ),
    ),
}  # fmt: skip
WHY_NOT_BY_MESSAGE: dict[
    str, Sentence
] = {  # the ledger's words, as one says them to whom they concern
    "confidential": Sentence(
        en="No message was sent: nothing is sent about this file.",
        fa="پیامی فرستاده نشد؛ دربارهٔ این پرونده پیامی فرستاده نمی‌شود.",
    ),
    "no_phone": Sentence(
        en="No message was sent: we had no number of yours.",
        fa="پیامی فرستاده نشد؛ شماره‌ای از شما نداشتیم.",
    ),
    "opted_out": Sentence(
        en="No message was sent: you had asked for none.",
        fa="پیامی فرستاده نشد؛ خودتان خواسته بودید فرستاده نشود.",
    ),
    "wrong_number": Sentence(
        en="No message was sent: the number was said to be somebody else's.",
        fa="پیامی فرستاده نشد؛ گفته شده بود شماره از آنِ دیگری است.",
    ),
    "guardian": Sentence(
        en="Your guardian was told in your place.", fa="به جای شما سرپرست شما آگاه شد."
    ),
    "same_person": Sentence(
        en="You were told already, in your other role.",
        fa="پیش‌تر در نقش دیگرتان آگاه شده بودید.",
    ),
    "no_words": Sentence(
        en="No message was sent: its words were not ready. Neither side was told.",
        fa="پیامی فرستاده نشد؛ متن آن آماده نبود. به هیچ‌یک از دو طرف گفته نشد.",
    ),
}
WORKS_ON_IT = Sentence(en="to work on the file", fa="برای رسیدگی به پرونده")
OPENED: dict[str, Sentence] = {  # what was read, by its page
    "case": Sentence(en="your file", fa="پروندهٔ شما"),
    "order": Sentence(en="a court's order about your file", fa="دستور قضایی پروندهٔ شما"),
    "registered_person": Sentence(en="what is registered of you", fa="مشخصات ثبت‌شدهٔ شما"),
}
WHY_OPENED: dict[str, Sentence] = {  # what each role reads files for, where no purpose was asked
    Role.DESK_OFFICER: WORKS_ON_IT,
    Role.PATROL_OFFICER: WORKS_ON_IT,
    Role.STATION_CHIEF: Sentence(
        en="to answer for the work of the station", fa="برای نظارت بر کار کلانتری"
    ),
    Role.COMMANDER: Sentence(
        en="to answer for the work of the stations", fa="برای نظارت بر کار کلانتری‌ها"
    ),
    Role.AUDITOR: Sentence(
        en="to examine how the police work, for a purpose that is written down",
        fa="برای بازرسی از کار پلیس، با هدفی که ثبت شده است",
    ),
    "": Sentence(en="for the work of the service", fa="برای کار سامانه"),
}
WHY_ASKED: dict[str, Sentence] = {  # of what was said; never that there is a complaint, a task or an order
    Purpose.COUNTER: Sentence(
        en="to answer a question at the station", fa="برای پاسخ به پرسشی در کلانتری"
    ),
    Purpose.STANDING_IN: Sentence(
        en="to work on the file in place of its officer", fa="برای رسیدگی به پرونده به جای افسر آن"
    ),
    Purpose.SUPERVISION: Sentence(
        en="to watch over the work on the file", fa="برای نظارت بر رسیدگی به پرونده"
    ),
    Purpose.TASK: Sentence(
        en="to do something the file needed", fa="برای انجام کاری که پرونده به آن نیاز داشت"
    ),
    Purpose.COMPLAINT: Sentence(
        en="to examine how the police work", fa="برای بررسی کار پلیس"
    ),
    Purpose.REFERRAL: Sentence(
        en="to decide which station the file belongs to",
        fa="برای تصمیم دربارهٔ اینکه پرونده از آنِ کدام کلانتری است",
    ),
    Purpose.OTHER: Sentence(  # in words, which may name somebody
        en="for another purpose, which is written down", fa="برای هدف دیگری که ثبت شده است"
    ),
}  # fmt: skip
BRING = Sentence(  # where no administrator wrote what
    en="Your ID card, and the receipt of the file if you have it",
    fa="کارت ملی و اگر دارید رسید پرونده",
)

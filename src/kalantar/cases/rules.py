"""Who may open, handle and see a case file, and what may not happen to it."""

from collections.abc import Collection
from datetime import date, datetime

from kalantar.case_catalogue.models import CaseField, CaseOutcome
from kalantar.cases.lifecycle import LEADERS
from kalantar.cases.models import Case, CaseState, Party, PartyRole
from kalantar.cases.purposes import PURPOSES, SHORTEST, Purpose
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.people.models import User
from kalantar.people.roles import DESK, Role
from kalantar.places.models import Jurisdiction, Kind

MOST_TAKEN_OUT = 10_000  # rows of a list as a file
LISTS_OF = (*DESK, Role.PATROL_OFFICER, Role.AUDITOR)


def _works_at(by: Actor, area: Jurisdiction) -> bool:
    return by.kind is not ActorKind.PROGRAM and by.holds(DESK, area.ancestors)


def _is_in_charge(by: Actor, case: Case) -> bool:
    return by.kind is ActorKind.PERSON and by.id is not None and by.id == case.officer_id


@permission(
    en="Files of this station are opened by its desk officers, its chief and its commander.",
    fa="تشکیل پرونده در این کلانتری با افسر میز پذیرش، رئیس یا فرماندهٔ همان محدوده است.",
    do_en="Ask one of them.",
    do_fa="از یکی از آنان بخواهید.",
)
def may_open_case(by: Actor, station: Jurisdiction) -> bool:
    return _works_at(by, station)


@permission(
    en="This file is handled by its station and by the officer in charge of it.",
    fa="رسیدگی به این پرونده با کلانتری آن و افسر پرونده است.",
    do_en="Ask the officer in charge, or the station's desk.",
    do_fa="از افسر پرونده یا میز پذیرش همان کلانتری بخواهید.",
)
def may_handle_case(by: Actor, case: Case) -> bool:
    return _works_at(by, case.jurisdiction) or _is_in_charge(by, case)


@permission(
    en="This is decided by the chief of the file's station or a commander.",
    fa="تصمیم در این باره با رئیس کلانتریِ پرونده یا فرمانده است.",
    do_en="Ask one of them.",
    do_fa="از یکی از آنان بخواهید.",
)
def may_decide_on_case(by: Actor, case: Case) -> bool:
    return by.kind is not ActorKind.PROGRAM and by.holds(LEADERS, case.jurisdiction.ancestors)


@permission(
    en="A referral is answered by the station it was made to.",
    fa="پاسخ ارجاع با کلانتری‌ای است که پرونده به آن ارجاع شده است.",
    do_en="Wait for its answer, or take the referral back.",
    do_fa="منتظر پاسخ آن بمانید یا ارجاع را پس بگیرید.",
)
def may_answer_referral(by: Actor, case: Case) -> bool:
    return case.referred_to is not None and _works_at(by, case.referred_to)


@permission(
    en="You may not see this file.",
    fa="اجازهٔ دیدن این پرونده را ندارید.",
    do_en="Ask its station; an auditor states the purpose first.",
    do_fa="از کلانتریِ پرونده بپرسید؛ بازرس نخست هدف را بیان می‌کند.",
)
def may_see_case(by: Actor, case: Case) -> bool:
    """Whose file it may be at all. Who of them says first what for: ``reading_names_its_purpose``."""
    if may_handle_case(by, case) or may_answer_referral(by, case):
        return True
    auditing = by.kind is ActorKind.PERSON and by.holds({Role.AUDITOR}, case.jurisdiction.ancestors)
    return auditing and bool(by.why.strip())


def reads_as_auditor(by: Actor, case: Case) -> bool:
    """Whether only a purpose in words opens the file to them."""
    return not may_see_case(by.because(""), case)


@rule(
    en="Who is not assigned to this file says first what they open it for.",
    fa="کسی که این پرونده به او سپرده نشده است نخست می‌گوید آن را برای چه باز می‌کند.",
    do_en="Choose the purpose; it is recorded, and holds for a quarter of an hour.",
    do_fa="هدف را برگزینید؛ ثبت می‌شود و تا یک ربع معتبر است.",
)
def reading_names_its_purpose(assigned: bool, said: str) -> bool:
    """``assigned``: in charge, with a task or an order of the file, or it came in through their hands
    just now. ``said``: what for, within the quarter of an hour that is one reading."""
    return assigned or bool(said.strip())


@rule(
    en="A file is read for one of the purposes there are.",
    fa="هدف از خواندن پرونده یکی از هدف‌های فهرست است.",
    do_en="Choose one from the list; for anything else there is “Something else”.",
    do_fa="یکی را از فهرست برگزینید؛ برای هر هدف دیگر «کار دیگر» هست.",
)
def purpose_of_reading_is_known(purpose: str) -> bool:
    return purpose in PURPOSES


@rule(
    en="What is none of the list is said in words, and an auditor always says it so.",
    fa="هدفی که در فهرست نیست نوشته می‌شود و بازرس همیشه آن را می‌نویسد.",
    do_en="Write it in a few words: a complaint’s number, an order, a check.",
    do_fa="آن را در چند کلمه بنویسید: شمارهٔ شکایت، دستور یا موضوع بازرسی.",
)
def purpose_of_reading_is_in_words(purpose: str, words: str, auditing: bool) -> bool:
    if purpose == Purpose.OTHER:
        return len(words.strip()) >= SHORTEST
    return not auditing


@permission(
    en="Files of an old register are brought in by the station’s chief, a commander, or from the command line.",
    fa="پرونده‌های دفتر پیشین را رئیس کلانتری یا فرمانده وارد می‌کند، یا از خط فرمان وارد می‌شود.",
    do_en="Ask one of them.",
    do_fa="از یکی از آنان بخواهید.",
)
def may_bring_in_cases(by: Actor, station: Jurisdiction) -> bool:
    return by.kind is not ActorKind.PROGRAM and by.holds(LEADERS, station.ancestors)


@rule(
    en="A file of an old register has its number there.",
    fa="پروندهٔ دفتر پیشین باید شمارهٔ آن دفتر را داشته باشد.",
    do_en="Write the number of the register in its column.",
    do_fa="شمارهٔ دفتر را در ستون آن بنویسید.",
)
def old_case_has_its_number(number: str) -> bool:
    return 0 < len(number) <= 100


@rule(
    en="A file of an old register was opened, and closed, before today.",
    fa="تاریخ تشکیل و بسته‌شدن پروندهٔ دفتر پیشین باید پیش از امروز باشد.",
    do_en="Correct the date.",
    do_fa="تاریخ را درست کنید.",
)
def old_case_is_of_the_past(opened_at: datetime, closed_at: datetime | None, now: datetime) -> bool:
    return opened_at <= (closed_at or opened_at) <= now


@rule(
    en="What a file is about has happened already.",
    fa="آنچه پرونده دربارهٔ آن است باید پیش از این رخ داده باشد.",
    do_en="Correct the day it happened.",
    do_fa="تاریخ وقوع را درست کنید.",
)
def case_happened_already(happened_on: date | None, today: date) -> bool:
    return happened_on is None or happened_on <= today


@rule(
    en="A file that was closed says how it ended, and one that says so says when.",
    fa="پروندهٔ بسته‌شده باید نتیجه و تاریخ بسته‌شدن را با هم داشته باشد.",
    do_en="Fill in both the outcome and the day it was closed, or neither.",
    do_fa="نتیجه و تاریخ بسته‌شدن را هر دو بنویسید یا هیچ‌کدام را ننویسید.",
)
def old_case_says_how_and_when_it_ended(closed_at: object, outcome: object) -> bool:
    return (closed_at is None) == (outcome is None)


@permission(
    en="Lists of files are taken out by who works with files, and by auditors who say what for.",
    fa="فهرست پرونده‌ها را فقط کسی برمی‌دارد که با پرونده‌ها کار می‌کند، یا بازرسی که هدف را بیان کند.",
    do_en="Ask the station’s chief.",
    do_fa="از رئیس کلانتری بخواهید.",
)
def may_take_out_list(by: Actor, _what: None) -> bool:
    """Which files are on it is what they may see: nothing else can come into a list of theirs."""
    return by.kind is ActorKind.PERSON and bool(by.areas(LISTS_OF))


@rule(
    en="Who takes a list of files out says what for.",
    fa="برای برداشتن فهرست پرونده‌ها باید هدف را نوشت.",
    do_en="Write it in a few words; it is recorded with this reading.",
    do_fa="آن را در چند کلمه بنویسید؛ همراه این خواندن ثبت می‌شود.",
)
def list_is_taken_out_for_a_purpose(why: str) -> bool:
    return len(why.strip()) >= 5


@rule(
    en="A list of 1 to {most} files can be taken out at once.",
    fa="هر بار فهرستی از ۱ تا {most} پرونده را می‌توان برداشت.",
    do_en="Choose fewer days, or one category, and take the rest out after that.",
    do_fa="روزهای کمتر یا یک موضوع برگزینید و بقیه را پس از آن بردارید.",
)
def list_taken_out_is_not_too_long(rows: int) -> bool:
    return 1 <= rows <= MOST_TAKEN_OUT


@rule(
    en="A file belongs to a station.",
    fa="هر پرونده از آنِ یک کلانتری است.",
    do_en="Choose a station.",
    do_fa="یک کلانتری برگزینید.",
)
def case_belongs_to_a_station(area: Jurisdiction) -> bool:
    return area.kind == Kind.STATION and area.retired_at is None


@rule(
    en="This file is not open.",
    fa="این پرونده در جریان نیست.",
    do_en="Open it again first, or wait for the answer to its referral.",
    do_fa="نخست آن را دوباره به جریان بیندازید یا منتظر پاسخ ارجاع بمانید.",
)
def case_is_open(case: Case) -> bool:
    return case.state == CaseState.OPEN


@rule(
    en="This file was disposed of; only its number and how it ended are kept.",
    fa="این پرونده امحا شده و تنها شماره و نتیجهٔ آن مانده است.",
    do_en="Open a new file if the matter comes up again.",
    do_fa="اگر موضوع دوباره مطرح شد پروندهٔ تازه‌ای تشکیل دهید.",
)
def case_is_not_disposed(case: Case) -> bool:
    return case.disposed_at is None


@rule(
    en="What every file of this category needs is not all written down: {fields}.",
    fa="همهٔ آنچه برای این موضوع لازم است نوشته نشده است: {fields}.",
    do_en="Fill it in; write “not known” where nobody knows.",
    do_fa="آن را بنویسید؛ اگر کسی نمی‌داند بنویسید «نامعلوم».",
)
def required_fields_are_filled(missing: Collection[CaseField]) -> bool:
    return not missing


@rule(
    en="What was written for “{field}” is not what it asks for.",
    fa="آنچه برای «{field}» نوشته شده با خواستهٔ آن نمی‌خواند.",
    do_en="Write a number, a date, or yes or no, as it asks.",
    do_fa="همان‌گونه که خواسته شده عدد، تاریخ یا بله/خیر بنویسید.",
)
def answer_fits_the_field(text: str | None) -> bool:
    """Of the answer as ``filling.filled`` understood it; None where it did not."""
    return text is not None


@rule(
    en="This field is not asked for files of this category.",
    fa="این فیلد برای پرونده‌های این موضوع پرسیده نمی‌شود.",
    do_en="Open the form again: the category has changed.",
    do_fa="فرم را دوباره باز کنید؛ موضوع پرونده تغییر کرده است.",
)
def field_is_of_the_category(field: CaseField, case: Case) -> bool:
    return field.category_id == case.category_id and field.retired_at is None


@rule(
    en="A party has one of the roles a file knows.",
    fa="هر طرف پرونده یکی از نقش‌های شناخته‌شده را دارد.",
    do_en="Choose the role from the list.",
    do_fa="نقش را از فهرست برگزینید.",
)
def party_role_is_known(role: str) -> bool:
    return role in PartyRole.values


@rule(
    en="This person is no party to this file, or no longer.",
    fa="این شخص طرف این پرونده نیست یا دیگر نیست.",
    do_en="Look at the parties again.",
    do_fa="طرف‌های پرونده را دوباره ببینید.",
)
def party_is_of_this_case(party: Party | None, case: Case) -> bool:
    return party is not None and party.case_id == case.pk and party.until is None


@rule(
    en="Somebody still stands beside this party as guardian, lawyer or interpreter.",
    fa="هنوز کسی به‌عنوان سرپرست، وکیل یا مترجم در کنار این طرف پرونده است.",
    do_en="Take that one out of the file first.",
    do_fa="نخست او را از پرونده خارج کنید.",
)
def nobody_stands_beside_the_party(beside: int) -> bool:
    return beside == 0


@rule(
    en="The officer in charge works at the file's station.",
    fa="افسر پرونده باید در کلانتریِ همان پرونده خدمت کند.",
    do_en="Choose someone of this station, or refer the file.",
    do_fa="یکی از کارکنان همین کلانتری را برگزینید یا پرونده را ارجاع دهید.",
)
def officer_works_at_the_station(officer: User | None) -> bool:
    """Of the officer as found among those who hold a desk's role there now; None where not."""
    return officer is not None


@rule(
    en="This outcome needs a sentence saying what happened.",
    fa="این نتیجه به یک جمله توضیح نیاز دارد.",
    do_en="Write what happened.",
    do_fa="بنویسید چه شد.",
)
def outcome_has_its_note(outcome: CaseOutcome, note: str) -> bool:
    return bool(note.strip()) or not outcome.needs_note


@rule(
    en="A file of this category is always confidential.",
    fa="پروندهٔ این موضوع همیشه محرمانه است.",
    do_en="Leave it so: a message could harm somebody.",
    do_fa="آن را همین‌گونه نگه دارید؛ پیام ممکن است به کسی آسیب برساند.",
)
def category_is_not_confidential(case: Case) -> bool:
    return not case.category.confidential


@rule(
    en="This incident is of another city.",
    fa="این رخداد مربوط به شهر دیگری است.",
    do_en="Link an incident of the city the station is in.",
    do_fa="رخدادی از شهر همین کلانتری را پیوست کنید.",
)
def incident_is_of_the_stations_city(incident: Incident, case: Case) -> bool:
    return incident.city_id in case.jurisdiction.ancestors


@rule(
    en="This incident is not linked to the file.",
    fa="این رخداد به پرونده پیوست نشده است.",
    do_en="Look at the file again.",
    do_fa="پرونده را دوباره ببینید.",
)
def incident_is_linked(link: object) -> bool:
    return link is not None


constraint(
    "case_number_is_one_cases",
    en="Another file has this number.",
    fa="پروندهٔ دیگری همین شماره را دارد.",
    do_en="Try again: the next number is taken.",
    do_fa="دوباره تلاش کنید تا شمارهٔ بعدی داده شود.",
)
constraint(
    "closed_case_has_outcome",
    en="A file is closed with an outcome, and only a closed one has one.",
    fa="پرونده با نتیجه بسته می‌شود و فقط پروندهٔ بسته نتیجه دارد.",
    do_en="Choose how it ended.",
    do_fa="نتیجهٔ پرونده را برگزینید.",
)
constraint(
    "referred_case_says_where_to",
    en="A referred file says which station it is offered to.",
    fa="پروندهٔ ارجاع‌شده باید کلانتری مقصد داشته باشد.",
    do_en="Choose the station.",
    do_fa="کلانتری مقصد را برگزینید.",
)
constraint(
    "case_times_run_forward",
    en="A file cannot be closed before it was opened.",
    fa="پرونده نمی‌تواند پیش از تشکیل بسته شود.",
    do_en="Correct the time.",
    do_fa="زمان را درست کنید.",
)
constraint(
    "disposed_case_stays_closed",
    en="A file that was disposed of stays closed and empty.",
    fa="پروندهٔ امحاشده بسته و خالی می‌ماند.",
    do_en="Open a new file if the matter comes up again.",
    do_fa="اگر موضوع دوباره مطرح شد پروندهٔ تازه‌ای تشکیل دهید.",
)
constraint(
    "old_number_is_brought_in_once",
    en="The file of this number was brought in from this station’s old register already.",
    fa="پروندهٔ این شماره پیش‌تر از دفتر پیشین همین کلانتری وارد شده است.",
    do_en="Look for it by its old number.",
    do_fa="آن را با شمارهٔ پیشین جست‌وجو کنید.",
)
constraint(
    "register_number_is_one_stations",
    en="Another station has this register number.",
    fa="کلانتری دیگری همین شمارهٔ دفتر را دارد.",
    do_en="Try again: the next number is taken.",
    do_fa="دوباره تلاش کنید تا شمارهٔ بعدی داده شود.",
)
constraint(
    "register_number_has_four_digits",
    en="There are no register numbers left: 9,999 stations have one.",
    fa="شمارهٔ دفتر تازه‌ای نمانده است؛ ۹٬۹۹۹ کلانتری شماره دارند.",
    do_en="Ask the administrator of the whole service.",
    do_fa="از مدیر کل سامانه بخواهید.",
)
constraint(
    "case_serial_has_five_digits",
    en="This station has no file numbers left this year.",
    fa="شماره‌های پروندهٔ امسال این کلانتری تمام شده است.",
    do_en="Ask the administrator of the whole service.",
    do_fa="از مدیر کل سامانه بخواهید.",
)
constraint(
    "field_is_answered_once",
    en="This field was filled in a moment ago by somebody else.",
    fa="همین حالا فرد دیگری این فیلد را پر کرده است.",
    do_en="Look at the file again.",
    do_fa="پرونده را دوباره ببینید.",
)
constraint(
    "party_is_named_once",
    en="This person has this role in the file already.",
    fa="این شخص هم‌اکنون همین نقش را در پرونده دارد.",
    do_en="Look at the parties again.",
    do_fa="طرف‌های پرونده را دوباره ببینید.",
)
constraint(
    "who_stands_beside_says_whom",
    en="A guardian, a lawyer and an interpreter stand beside another party; nobody else does.",
    fa="سرپرست، وکیل و مترجم در کنار طرف دیگری از پرونده‌اند و نقش‌های دیگر چنین نیستند.",
    do_en="Choose beside whom.",
    do_fa="مشخص کنید در کنار چه کسی.",
)
constraint(
    "party_ends_after_it_begins",
    en="A party cannot leave before they became one.",
    fa="طرف پرونده نمی‌تواند پیش از ورود خارج شود.",
    do_en="Correct the time.",
    do_fa="زمان را درست کنید.",
)
constraint(
    "case_is_offered_once_at_a_time",
    en="The file is already referred and not answered.",
    fa="پرونده پیش‌تر ارجاع شده و هنوز پاسخی نیامده است.",
    do_en="Wait for the answer, or take the referral back.",
    do_fa="منتظر پاسخ بمانید یا ارجاع را پس بگیرید.",
)
constraint(
    "answered_referral_has_its_answer",
    en="A referral is either waiting or has its answer and its time.",
    fa="ارجاع یا در انتظار است یا پاسخ و زمان آن ثبت شده است.",
    do_en="Accept the file or send it back.",
    do_fa="پرونده را بپذیرید یا بازگردانید.",
)
constraint(
    "referral_leads_elsewhere",
    en="A file is referred to another station, not to its own.",
    fa="پرونده به کلانتری دیگری ارجاع می‌شود، نه به همان کلانتری.",
    do_en="Choose another station.",
    do_fa="کلانتری دیگری برگزینید.",
)
constraint(
    "incident_is_linked_once",
    en="This incident is linked to the file already.",
    fa="این رخداد هم‌اکنون به پرونده پیوست شده است.",
    do_en="Look at the file again.",
    do_fa="پرونده را دوباره ببینید.",
)

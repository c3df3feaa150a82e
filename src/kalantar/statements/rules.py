"""Who signs a statement, and what may not happen to it. Who takes one is who handles the file."""

from collections.abc import Sequence

from kalantar.cases.rules import may_handle_case
from kalantar.kernel.actor import Actor
from kalantar.kernel.printing import is_line
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.statements.models import AgreedHow, Section, SectionKind, Statement, StatementState

MOST, LONGEST = 50, 20_000  # sections, and letters of each


@permission(
    en="A statement is signed by the officer who took it.",
    fa="اظهارات را همان افسری امضا می‌کند که آن را گرفته است.",
    do_en="Ask them; or drop it and take it anew.",
    do_fa="از او بخواهید؛ یا آن را کنار بگذارید و از نو بگیرید.",
)
def may_sign_statement(by: Actor, statement: Statement) -> bool:
    return by.id == statement.taken_by_id and may_handle_case(by, statement.case)


@rule(
    en="A statement says at least one thing in the person's own words.",
    fa="اظهارات باید دست‌کم یک بخش از گفتهٔ شخص داشته باشد.",
    do_en="Write what the person says in a section of its own.",
    do_fa="گفتهٔ شخص را در بخشی جدا بنویسید.",
)
def statement_says_something(sections: Sequence[Section]) -> bool:
    return any(one.kind == SectionKind.FACT for one in sections)


@rule(
    en="A section is a fact or an assessment, and there are not too many of them.",
    fa="هر بخش یا گفتهٔ شخص است یا ارزیابی افسر، و شمار بخش‌ها و بلندی آن‌ها اندازه‌ای دارد.",
    do_en="Choose what the section is; put what belongs together into one.",
    do_fa="نوع بخش را مشخص کنید و آنچه به هم مربوط است در یک بخش بنویسید.",
)
def sections_are_understood(sections: Sequence[Section]) -> bool:
    known = all(one.kind in SectionKind.values and len(one.text) <= LONGEST for one in sections)
    return known and len(sections) <= MOST


@rule(
    en="How the person agreed is not complete.",
    fa="امضای شخص کامل نیست.",
    do_en="A drawn signature, or the name with their word; or why they do not sign. And how they were identified.",
    do_fa="امضای روی صفحه، یا نام همراه با تأیید، یا علت امضا نکردن لازم است؛ و اینکه هویت او چگونه احراز شد.",
)
def agreement_is_complete(
    how: str, name: str, identified: str, consents: bool, drawn: str, why: str
) -> bool:
    if not identified.strip():
        return False
    if how == AgreedHow.REFUSED:
        return bool(why.strip())
    if not name.strip() or not consents:
        return False
    return how == AgreedHow.TYPED or (how == AgreedHow.DRAWN and is_line(drawn))


@rule(
    en="Only a statement that was signed to the end is followed by a new version.",
    fa="تنها اظهاراتی که امضای آن کامل شده است نسخهٔ تازه می‌گیرد.",
    do_en="Correct the draft itself, or drop it.",
    do_fa="خود پیش‌نویس را اصلاح کنید یا کنار بگذارید.",
)
def statement_is_signed(statement: Statement) -> bool:
    return statement.state == StatementState.SIGNED


@rule(
    en="What is kept is not what was signed: its hash differs.",
    fa="آنچه نگه داشته شده همان نیست که امضا شده است؛ درهم‌سازی آن متفاوت است.",
    do_en="Do not use it, and tell the administrator at once.",
    do_fa="از آن استفاده نکنید و بی‌درنگ به مدیر سامانه خبر دهید.",
)
def statement_says_what_was_signed(statement: Statement) -> bool:
    """Of one from which something was erased nobody can tell any more; its page says so."""
    if not statement.sha256 or statement.erased_at:
        return True
    return bytes(statement.sha256) == statement.hash_of_words


constraint(
    "statement_is_followed_once",
    en="This statement has a newer version already.",
    fa="این اظهارات نسخهٔ تازه‌تری دارد.",
    do_en="Go on with that one.",
    do_fa="با همان نسخه ادامه دهید.",
)
constraint(
    "new_version_follows_another_with_a_reason",
    en="A new version follows another, with a reason; the first one follows none.",
    fa="نسخهٔ تازه در پی نسخه‌ای دیگر و با ذکر دلیل است؛ نسخهٔ نخست در پی هیچ‌کدام نیست.",
    do_en="Say which one it corrects, and why.",
    do_fa="بگویید کدام نسخه را و چرا اصلاح می‌کند.",
)
constraint(
    "agreed_statement_has_how_and_hash",
    en="A statement the person was shown says how they agreed, and has the hash of its words.",
    fa="اظهاراتی که به شخص نشان داده شده شیوهٔ تأیید و درهم‌سازی متن را دارد.",
    do_en="Let the person sign again.",
    do_fa="از شخص بخواهید دوباره امضا کند.",
)
constraint(
    "signed_statement_has_its_moment",
    en="A signed statement says when the officer signed, and no other one does.",
    fa="تنها اظهارات امضاشده زمان امضای افسر را دارد.",
    do_en="Sign it again.",
    do_fa="آن را دوباره امضا کنید.",
)
constraint(
    "signed_statement_is_never_changed",
    en="What was signed is never changed or removed.",
    fa="آنچه امضا شده است هرگز تغییر نمی‌کند و برداشته نمی‌شود.",
    do_en="Begin a new version that says what is right.",
    do_fa="نسخهٔ تازه‌ای با متن درست آغاز کنید.",
)

"""Who reads the record of what was done and read, and what a question must say."""

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import input_rule, permission
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction

AUDITORS = frozenset({Role.AUDITOR})


@permission(
    en="The record of what was done and read is for the auditor of the area.",
    fa="کارنامهٔ آنچه انجام و دیده شده است تنها برای بازرس همان محدوده باز می‌شود.",
    do_en="Ask the auditor of that area.",
    do_fa="از بازرس آن محدوده بخواهید.",
)
def may_read_record(by: Actor, place: Jurisdiction | None) -> bool:
    """Of one area, or without it of any: the question then starts from the auditor's own areas."""
    over = by.areas(AUDITORS) if place is None else place.ancestors
    return by.kind is ActorKind.PERSON and by.holds(AUDITORS, over)


question_names_one_person = input_rule(
    "question_names_one_person",
    en="“{words}” is not one person of your areas.",
    fa="«{words}» یک شخص مشخص در محدوده‌های شما نیست.",
    do_en="Write the personnel number.",
    do_fa="شمارهٔ پرسنلی را بنویسید.",
)
question_names_one_thing = input_rule(
    "question_names_one_thing",
    en="“{words}” is no one incident, unit or person of your areas.",
    fa="«{words}» یک رخداد، یگان یا شخص مشخص در محدوده‌های شما نیست.",
    do_en="Write the whole incident number, the call sign, or the personnel number.",
    do_fa="شمارهٔ کامل رخداد، معرف یگان یا شمارهٔ پرسنلی را بنویسید.",
)
question_names_one_area = input_rule(
    "question_names_one_area",
    en="“{words}” is not the name or code of one of your areas.",
    fa="«{words}» نام یا رمز یکی از محدوده‌های شما نیست.",
    do_en="Write the name as it stands in the list of areas, or its code.",
    do_fa="نام را همان‌گونه که در فهرست محدوده‌هاست بنویسید، یا رمز آن را.",
)
question_ends_after_it_begins = input_rule(
    "question_ends_after_it_begins",
    en="The last day is before the first.",
    fa="روز پایان پیش از روز آغاز است.",
    do_en="Choose a later last day.",
    do_fa="روز پایان دیرتری بنویسید.",
)

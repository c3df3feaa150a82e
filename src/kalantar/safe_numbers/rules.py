"""What may not happen to a safe number. Who works on the file names it: ``cases.rules.may_handle_case``."""

from collections.abc import Collection

from kalantar.cases.models import PartyRole
from kalantar.kernel.rules import constraint, rule
from kalantar.safe_numbers.models import SafeNumber


@rule(
    en="Another party of this file is reached by that number.",
    fa="این شماره از آنِ طرف دیگری از همین پرونده است.",
    do_en="Ask the person for a number that nobody else on the file reads.",
    do_fa="شماره‌ای بخواهید که هیچ طرف دیگری از پرونده آن را نمی‌خواند.",
)
def safe_number_is_no_other_partys(number: str, theirs: Collection[str]) -> bool:
    """``theirs``: the registered and the safe numbers of the other parties."""
    return number not in theirs


@rule(
    en="Of an informant nothing is said by message, not even to a safe number.",
    fa="از منبع خبر هیچ‌چیز با پیامک گفته نمی‌شود، حتی به شمارهٔ امن.",
    do_en="Agree with the person where and when you speak, and tell them yourself.",
    do_fa="با خود شخص قرار بگذارید کجا و چه زمانی گفت‌وگو کنید و حضوری بگویید.",
)
def informant_is_told_by_message_nowhere(informants_file: bool, role: str) -> bool:
    """``role``: of the party that would be told."""
    return not informants_file and role != PartyRole.INFORMANT


@rule(
    en="This party has no safe number.",
    fa="این طرف پرونده شمارهٔ امن ندارد.",
    do_en="Look at the file again: somebody else may have given it up.",
    do_fa="پرونده را دوباره ببینید؛ شاید همکارتان پیش از شما آن را برداشته باشد.",
)
def party_has_a_safe_number(number: SafeNumber | None) -> bool:
    return number is not None


constraint(
    "party_has_one_safe_number",
    en="A party has one safe number at a time.",
    fa="هر طرف پرونده در هر زمان یک شمارهٔ امن دارد.",
    do_en="Look at the file again: a colleague has just written one down.",
    do_fa="پرونده را دوباره ببینید؛ همکارتان همین حالا شماره‌ای ثبت کرده است.",
)
constraint(
    "safe_number_ends_after_it_begins",
    en="A safe number is given up after it was named.",
    fa="شمارهٔ امن پس از ثبت برداشته می‌شود.",
    do_en="Correct the times.",
    do_fa="زمان‌ها را درست کنید.",
)

"""What may not happen to the case catalogue; who may edit it is the catalogue's own rule."""

from kalantar.case_catalogue.models import CaseField, OutcomeKind, WhyConfidential
from kalantar.kernel.rules import constraint, rule


@rule(
    en="An outcome is of one of the kinds that are counted apart.",
    fa="هر نتیجه از یکی از گونه‌هایی است که جداگانه شمرده می‌شوند.",
    do_en="Choose one of the kinds in the list.",
    do_fa="یکی از گونه‌های فهرست را برگزینید.",
)
def outcome_is_of_a_kind(kind: str) -> bool:
    return kind in OutcomeKind.values


@rule(
    en="A field asks for words, a number, a date, or yes or no.",
    fa="هر فیلد متن، عدد، تاریخ یا بله/خیر می‌پرسد.",
    do_en="Choose one of the kinds in the list.",
    do_fa="یکی از گونه‌های فهرست را برگزینید.",
)
def field_is_of_a_kind(kind: str) -> bool:
    return kind in CaseField.Kind.values


@rule(
    en="A confidential category says for which reason it is, and no other does.",
    fa="موضوع محرمانه دلیل محرمانه بودنش را می‌گوید و موضوع دیگر دلیلی ندارد.",
    do_en="Choose violence at home, a sexual offence, a child or an informant; or clear the reason.",
    do_fa="خشونت خانگی، جرم جنسی، کودک یا منبع خبر را برگزینید، یا دلیل را بردارید.",
)
def confidential_category_says_why(confidential: bool, because: str) -> bool:
    return because in WhyConfidential.values if confidential else not because


@rule(
    en="How long files of a category are kept rests on a law or a circular.",
    fa="مدت نگهداری پرونده‌های هر موضوع باید منبع قانونی داشته باشد.",
    do_en="Write which one, beside the years.",
    do_fa="قانون یا بخشنامه را کنار تعداد سال‌ها بنویسید.",
)
def kept_years_name_their_source(source: str) -> bool:
    return bool(source.strip())


constraint(
    "category_code_is_used_once",
    en="Another category of files has this code.",
    fa="موضوع دیگری از پرونده‌ها همین کد را دارد.",
    do_en="Choose another code, or restore the retired category.",
    do_fa="کد دیگری برگزینید یا موضوع کنارگذاشته‌شده را بازگردانید.",
)
constraint(
    "category_is_kept_for_years",
    en="Files of a category are kept 1 to 100 years after they are closed.",
    fa="پرونده‌های هر موضوع پس از بسته‌شدن از ۱ تا ۱۰۰ سال نگه داشته می‌شود.",
    do_en="Enter a number from 1 to 100.",
    do_fa="عددی از ۱ تا ۱۰۰ بنویسید.",
)
constraint(
    "field_code_is_used_once",
    en="Another field of this category has this code.",
    fa="فیلد دیگری از همین موضوع همین کد را دارد.",
    do_en="Choose another code, or restore the retired field.",
    do_fa="کد دیگری برگزینید یا فیلد کنارگذاشته‌شده را بازگردانید.",
)
constraint(
    "outcome_code_is_used_once",
    en="Another outcome of files has this code.",
    fa="نتیجهٔ دیگری برای پرونده‌ها همین کد را دارد.",
    do_en="Choose another code, or restore the retired one.",
    do_fa="کد دیگری برگزینید یا نتیجهٔ کنارگذاشته‌شده را بازگردانید.",
)
constraint(
    "outside_service_code_is_used_once",
    en="Another outside service has this code.",
    fa="دستگاه دیگری همین کد را دارد.",
    do_en="Choose another code, or restore the retired one.",
    do_fa="کد دیگری برگزینید یا دستگاه کنارگذاشته‌شده را بازگردانید.",
)

"""What the command line cannot do, in the words of rules."""

from kalantar.kernel.rules import input_rule

command_is_understood = input_rule(
    "command_is_understood",
    en="This command is not understood.",
    fa="این فرمان شناخته نشد.",
    do_en="Write for example: dispatch 7 12 to 1043, or dispatch 7 to 1043: why, or 1043,"
    " or T-07 on scene, or note 1043: words.",
    do_fa="برای نمونه بنویسید: اعزام ۷ ۱۲ به ۱۰۴۳، یا اعزام ۷ به ۱۰۴۳: دلیل، یا ۱۰۴۳،"
    " یا T-07 در صحنه، یا یادداشت ۱۰۴۳: متن.",
)
command_names_one_incident = input_rule(
    "command_names_one_incident",
    en="“{number}” names no open incident of this city.",
    fa="«{number}» شمارهٔ هیچ رخداد باز این شهر نیست.",
    do_en="Write the last figures of its number.",
    do_fa="رقم‌های پایانی شمارهٔ رخداد را بنویسید.",
)
command_names_one_unit = input_rule(
    "command_names_one_unit",
    en="“{sign}” names no single unit on duty.",
    fa="«{sign}» معرف یک یگان مشخص در شیفت نیست.",
    do_en="Write the whole call sign.",
    do_fa="معرف را کامل بنویسید.",
)

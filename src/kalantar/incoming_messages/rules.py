"""What may not happen to what comes in."""

from kalantar.kernel.rules import constraint

incoming_part_comes_once = constraint(
    "incoming_part_comes_once",
    en="This part of the text has come already.",
    fa="این بخش از متن پیش‌تر رسیده است.",
)

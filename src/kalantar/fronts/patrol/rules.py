"""What a phone may not say so late."""

from datetime import timedelta

from kalantar.kernel.rules import RuleKind, rule


@rule(
    en="This was pressed more than three days ago.",
    fa="از فشردن این دکمه بیش از سه روز گذشته است.",
    do_en="Tell the dispatcher what happened; they write it down.",
    do_fa="به دیسپچر بگویید چه شده است تا خود ثبت کند.",
    kind=RuleKind.INPUT,
)
def pressed_within_three_days(ago: timedelta) -> bool:
    """No shift is longer: nobody of that crew is there any more to be asked."""
    return ago <= timedelta(days=3)

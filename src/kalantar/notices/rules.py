"""Who tells the parties, and what may not happen to a notice."""

from collections.abc import Sized

from kalantar.cases.models import Case
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, permission, rule


@permission(
    en="The parties are told by the service itself, both in the same moment.",
    fa="طرفین را خود سامانه و هر دو را در یک لحظه آگاه می‌کند.",
    do_en="Do what they are to hear of; the message follows.",
    do_fa="کاری را که باید از آن آگاه شوند انجام دهید؛ پیام در پی آن می‌رود.",
)
def may_tell_parties(by: Actor, _case: Case | None) -> bool:
    """Nobody chooses which of the two hears of it, and when."""
    return by.kind is ActorKind.SYSTEM


@rule(
    en="Nobody on the file is to be told of this.",
    fa="هیچ‌یک از طرف‌های پرونده نباید از این موضوع آگاه شود.",
)
def somebody_is_to_be_told(parties: Sized) -> bool:
    return bool(parties)


party_is_told_once = constraint(
    "party_is_told_once",
    en="The parties were told of this already.",
    fa="طرفین پیش‌تر از این موضوع آگاه شده‌اند.",
    do_en="Look at the notices of the file.",
    do_fa="دفتر آگاهی پرونده را ببینید.",
)
constraint(
    "notice_is_sent_or_says_why_not",
    en="A notice was sent with its words, or says why it was not.",
    fa="آگاهی یا با متنش فرستاده شده است یا دلیل نفرستادن را می‌گوید.",
    do_en="Give the message or the reason.",
    do_fa="پیام یا دلیل را ثبت کنید.",
)

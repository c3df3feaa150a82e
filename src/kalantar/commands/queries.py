"""What is asked of what was said: a reader's last act, and which officer on shift writes from a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kalantar.commands.undoing import BY_EVENT
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.sealing import hashes
from kalantar.messaging.models import Message
from kalantar.patrols.models import CrewMember, Unit
from kalantar.people.models import User


@dataclass(frozen=True, slots=True)
class Writer:
    """An officer on shift, and the unit whose crew they are in."""

    officer: User
    unit: Unit


def writer_from(number: str) -> Writer | None:
    """Who in a crew now has this number; None for anybody else, and where two could be meant.

    Nobody is looked for by a phone: the numbers of those on shift, and only theirs, are opened and compared.
    """
    on_shift = CrewMember.objects.filter(
        period__upper_inf=True, shift__ended_at=None, officer__is_active=True
    )
    numbers = on_shift.values_list("pk", "officer__phone")
    same = [pk for pk, phone in numbers.iterator() if phone and phone == number]
    if len(same) != 1:
        return None
    found = CrewMember.objects.select_related("officer", "shift__unit__jurisdiction").get(
        pk=same[0]
    )
    return Writer(found.officer, found.shift.unit)


def phones_of_patrols(most: int = 6) -> list[tuple[str, str]]:
    """Call sign and number of some officers on shift: for a demo, where all are invented."""
    on_shift = CrewMember.objects.filter(period__upper_inf=True, shift__ended_at=None)
    found = on_shift.order_by("shift__unit__call_sign").values_list(
        "shift__unit__call_sign", "officer__phone"
    )
    return [(sign, phone) for sign, phone in found if phone][:most]


def answered_within(number: str, since: datetime) -> int:
    """How many answers to what a crew wrote went to that number."""
    sent = Message.objects.filter(number_hash__in=hashes(number, "phone"), queued_at__gt=since)
    return sent.filter(role=CREW).count()


CREW = "crew"  # the role of the messages' words
LOOKED_AT = 40  # entries: one act has few, and pages that were opened stand among them
RANK = {event: rank for rank, event in enumerate(BY_EVENT)}


def last_act(by: Actor) -> list[Entry]:
    """The entries of the last thing the reader did in the room, the one it is called after first.

    Entries of one act share its operation, or else the request that brought it.
    """
    own = Entry.objects.filter(actor=by.id, actor_kind=by.kind).order_by("-pk")[:LOOKED_AT]
    acts = [one for one in own if one.event in BY_EVENT]
    return sorted(_together(acts[0], acts), key=lambda one: RANK[one.event]) if acts else []


def act_of(entry: Entry) -> list[Entry]:
    """All entries of the act this one belongs to."""
    own = Entry.objects.filter(actor=entry.actor, pk__gte=entry.pk).order_by("pk")[:LOOKED_AT]
    before = Entry.objects.filter(actor=entry.actor, pk__lt=entry.pk).order_by("-pk")[:LOOKED_AT]
    return _together(entry, [one for one in [*own, *before] if one.event in BY_EVENT])


def _together(first: Entry, acts: Sequence[Entry]) -> list[Entry]:
    def same(one: Entry) -> bool:
        if first.operation:
            return one.operation == first.operation
        return bool(first.request) and one.request == first.request

    return [one for one in acts if one.pk == first.pk or same(one)]

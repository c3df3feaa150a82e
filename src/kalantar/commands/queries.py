"""What is asked of what was said: a reader's last act, and which officer on shift writes from a number."""

from collections.abc import Sequence

from kalantar.commands.undoing import BY_EVENT
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry

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

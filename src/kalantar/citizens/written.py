"""What people wrote to us by message and nobody has read: on which files it may be, and what is nobody's."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, UUIDField
from django.db.models.functions import Coalesce

from kalantar.cases.models import Case, Party
from kalantar.incoming_messages.models import IncomingMessage
from kalantar.incoming_messages.queries import unread_messages
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction
from kalantar.safe_numbers.models import SafeNumber

_NUMBER = OuterRef("number_hash")


def written_to(reader: Actor, area: Jurisdiction) -> QuerySet[IncomingMessage]:
    """By a number of a party of a file at the stations of the area, as far as the reader may see the file;
    each says by ``file`` of which, the one opened last where there are several."""
    within = Jurisdiction.objects.within([area.pk]).values("pk")
    here = Case.objects.visible_to(reader).filter(jurisdiction__in=within, disposed_at=None)
    ways = _ways(case__in=here.order_by().values("pk"))
    found = [one.order_by(f"-{case}__opened_at").values(case)[:1] for one, case in ways]
    rows: QuerySet[IncomingMessage] = unread_messages().filter(_any(ways))
    return rows.annotate(file=Coalesce(*found, output_field=UUIDField())).defer("number", "text")


def written_on(case: Case) -> QuerySet[IncomingMessage]:
    """By the numbers of the parties of the file, the latest first."""
    rows = Party.objects.filter(case=case, until=None).values_list(
        "person__phone_hash", "person__merged_into__phone_hash"
    )
    safe = SafeNumber.objects.filter(party__case=case, party__until=None, until=None)
    theirs = {bytes(one) for row in rows for one in row if one}
    theirs |= {bytes(one) for one in safe.values_list("number_hash", flat=True)}
    return unread_messages().filter(number_hash__in=theirs).order_by("-came_at", "-pk")


def written_by_nobody(reader: Actor) -> QuerySet[IncomingMessage]:
    """By numbers that are no party's on any file; to the administrators of the area from which somebody
    had written there last, and of every area where nobody had."""
    if reader.kind is not ActorKind.PERSON or not (mine := reader.areas({Role.ADMINISTRATOR})):
        return IncomingMessage.objects.none()
    areas = Jurisdiction.objects.within(mine).values("pk")
    theirs = Q(answers=None) | Q(answers__area__in=areas)
    return unread_messages().filter(theirs).exclude(is_a_partys())


def is_a_partys() -> Q:
    return _any(_ways())


def _ways(**of: Any) -> list[tuple[QuerySet[Any, Any], str]]:
    """The parties of such a number, by their own phone, by that of the row which stands for them, or by a
    safe one, each asked by its own index; and by which word each knows its file."""
    living = Party.objects.filter(until=None, **of)
    beside = {f"party__{name}": value for name, value in of.items()}
    safe = SafeNumber.objects.filter(number_hash=_NUMBER, until=None, party__until=None, **beside)
    return [
        (living.filter(person__phone_hash=_NUMBER), "case"),
        (living.filter(person__merged_into__phone_hash=_NUMBER), "case"),
        (safe, "party__case"),
    ]


def _any(ways: list[tuple[QuerySet[Any, Any], str]]) -> Q:
    found = Q(pk__in=[])
    for one, _ in ways:
        found |= Q(Exists(one.order_by()))
    return found

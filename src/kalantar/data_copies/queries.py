"""Which copies were asked for and wait, by who may see their files and by whom they concern."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from kalantar.cases.models import Case
from kalantar.citizens.models import Access
from kalantar.data_copies.models import CopyRequest
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import PAGE, rows_after
from kalantar.places.models import Jurisdiction


def copy_asked_for(access: Access) -> CopyRequest | None:
    """The latest they asked for."""
    return CopyRequest.objects.filter(party=access.party).order_by("-asked_at").first()


def copies_asked_of(case: Case) -> list[CopyRequest]:
    """Those that wait."""
    waiting = CopyRequest.objects.filter(party__case=case, given_at=None)
    return list(waiting.select_related("party__person"))


def copies_that_wait(
    reader: Actor, area: Jurisdiction, *, after: UUID | None = None, limit: int = PAGE
) -> list[CopyRequest]:
    """At the stations of the area, the one due first first."""
    found = CopyRequest.objects.filter(party__case__in=_here(reader, area), given_at=None)
    return rows_after(
        found.select_related("party__case__category"), "due_at", after=after, limit=limit
    )


def _here(reader: Actor, area: Jurisdiction) -> QuerySet[Any, Any]:
    within = Jurisdiction.objects.within([area.pk]).values("pk")
    return Case.objects.visible_to(reader).filter(jurisdiction__in=within).values("pk")

"""Which copies were asked for and wait, by who may see their files and by whom they concern."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from kalantar.cases.models import Case
from kalantar.citizens.models import Access
from kalantar.citizens.queries import files_may_be_told_of
from kalantar.data_copies.models import CopyRequest
from kalantar.data_copies.rules import copy_is_open_by_phone
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import PAGE, rows_after
from kalantar.places.models import Jurisdiction


def copy_asked_for(access: Access) -> CopyRequest | None:
    """The latest they asked for."""
    asked = CopyRequest.objects.filter(party=access.party).select_related(
        "party__person__merged_into"
    )
    return asked.order_by("-asked_at").first()


def copies_asked_of(case: Case, now: datetime) -> list[CopyRequest]:
    """Those that wait, and those that were given and can still be made."""
    asked = CopyRequest.objects.filter(party__case=case)
    open_now = asked.filter(Q(given_at=None) | Q(at_hand_until__gt=now))
    return list(open_now.select_related("party__person"))


def is_open_by_phone(copy: CopyRequest | None, now: datetime) -> bool:
    """Whether the party can download it now."""
    if copy is None or not copy.by_phone:
        return False
    return copy_is_open_by_phone(copy, files_may_be_told_of(copy.party.person.standing), now)


def code_is_out(copy: CopyRequest, now: datetime) -> bool:
    """Whether one was sent that may still come back."""
    sent = copy.sent.first()
    return sent is not None and sent.used_at is None and now < sent.expires_at


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

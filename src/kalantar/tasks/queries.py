"""What screens ask about tasks; everything starts from what the reader may see."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from kalantar.cases.models import Case
from kalantar.cases.queries import officers_at
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import PAGE, rows_after
from kalantar.people.models import RoleGrant, User
from kalantar.people.roles import DESK
from kalantar.places.models import Jurisdiction
from kalantar.tasks.models import Task, TaskQuerySet

LISTED = 100  # on a file's page


def visible_tasks(reader: Actor) -> TaskQuerySet:
    return Task.objects.visible_to(reader).select_related(
        "officer", "case__category", "case__jurisdiction"
    )


def task_of(reader: Actor, id: UUID) -> Task | None:
    return visible_tasks(reader).filter(pk=id).first()


def tasks_of(reader: Actor, case: Case, *, limit: int = LISTED) -> list[Task]:
    """Those of the file: what is to do first, by deadline, then what is over, the latest first."""
    found = visible_tasks(reader).filter(case=case).select_related("officer", "set_by")
    return list(found.order_by(F("ended_at").desc(nulls_first=True), "due_at", "pk")[:limit])


def my_tasks(reader: Actor, *, after: UUID | None = None, limit: int = PAGE) -> list[Task]:
    """What the reader has to do, the one due first at the top."""
    mine = visible_tasks(reader).to_do().filter(officer=reader.id)
    return rows_after(mine, "due_at", after=after, limit=limit)


def overdue_tasks(
    reader: Actor,
    area: Jurisdiction,
    now: datetime,
    *,
    after: UUID | None = None,
    limit: int = PAGE,
) -> list[Task]:
    """What is over its deadline on files of the area, the longest overdue first."""
    found = _of(reader, area).filter(due_at__lt=now)
    return rows_after(found, "due_at", after=after, limit=limit)


def unassigned_tasks(
    reader: Actor, area: Jurisdiction, *, after: UUID | None = None, limit: int = PAGE
) -> list[Task]:
    """What came to the area with a file, and nobody does yet."""
    found = _of(reader, area).filter(officer=None)
    return rows_after(found, "due_at", after=after, limit=limit)


def task_officers(case: Case, now: datetime) -> QuerySet[User]:
    """Who may be given a task of the file, by name: those who see it, and do not only lead from afar."""
    at_desks = RoleGrant.objects.valid(now).filter(
        role__in=DESK, jurisdiction__in=case.jurisdiction.ancestors
    )
    in_charge = Case.objects.filter(pk=case.pk).values("officer")
    sees = Q(pk__in=at_desks.values("user")) | Q(pk__in=in_charge)
    return officers_at(case.jurisdiction, now).filter(sees)


def _of(reader: Actor, area: Jurisdiction) -> TaskQuerySet:
    within = Jurisdiction.objects.within([area.pk]).values("pk")
    return visible_tasks(reader).to_do().filter(case__jurisdiction__in=within)

"""Until when the records of the 110 room are kept, which are due, and which of those are still needed.

What is due is walked through in the order of its time, some rows at a step, along an index that holds only
what is not erased yet. Rows that are still needed are passed; the walk begins anew once a day, so that what
has become free meanwhile (its file is gone, a call was taken apart) is found.
"""

import tomllib
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from kalantar.calls.models import Call
from kalantar.cases.models import CaseIncident
from kalantar.incidents.models import Incident, IncidentCall, IncidentState
from kalantar.kernel.models import Entry, EntrySubject
from kalantar.kernel.sentence import Sentence
from kalantar.retention.models import Hold, RoomRecord, RoomRetention
from kalantar.retention.schedule import STANDARD

AT_A_STEP = 2_000  # due rows looked at in a step: some hundredths of a second
TURN = timedelta(days=1)  # so often what was passed is looked at again

type Due = list[tuple[datetime, UUID]]  # the first due first, by its time and id


@dataclass(frozen=True, slots=True)
class KeptRoom:
    """``own``: set by an administrator; else as the standard says. ``erased``: how many in all."""

    what: str
    months: int
    source: str | Sentence
    own: bool = False
    erased: int = 0
    erased_at: datetime | None = None


@cache
def standard() -> dict[str, KeptRoom]:
    rows = tomllib.loads(STANDARD.read_text(encoding="utf-8"))["room"]
    return {
        row["what"]: KeptRoom(row["what"], row["months"], Sentence(en=row["en"], fa=row["fa"]))
        for row in rows
    }


def room_kept() -> dict[str, KeptRoom]:
    """Every kind of record, with what went of it."""
    rows = {row.what: row for row in RoomRetention.objects.all()}
    return {what: _kept(what, rows.get(what)) for what in RoomRecord.values}


def _kept(what: str, row: RoomRetention | None) -> KeptRoom:
    usual = standard()[what]
    if row is None:
        return usual
    months, source = (row.months, row.source) if row.months else (usual.months, usual.source)
    return KeptRoom(what, months, source, bool(row.months), row.erased, row.erased_at)


def due_before(row: RoomRetention, now: datetime) -> datetime:
    """What is of that moment or earlier is kept no longer."""
    return _months_before(now, _kept(row.what, row).months)


def due_records(row: RoomRetention, now: datetime) -> Due:
    """The next rows after those that were looked at; which of them go, ``free`` says."""
    by, found = _walked(row.what)
    found = found.filter(**{f"{by}__lte": due_before(row, now)})
    if row.looked_at is not None:
        later = Q(**{f"{by}__gt": row.looked_at}) | Q(
            **{by: row.looked_at, "pk__gt": row.looked_id}
        )
        found = found.filter(later, **{f"{by}__gte": row.looked_at})
    return list(found.order_by(by, "pk").values_list(by, "pk")[:AT_A_STEP])


def free(what: str, records: Collection[UUID]) -> set[UUID]:
    """Those of the rows that nothing needs any more: no file that is kept or held is about them."""
    joined = IncidentCall.objects.filter(call=OuterRef("pk"), parted_at=None)
    if what == RoomRecord.INCIDENT:
        found = _walked(what)[1].filter(pk__in=records).exclude(_on_a_file("pk"))
    elif what == RoomRecord.TOLD_CALL:
        over = joined.filter(incident__state=IncidentState.CLOSED)
        over = over.exclude(_on_a_file("incident"))
        found = _walked(what)[1].filter(Exists(over), pk__in=records)
    else:
        found = _walked(what)[1].filter(~Exists(joined), pk__in=records)
    return set(found.values_list("pk", flat=True))


def rows_of_room(what: str) -> QuerySet[Incident] | QuerySet[Call]:
    return Incident.objects.all() if what == RoomRecord.INCIDENT else Call.objects.all()


def subject_kind(what: str) -> str:
    return "incident" if what == RoomRecord.INCIDENT else "call"


def reasons_about(records: Collection[UUID]) -> set[UUID]:
    """Why things were done with them; what was done to a file as well is the file's own."""
    with_a_file = EntrySubject.objects.filter(entry=OuterRef("pk"), kind="case")
    given = Entry.objects.filter(reason__isnull=False, subjects__subject__in=records)
    return set(given.exclude(Exists(with_a_file)).values_list("reason", flat=True))


def _walked(what: str) -> tuple[str, QuerySet[Model]]:
    """By which time, and which rows: those of the index. Of a call it is when it rang: one that nobody
    ended is over after months as well."""
    found: QuerySet[Model] = rows_of_room(what).filter(erased_at=None)
    if what == RoomRecord.INCIDENT:
        return "closed_at", found.filter(state=IncidentState.CLOSED)
    return "offered_at", found


def _on_a_file(incident: str) -> Exists:
    """A file that is not disposed of is about it; while a file is held, also what was taken apart from it."""
    links = CaseIncident.objects.filter(incident=OuterRef(incident))
    held = Hold.objects.filter(case=OuterRef("case"), released_at=None)
    return Exists(links.filter(Q(parted_at=None, case__disposed_at=None) | Q(Exists(held))))


def _months_before(moment: datetime, months: int) -> datetime:
    """The same day so many months ago, or the last of that month."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)

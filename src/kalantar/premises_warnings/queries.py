"""What screens ask about warnings on places; everything starts from what the reader may see."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.listing import rows_after
from kalantar.kernel.sentence import Sentence
from kalantar.places.models import Jurisdiction
from kalantar.premises_warnings.events import BASES, KINDS
from kalantar.premises_warnings.models import (
    LARGEST_M,
    PremisesWarning,
    PremisesWarningQuerySet,
)
from kalantar.premises_warnings.rules import may_read_warnings

PAGE = 50
SHOWN = 10  # at one place, the latest first
SOON = timedelta(days=30)  # who answers for one is asked whether it still holds


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning as it is said: what of, in which words, on what basis, who answers for it, until when."""

    warning: PremisesWarning
    kind: Sentence
    basis: Sentence
    owner: Sentence
    soon: bool


def said(warning: PremisesWarning, now: datetime) -> Warned:
    owner = warning.owner
    basis, number = BASES[warning.basis], warning.basis_number
    if warning.basis_incident is not None:
        number = warning.basis_incident.number
    return Warned(
        warning=warning,
        kind=KINDS[warning.kind],
        basis=Sentence(en=f"{basis.en} {number}".strip(), fa=f"{basis.fa} {number}".strip()),
        owner=Sentence(en=owner.name_en or owner.name_fa, fa=owner.name_fa or owner.name_en),
        soon=warning.in_force(now) and warning.expires_at <= now + SOON,
    )


# Mercator metres are longer than those on the ground by 1/cos(latitude). The index finds what is within
# the largest radius; each has its own.
_AROUND = """{of}.spot <@ circle(kalantar_mercator(%s::point), %s / greatest(cosd((%s::point)[1]), 0.08))"""
_WITHIN = """({of}.spot <-> kalantar_mercator(%s::point)) * greatest(cosd((%s::point)[1]), 0.08) <= {of}.radius_m"""


def warnings_at(incident: Incident, reader: Actor) -> list[Warned]:
    """Those in force where the incident is, the latest first. At most three queries; one where none is there.

    An erased incident's place is about a kilometre wide: nothing is said of that.
    """
    if incident.erased_at is not None or incident.place is None:
        return []
    found, now = _around(incident.place, reader.now()), reader.now()
    return _told(found.visible_at(incident, reader), now) if found.exists() else []


def warnings_near(place: Point, reader: Actor) -> list[Warned]:
    """Those in force at a place, before an incident is opened there. One query."""
    now = reader.now()
    return _told(_around(place, now).visible_to(reader), now)


def _around(place: Point, now: datetime) -> PremisesWarningQuerySet:
    at = str(place)
    near = PremisesWarning.objects.in_force(now).filter(_raw(_AROUND, [at, LARGEST_M, at]))
    return near.filter(_raw(_WITHIN, [at, at]))


def _told(found: PremisesWarningQuerySet, now: datetime) -> list[Warned]:
    rows = found.select_related("owner", "basis_incident").order_by("-since", "-pk")
    return [said(row, now) for row in rows[:SHOWN]]


def warnings_kept(
    reader: Actor,
    *,
    area: UUID | None = None,
    which: str = "",
    after: UUID | None = None,
    limit: int = PAGE,
) -> list[Warned]:
    """The soonest to expire first. ``which``: ``soon`` those that expire within a month, ``over`` those
    that ended or expired and whose words are still there; else all in force."""
    now, every = reader.now(), PremisesWarning.objects.visible_to(reader)
    if area is not None:
        every = every.filter(jurisdiction__in=Jurisdiction.objects.within([area]).values("pk"))
    every = every.select_related("owner", "basis_incident", "jurisdiction")
    rows = rows_after(
        _which(every, which, now), "expires_at", after=after, among=every, limit=limit
    )
    return [said(row, now) for row in rows]


def warning_of(reader: Actor, id: UUID) -> Warned | None:
    rows = PremisesWarning.objects.select_related("owner", "basis_incident", "jurisdiction")
    row = rows.filter(pk=id).first()
    return said(row, reader.now()) if row and may_read_warnings(reader, row.jurisdiction) else None


def warnings_to_erase(before: datetime) -> PremisesWarningQuerySet:
    """Those that ended or expired before then and still have their words."""
    over = Q(expires_at__lt=before) | Q(ended_at__lt=before)
    return PremisesWarning.objects.filter(over, erased_at=None)


def _which(every: PremisesWarningQuerySet, which: str, now: datetime) -> PremisesWarningQuerySet:
    if which == "over":
        return every.filter(erased_at=None).exclude(pk__in=every.in_force(now).values("pk"))
    found = every.in_force(now)
    return found.filter(expires_at__lte=now + SOON) if which == "soon" else found


def _raw(sql: str, params: list[object]) -> RawSQL:
    sql = sql.format(of=PremisesWarning._meta.db_table)
    return RawSQL(sql, params, output_field=BooleanField())

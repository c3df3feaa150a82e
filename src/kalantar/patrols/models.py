"""The units that can be sent, who is in them, what they are doing and where they last were."""

from datetime import datetime
from enum import IntEnum
from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import BrinIndex, GistIndex
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import F, Func, Q
from uuid_utils.compat import uuid7

from kalantar.catalogue.capabilities import UnitKind
from kalantar.catalogue.models import UnavailableReason
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.geometry import PointField
from kalantar.people.models import User
from kalantar.people.roles import WATCHERS, Role
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope
from kalantar.places.models import Jurisdiction

__all__ = [
    "CrewMember", "Mark", "PositionReport", "Shift", "Unit", "UnitKind", "UnitPosition", "UnitStatus",
    "crewed_by",
]  # fmt: skip

SEE_UNITS = frozenset({*WATCHERS, Role.PATROL_OFFICER, Role.ADMINISTRATOR})
SEE_PLACES = SEE_UNITS - {Role.AUDITOR, Role.ADMINISTRATOR}  # auditors read the history instead
SEE_PLAIN_CLOTHES = frozenset({Role.DISPATCHER, Role.COMMANDER})


class UnitStatus(models.TextChoices):
    OFF_DUTY = "off_duty"
    AVAILABLE = "available"
    ASSIGNED = "assigned"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    UNAVAILABLE = "unavailable"


BUSY = frozenset({UnitStatus.ASSIGNED, UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE})


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, reader: Actor) -> "UnitQuerySet":
        """Those in the areas where the reader may see units, and the one whose crew they are in.

        That a unit may be listed does not say that its place may be shown: ``place_visible_to``.
        """
        if reader.kind is ActorKind.SYSTEM:
            return self
        if not may_reach(reader, Scope.UNITS_READ):
            return self.none()
        return self.filter(_in_areas(reader, SEE_UNITS) | Q(pk__in=crewed_by(reader)))

    def place_visible_to(self, reader: Actor) -> "UnitQuerySet":
        """Those whose place the reader may see now: plain-clothes ones to few."""
        if reader.kind is ActorKind.SYSTEM:
            return self
        if not may_reach(reader, Scope.UNITS_READ):
            return self.none()
        marked = Q(plain_clothes=False) & _in_areas(reader, SEE_PLACES)
        return self.filter(
            marked | _in_areas(reader, SEE_PLAIN_CLOTHES) | Q(pk__in=crewed_by(reader))
        )

    def plain_clothes_visible_to(self, reader: Actor) -> "UnitQuerySet":
        """Those whose place the reader may see even while they are in plain clothes."""
        if reader.kind is ActorKind.SYSTEM:
            return self
        if not may_reach(reader, Scope.UNITS_READ):
            return self.none()
        return self.filter(_in_areas(reader, SEE_PLAIN_CLOTHES) | Q(pk__in=crewed_by(reader)))

    def ever_in_plain_clothes(self) -> "UnitQuerySet":
        return self.filter(Q(plain_clothes=True) | ~Q(plain_clothes_times=[]))

    def in_service(self) -> "UnitQuerySet":
        return self.filter(retired_at=None)

    def within(self, area: UUID) -> "UnitQuerySet":
        """Those of a station, or of all stations of a wider area."""
        return self.filter(jurisdiction__in=Jurisdiction.objects.within([area]).values("pk"))


def _in_areas(reader: Actor, roles: frozenset[Role]) -> Q:
    areas = Jurisdiction.objects.within(reader.areas(roles))
    return Q(jurisdiction__in=areas.values("pk"))


def crewed_by(reader: Actor) -> models.QuerySet["CrewMember", UUID]:
    """The unit in whose crew the reader is now."""
    in_crew = CrewMember.objects.filter(officer=reader.id, period__upper_inf=True)
    return in_crew.filter(shift__ended_at=None).values_list("shift__unit", flat=True)


class Unit(models.Model):
    """A patrol that is sent as one: on foot, by motorcycle, by car, or a special team.

    ``plain_clothes_times``: when it was in plain clothes before, lest clearing the mark tell the past.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    call_sign = models.TextField()
    kind = models.TextField(choices=UnitKind)
    plain_clothes = models.BooleanField(default=False)
    plain_clothes_times = ArrayField(DateTimeRangeField(), default=list, db_default=[], blank=True)
    capabilities = ArrayField(models.TextField(), default=list, blank=True)
    radio_identity = models.TextField(default="", blank=True)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")  # home station
    status = models.TextField(choices=UnitStatus, default=UnitStatus.OFF_DUTY)
    status_since = models.DateTimeField()
    unavailable_reason = models.ForeignKey(UnavailableReason, models.PROTECT, null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["call_sign"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "call_sign"],
                condition=Q(retired_at__isnull=True),
                name="call_sign_is_one_units",
            ),
            models.CheckConstraint(
                condition=Q(status="unavailable", unavailable_reason__isnull=False)
                | (~Q(status="unavailable") & Q(unavailable_reason__isnull=True)),
                name="unavailable_unit_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True) | Q(status="off_duty"),
                name="retired_unit_is_off_duty",
            ),
        ]

    def __str__(self) -> str:
        return self.call_sign

    def was_in_plain_clothes(self, since: datetime, until: datetime) -> bool:
        """At some moment of ``[since, until]``. One that is so now counts as always so: less is told."""
        return self.plain_clothes or any(
            (span.lower is None or span.lower <= until)
            and (span.upper is None or since <= span.upper)
            for span in self.plain_clothes_times
        )

    def mark_plain_clothes(self, at: datetime) -> None:
        """Begin a time in plain clothes, or end it; one whose beginning nobody kept has none."""
        times = list(self.plain_clothes_times)
        if self.plain_clothes:
            times.append(DateTimeTZRange(at, None))
        else:
            begun = times.pop().lower if times and times[-1].upper is None else None
            times.append(DateTimeTZRange(begun, at))
        self.plain_clothes_times = times


class UnitPositionQuerySet(models.QuerySet["UnitPosition"]):
    def visible_to(self, reader: Actor) -> "UnitPositionQuerySet":
        if reader.kind is ActorKind.SYSTEM:
            return self
        return self.filter(unit__in=Unit.objects.place_visible_to(reader).values("pk"))


class UnitPosition(models.Model):
    """Where a unit on duty last was: by its device's own time. History is PositionReport.

    One row a unit, gone when its shift ends: nobody is followed home, and the index that finds the
    nearest holds only units that can be found.

    ``spot`` is ``place`` in spherical Mercator metres, so that nearest-by-index is nearest on the
    ground (the projection is conformal), computed by PostgreSQL itself.
    """

    unit = models.OneToOneField(Unit, models.CASCADE, primary_key=True, related_name="position")
    place = PointField()
    accuracy_m = models.FloatField(null=True)
    measured_at = models.DateTimeField()
    received_at = models.DateTimeField()
    spot: ClassVar[models.GeneratedField] = models.GeneratedField(
        expression=Func(F("place"), function="kalantar_mercator"),
        output_field=PointField(),
        db_persist=True,
    )

    objects = UnitPositionQuerySet.as_manager()

    class Meta:
        indexes = [GistIndex(fields=["spot"], name="unit_position_by_spot")]

    def __str__(self) -> str:
        return str(self.place)


class Mark(IntEnum):
    """What is thought of a position in the history."""

    NONE = 0
    COARSE = 1  # known only roughly
    TOO_FAST = 2  # the unit cannot have come there so fast


class PositionReport(models.Model):
    """One measured position of a unit during a shift, as it came, in whatever order it came.

    A table in parts, one a day: ``history``. The database itself does not look each unit up (a lock
    for each row); who writes holds the units, and none is ever deleted.
    """

    pk = models.CompositePrimaryKey("unit_id", "measured_at")
    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )  # the key's
    place = PointField()
    accuracy_m = models.FloatField(null=True)
    measured_at = models.DateTimeField()
    received_at = models.DateTimeField()
    mark = models.SmallIntegerField(default=0, db_default=0)  # a Mark

    class Meta:
        indexes = [BrinIndex(fields=["received_at"], name="position_report_by_time")]

    def __str__(self) -> str:
        return str(self.place)


class Shift(models.Model):
    """A period in which a unit is on duty."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="shifts", db_index=False
    )  # shift_by_unit begins with it
    begun_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)  # when it should end
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(ended_at__isnull=True), name="unit_in_one_shift"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("begun_at")),
                name="shift_runs_forward",
            ),
        ]
        indexes = [models.Index(fields=["unit", "begun_at"], name="shift_by_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.begun_at:%Y-%m-%dT%H:%MZ}"


class CrewMemberQuerySet(models.QuerySet["CrewMember"]):
    def in_plain_clothes(self) -> "CrewMemberQuerySet":
        """In units that are in plain clothes or were at some time, with those."""
        plain = Q(shift__unit__plain_clothes=True) | ~Q(shift__unit__plain_clothes_times=[])
        return self.filter(plain).select_related("shift__unit")


class CrewMember(models.Model):
    """An officer in a unit during a shift."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    shift = models.ForeignKey(Shift, models.PROTECT, related_name="crew")
    officer = models.ForeignKey(User, models.PROTECT, related_name="+")
    period = DateTimeRangeField()

    objects = CrewMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="officer_in_one_crew_at_a_time",
                expressions=[
                    ("officer", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return str(self.officer_id)

    def was_in(self, at: datetime) -> bool:
        """Also at the moment of leaving, which is told as theirs."""
        begun, left = self.period.lower, self.period.upper
        return begun <= at and (left is None or at <= left)

"""What we keep about places: the tree of areas, their boundaries, and what a city's map extract holds."""

from collections.abc import Collection
from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Left, Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from kalantar.kernel.geometry import Point, PointField, PolygonField


class Kind(models.TextChoices):
    """The levels of the tree, outermost first. A service may start at any of them."""

    NATION = "nation", _("Nation")
    PROVINCE = "province", _("Province")
    COUNTY = "county", _("County")
    CITY = "city", _("City")
    STATION = "station", _("Station")


class JurisdictionQuerySet(models.QuerySet["Jurisdiction"]):
    def within(self, areas: Collection[UUID]) -> Self:
        """Those inside any of ``areas``, which are counted as inside themselves."""
        return self.filter(ancestors__overlap=list(areas))

    def living(self) -> Self:
        return self.filter(retired_at=None)


class Jurisdiction(models.Model):
    """An area someone is responsible for. All of them are one tree, from nation down to station."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.TextField(choices=Kind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    ancestors = ArrayField(models.UUIDField())  # root first, itself last
    name_fa = models.TextField(blank=True)
    name_en = models.TextField(blank=True)
    code = models.TextField(blank=True)  # the service's own number of it, e.g. of a station
    seat = PointField(null=True)  # where its building stands
    provisional = models.BooleanField(
        default=False, db_default=False
    )  # made by a division, until real ones come
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = JurisdictionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="jurisdiction_has_a_name", condition=~Q(name_fa="") | ~Q(name_en="")
            ),
            models.CheckConstraint(
                name="jurisdiction_is_within_itself",
                condition=Q(ancestors__contains=[F("id")]),
            ),
            models.UniqueConstraint(
                name="jurisdiction_code_is_used_once",
                fields=["kind", "code"],
                condition=~Q(code="") & Q(retired_at=None),
            ),
            models.UniqueConstraint(
                name="siblings_have_different_names",
                fields=["parent", "kind", "name_fa", "name_en"],
                condition=Q(retired_at=None),
                nulls_distinct=False,
            ),
        ]
        indexes = [GinIndex(fields=["ancestors"], name="jurisdiction_ancestors")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def below(cls, parent: "Jurisdiction | None", *, kind: str, **values: object) -> "Jurisdiction":
        """A new one under ``parent``, not saved, with its line of ancestors filled in."""
        made = cls(parent=parent, kind=kind, **values)
        made.ancestors = [*(parent.ancestors if parent else []), made.id]
        return made

    @property
    def name(self) -> str:
        """The name in the reader's language, or the one there is."""
        return in_language(self.name_fa, self.name_en)


class BoundaryPart(models.Model):
    """One ring of an area's boundary; an area of several pieces has several.

    A native polygon has no holes, so a ring with a hole is kept as pieces without one. Replaced
    boundaries stay with their period ``[since, until)``: who was responsible then can be told.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, related_name="parts")
    of_station = models.BooleanField()  # so that the hottest index holds stations only
    ring = PolygonField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="boundary_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
        ]
        indexes = [
            GistIndex(
                fields=["ring"], name="station_boundary", condition=Q(of_station=True, until=None)
            ),
            GistIndex(
                fields=["ring"], name="area_boundary", condition=Q(of_station=False, until=None)
            ),
        ]


class Extract(models.Model):
    """A city's map, prepared from an OpenStreetMap file: routes, tiles, and what is called what."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    city = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, related_name="extracts")
    digest = models.TextField()  # SHA-256 of the file, in hexadecimal
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    data_until = models.DateTimeField(null=True)  # the file's own word on how current it is
    attribution = models.TextField()
    counts = models.JSONField(default=dict)  # how many of each kind the gazetteer and tiles hold
    imported_at = models.DateTimeField(db_default=Now())
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="city_has_one_extract", fields=["city"], condition=Q(retired_at=None)
            ),
            models.CheckConstraint(
                name="extract_covers_an_area",
                condition=Q(west__lt=F("east")) & Q(south__lt=F("north")),
            ),
        ]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north, in degrees."""
        return self.west, self.south, self.east, self.north

    def holds(self, point: Point) -> bool:
        return self.west <= point.lon <= self.east and self.south <= point.lat <= self.north

    @property
    def centre(self) -> Point:
        return Point((self.west + self.east) / 2, (self.south + self.north) / 2)


class PlaceKind(models.TextChoices):
    """What a name in the gazetteer names."""

    STREET = "street", _("Street")
    CROSSING = "crossing", _("Crossing")
    SQUARE = "square", _("Square")
    PLACE = "place", _("Place")
    STATION = "station", _("Police station")
    ADDRESS = "address", _("Address")


class GazetteerEntry(models.Model):
    """A name one can search for. The whole gazetteer of an extract is replaced with the extract."""

    extract = models.ForeignKey(Extract, on_delete=models.PROTECT, related_name="entries")
    kind = models.TextField(choices=PlaceKind.choices)
    name = models.TextField()  # as written there
    name_fa = models.TextField(blank=True)
    name_en = models.TextField(blank=True)
    search = (
        models.TextField()
    )  # all names, normalised, one space between words, " | " between names
    sound = models.TextField(blank=True, db_default="")  # the same as they sound, in any script
    weight = models.SmallIntegerField(default=0)  # the more important, the larger
    what = models.TextField(blank=True, db_default="")  # the finer kind: hospital, primary, 12a
    near = models.TextField(blank=True, db_default="")  # the quarter, to tell equal names apart
    point = PointField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="gazetteer_entry_is_searchable", condition=~Q(search="")),
        ]
        indexes = [
            GinIndex(OpClass(F("search"), name="gin_trgm_ops"), name="gazetteer_search"),
            GinIndex(OpClass(F("sound"), name="gin_trgm_ops"), name="gazetteer_sound"),
            GistIndex(Func(F("point"), function="kalantar_mercator"), name="gazetteer_spot"),
            # one or two letters are too short for trigrams; a btree takes no long names whole
            models.Index(
                F("extract"),
                OpClass(Left(F("search"), 60), name="text_pattern_ops"),
                name="gazetteer_beginning",
            ),
            models.Index(fields=["extract", "kind"], name="gazetteer_of_extract"),
        ]

    def __str__(self) -> str:
        return in_language(self.name_fa, self.name_en, self.name)


class StreetPoint(models.Model):
    """A point on a street's line, one every few dozen metres: a click finds the street beside it."""

    entry = models.ForeignKey(GazetteerEntry, on_delete=models.PROTECT, related_name="line")
    point = PointField()

    class Meta:
        indexes = [GistIndex(Func(F("point"), function="kalantar_mercator"), name="street_spot")]


def in_language(fa: str, en: str, local: str = "") -> str:
    """The name in the reader's language; else the local one, else any."""
    if (get_language() or "en").startswith("fa"):
        return fa or local or en
    return en or local or fa

"""Property that a station holds for a file, and the chain of who had it where: one row a movement."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.cases.models import Case, Party
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.sealing import SealedField
from kalantar.people.models import User
from kalantar.people.roles import DESK, Role
from kalantar.places.models import Jurisdiction


class ItemKind(models.TextChoices):
    WEAPON = "weapon"
    DEVICE = "device"  # a phone, a computer
    VEHICLE = "vehicle"
    MONEY = "money"  # and valuables
    DOCUMENT = "document"
    DRUGS = "drugs"
    CLOTHING = "clothing"
    OTHER = "other"


class ItemState(models.TextChoices):
    HELD = "held"
    OUT = "out"  # with whom it was handed to, for a while
    ON_THE_WAY = "on_the_way"  # to the station its file went to
    CONDEMNED = "condemned"  # to be destroyed, once another person confirms it
    RETURNED = "returned"
    DESTROYED = "destroyed"


class HandedTo(models.TextChoices):
    EXPERT = "expert"
    COURT = "court"
    OFFICER = "officer"
    OTHER = "other"


class What(models.TextChoices):
    """What a movement was."""

    TAKEN_IN = "taken_in"
    MOVED = "moved"
    HANDED_OUT = "handed_out"
    BROUGHT_BACK = "brought_back"
    RETURNED = "returned"
    CONDEMNED = "condemned"
    KEPT = "kept"  # not destroyed after all
    DESTROYED = "destroyed"
    HANDED_OVER = "handed_over"
    RECEIVED = "received"


IN_STORE = (ItemState.HELD, ItemState.CONDEMNED)
GONE = (ItemState.RETURNED, ItemState.DESTROYED)
NOWHERE = Q(store="", shelf="")
NOBODY = Q(holder="")
NO_STATION = Q(next_station=None)


class ItemQuerySet(models.QuerySet["Item"]):
    def visible_to(self, reader: Actor) -> "ItemQuerySet":
        """Those of the files the reader may see, and those the reader's station holds or is to receive."""
        if reader.kind is ActorKind.SYSTEM:
            return self
        if reader.kind is ActorKind.PROGRAM:
            return self.none()
        areas = reader.areas(DESK)
        if reader.why.strip():
            areas |= reader.areas({Role.AUDITOR})
        within = Jurisdiction.objects.within(areas).values("pk")
        of_files = Q(case__in=Case.objects.visible_to(reader).values("pk"))
        return self.filter(of_files | Q(station__in=within) | Q(next_station__in=within))

    def held(self) -> "ItemQuerySet":
        """What a station still answers for, wherever it is at this moment."""
        return self.exclude(state__in=GONE)


class Item(models.Model):
    """``serial``: of its file; both make its label. ``party``: from whom it was taken, else ``found_at``.
    ``station``: the one that answers for it, with its place there; ``holder``: with whom it is meanwhile.
    ``erased_at``: when it was gone, and what it was went from here too."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    serial = models.PositiveSmallIntegerField()
    kind = models.TextField(choices=ItemKind)
    description = SealedField()
    count = models.PositiveIntegerField(default=1)
    identifier = SealedField(default="", blank=True)  # a serial number, an IMEI, a plate
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    found_at = SealedField(default="", blank=True)
    station = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", db_index=False)
    store = models.TextField(default="", blank=True)
    shelf = models.TextField(default="", blank=True)
    state = models.TextField(choices=ItemState, default=ItemState.HELD)
    holder = models.TextField(choices=HandedTo, default="", blank=True)
    due_back_at = models.DateTimeField(null=True, blank=True)
    next_station = models.ForeignKey(
        Jurisdiction, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    taken_in_at = models.DateTimeField()
    moves = models.PositiveIntegerField(default=0)  # how long its chain is
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["case", "serial"]
        constraints = [
            models.UniqueConstraint(fields=["case", "serial"], name="item_label_is_one_items"),
            models.CheckConstraint(
                condition=(Q(state__in=IN_STORE) & ~Q(store="") & NOBODY & NO_STATION)
                | (Q(state="out") & NOWHERE & ~NOBODY & NO_STATION)
                | (Q(state="on_the_way", next_station__isnull=False) & NOWHERE & NOBODY)
                | (Q(state__in=GONE) & NOWHERE & NOBODY & NO_STATION),
                name="item_is_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(due_back_at=None) | Q(state="out"), name="only_what_is_out_is_due_back"
            ),
            models.CheckConstraint(condition=Q(count__gte=1), name="item_is_at_least_one_thing"),
        ]
        indexes = [
            models.Index(
                fields=["station", "-taken_in_at"],
                condition=~Q(state__in=GONE),
                name="held_item_by_station",
            ),
            models.Index(
                fields=["station", "due_back_at"],
                condition=Q(due_back_at__isnull=False),
                name="item_due_back",
            ),
            models.Index(
                fields=["next_station"],
                condition=Q(next_station__isnull=False),
                name="item_on_the_way",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def label(self) -> str:
        """As it stands on it: the number of the file, and its own."""
        return f"{self.case.number}/{self.serial}"

    @property
    def place(self) -> str:
        return " · ".join(part for part in (self.store, self.shelf) if part)


class Movement(models.Model):
    """One link of an item's chain. ``to_whom``: who got it, or brought it; ``why``: what for, on which
    basis. ``second``: who proposed what ``by`` confirmed, of what was destroyed. ``erased_at``: when words of
    these, which may say who somebody is, were last taken away."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, models.PROTECT, related_name="chain", db_index=False)
    number = models.PositiveIntegerField()
    what = models.TextField(choices=What)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    second = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    station = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", db_index=False)
    store = models.TextField(default="", blank=True)
    shelf = models.TextField(default="", blank=True)
    holder = models.TextField(choices=HandedTo, default="", blank=True)
    to_whom = SealedField(default="", blank=True)
    identified = SealedField(default="", blank=True)
    why = SealedField(default="", blank=True)
    due_back_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="item_moves_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(number=1, what="taken_in") | (Q(number__gt=1) & ~Q(what="taken_in")),
                name="chain_begins_with_taking_in",
            ),
            models.CheckConstraint(
                condition=~Q(what="destroyed") | (Q(second__isnull=False) & ~Q(second=F("by"))),
                name="destroyed_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def place(self) -> str:
        return " · ".join(part for part in (self.store, self.shelf) if part)

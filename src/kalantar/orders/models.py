"""The branches that give orders, the orders, and whom each concerns."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.cases.models import Case
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.sentence import Sentence
from kalantar.people.models import User
from kalantar.people.roles import DESK, Role
from kalantar.persons.models import Person
from kalantar.places.models import Jurisdiction


class Branch(models.Model):
    """A branch of a court or a prosecutor's office. ``public_key``: Ed25519, 32 bytes, of the program
    that sends its orders; empty where they come on paper only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField()
    name_fa = models.TextField()
    name_en = models.TextField()
    public_key = models.BinaryField(default=b"", blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="branch_code_is_used_once"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> Sentence:
        return Sentence(en=self.name_en, fa=self.name_fa)


class OrderKind(models.TextChoices):
    SUMMONS = "summons"
    ARREST = "arrest"
    INQUIRY = "inquiry"
    SEARCH = "search"
    SEIZURE = "seizure"
    LOCATING = "locating"
    SERVICE = "service"  # of papers
    PROTECTION = "protection"
    HANDOVER = "handover"
    OTHER = "other"


class OrderState(models.TextChoices):
    RECEIVED = "received"
    ASSIGNED = "assigned"
    CARRIED_OUT = "carried_out"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class OrderSource(models.TextChoices):
    CLERK = "clerk"
    PROGRAM = "program"
    FILE = "file"


RUNNING = (OrderState.RECEIVED, OrderState.ASSIGNED)


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, reader: Actor) -> "OrderQuerySet":
        """Those of the stations where the reader receives or leads, and those given to the reader; of
        an auditor's areas for a stated purpose."""
        if reader.kind is ActorKind.SYSTEM:
            return self
        if reader.kind is ActorKind.PROGRAM:
            return self.none()
        areas = reader.areas(DESK)
        if reader.why.strip():
            areas |= reader.areas({Role.AUDITOR})
        within = Jurisdiction.objects.within(areas).values("pk")
        return self.filter(Q(jurisdiction__in=within) | Q(officer=reader.id, officer__isnull=False))

    def running(self) -> "OrderQuerySet":
        return self.filter(state__in=RUNNING)


class Order(models.Model):
    """``number``: the branch's own. ``issued_on``: the day it bears. ``report``: what was done, or why it
    was not; it goes back to the branch. ``erased_at``: since then text, report and whom it concerned are gone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+")
    number = models.TextField()
    kind = models.TextField(choices=OrderKind)
    text = models.TextField()
    issued_on = models.DateField()
    due_at = models.DateTimeField()
    source = models.TextField(choices=OrderSource)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")  # the station
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="orders")
    state = models.TextField(choices=OrderState, default=OrderState.RECEIVED)
    officer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    report = models.TextField(default="", blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["due_at"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "number"], name="order_is_received_once"),
            models.CheckConstraint(
                condition=(Q(state__in=RUNNING) & Q(ended_at__isnull=True))
                | (~Q(state__in=RUNNING) & Q(ended_at__isnull=False)),
                name="order_that_is_over_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["carried_out", "returned"])
                | ~Q(report="")
                | Q(erased_at__isnull=False),
                name="answered_order_has_its_report",
            ),
            models.CheckConstraint(
                condition=~Q(state="assigned") | Q(officer__isnull=False),
                name="assigned_order_has_its_officer",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("received_at")),
                name="order_times_run_forward",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction", "due_at"],
                condition=Q(state__in=RUNNING),
                name="running_order_by_station",
            ),
            models.Index(
                fields=["officer", "due_at"],
                condition=Q(state__in=RUNNING),
                name="running_order_by_officer",
            ),
            models.Index(fields=["jurisdiction", "-received_at"], name="order_by_station"),
            models.Index(fields=["number", "-received_at"], name="order_by_number"),
        ]

    def __str__(self) -> str:
        return self.number


class OrderPerson(models.Model):
    """A person the order concerns."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(Order, models.PROTECT, related_name="concerned", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "person"], name="person_is_concerned_once")
        ]

"""Case files, who is a party to them, what was written down, and where they were referred."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.case_catalogue.models import CaseCategory, CaseField, CaseOutcome
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.people.models import User
from kalantar.people.roles import DESK, Role
from kalantar.persons.models import Person
from kalantar.places.models import Jurisdiction


class CaseState(models.TextChoices):
    OPEN = "open"
    REFERRED = "referred"  # offered to another station, which has not answered yet
    CLOSED = "closed"


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, reader: Actor) -> "CaseQuerySet":
        """Those of the stations where the reader receives or leads, those offered to them, and those
        the reader is in charge of; of an auditor's areas for a stated purpose."""
        if reader.kind is ActorKind.SYSTEM:
            return self
        if reader.kind is ActorKind.PROGRAM:
            return self.none()
        areas = reader.areas(DESK)
        if reader.why.strip():
            areas |= reader.areas({Role.AUDITOR})
        within = Jurisdiction.objects.within(areas).values("pk")
        mine = Q(officer=reader.id, officer__isnull=False)
        return self.filter(Q(jurisdiction__in=within) | Q(referred_to__in=within) | mine)


class Case(models.Model):
    """One matter. ``confidential``: by its category, or on an officer's word; then nobody is told of it
    by message. ``referred_to``: the station it is offered to, while it has not answered. ``disposed_at``:
    from then on only number, category, station, times and outcome are known of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.TextField()
    category = models.ForeignKey(CaseCategory, models.PROTECT, related_name="+")
    state = models.TextField(choices=CaseState, default=CaseState.OPEN)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")  # the station
    referred_to = models.ForeignKey(
        Jurisdiction, models.PROTECT, null=True, blank=True, related_name="+"
    )
    officer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confidential = models.BooleanField(default=False)
    narrative = models.TextField(default="", blank=True)
    place = models.TextField(
        default="", db_default="", blank=True
    )  # where it happened, as people say it
    place_search = models.TextField(
        default="", db_default="", blank=True
    )  # its words as they are looked for
    happened_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.ForeignKey(CaseOutcome, models.PROTECT, null=True, blank=True)
    disposed_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="case_number_is_one_cases"),
            models.CheckConstraint(
                condition=Q(state="closed", outcome__isnull=False, closed_at__isnull=False)
                | (~Q(state="closed") & Q(outcome__isnull=True, closed_at__isnull=True)),
                name="closed_case_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(state="referred", referred_to__isnull=False)
                | (~Q(state="referred") & Q(referred_to__isnull=True)),
                name="referred_case_says_where_to",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="case_times_run_forward",
            ),
            models.CheckConstraint(
                condition=Q(disposed_at__isnull=True)
                | Q(state="closed", officer=None, narrative=""),
                name="disposed_case_stays_closed",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "-opened_at"], name="case_by_station"),
            models.Index(
                fields=["jurisdiction", "opened_at"],
                condition=~Q(state="closed"),
                name="open_case_by_station",
            ),
            models.Index(
                fields=["officer", "-opened_at"],
                condition=~Q(state="closed"),
                name="open_case_by_officer",
            ),
            models.Index(
                fields=["referred_to"],
                condition=Q(state="referred"),
                name="case_referred_to",
            ),
            models.Index(
                fields=["closed_at"],
                condition=Q(state="closed", disposed_at=None),
                name="closed_case_by_time",
            ),
            GinIndex(OpClass(F("place_search"), name="gin_trgm_ops"), name="case_by_place"),
            models.Index(
                fields=["happened_on"],
                condition=Q(happened_on__isnull=False),
                name="case_by_day_it_happened",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CaseRegister(models.Model):
    """The register number of a station, given with its first file: part of its files' numbers."""

    station = models.OneToOneField(Jurisdiction, models.PROTECT, primary_key=True, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], name="register_number_is_one_stations"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=9_999),
                name="register_number_has_four_digits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number:04}"


class CaseSerial(models.Model):
    """The last serial given in a station and year: file numbers have no gaps."""

    pk = models.CompositePrimaryKey("station_id", "year")
    station = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last__lte=99_999), name="case_serial_has_five_digits"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class OldNumber(models.Model):
    """The mark of a file that was brought in from an old register: whose register, and its number there."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="old_number")
    station = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", db_index=False)
    number = models.TextField()  # without spaces, in Latin digits

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["station", "number"], name="old_number_is_brought_in_once"
            )
        ]
        indexes = [models.Index(fields=["number"], name="case_by_old_number")]

    def __str__(self) -> str:
        return self.number


class CaseAnswer(models.Model):
    """What was written down for a field of the category."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="answers")
    field = models.ForeignKey(CaseField, models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "field"], name="field_is_answered_once")
        ]


class PartyRole(models.TextChoices):
    COMPLAINANT = "complainant"
    RESPONDENT = "respondent"
    WITNESS = "witness"
    INFORMANT = "informant"
    GUARDIAN = "guardian"
    LAWYER = "lawyer"
    INTERPRETER = "interpreter"


BESIDE = (PartyRole.GUARDIAN, PartyRole.LAWYER, PartyRole.INTERPRETER)  # each of another party


class Party(models.Model):
    """A person in a role on one file, in a period. ``beside``: the party whom a guardian, a lawyer or an
    interpreter stands beside."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    person = models.ForeignKey(Person, models.PROTECT, related_name="parties")
    role = models.TextField(choices=PartyRole)
    beside = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "role"],
                condition=Q(until__isnull=True),
                name="party_is_named_once",
            ),
            models.CheckConstraint(
                condition=Q(role__in=BESIDE, beside__isnull=False)
                | (~Q(role__in=BESIDE) & Q(beside__isnull=True)),
                name="who_stands_beside_says_whom",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="party_ends_after_it_begins",
            ),
        ]


class Referral(models.Model):
    """A file offered to another station, and what became of that."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted"
        REJECTED = "rejected"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    frm = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    to = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(choices=Answer, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(answered_at__isnull=True),
                name="case_is_offered_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="answered_referral_has_its_answer",
            ),
            models.CheckConstraint(condition=~Q(frm=F("to")), name="referral_leads_elsewhere"),
        ]


class CaseIncident(models.Model):
    """An incident of the 110 room that the file is about; taken apart, the row stays with its end."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="incidents")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()
    parted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "incident"],
                condition=Q(parted_at__isnull=True),
                name="incident_is_linked_once",
            )
        ]

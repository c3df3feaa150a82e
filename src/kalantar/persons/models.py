"""Whom the service deals with: who they are, as far as they said, and how they are found again."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.sealing import KeyedHashField, SealedField
from kalantar.kernel.sentence import Sentence
from kalantar.people.roles import DESK, Role
from kalantar.persons.keys import INDEXES
from kalantar.places.models import Jurisdiction

LANGUAGES = [
    *settings.LANGUAGES, ("az", "آذربایجانی"), ("ku", "کردی"), ("ar", "العربية"), ("ps", "پښتو"),
    ("ur", "اردو"), ("tk", "ترکمنی"), ("bal", "بلوچی"), ("ru", "Русский"), ("zh", "中文"),
]  # fmt: skip
READ_ENGLISH = frozenset({"en", "ru", "zh"})  # of those; the others read Persian
TRIES = 5  # of a code
UNNAMED = Sentence(en="unnamed", fa="بی‌نام")
ERASED = Sentence(en="erased person", fa="شخص پاک‌شده")


class Need(models.TextChoices):
    """What somebody needs to be served as well as anybody else."""

    INTERPRETER = "interpreter"
    GUARDIAN = "guardian"
    WHEELCHAIR = "wheelchair"
    HEARING = "hearing"
    SIGHT = "sight"
    OLD_AGE = "old_age"
    SMALL_CHILD = "small_child"


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, reader: Actor) -> "PersonQuerySet":
        """Those registered where the reader receives or leads; by an auditor for a stated purpose."""
        if reader.kind is ActorKind.SYSTEM:
            return self
        if reader.kind is ActorKind.PROGRAM:
            return self.none()
        areas = reader.areas(DESK)
        if reader.why.strip():
            areas |= reader.areas({Role.AUDITOR})
        return self.filter(area__in=Jurisdiction.objects.within(areas).values("pk"))


class Person(models.Model):
    """Somebody, as they gave it. ``birth_year``: Jalali, or Gregorian from those who say it so.

    ``merged_into``: the row that stands for the same person; what was known here stays here.
    ``phone_waits_since``: the phone replaced another one, and is used for nothing until its code came back.
    ``erased_at``: from then on nothing is known of them; the row stands where they stood.
    ``merged`` and ``into_merged`` are what PostgreSQL refuses a chain by (ADR 0040). ``search`` and
    ``sound`` are what names are found by.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    given_fa = models.TextField(default="", blank=True)
    family_fa = models.TextField(default="", blank=True)
    given_en = models.TextField(default="", blank=True)
    family_en = models.TextField(default="", blank=True)
    father_name = models.TextField(default="", blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    phone = SealedField(default="", blank=True)
    phone_hash = KeyedHashField(of="phone", kind="phone")
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    phone_waits_since = models.DateTimeField(null=True, blank=True)
    national_id = SealedField(default="", blank=True)
    national_id_hash = KeyedHashField(of="national_id", kind="national ID")
    language = models.TextField(choices=LANGUAGES, default="fa")
    needs = ArrayField(models.TextField(choices=Need), default=list, blank=True)
    area = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")  # who registered them
    registered_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    merged = models.GeneratedField(
        expression=models.Case(models.When(merged_into__isnull=False, then=True), default=False),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    into_merged = models.GeneratedField(
        expression=models.Case(models.When(merged_into__isnull=False, then=False)),
        output_field=models.BooleanField(null=True),
        db_persist=True,
    )
    search = models.TextField()
    sound = models.TextField(default="", blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["-registered_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False)
                | ~Q(
                    given_fa="", family_fa="", given_en="", family_en="", phone_hash=b"",
                    national_id_hash=b"",
                ),
                name="person_has_a_name_or_a_number",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(
                    given_fa="", family_fa="", given_en="", family_en="", father_name="",
                    birth_year=None, phone_hash=b"", national_id_hash=b"", search="", sound="",
                ),
                name="erased_person_says_nothing",
            ),
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True)
                | Q(birth_year__range=(1270, 1500))
                | Q(birth_year__range=(1890, 2120)),
                name="birth_year_is_a_year",
            ),
            models.CheckConstraint(
                condition=Q(phone_verified_at__isnull=True) | ~Q(phone_hash=b""),
                name="verified_phone_is_there",
            ),
            models.CheckConstraint(
                condition=Q(phone_waits_since__isnull=True) | ~Q(phone_hash=b""),
                name="phone_that_waits_is_there",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["phone_hash"], name="person_by_phone"),
            models.Index(fields=["national_id_hash"], name="person_by_national_id"),
            GinIndex(OpClass(F("search"), name="gin_trgm_ops"), name="person_search"),
            GinIndex(OpClass(F("sound"), name="gin_trgm_ops"), name="person_sound"),
            *INDEXES,
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> Sentence:
        """In each language as it was given in its letters, else in the others; somebody may be known by a
        number alone."""
        if self.erased_at:
            return ERASED
        fa = f"{self.given_fa} {self.family_fa}".strip()
        en = f"{self.given_en} {self.family_en}".strip()
        return Sentence(en=en or fa, fa=fa or en) if fa or en else UNNAMED

    @property
    def is_unnamed(self) -> bool:
        return self.name is UNNAMED

    @property
    def standing(self) -> "Person":
        """The row that stands for them: the one they were merged into, else their own."""
        return self.merged_into or self

    @property
    def reached_at(self) -> str:
        """Their registered phone: of the row that stands for them, else of their own; may be empty, and is
        while another phone waits for its code."""
        if self.standing.phone_waits_since:
            return ""
        return self.standing.phone or ("" if self.phone_waits_since else self.phone)

    @property
    def reads(self) -> str:
        """Of the languages the service writes, the one they read best."""
        return "en" if self.language in READ_ENGLISH else "fa"

    @property
    def speaks(self) -> str:
        """Their language, in itself."""
        return dict(LANGUAGES).get(self.language, self.language)


class PhoneCode(models.Model):
    """A code sent to a person's phone: it is that phone's, for a while, for a few tries.

    ``code_hash`` and ``phone_hash`` are keyed hashes: of the code, and of the number it went to.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="codes")
    phone_hash = models.BinaryField()
    code_hash = models.BinaryField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(tries__lte=TRIES), name="phone_code_is_tried_a_few_times"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")), name="phone_code_lasts_a_while"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def lasts(self, now: datetime) -> bool:
        """Whether it may still come back."""
        return self.used_at is None and now < self.expires_at and self.tries < TRIES

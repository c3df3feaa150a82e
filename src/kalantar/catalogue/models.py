"""The service's catalogues: what is reported, what is asked, how it ends. Edited without a developer."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from kalantar.kernel.sentence import Sentence

WAIT_ALARM_S = {1: 60, 2: 180, 3: 600, 4: 1200, 5: 2700}  # by priority, where a type says no other
WORD_WITHIN_S = {1: 600, 2: 900, 3: 1800, 4: 0, 5: 0}  # the same; nought is no limit


class Row(models.Model):
    """A row of a catalogue; a retired one is not offered any more and stays for what used it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField()
    order = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["order", "code"]


class Named(Row):
    """A row people choose by its name in their language."""

    name_fa = models.TextField()
    name_en = models.TextField()

    class Meta(Row.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> Sentence:
        return Sentence(en=self.name_en, fa=self.name_fa)


class IncidentType(Named):
    """A kind of incident: its default priority, and what must be sent."""

    priority = models.PositiveSmallIntegerField()  # 1 (life in danger) … 5 (no hurry)
    units = models.PositiveSmallIntegerField(default=1)  # how many units must be sent
    capabilities = ArrayField(models.TextField(), default=list, blank=True)  # each unit has all
    unit_kinds = ArrayField(models.TextField(), default=list, blank=True)  # empty: any kind
    wait_alarm_s = models.PositiveIntegerField(default=300)  # waiting longer raises the alarm
    word_within_s = models.PositiveIntegerField(
        default=0, db_default=0
    )  # a unit gives word; 0: no limit
    keywords = models.TextField(default="", blank=True)  # other words callers use, both languages

    class Meta(Named.Meta):
        constraints = [
            models.UniqueConstraint(fields=["code"], name="type_code_is_used_once"),
            models.CheckConstraint(
                condition=Q(priority__gte=1, priority__lte=5), name="type_priority_is_one_to_five"
            ),
            models.CheckConstraint(
                condition=Q(units__gte=1, units__lte=20), name="type_sends_a_unit"
            ),
        ]


class Asked(Row):
    """What is asked, in both languages; ``code`` is its own within what it is asked for."""

    text_fa = models.TextField()
    text_en = models.TextField()

    class Meta(Row.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.text)

    @property
    def text(self) -> Sentence:
        return Sentence(en=self.text_en, fa=self.text_fa)


class Question(Asked):
    """What the call taker asks for a type; an answer may raise the priority."""

    class Kind(models.TextChoices):
        YES_NO = "yes_no"
        NUMBER = "number"
        TEXT = "text"

    incident_type = models.ForeignKey(IncidentType, models.PROTECT, related_name="questions")
    kind = models.TextField(choices=Kind, default=Kind.YES_NO)
    yes_means_priority = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(Asked.Meta):
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident_type", "code"], name="question_code_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["incident_type", "order"],
                condition=Q(retired_at__isnull=True),
                name="question_has_its_own_place",
            ),
            models.CheckConstraint(
                condition=Q(yes_means_priority__isnull=True)
                | Q(kind="yes_no", yes_means_priority__gte=1, yes_means_priority__lte=5),
                name="only_a_yes_raises_priority",
            ),
        ]


class Disposition(Named):
    """How an incident ended. ``needs_note``: the closing must say more in words."""

    needs_note = models.BooleanField(default=False)

    class Meta(Named.Meta):
        constraints = [
            models.UniqueConstraint(fields=["code"], name="disposition_code_is_used_once")
        ]


class UnavailableReason(Named):
    """Why a unit cannot be sent: meal, repair, court, transfer of a person …"""

    class Meta(Named.Meta):
        constraints = [models.UniqueConstraint(fields=["code"], name="reason_code_is_used_once")]

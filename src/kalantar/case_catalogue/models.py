"""What a case file is about, what is asked for it, and how it can end."""

from django.db import models
from django.db.models import Q

from kalantar.catalogue.models import Asked, Named


class WhyConfidential(models.TextChoices):
    """Whom a message about such a file would put in danger; of an informant's none goes even to a safe number."""

    DOMESTIC = "domestic"
    SEXUAL = "sexual"
    CHILD = "child"
    INFORMANT = "informant"


class CaseCategory(Named):
    """``confidential``: no message ever tells of such a file; ``confidential_because``: empty where it is
    not, and of a category of before that nobody has said it of. ``kept_years``: after it is closed;
    ``kept_source``: by which law or circular, empty where they are as the standard catalogue has them."""

    confidential = models.BooleanField(default=False)
    confidential_because = models.TextField(choices=WhyConfidential, default="", blank=True)
    kept_years = models.PositiveSmallIntegerField(default=10)
    kept_source = models.TextField(default="", blank=True)
    keywords = models.TextField(default="", blank=True)  # other words people use, both languages
    bring_fa = models.TextField(default="", blank=True)  # what a party brings to the station
    bring_en = models.TextField(default="", blank=True)

    class Meta(Named.Meta):
        constraints = [
            models.UniqueConstraint(fields=["code"], name="category_code_is_used_once"),
            models.CheckConstraint(
                condition=Q(kept_years__gte=1, kept_years__lte=100),
                name="category_is_kept_for_years",
            ),
        ]


class CaseField(Asked):
    """What is asked and written down for every file of a category: together they are its template."""

    class Kind(models.TextChoices):
        TEXT = "text"
        LONG_TEXT = "long_text"
        NUMBER = "number"
        DATE = "date"
        YES_NO = "yes_no"

    category = models.ForeignKey(CaseCategory, models.PROTECT, related_name="fields")
    kind = models.TextField(choices=Kind, default=Kind.TEXT)
    required = models.BooleanField(default=False)

    class Meta(Asked.Meta):
        constraints = [
            models.UniqueConstraint(fields=["category", "code"], name="field_code_is_used_once")
        ]


class OutcomeKind(models.TextChoices):
    OPERATIONAL = "operational"
    SETTLED = "settled"
    COURT = "court"
    WITHDRAWN = "withdrawn"
    UNRESOLVED = "unresolved"
    NO_OFFENCE = "no_offence"
    HANDED_OVER = "handed_over"
    VOID = "void"  # there should have been no file


class CaseOutcome(Named):
    """How a file ended. ``needs_note``: the closing must say more in words."""

    kind = models.TextField(choices=OutcomeKind)
    needs_note = models.BooleanField(default=False)

    class Meta(Named.Meta):
        constraints = [models.UniqueConstraint(fields=["code"], name="outcome_code_is_used_once")]


class OutsideService(Named):
    """A service outside of the police that a file can be referred to."""

    class Meta(Named.Meta):
        constraints = [
            models.UniqueConstraint(fields=["code"], name="outside_service_code_is_used_once")
        ]

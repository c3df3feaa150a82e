"""Who has access to which file from their own phone, and what they asked; how often codes were asked
for. What they hand in is among the documents of the file."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.cases.models import Party
from kalantar.kernel.sealing import SealedField
from kalantar.people.models import User

TRIES = 5  # of a code
WINDOW = timedelta(minutes=15)  # in which codes asked for are counted


class AccessState(models.TextChoices):
    ASKED = "asked"  # for a code, by whoever it was
    HELD = "held"  # the code came back
    GIVEN_UP = "given_up"  # by the citizen, or because another phone was registered


class Access(models.Model):
    """One browser's way to one file. ``party``: whose, once a code went to them; None where there is
    nobody, which the browser never hears. ``number`` and ``phone``: as asked, until it was answered; then
    ``phone`` is the one the code went to. ``token_hash`` and ``code_hash`` are keyed hashes.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    state = models.TextField(choices=AccessState, default=AccessState.ASKED)
    number = models.TextField()
    phone = SealedField(default="", blank=True)
    language = models.TextField()
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    token_hash = models.BinaryField()
    code_hash = models.BinaryField()
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(tries__lte=TRIES), name="access_code_is_tried_a_few_times"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("asked_at")), name="access_code_lasts_a_while"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", held_at=None, given_up_at=None)
                | Q(state="held", held_at__isnull=False, party__isnull=False, given_up_at=None)
                | Q(state="given_up", given_up_at__isnull=False),
                name="held_access_is_a_partys",
            ),
        ]
        indexes = [models.Index(fields=["asked_at"], name="access_by_time")]

    def __str__(self) -> str:
        return str(self.pk)


class Scope(models.TextChoices):
    """For what codes are counted, in the order in which the counts are taken."""

    ALL = "all"
    ADDRESS = "address"  # of the internet; a whole village may share one
    FILE = "file"
    PHONE = "phone"  # of one file


class Asking(models.Model):
    """How many codes were asked for in a quarter of an hour. ``key``: the keyed hash of for what."""

    pk = models.CompositePrimaryKey("scope", "key", "began")
    scope = models.TextField(choices=Scope)
    key = models.BinaryField()
    began = models.DateTimeField()
    times = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(scope="phone") | Q(times__lte=4), name="phone_is_sent_a_few_codes"
            ),
            models.CheckConstraint(
                condition=~Q(scope="file") | Q(times__lte=20), name="file_is_asked_for_seldom"
            ),
            models.CheckConstraint(
                condition=~Q(scope="address") | Q(times__lte=100),
                name="address_asks_for_some_codes",
            ),
            models.CheckConstraint(
                condition=~Q(scope="all") | Q(times__lte=6000), name="codes_are_asked_for_at_a_pace"
            ),
        ]
        indexes = [models.Index(fields=["began"], name="asking_by_time")]


class CitizenQuestion(models.Model):
    """What a party asked, and what was answered."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    text = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="question_of_a_citizen_has_words"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="answered_question_has_its_answer",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"], condition=Q(answered_at=None), name="question_that_waits"
            )
        ]

"""The links sent to callers, and what was said over them in both directions."""

from django.db import models
from django.db.models import F, Func, IntegerField, Q
from django.db.models.lookups import Exact
from uuid_utils.compat import uuid7

from kalantar.calls.models import Call
from kalantar.incidents.models import Incident
from kalantar.kernel.geometry import PointField
from kalantar.kernel.sealing import SealedField
from kalantar.messaging.models import Message
from kalantar.people.models import User

_OCTETS = Func(F("token_hash"), function="octet_length", output_field=IntegerField())


class LinkState(models.TextChoices):
    OPEN = "open"
    ENDED = "ended"


class CallerLink(models.Model):
    """One caller's page. ``token_hash``: keyed digest of what the address carries; empty once it ended.

    ``silent``: the caller cannot speak; then ``wants_messages`` says whether one may go out all the same.
    ``come_at``: when the page was first opened.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="caller_links")
    state = models.TextField(choices=LinkState, default=LinkState.OPEN)
    token_hash = models.BinaryField()
    language = models.TextField()
    silent = models.BooleanField(default=False)
    wants_messages = models.BooleanField(default=True)
    message = models.ForeignKey(
        Message, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    come_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call"], condition=Q(state="open"), name="call_has_one_open_link"
            ),
            models.UniqueConstraint(
                fields=["token_hash"], condition=Q(state="open"), name="link_address_is_its_own"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None)
                | (Q(state="ended", ended_at__isnull=False) & Q(Exact(_OCTETS, 0))),
                name="ended_link_opens_nothing",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")), name="link_lasts_a_while"
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(state="open"), name="open_link_by_end")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class WordKind(models.TextChoices):
    """What is said. The first eight by the caller, the last two by the room."""

    OVER = "over"
    WORSE = "worse"
    HURT = "hurt"
    YES = "yes"
    NO = "no"
    WORDS = "words"
    PLACE = "place"
    CANNOT_SPEAK = "cannot_speak"
    ASKED = "asked"  # one of the prepared questions
    WRITTEN = "written"


OF_ROOM = (WordKind.ASKED, WordKind.WRITTEN)


class CallerWord(models.Model):
    """One thing said; all of a link are deleted when its incident closes. ``question``: the code of a
    prepared one. ``accuracy_m``: metres. ``heeded_at``: when somebody of the room saw to it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    link = models.ForeignKey(CallerLink, models.PROTECT, related_name="words")
    kind = models.TextField(choices=WordKind)
    question = models.TextField(default="", blank=True)
    text = SealedField(default="", blank=True)
    place = PointField(null=True, blank=True)
    accuracy_m = models.FloatField(null=True, blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    heeded_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)  # as the incident's place

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="place", place__isnull=False)
                | (~Q(kind="place") & Q(place=None, accuracy_m=None, accepted_at=None)),
                name="place_told_is_a_place",
            ),
        ]
        indexes = [
            models.Index(fields=["link"], condition=Q(heeded_at=None), name="caller_word_unheeded"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class HelpTold(models.Model):
    """A caller was told by message that help is on the way; of each call and incident once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="+", db_index=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, models.PROTECT, related_name="+", db_index=False)
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "incident"], name="caller_is_told_of_help_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)

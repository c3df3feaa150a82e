"""Statements of parties, version by version, with what was signed and by whom."""

import hashlib
import json
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from kalantar.cases.models import Case, Party
from kalantar.kernel.actor import Actor
from kalantar.kernel.sealing import SealedField
from kalantar.people.models import User


class StatementState(models.TextChoices):
    DRAFT = "draft"
    AGREED = "agreed"  # by the person; the officer has not signed yet
    SIGNED = "signed"
    DROPPED = "dropped"


class SectionKind(models.TextChoices):
    FACT = "fact"  # what the person says
    ASSESSMENT = "assessment"  # what the officer thinks of it


class AgreedHow(models.TextChoices):
    DRAWN = "drawn"
    TYPED = "typed"
    REFUSED = "refused"  # refuses, or cannot sign


@dataclass(frozen=True, slots=True)
class Section:
    kind: str
    text: str


class StatementQuerySet(models.QuerySet["Statement"]):
    def visible_to(self, reader: Actor) -> "StatementQuerySet":
        """Those of the files the reader may see."""
        return self.filter(case__in=Case.objects.visible_to(reader).values("pk"))


class Statement(models.Model):
    """One version. ``follows``: the signed one it corrects, ``why``. ``words``: its sections, sealed;
    ``sha256``: of them, from the moment the person agreed. ``drawn``: the line of their signature.
    ``erased_at``: since then its words are gone, or the name of somebody who was erased is gone from them;
    the hash is still of what was signed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="statements")
    party = models.ForeignKey(Party, models.PROTECT, related_name="statements", db_index=False)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    why = models.TextField(default="", blank=True)
    state = models.TextField(choices=StatementState, default=StatementState.DRAFT)
    words = SealedField(default="", blank=True)
    sha256 = models.BinaryField(default=b"", blank=True)
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    begun_at = models.DateTimeField()
    how = models.TextField(choices=AgreedHow, default="", blank=True)
    name = models.TextField(default="", blank=True)  # as the person signed
    identified = models.TextField(default="", blank=True)
    drawn = SealedField(default="", blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)  # by who took it
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["follows"],
                condition=Q(follows__isnull=False) & ~Q(state="dropped"),
                name="statement_is_followed_once",
            ),
            models.CheckConstraint(
                condition=Q(version=1, follows__isnull=True)
                | (
                    Q(version__gt=1, follows__isnull=False)
                    & (~Q(why="") | Q(erased_at__isnull=False))
                ),
                name="new_version_follows_another_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "dropped"])
                | (Q(agreed_at__isnull=False) & ~Q(how="") & ~Q(sha256=b"")),
                name="agreed_statement_has_how_and_hash",
            ),
            models.CheckConstraint(
                condition=Q(state="signed", signed_at__isnull=False)
                | (~Q(state="signed") & Q(signed_at__isnull=True)),
                name="signed_statement_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def sections(self) -> list[Section]:
        return [Section(kind, text) for kind, text in json.loads(self.words or "[]")]

    @sections.setter
    def sections(self, written: list[Section]) -> None:
        self.words = json.dumps([[one.kind, one.text] for one in written], ensure_ascii=False)

    @property
    def hash_of_words(self) -> bytes:
        """Of the sections as they stand now; ``sha256`` is what was signed."""
        return hashlib.sha256(self.words.encode()).digest()

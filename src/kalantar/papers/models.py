"""The papers that were issued: of which kind, about what, by whom and when, and the hash of each."""

from base64 import b64decode, b64encode

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from kalantar.cases.models import Case
from kalantar.kernel.actor import Actor
from kalantar.kernel.sealing import SealedField
from kalantar.orders.models import Order
from kalantar.papers.codes import in_groups
from kalantar.people.models import User
from kalantar.places.models import Jurisdiction


class PaperKind(models.TextChoices):
    RECEIPT = "receipt"
    COVER = "cover"
    LETTER = "letter"
    NOTICES = "notices"
    STATEMENT = "statement"
    CUSTODY = "custody"
    LABEL = "label"
    RETURNED = "returned"
    DATA_COPY = "data_copy"
    ORDER_REPORT = "order_report"


# From what the file says. Of property a paper says where it was at that time, and what was
# reported to a court went there: these are kept.
MADE_ANEW = (PaperKind.RECEIPT, PaperKind.COVER, PaperKind.NOTICES, PaperKind.STATEMENT)


class IssuedPaperQuerySet(models.QuerySet["IssuedPaper"]):
    def visible_to(self, reader: Actor) -> "IssuedPaperQuerySet":
        """Those of the files the reader may see."""
        return self.filter(case__in=Case.objects.visible_to(reader).values("pk"))

    def reports(self, order: Order) -> "IssuedPaperQuerySet":
        """Those on an order, for who sees the order itself."""
        return self.filter(kind=PaperKind.ORDER_REPORT, about=order.pk)


class IssuedPaper(models.Model):
    """``about``: of what in the file, such as the party a receipt is for. ``names``: the parties it carries, as
    they were known then; None of a paper from before that was noted. ``case``: none of the report on an order
    that belongs to no file. ``station``: the file's, or the order's, at that time.
    ``sealed``: the PDF, and ``words`` what it says, both empty when it was kept long enough. ``erased_at``: when
    it went because somebody it carries, or its whole file, was erased."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField()
    kind = models.TextField(choices=PaperKind)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="papers")
    about = models.UUIDField(null=True, blank=True)
    names = ArrayField(models.UUIDField(), null=True, blank=True)
    title = models.TextField(default="", blank=True)  # of a letter, what it is about
    language = models.TextField()
    station = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", db_index=False)
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    issued_at = models.DateTimeField()
    sha256 = models.BinaryField()
    sealed = SealedField(default="", blank=True)
    words = SealedField(default="", blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = IssuedPaperQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="paper_code_is_one_papers"),
            models.CheckConstraint(
                condition=~Q(sha256=b"") & ~Q(code=""), name="issued_paper_has_code_and_hash"
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | (Q(kind="order_report") & Q(about__isnull=False)),
                name="paper_is_of_a_file_or_an_order",
            ),
        ]
        indexes = [
            models.Index(
                fields=["issued_at"],
                condition=Q(kind__in=MADE_ANEW, forgotten_at=None),
                name="paper_to_forget",
            ),
            models.Index(
                fields=["about"], condition=Q(kind="order_report"), name="report_by_order"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def grouped(self) -> str:
        """Its code as it stands on the paper."""
        return in_groups(self.code)

    @property
    def pdf(self) -> bytes:
        """The paper itself; empty when it was forgotten."""
        return b64decode(self.sealed)

    @pdf.setter
    def pdf(self, made: bytes) -> None:
        self.sealed = b64encode(made).decode("ascii")

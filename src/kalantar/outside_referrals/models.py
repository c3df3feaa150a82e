"""What was asked of a service outside of the police, and what it answered."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.case_catalogue.models import OutsideService
from kalantar.cases.models import Case
from kalantar.kernel.actor import Actor
from kalantar.kernel.sealing import SealedField
from kalantar.people.models import User


class OutsideState(models.TextChoices):
    WAITS = "waits"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RETURNED = "returned"  # with what they found
    WITHDRAWN = "withdrawn"


class OutsideReferralQuerySet(models.QuerySet["OutsideReferral"]):
    def visible_to(self, reader: Actor) -> "OutsideReferralQuerySet":
        """Those of the files the reader may see."""
        return self.filter(case__in=Case.objects.visible_to(reader).values("pk"))


class OutsideReferral(models.Model):
    """``office``: which of the service's. ``said``: its last answer. ``answered_at``: when that was
    written down, or when the station took the referral back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="outside_referrals")
    service = models.ForeignKey(OutsideService, models.PROTECT, related_name="+", db_index=False)
    office = models.TextField(default="", blank=True)
    why = SealedField()
    referred_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    referred_at = models.DateTimeField()
    state = models.TextField(choices=OutsideState, default=OutsideState.WAITS)
    answered_at = models.DateTimeField(null=True, blank=True)
    said = SealedField(default="", blank=True)

    objects = OutsideReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-referred_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "service"],
                condition=Q(state="waits"),
                name="file_waits_once_for_a_service",
            ),
            models.CheckConstraint(
                condition=Q(state="waits", answered_at__isnull=True)
                | (
                    ~Q(state="waits")
                    & Q(answered_at__isnull=False, answered_at__gte=F("referred_at"))
                ),
                name="answered_outside_referral_says_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

"""What screens ask about outside referrals; everything starts from what the reader may see."""

from uuid import UUID

from kalantar.cases.models import Case
from kalantar.kernel.actor import Actor
from kalantar.outside_referrals.models import OutsideReferral

LATEST = 50


def outside_referral_of(reader: Actor, id: UUID) -> OutsideReferral | None:
    found = OutsideReferral.objects.visible_to(reader)
    return found.select_related("service", "case__jurisdiction").filter(pk=id).first()


def outside_referrals_of(
    reader: Actor, case: Case, *, limit: int = LATEST
) -> list[OutsideReferral]:
    """Those of the file, the latest first."""
    found = OutsideReferral.objects.visible_to(reader).filter(case=case)
    return list(found.select_related("service", "referred_by", "case__jurisdiction")[:limit])

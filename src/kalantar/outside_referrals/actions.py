"""What can be done with an outside referral. Its row is locked; the file it is of must be open to refer it."""

from uuid import UUID

from kalantar.case_catalogue.models import OutsideService
from kalantar.cases.models import Case
from kalantar.cases.rules import case_is_open, may_handle_case
from kalantar.catalogue.rules import catalogue_row_is_offered
from kalantar.incidents.rules import reason_is_given
from kalantar.kernel.action import action, find, lock, part
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import normalise
from kalantar.kernel.timeline import record
from kalantar.outside_referrals import events
from kalantar.outside_referrals.lifecycle import OUTSIDE_REFERRAL
from kalantar.outside_referrals.models import OutsideReferral
from kalantar.outside_referrals.rules import outside_answer_is_given, outside_words_are_short

CASES = Case.objects.select_related("jurisdiction")
SERVICES = OutsideService.objects.all()
REFERRALS = OutsideReferral.objects.select_related("case__jurisdiction")


@action
def refer_outside(
    *, case: UUID, service: UUID, why: str, office: str = "", by: Actor
) -> OutsideReferral:
    """Ask a service outside of the police; the file stays where it is. ``office``: which of theirs."""
    row = may_handle_case.allow(by, lock(CASES, case))
    case_is_open.require(row)
    asked = find(SERVICES, service)
    catalogue_row_is_offered.require(asked)
    reason_is_given.require(why)
    outside_words_are_short.require(office, why)
    assert by.id is not None
    made = OutsideReferral.objects.create(
        case=row, service=asked, office=normalise(office), why=_lines(why),
        referred_by_id=by.id, referred_at=by.now(),
    )  # fmt: skip
    _record(events.CaseReferredOutside, made, by)
    return made


@action
def note_outside_acceptance(*, referral: UUID, said: str = "", by: Actor) -> OutsideReferral:
    """They take it up; what they find comes later."""
    may_handle_case.require(by, (row := lock(REFERRALS, referral)).case)
    return _answered(row, "note_acceptance", said, by)


@action
def note_outside_rejection(*, referral: UUID, said: str, by: Actor) -> OutsideReferral:
    may_handle_case.require(by, (row := lock(REFERRALS, referral)).case)
    outside_answer_is_given.require(said)
    return _answered(row, "note_rejection", said, by)


@action
def note_outside_return(*, referral: UUID, said: str, by: Actor) -> OutsideReferral:
    """What they found came back."""
    may_handle_case.require(by, (row := lock(REFERRALS, referral)).case)
    outside_answer_is_given.require(said)
    return _answered(row, "note_return", said, by)


@action
def take_back_outside_referral(*, referral: UUID, why: str, by: Actor) -> OutsideReferral:
    """Before it was answered, such as one that went to the wrong service."""
    may_handle_case.require(by, (row := lock(REFERRALS, referral)).case)
    reason_is_given.require(why)
    return _answered(row, "take_back", "", by.because(why))


@part
def _answered(row: OutsideReferral, verb: str, said: str, by: Actor) -> OutsideReferral:
    outside_words_are_short.require("", said)
    step = OUTSIDE_REFERRAL.advance(row, verb)
    row.said, row.answered_at = _lines(said), by.now()
    row.save(update_fields=["state", "said", "answered_at"])
    _record(step.event, row, by)
    return row


@part
def _record(event: type, row: OutsideReferral, by: Actor) -> None:
    happened = event(row.case_id, row.pk, row.service_id)
    record(happened, about=[row.case, row], by=by, areas=row.case.jurisdiction.ancestors)


def _lines(text: str) -> str:
    return "\n".join(normalise(line) for line in text.splitlines()).strip()

"""What can be done with an outside referral. The file is locked, then its row; it must be open to refer it.

An answer may come long after: it is written down while anything of the file is left.
"""

from uuid import UUID

from kalantar.case_catalogue.models import OutsideService
from kalantar.cases.models import Case
from kalantar.cases.rules import case_is_not_disposed, case_is_open, may_handle_case
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
from kalantar.persons.traces import Traces, erased_in

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
        case=row, service=asked, office=normalise(office), why=normalise(why),
        referred_by_id=by.id, referred_at=by.now(),
    )  # fmt: skip
    _record(events.CaseReferredOutside, made, by)
    return made


@action
def note_outside_acceptance(*, referral: UUID, said: str = "", by: Actor) -> OutsideReferral:
    """They take it up; what they find comes later."""
    may_handle_case.require(by, (row := find(REFERRALS, referral)).case)
    return _answered(row, "note_acceptance", said, by)


@action
def note_outside_rejection(*, referral: UUID, said: str, by: Actor) -> OutsideReferral:
    may_handle_case.require(by, (row := find(REFERRALS, referral)).case)
    outside_answer_is_given.require(said)
    return _answered(row, "note_rejection", said, by)


@action
def note_outside_return(*, referral: UUID, said: str, by: Actor) -> OutsideReferral:
    """What they found came back."""
    may_handle_case.require(by, (row := find(REFERRALS, referral)).case)
    outside_answer_is_given.require(said)
    return _answered(row, "note_return", said, by)


@action
def take_back_outside_referral(*, referral: UUID, why: str, by: Actor) -> OutsideReferral:
    """Before it was answered, such as one that went to the wrong service."""
    may_handle_case.require(by, (row := find(REFERRALS, referral)).case)
    reason_is_given.require(why)
    return _answered(row, "take_back", "", by.because(why))


@part
def erase_outside_referrals(case: UUID) -> int:
    """That a service was asked, and whether it answered, is left. The file is locked."""
    return OutsideReferral.objects.filter(case=case).update(office="", why="", said="")


@part
def erase_in_outside_referrals(case: UUID, traces: Traces) -> None:
    """The name and numbers of somebody in what was asked and answered."""
    rows = OutsideReferral.objects.select_for_update(of=("self",)).filter(case=case)
    for row in rows.order_by("pk"):
        for name in ("office", "why", "said"):
            setattr(row, name, erased_in(getattr(row, name), traces))
        row.save(update_fields=["office", "why", "said"])


@part
def _answered(asked: OutsideReferral, verb: str, said: str, by: Actor) -> OutsideReferral:
    outside_words_are_short.require("", said)
    case_is_not_disposed.require(lock(CASES, asked.case_id))
    row = lock(REFERRALS, asked.pk)
    step = OUTSIDE_REFERRAL.advance(row, verb)
    row.said, row.answered_at = normalise(said), by.now()
    row.save(update_fields=["state", "said", "answered_at"])
    _record(step.event, row, by)
    return row


@part
def _record(event: type, row: OutsideReferral, by: Actor) -> None:
    happened = event(row.case_id, row.pk, row.service_id)
    record(happened, about=[row.case, row], by=by, areas=row.case.jurisdiction.ancestors)

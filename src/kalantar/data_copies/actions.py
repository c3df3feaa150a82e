"""What can be done about copies: ask for one, and give it."""

from datetime import timedelta
from uuid import UUID

from kalantar.cases.models import Case, Party
from kalantar.cases.rules import may_handle_case
from kalantar.citizens.queries import ACCESSES
from kalantar.citizens.rules import it_is_of_this_case, may_use_access
from kalantar.data_copies import events
from kalantar.data_copies.models import CopyRequest
from kalantar.data_copies.rules import copy_was_not_given_yet
from kalantar.kernel.action import action, lock
from kalantar.kernel.actor import Actor
from kalantar.kernel.timeline import Event, Subject, record

CASES = Case.objects.select_related("jurisdiction")
COPIES = CopyRequest.objects.select_related(
    "party__case__jurisdiction", "party__person__merged_into"
)
COPY_WITHIN = timedelta(days=30)


@action
def ask_for_copy(*, access: UUID, by: Actor) -> CopyRequest:
    """Of all that is kept about them; the station has so long to give it."""
    party = may_use_access.allow(by, lock(ACCESSES, access)).party
    assert party
    now = by.now()
    row = CopyRequest.objects.create(party=party, asked_at=now, due_at=now + COPY_WITHIN)
    _on_file(events.CopyAskedFor(row.pk, party.case_id, party.person_id), party, by)
    return row


@action
def note_copy_given(*, case: UUID, copy: UUID, by: Actor) -> CopyRequest:
    """They have it in hand, after an identity card was seen."""
    file = may_handle_case.allow(by, lock(CASES, case))
    row = lock(COPIES, copy)
    it_is_of_this_case.require(row.party, file)
    copy_was_not_given_yet.require(row)
    row.given_at, row.given_by_id = by.now(), by.id
    row.save(update_fields=["given_at", "given_by"])
    _on_file(events.CopyGiven(row.pk, case, row.party.person_id), row.party, by)
    return row


def _on_file(event: Event, party: Party, by: Actor) -> None:
    about: list[Case | Subject] = [party.case, ("person", party.person_id)]
    record(event, about=about, by=by, areas=party.case.jurisdiction.ancestors)

"""What can be done with safe numbers: one is named, and given up. The file's row is locked."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models.functions import Coalesce

from kalantar.cases.models import Case, Party
from kalantar.cases.queries import parties_of
from kalantar.cases.rules import case_is_not_disposed, may_handle_case, party_is_of_this_case
from kalantar.incidents.rules import reason_is_given
from kalantar.kernel.action import action, lock, part
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import parse_phone
from kalantar.kernel.timeline import Event, record
from kalantar.safe_numbers import events
from kalantar.safe_numbers.models import SafeNumber
from kalantar.safe_numbers.queries import is_informants, safe_numbers_of
from kalantar.safe_numbers.rules import (
    informant_is_told_by_message_nowhere,
    party_has_a_safe_number,
    safe_number_is_no_other_partys,
)

CASES = Case.objects.select_related("jurisdiction", "category")
PARTIES = Party.objects.select_related("person__merged_into")


@action
def name_safe_number(*, case: UUID, party: UUID, number: str, why: str, by: Actor) -> SafeNumber:
    """The party says by which number alone they are told of this file; the one before is given up.

    ``number`` in any writing; ``why``: how it is known that the person themselves said so.
    """
    file = may_handle_case.allow(by, lock(CASES, case))
    case_is_not_disposed.require(file)
    reason_is_given.require(why)
    row, number = _party(file, party), parse_phone(number)
    informant_is_told_by_message_nowhere.require(is_informants(file), row.role)
    safe_number_is_no_other_partys.require(number, _of_others(file, row))
    if before := _living(row):
        _end(before, by)
    made = SafeNumber.objects.create(party=row, number=number, since=by.now())
    _record(events.SafeNumberNamed(case, made.pk, row.person_id), file, by.because(why))
    return made


@action
def give_up_safe_number(*, case: UUID, party: UUID, why: str, by: Actor) -> SafeNumber:
    """From now on the party is told by the registered phone; of a confidential file not by message."""
    file = may_handle_case.allow(by, lock(CASES, case))
    case_is_not_disposed.require(file)
    reason_is_given.require(why)
    row = _party(file, party)
    ended = _living(row)
    party_has_a_safe_number.require(ended)
    assert ended is not None
    _end(ended, by)
    _record(events.SafeNumberGivenUp(case, ended.pk, row.person_id), file, by.because(why))
    return ended


@part
def erase_safe_numbers(parties: Collection[UUID], now: datetime) -> int:
    """That they named one is left, and until when it was theirs. The file is locked."""
    rows = SafeNumber.objects.filter(party__in=parties)
    return rows.update(number="", number_hash=b"", until=Coalesce("until", now))


def _party(case: Case, party: UUID) -> Party:
    row = PARTIES.filter(pk=party, until=None).first()
    party_is_of_this_case.require(row, case)
    assert row is not None
    return row


def _of_others(case: Case, party: Party) -> set[str]:
    """Every number by which somebody else of the file is reached; one person may have several roles."""
    safe, who = safe_numbers_of(case), party.person.standing.pk
    others = [
        one
        for one in parties_of(case).select_related("person__merged_into")
        if one.person.standing.pk != who
    ]
    return {one.person.reached_at for one in others} | {
        safe[one.pk] for one in others if one.pk in safe
    }


def _living(party: Party) -> SafeNumber | None:
    return SafeNumber.objects.filter(party=party, until=None).first()


@part
def _end(number: SafeNumber, by: Actor) -> None:
    number.until = by.now()
    number.save(update_fields=["until"])


def _record(event: Event, case: Case, by: Actor) -> None:
    record(event, about=[case], by=by, areas=case.jurisdiction.ancestors)

"""What can be done about copies: ask for one, give it, make it at the desk, download it with a fresh code.

A copy is composed in the moment it is made, from what is kept then, and kept nowhere (ADR 0056).
"""

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import translation

from kalantar.cases.models import Case
from kalantar.citizens.models import Access
from kalantar.citizens.queries import ACCESSES, files_may_be_told_of
from kalantar.citizens.rules import code_is_six_digits, it_is_of_this_case, may_use_access
from kalantar.citizens.tokens import as_typed, code_hash
from kalantar.data_copies import events
from kalantar.data_copies.composing import copy_of
from kalantar.data_copies.facts import Copy
from kalantar.data_copies.models import TRIES, CopyCode, CopyMaking, CopyRequest, MadeAs
from kalantar.data_copies.printed import as_said
from kalantar.data_copies.rules import (
    asker_showed_who_they_are,
    copy_code_came_back,
    copy_code_is_tried_a_few_times,
    copy_has_a_known_form,
    copy_is_at_hand,
    copy_is_open_by_phone,
    copy_was_not_given_yet,
    may_have_copy,
    may_make_copy,
)
from kalantar.data_copies.written import as_json
from kalantar.incidents.rules import reason_is_given
from kalantar.kernel.action import action, lock, part, upkeep
from kalantar.kernel.actor import Actor, ActorKind, system
from kalantar.kernel.keeping import BATCH, may_forget
from kalantar.kernel.timeline import Event, Subject, record
from kalantar.papers.actions import issue_data_copy
from kalantar.papers.models import IssuedPaper
from kalantar.papers.rules import paper_is_in_our_languages
from kalantar.persons.codes import LASTS, SENDERS, ToSend, new_code
from kalantar.persons.rules import codes_can_be_sent
from kalantar.safe_numbers.queries import safe_numbers_of

CASES = Case.objects.select_related("jurisdiction")
COPIES = CopyRequest.objects.select_related(
    "party__case__jurisdiction", "party__person__merged_into"
)
COPY_WITHIN = timedelta(days=30)
AT_HAND = timedelta(days=7)


@action
def ask_for_copy(*, access: UUID, by: Actor) -> CopyRequest:
    """Of all that is kept about them; the station has so long to give it."""
    party = may_use_access.allow(by, lock(ACCESSES, access)).party
    assert party
    now = by.now()
    row = CopyRequest.objects.create(party=party, asked_at=now, due_at=now + COPY_WITHIN)
    _record(events.CopyAskedFor(row.pk, party.case_id, party.person_id), row, by)
    return row


@action
def give_copy(
    *, case: UUID, copy: UUID, shown: str, why: str, by_phone: bool = False, by: Actor
) -> CopyRequest:
    """Who asked stands at the desk and showed who they are. From now on it can be made, for a week; by
    themselves (``by_phone``) only where no file of theirs forbids that who reads their phone reads it."""
    file = may_make_copy.allow(by, lock(CASES, case))
    row = lock(COPIES, copy)
    it_is_of_this_case.require(row.party, file)
    copy_was_not_given_yet.require(row)
    asker_showed_who_they_are.require(shown)
    reason_is_given.require(why)
    row.given_at, row.given_by_id = by.now(), by.id
    row.at_hand_until = row.given_at + AT_HAND
    row.by_phone = by_phone and files_may_be_told_of(row.party.person.standing)
    row.save(update_fields=["given_at", "given_by", "at_hand_until", "by_phone"])
    given = events.CopyGiven(row.pk, case, row.party.person_id, shown, row.by_phone)
    _record(given, row, by.because(why))
    return row


@action
def make_copy(*, copy: UUID, form: str, language: str, check_at: str, by: Actor) -> CopyMaking:
    """At the desk, to print it or save it for them. ``content`` of what is returned is the only one."""
    may_make_copy.require(by, (row := lock(COPIES, copy)).party.case)
    copy_is_at_hand.require(row, by.now())
    return _make(row, form, language, check_at, by)


@action
def send_copy_code(*, access: UUID, copy: UUID, language: str, by: Actor) -> CopyCode:
    """To the phone of the access, for one download; a code sent before is none any more."""
    held, row = may_have_copy.allow(by, (lock(ACCESSES, access), lock(COPIES, copy)))
    _open_by_phone(row, by.now())
    codes_can_be_sent.require(len(SENDERS))
    row.codes += 1
    row.save(update_fields=["codes"])
    code, now = new_code(), by.now()
    sent = CopyCode(copy=row, sent_at=now, expires_at=now + LASTS)
    sent.code_hash = code_hash(code, sent.pk)
    sent.save(force_insert=True)
    SENDERS[-1](_to_send(held, code, language), _service(by))
    party = row.party
    _record(events.CopyCodeSent(row.pk, party.case_id, party.person_id), row, by)
    return sent


@action
def download_copy(
    *, access: UUID, copy: UUID, code: str, form: str, language: str, check_at: str, by: Actor
) -> CopyMaking | None:
    """With the code as they read it. A wrong one counts as a try, so it is no refusal, which would leave
    nothing of it: what is returned is then nothing."""
    _, row = may_have_copy.allow(by, (lock(ACCESSES, access), lock(COPIES, copy)))
    _open_by_phone(row, by.now())
    code_is_six_digits.require(typed := as_typed(code))
    sent = row.sent.first()
    if not copy_code_came_back(sent, typed, by.now()):
        return _did_not(row, sent, by)
    assert sent
    sent.used_at = by.now()
    sent.save(update_fields=["used_at"])
    return _make(row, form, language, check_at, by)


@upkeep
def forget_copy_codes(*, before: datetime, by: Actor) -> int:
    """Codes of long ago; that they were sent and used stays on the timeline."""
    may_forget.require(by, None)
    old = CopyCode.objects.filter(sent_at__lt=before).order_by("sent_at")
    ids = list(old.values_list("pk", flat=True)[:BATCH])
    return CopyCode.objects.filter(pk__in=ids).delete()[0]


@part
def erase_copies(parties: Collection[UUID]) -> None:
    """That they asked for one, and what was made; the papers themselves were kept nowhere."""
    asked = CopyRequest.objects.filter(party__in=parties)
    CopyMaking.objects.filter(copy__in=asked).delete()
    CopyCode.objects.filter(copy__in=asked).delete()
    asked.delete()


@part
def _make(row: CopyRequest, form: str, language: str, check_at: str, by: Actor) -> CopyMaking:
    copy_has_a_known_form.require(form)
    paper_is_in_our_languages.require(language)
    made = CopyMaking(copy=row, form=form, language=language, made_at=by.now())
    made.number = row.makings.count() + 1
    made.made_by_id = by.id if by.kind is ActorKind.PERSON else None
    with translation.override(language):
        whole = copy_of(row, by.now())
        made.paper = _printed(row, whole, language, check_at, by) if form == MadeAs.PDF else None
    made.content = made.paper.pdf if made.paper else as_json(whole)
    made.sha256 = hashlib.sha256(made.content).digest()
    made.save(force_insert=True)
    happened = events.CopyMade if made.made_by_id else events.CopyDownloaded
    party = row.party
    fact: Event = happened(row.pk, made.pk, party.case_id, party.person_id, form)
    _record(fact, row, by, *(("case", file.id) for file in whole.files))
    return made


@part
def _printed(row: CopyRequest, whole: Copy, language: str, check_at: str, by: Actor) -> IssuedPaper:
    """By the service itself, where the party does it: nobody of the station signs it."""
    issues = by if by.kind is ActorKind.PERSON else _service(by)
    return issue_data_copy(
        case=row.party.case_id, party=row.party_id, said=as_said(whole), language=language,
        check_at=check_at, by=issues,
    )  # fmt: skip


@part
def _did_not(row: CopyRequest, sent: CopyCode | None, by: Actor) -> None:
    if sent is not None:
        if sent.tries >= TRIES:
            raise copy_code_is_tried_a_few_times.refuse()
        sent.tries += 1
        sent.save(update_fields=["tries"])
    party = row.party
    _record(events.CopyCodeNotRight(row.pk, party.case_id, party.person_id), row, by)


def _open_by_phone(row: CopyRequest, now: datetime) -> None:
    copy_is_open_by_phone.require(row, files_may_be_told_of(row.party.person.standing), now)


def _to_send(held: Access, code: str, language: str) -> ToSend:
    assert held.party
    case = held.party.case
    return ToSend(
        held.party.person.standing.pk, held.phone, code, language, case.jurisdiction_id,
        use="portal_code", about=("case", case.pk), safe_number=held.party_id in safe_numbers_of(case),
    )  # fmt: skip


def _service(by: Actor) -> Actor:
    """The service, where what is below knows no citizens."""
    return system(by.clock, why="asked for by a citizen")


def _record(event: Event, row: CopyRequest, by: Actor, *others: Subject) -> None:
    case = row.party.case
    about: list[Subject] = [("case", case.pk), ("person", row.party.person_id), *others]
    record(event, about=about, by=by, areas=case.jurisdiction.ancestors)

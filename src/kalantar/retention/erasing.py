"""What a disposal reaches, from what stands above down to the person: each part empties its own tables.

Only part of an action, which has judged, locked the files and written the entry. A file is emptied whole. Of a
party, everything of theirs on the file goes, their name goes out of what others wrote, and a row that says
nothing stands in their place. When nothing is left that anybody is known for, the person goes too.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from kalantar.cases.actions import empty_case, erase_in_case, erase_parties
from kalantar.cases.models import Case, Party
from kalantar.citizens.actions import erase_from_citizens, erase_in_questions
from kalantar.citizens.models import Access
from kalantar.custody.actions import erase_in_items, erase_items
from kalantar.custody.models import Item
from kalantar.data_copies.actions import erase_copies
from kalantar.documents.actions import erase_documents, erase_in_documents
from kalantar.incoming_messages.actions import erase_incoming
from kalantar.kernel.action import lock
from kalantar.kernel.actor import Actor
from kalantar.kernel.sealing import hashes
from kalantar.messaging.actions import erase_messages, erase_opt_outs
from kalantar.messaging.models import Message
from kalantar.notices.actions import erase_answers
from kalantar.notices.models import Notice
from kalantar.orders.actions import erase_in_orders, erase_orders
from kalantar.outside_referrals.actions import (
    erase_in_outside_referrals,
    erase_outside_referrals,
)
from kalantar.papers.actions import (
    erase_in_papers,
    erase_in_reports,
    erase_papers,
    erase_papers_about,
)
from kalantar.persons.actions import PERSONS, erase_persons
from kalantar.persons.models import Person
from kalantar.persons.queries import rows_of
from kalantar.persons.traces import Traces, traces_of
from kalantar.reception.actions import erase_visits
from kalantar.retention.visitors import comes_until, is_named
from kalantar.safe_numbers.actions import erase_safe_numbers
from kalantar.safe_numbers.models import SafeNumber
from kalantar.sms_gateway.actions import erase_receipts
from kalantar.statements.actions import erase_in_statements, erase_statements
from kalantar.statements.models import Statement
from kalantar.tasks.actions import erase_in_tasks, erase_tasks


@dataclass
class Gone:
    """How many of each went. ``persons``: whose rows were emptied; ``named``: whose part in the files is
    gone; ``traces``: what they were named by; ``visitors``: who has no file any more and is known until
    then, because they came not long ago."""

    by: Actor
    count: Counter[str] = field(default_factory=Counter)
    persons: set[UUID] = field(default_factory=set)
    named: set[UUID] = field(default_factory=set)
    traces: Traces = None
    visitors: dict[UUID, datetime] = field(default_factory=dict)


def erase_file(case: Case, by: Actor) -> Gone:
    """All of it but the tombstone, and whoever was known by this file only."""
    gone, now = Gone(by), by.now()
    parties = list(Party.objects.filter(case=case).select_related("person"))
    groups = _groups(party.person for party in parties)
    phones = {group[0].pk: _phones(group, parties) for group in groups}
    _of_parties(parties, gone)
    _messages(Q(about=case.pk), gone)
    gone.count["papers"] += erase_papers([case.pk], now)
    erase_outside_referrals(case.pk)
    erase_tasks(case.pk)
    erase_orders(case.pk, now)
    gone.count["documents"] += erase_documents(Q(case=case), now)
    erase_items(Q(case=case), now)
    erase_parties(case, [party.pk for party in parties], now)
    empty_case(case, now)
    for group in groups:
        _unless_known(group, phones[group[0].pk], gone)
    return gone


def erase_party(case: Case, party: Party, by: Actor) -> Gone:
    """Who they were on this file, in whatever rows of theirs and other roles they have there."""
    group = list(rows_of(party.person))
    theirs = list(Party.objects.filter(pk=party.pk).select_related("person"))
    phones = _phones(group, theirs)
    gone = Gone(by, named={one.pk for one in group}, traces=_traces(group, phones))
    others = Party.objects.filter(case=case, person__in=group).exclude(pk=party.pk)
    _of_parties(theirs, gone)
    if others.exists():  # they are still named there, as somebody else
        gone.named, gone.traces = set(), None
    else:
        _out_of(case, theirs, group, gone)
    erase_parties(case, [party.pk], by.now())
    _unless_known(group, phones, gone)
    return gone


def erase_person(person: Person, cases: Sequence[Case], by: Actor) -> Gone:
    """All that is known of them, in all their files."""
    group = list(rows_of(person))
    theirs = list(Party.objects.filter(person__in=group).select_related("person"))
    phones = _phones(group, theirs)
    gone = Gone(by, named={one.pk for one in group}, traces=_traces(group, phones))
    _of_parties(theirs, gone)
    for case in cases:
        mine = [one for one in theirs if one.case_id == case.pk]
        _out_of(case, mine, group, gone)
        erase_parties(case, [one.pk for one in mine], by.now())
    _whole_person(group, phones, gone)
    return gone


def _of_parties(parties: Collection[Party], gone: Gone) -> None:
    ids = [party.pk for party in parties]
    _their_papers(parties, gone)
    gone.count["statements"] += erase_statements(ids, gone.by.now())
    told = Notice.objects.filter(party__in=ids, message__isnull=False).values("message")
    _messages(Q(pk__in=told), gone)
    erase_from_citizens(ids)
    erase_copies(ids)
    gone.count["documents"] += erase_documents(Q(party__in=ids), gone.by.now())
    erase_items(Q(party__in=ids), gone.by.now())
    erase_safe_numbers(ids, gone.by.now())


def _their_papers(parties: Collection[Party], gone: Gone) -> None:
    """What is printed of them in that role, with what they said and what was taken from them."""
    ids = [party.pk for party in parties]
    about = [*ids, *Statement.objects.filter(party__in=ids).values_list("pk", flat=True)]
    about += Item.objects.filter(party__in=ids).values_list("pk", flat=True)
    cases = {party.case_id for party in parties}
    gone.count["papers"] += erase_papers_about(cases, about, gone.by.now())


def _out_of(case: Case, mine: Sequence[Party], group: Sequence[Person], gone: Gone) -> None:
    """Their name and numbers in what others wrote; a paper that carries them cannot be written anew, and goes."""
    now, traces = gone.by.now(), gone.traces
    erase_in_statements(case.pk, traces, now)
    erase_in_questions(case.pk, traces)
    erase_in_outside_referrals(case.pk, traces)
    erase_in_tasks(case.pk, traces)
    erase_in_documents(case.pk, traces)
    erase_in_items(case.pk, traces, now)
    erase_in_case(case, traces)
    rows = [one.pk for one in group]
    gone.count["papers"] += erase_in_reports(rows, traces, now)
    erase_in_orders(rows, [case.pk], traces, now)
    ids = [party.pk for party in mine]
    gone.count["papers"] += erase_in_papers(case.pk, ids, traces, now)


def _unless_known(group: Sequence[Person], phones: Collection[str], gone: Gone) -> None:
    """In another role or file, by an order, or because they came to a station not long ago."""
    ids = [one.pk for one in group]
    if is_named(ids):
        return
    if until := comes_until(ids, gone.by.now()):
        gone.visitors[group[0].standing.pk] = until
    else:
        _whole_person(group, phones, gone)


def _whole_person(group: Sequence[Person], phones: Collection[str], gone: Gone) -> None:
    ids, now = [one.pk for one in group], gone.by.now()
    only_theirs = {phone for phone in phones if not _has_another(phone, ids)}
    numbers = {one for phone in only_theirs for one in hashes(phone, "phone")}
    _messages(Q(number_hash__in=numbers) | Q(about__in=ids), gone, numbers)
    erase_opt_outs(numbers, now)
    erase_receipts(numbers)
    gone.count["papers"] += erase_in_reports(ids, traces_of(group), now)
    erase_in_orders(ids, [], traces_of(group), now)
    erase_visits(ids)
    gone.count["persons"] += bool(erase_persons(ids, now))
    gone.persons |= set(ids)


def _messages(which: Q, gone: Gone, numbers: Collection[bytes] = ()) -> None:
    ids = list(Message.objects.filter(which).exclude(number_hash=b"").values_list("pk", flat=True))
    erase_answers(ids, numbers)
    gone.count["messages"] += erase_messages(ids, gone.by)
    gone.count["messages"] += erase_incoming(numbers, ids)


def _groups(persons: Iterable[Person]) -> list[list[Person]]:
    """Each person with all rows of theirs, locked in the order of their ids."""
    standing = {person.merged_into_id or person.pk for person in persons if not person.erased_at}
    theirs = Person.objects.filter(Q(pk__in=standing) | Q(merged_into__in=standing))
    found: dict[UUID, list[Person]] = {}
    for id in sorted(theirs.values_list("pk", flat=True)):
        row = lock(PERSONS, id)
        found.setdefault(row.merged_into_id or row.pk, []).append(row)
    return list(found.values())


def _phones(group: Iterable[Person], parties: Collection[Party]) -> set[str]:
    """Those they have, and those they had when they were told something or opened their file."""
    ids = [party.pk for party in parties]
    told = Notice.objects.filter(party__in=ids, message__isnull=False).values("message")
    known = {one.phone for one in group}
    known |= {one.number for one in Message.objects.filter(pk__in=told).only("number")}
    known |= {one.phone for one in Access.objects.filter(party__in=ids).only("phone")}
    known |= {one.number for one in SafeNumber.objects.filter(party__in=ids).only("number")}
    return known - {""}


def _traces(group: Sequence[Person], phones: Collection[str]) -> Traces:
    """Their names and numbers, also one they had once or named as safe, unless it is somebody else's too."""
    ids = [one.pk for one in group]
    return traces_of(group, {one for one in phones if not _has_another(one, ids)})


def _has_another(phone: str, ids: Collection[UUID]) -> bool:
    """Somebody in the same house may have the same phone, or have lent theirs as the safe one."""
    its = hashes(phone, "phone")
    same = Person.objects.filter(phone_hash__in=its, erased_at=None).exclude(pk__in=ids)
    safe = SafeNumber.objects.filter(number_hash__in=its).exclude(party__person__in=ids)
    return same.exists() or safe.exists()

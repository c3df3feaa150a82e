"""What can be done with a case file. The file's row is locked first, then persons and incidents."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models.functions import Coalesce

from kalantar.case_catalogue.models import CaseCategory, CaseField, CaseOutcome
from kalantar.case_catalogue.queries import fields_of
from kalantar.cases import events
from kalantar.cases.closing import judge_closing
from kalantar.cases.filling import filled
from kalantar.cases.lifecycle import CASE
from kalantar.cases.models import (
    Case,
    CaseAnswer,
    CaseIncident,
    CaseState,
    OldNumber,
    Party,
    Referral,
)
from kalantar.cases.numbering import number_of, old_number_of, year_of
from kalantar.cases.purposes import reason_for
from kalantar.cases.queries import officer_of
from kalantar.cases.rules import (
    LISTS_OF,
    MOST_TAKEN_OUT,
    answer_fits_the_field,
    case_belongs_to_a_station,
    case_happened_already,
    case_is_not_disposed,
    case_is_open,
    category_is_not_confidential,
    field_is_of_the_category,
    incident_is_linked,
    incident_is_of_the_stations_city,
    list_is_taken_out_for_a_purpose,
    list_taken_out_is_not_too_long,
    may_answer_referral,
    may_bring_in_cases,
    may_decide_on_case,
    may_handle_case,
    may_open_case,
    may_see_case,
    may_take_out_list,
    nobody_stands_beside_the_party,
    officer_works_at_the_station,
    old_case_has_its_number,
    old_case_is_of_the_past,
    old_case_says_how_and_when_it_ended,
    outcome_has_its_note,
    party_is_of_this_case,
    party_role_is_known,
    purpose_of_reading_is_in_words,
    purpose_of_reading_is_known,
    reads_as_auditor,
    required_fields_are_filled,
)
from kalantar.cases.scene import place_key
from kalantar.catalogue.rules import catalogue_row_is_offered
from kalantar.incidents.actions import INCIDENTS
from kalantar.incidents.rules import reason_is_given
from kalantar.kernel.action import action, find, lock, part, thing_exists
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import as_said, figure, normalise
from kalantar.kernel.text.calendar import local
from kalantar.kernel.timeline import Event, Subject, record
from kalantar.people.events import PageOpened
from kalantar.people.roles import EVERYONE
from kalantar.persons.actions import PERSONS, erased_person
from kalantar.persons.models import Person
from kalantar.persons.rules import may_see_person, person_is_not_erased, person_stands
from kalantar.persons.traces import Traces, erased_in
from kalantar.places.models import Jurisdiction

CASES = Case.objects.select_related("jurisdiction", "referred_to", "category")
STATIONS = Jurisdiction.objects.living()
CATEGORIES = CaseCategory.objects.all()
OUTCOMES = CaseOutcome.objects.all()


@action
def open_case(
    *,
    station: UUID,
    category: UUID,
    narrative: str = "",
    place: str = "",
    happened_on: date | None = None,
    answers: Mapping[UUID, str] | None = None,
    complainant: UUID | None = None,
    incident: UUID | None = None,
    by: Actor,
) -> Case:
    """A file at ``station``. ``place``, ``happened_on``: where and on which day. ``answers``: field → what was said, at least for those that are required.
    ``complainant``: the person; None where the station itself takes the matter up. ``incident``: of the
    110 room, that it is about. The number is taken last, so that its serial is locked briefly."""
    here = may_open_case.allow(by, find(STATIONS, station))
    case_belongs_to_a_station.require(here)
    sort = find(CATEGORIES, category)
    catalogue_row_is_offered.require(sort)
    case = Case(category=sort, jurisdiction=here, opened_at=by.now(), narrative=as_said(narrative))
    case.confidential = sort.confidential
    _happened(case, place, happened_on, by)
    written = _written(case, answers or {})
    _require_filled(case, {field.pk for field, _ in written})
    case.number = _next_number(here, case.opened_at)
    case.save(force_insert=True)
    _keep(case, written)
    _record(events.CaseOpened(case.pk, sort.pk, here.pk), case, by)
    if complainant is not None:
        _name(case, complainant, "complainant", None, by)
    if incident is not None:
        _link(case, incident, by)
    return case


@action
def bring_in_case(
    *,
    station: UUID,
    number: str,
    category: UUID,
    opened_at: datetime,
    closed_at: datetime | None = None,
    outcome: UUID | None = None,
    narrative: str = "",
    place: str = "",
    happened_on: date | None = None,
    parties: Mapping[str, UUID] | None = None,
    by: Actor,
) -> Case:
    """A file of an old register, as it stood there. ``number``: its own, of that register; ``parties``:
    role → person. What the category asks today was not asked then. Nobody is told of it."""
    here = may_bring_in_cases.allow(by, find(STATIONS, station))
    case_belongs_to_a_station.require(here)
    old_case_has_its_number.require(number := old_number_of(number))
    old_case_is_of_the_past.require(opened_at, closed_at, by.now())
    old_case_says_how_and_when_it_ended.require(closed_at, outcome)
    sort = find(CATEGORIES, category)
    case = Case(category=sort, jurisdiction=here, opened_at=opened_at, closed_at=closed_at)
    case.narrative, case.confidential = as_said(narrative), sort.confidential
    _happened(case, place, happened_on, by)
    case.outcome = None if outcome is None else find(OUTCOMES, outcome)
    case.state = CaseState.OPEN if closed_at is None else CaseState.CLOSED
    case.number = _next_number(here, opened_at)
    case.save(force_insert=True)
    OldNumber.objects.create(case=case, station=here, number=number)
    named = _came_with(case, parties or {}, by)
    brought = events.OldCaseBroughtIn(case.pk, sort.pk, here.pk, [str(one.pk) for one in named])
    _record(brought, case, by, *(("person", one.person_id) for one in named))
    return case


@action
def fill_case(*, case: UUID, answers: Mapping[UUID, str], by: Actor) -> Case:
    """Write down, or correct, what is asked for the category."""
    row = may_handle_case.allow(by, lock(CASES, case))
    case_is_open.require(row)
    written = _written(row, answers)
    _keep(row, written)
    _record(events.CaseFilled(case, [str(field.pk) for field, _ in written]), row, by)
    return row


@action
def narrate_case(*, case: UUID, narrative: str, by: Actor) -> Case:
    """Write the narrative anew; what parties said is kept in their statements, not here."""
    row = may_handle_case.allow(by, lock(CASES, case))
    case_is_open.require(row)
    row.narrative = as_said(narrative)
    row.save(update_fields=["narrative"])
    _record(events.CaseNarrated(case), row, by)
    return row


@action
def write_scene(*, case: UUID, place: str = "", happened_on: date | None = None, by: Actor) -> Case:
    """Write down, or correct, where it happened and on which day; either may be unknown."""
    row = may_handle_case.allow(by, lock(CASES, case))
    case_is_open.require(row)
    _happened(row, place, happened_on, by)
    row.save(update_fields=["place", "place_search", "happened_on"])
    _record(events.CaseSceneWritten(case), row, by)
    return row


@action
def name_party(
    *, case: UUID, person: UUID, role: str, beside: UUID | None = None, by: Actor
) -> Party:
    """A person gets a role on the file. ``beside``: the party a guardian, lawyer or interpreter is of."""
    row = may_handle_case.allow(by, lock(CASES, case))
    case_is_open.require(row)
    return _name(row, person, role, beside, by)


@action
def end_party(*, case: UUID, party: UUID, why: str, by: Actor) -> Party:
    """The person no longer has that role here, or never had; the row stays, with the reason."""
    row = may_handle_case.allow(by, lock(CASES, case))
    case_is_open.require(row)
    reason_is_given.require(why)
    ended = Party.objects.filter(pk=party).first()
    party_is_of_this_case.require(ended, row)
    assert ended is not None
    nobody_stands_beside_the_party.require(row.parties.filter(beside=party, until=None).count())
    ended.until = by.now()
    ended.save(update_fields=["until"])
    left = events.PartyLeft(case, party, ended.person_id, ended.role)
    _record(left, row, by.because(why), ("person", ended.person_id))
    return ended


@action
def put_in_charge(*, case: UUID, officer: UUID, by: Actor) -> Case:
    """From now on this officer answers for the file; who takes it up themselves is such an officer too."""
    row = may_handle_case.allow(by, lock(CASES, case))
    case_is_open.require(row)
    found = officer_of(row.jurisdiction, officer, by.now())
    officer_works_at_the_station.require(found)
    row.officer = found
    row.save(update_fields=["officer"])
    _record(events.OfficerPutInCharge(case, officer), row, by)
    return row


@action
def keep_case_confidential(*, case: UUID, why: str, by: Actor) -> Case:
    """From now on no message tells of the file, on an officer's word."""
    row = may_handle_case.allow(by, lock(CASES, case))
    case_is_not_disposed.require(row)
    reason_is_given.require(why)
    row.confidential = True
    row.save(update_fields=["confidential"])
    _record(events.CaseKeptConfidential(case), row, by.because(why))
    return row


@action
def end_confidentiality(*, case: UUID, why: str, by: Actor) -> Case:
    """Parties may be told by message again; where the category itself is confidential, never."""
    row = may_decide_on_case.allow(by, lock(CASES, case))
    case_is_not_disposed.require(row)
    reason_is_given.require(why)
    category_is_not_confidential.require(row)
    row.confidential = False
    row.save(update_fields=["confidential"])
    _record(events.ConfidentialityEnded(case), row, by.because(why))
    return row


@action
def link_incident(*, case: UUID, incident: UUID, by: Actor) -> Case:
    """The file is about an incident of the 110 room."""
    row = may_handle_case.allow(by, lock(CASES, case))
    case_is_open.require(row)
    _link(row, incident, by)
    return row


@action
def unlink_incident(*, case: UUID, incident: UUID, why: str, by: Actor) -> Case:
    """It was about something else after all."""
    row = may_handle_case.allow(by, lock(CASES, case))
    case_is_open.require(row)
    reason_is_given.require(why)
    link = row.incidents.filter(incident=incident, parted_at=None).first()
    incident_is_linked.require(link)
    assert link is not None
    link.parted_at = by.now()
    link.save(update_fields=["parted_at"])
    _record(events.IncidentUnlinked(case, incident), row, by.because(why), ("incident", incident))
    return row


@action
def refer_case(*, case: UUID, to: UUID, why: str, by: Actor) -> Case:
    """Offer the file to another station. Until it answers, nobody works on it."""
    row = may_handle_case.allow(by, lock(CASES, case))
    reason_is_given.require(why)
    there = find(STATIONS, to)
    case_belongs_to_a_station.require(there)
    CASE.advance(row, "refer")
    row.referred_to = there
    row.save(update_fields=["state", "referred_to"])
    Referral.objects.create(case=row, frm=row.jurisdiction, to=there, offered_at=by.now())
    _record(events.CaseReferred(case, to), row, by.because(why))
    return row


@action
def accept_referral(*, case: UUID, by: Actor) -> Case:
    """The file is this station's now, and nobody is in charge of it yet."""
    row = may_answer_referral.allow(by, lock(CASES, case))
    accepted = events.ReferralAccepted(case, row.referred_to_id or row.jurisdiction_id)
    before, there = row.jurisdiction, row.referred_to
    _answer(row, "accept", Referral.Answer.ACCEPTED, by.now())
    if there is not None:
        row.jurisdiction, row.officer = there, None
    row.save(update_fields=["jurisdiction", "officer"])
    _record(accepted, row, by, areas=before)
    return row


@action
def reject_referral(*, case: UUID, why: str, by: Actor) -> Case:
    """The file goes back to the station that offered it, with the reason."""
    row = may_answer_referral.allow(by, lock(CASES, case))
    reason_is_given.require(why)
    rejected = events.ReferralRejected(case, row.referred_to_id or row.jurisdiction_id)
    _answer(row, "reject", Referral.Answer.REJECTED, by.now())
    _record(rejected, row, by.because(why))
    return row


@action
def withdraw_referral(*, case: UUID, by: Actor) -> Case:
    """Take the referral back before it is answered."""
    row = may_handle_case.allow(by, lock(CASES, case))
    _answer(row, "withdraw", Referral.Answer.WITHDRAWN, by.now())
    _record(events.ReferralWithdrawn(case), row, by)
    return row


@action
def close_case(
    *, case: UUID, outcome: UUID, note: str = "", all_the_same: str = "", by: Actor
) -> Case:
    """It is over, with an outcome of the catalogue; ``note``: what happened, where the outcome asks.
    ``all_the_same``: why, where something of it goes on, such as an order of a court."""
    row = may_handle_case.allow(by, lock(CASES, case))
    ending = find(OUTCOMES, outcome)
    catalogue_row_is_offered.require(ending)
    outcome_has_its_note.require(ending, note)
    CASE.advance(row, "close")
    judge_closing(row, ending, all_the_same, by)
    row.closed_at, row.outcome = by.now(), ending
    row.save(update_fields=["state", "closed_at", "outcome"])
    _record(events.CaseClosed(case, outcome), row, by.because(note))
    return row


@action
def reopen_case(*, case: UUID, why: str, by: Actor) -> Case:
    """It was not over: the outcome it had stays on the timeline."""
    row = may_decide_on_case.allow(by, lock(CASES, case))
    case_is_not_disposed.require(row)
    reason_is_given.require(why)
    CASE.advance(row, "reopen")
    row.closed_at, row.outcome = None, None
    row.save(update_fields=["state", "closed_at", "outcome"])
    _record(events.CaseReopened(case), row, by.because(why))
    return row


@action
def note_list_taken_out(*, areas: Collection[UUID], rows: int, by: Actor) -> None:
    """Before the first row leaves: who takes how many out, what for, and of which stations they are."""
    may_take_out_list.require(by, None)
    list_is_taken_out_for_a_purpose.require(by.why)
    if not list_taken_out_is_not_too_long(rows):
        raise list_taken_out_is_not_too_long.refuse(most=figure(MOST_TAKEN_OUT))
    about = list(Jurisdiction.objects.filter(pk__in=areas))
    record(events.CaseListTakenOut(rows), about=about, by=by, roles=LISTS_OF)


@action
def say_purpose(*, case: UUID, purpose: str, words: str = "", by: Actor) -> Case:
    """The file is opened for a purpose, by who is not assigned to it: it is one reading, with its reason.

    ``purpose``: a code of ``purposes.PURPOSES``; ``words``: where it is none of the list."""
    file = may_see_case.allow(by.because(purpose), find(CASES, case))
    purpose_of_reading_is_known.require(purpose)
    purpose_of_reading_is_in_words.require(purpose, words, reads_as_auditor(by, file))
    reader = by.because(reason_for(purpose, words))
    record(PageOpened(page="case"), about=[file], by=reader, roles=EVERYONE)
    return file


@part
def erase_parties(case: Case, parties: Collection[UUID], now: datetime) -> int:
    """Who they were on this file is no longer known; that somebody had the role is. The file is locked."""
    rows = Party.objects.filter(pk__in=parties, case=case)
    nobody = erased_person(case.jurisdiction, now)
    return rows.update(person=nobody, until=Coalesce("until", now))


@part
def erase_in_case(case: Case, traces: Traces) -> None:
    """Their name and numbers in what was written down; the file is locked."""
    case.narrative = erased_in(case.narrative, traces)
    _at(case, erased_in(case.place, traces))
    case.save(update_fields=["narrative", "place", "place_search"])
    for answer in case.answers.all():
        answer.text = erased_in(answer.text, traces)
        answer.save(update_fields=["text"])


@part
def empty_case(case: Case, now: datetime) -> None:
    """Only the tombstone is left: number, category, station, times and outcome. The file is locked."""
    case.answers.all().delete()
    case.incidents.all().delete()
    case.narrative, case.officer, case.disposed_at, case.happened_on = "", None, now, None
    _at(case, "")
    case.save(
        update_fields=[
            "narrative", "place", "place_search", "happened_on", "officer", "disposed_at",
        ]
    )  # fmt: skip


@part
def _name(case: Case, person: UUID, role: str, beside: UUID | None, by: Actor) -> Party:
    named: Person = may_see_person.allow(by, lock(PERSONS, person))
    person_stands.require(named)
    person_is_not_erased.require(named)  # who erases them waits for this, and this for them
    party_role_is_known.require(role)
    whom = None if beside is None else Party.objects.filter(pk=beside).first()
    if beside is not None:
        party_is_of_this_case.require(whom, case)
    party = Party.objects.create(case=case, person=named, role=role, beside=whom, since=by.now())
    _record(events.PartyNamed(case.pk, party.pk, person, role), case, by, ("person", person))
    return party


@part
def _came_with(case: Case, parties: Mapping[str, UUID], by: Actor) -> list[Party]:
    """Those a file of an old register came with: parties since it was opened there."""
    named = []
    for role, person in parties.items():
        party_role_is_known.require(role)
        known: Person = may_see_person.allow(by, find(PERSONS, person))
        named.append(Party(case=case, person=known, role=role, since=case.opened_at))
    return Party.objects.bulk_create(named)


@part
def _link(case: Case, incident: UUID, by: Actor) -> None:
    linked = find(INCIDENTS, incident)
    incident_is_of_the_stations_city.require(linked, case)
    CaseIncident.objects.create(case=case, incident=linked, linked_at=by.now())
    _record(events.IncidentLinked(case.pk, incident), case, by, ("incident", incident))


def _happened(case: Case, place: str, happened_on: date | None, by: Actor) -> None:
    case_happened_already.require(happened_on, local(by.now()).date())
    case.happened_on = happened_on
    _at(case, place)


def _at(case: Case, place: str) -> None:
    case.place = normalise(place)
    case.place_search = place_key(case.place)


def _answer(case: Case, verb: str, answer: str, now: datetime) -> None:
    CASE.advance(case, verb)
    case.referred_to = None
    case.save(update_fields=["state", "referred_to"])
    case.referrals.filter(answered_at=None).update(answered_at=now, answer=answer)


def _written(case: Case, answers: Mapping[UUID, str]) -> list[tuple[CaseField, str]]:
    """The answers with their fields; one left empty is no answer."""
    given = {field: text.strip() for field, text in answers.items() if text.strip()}
    fields = CaseField.objects.in_bulk(given.keys())
    if len(fields) < len(given):
        raise thing_exists.refuse()
    written = []
    for id, said in given.items():
        field = fields[id]
        field_is_of_the_category.require(field, case)
        text = filled(field, said)
        if text is None:
            raise answer_fits_the_field.refuse(field=field.text)
        written.append((field, text))
    return written


def _require_filled(case: Case, written: set[UUID]) -> None:
    missing = [
        field for field in fields_of(case.category_id) if field.required and field.pk not in written
    ]
    if missing:
        raise required_fields_are_filled.refuse(fields="، ".join(str(one.text) for one in missing))


def _keep(case: Case, written: list[tuple[CaseField, str]]) -> None:
    CaseAnswer.objects.bulk_create(
        [CaseAnswer(case=case, field=field, text=text) for field, text in written],
        update_conflicts=True,
        unique_fields=["case", "field"],
        update_fields=["text"],
    )


_REGISTER = """
INSERT INTO cases_caseregister (station_id, number)
SELECT %(station)s, coalesce(max(number), 0) + 1 FROM cases_caseregister
ON CONFLICT (station_id) DO NOTHING
"""
_SERIAL = """
INSERT INTO cases_caseserial AS serial (station_id, year, last) VALUES (%(station)s, %(year)s, 1)
ON CONFLICT (station_id, year) DO UPDATE SET last = serial.last + 1
RETURNING last, (SELECT number FROM cases_caseregister WHERE station_id = %(station)s)
"""


def _next_number(station: Jurisdiction, now: datetime) -> str:
    """Two stations' first files at once: one waits for the other's register number."""
    year = year_of(now)
    asked: dict[str, Any] = {"station": station.pk, "year": year}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM cases_caseregister WHERE station_id = %(station)s)", asked
        )
        if not cursor.fetchone()[0]:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('kalantar.case_register'))")
            cursor.execute(_REGISTER, asked)
        cursor.execute(_SERIAL, asked)
        serial, register = cursor.fetchone()
    return number_of(year, register, serial)


def _record(
    event: Event, case: Case, by: Actor, *others: Subject, areas: Jurisdiction | None = None
) -> None:
    """``areas``: of the station that had the file before, whose people read of it too."""
    around = (areas or case.jurisdiction).ancestors
    record(event, about=[case, *others], by=by, areas=around)

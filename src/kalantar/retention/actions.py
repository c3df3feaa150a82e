"""What can be done at the end of what is kept. Files are locked first, by id, then the review, then persons."""

from datetime import datetime
from itertools import takewhile
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from kalantar.call_backs.actions import lapse_call_backs
from kalantar.calls.actions import erase_calls
from kalantar.cases.models import Case, CaseState, Party
from kalantar.cases.rules import (
    case_is_not_disposed,
    may_decide_on_case,
    may_handle_case,
    party_role_is_known,
)
from kalantar.catalogue.rules import may_edit_catalogue
from kalantar.incidents.actions import erase_incidents
from kalantar.incidents.rules import reason_is_given
from kalantar.kernel.action import action, find, lock, part, upkeep
from kalantar.kernel.actor import Actor
from kalantar.kernel.keeping import may_forget
from kalantar.kernel.models import Entry, EntrySubject
from kalantar.kernel.text import normalise
from kalantar.kernel.timeline import Event, Subject, record
from kalantar.people.actions import erase_reasons
from kalantar.people.roles import DESK
from kalantar.people.rules import erasure_names_its_basis
from kalantar.persons.actions import PERSONS
from kalantar.persons.models import Person
from kalantar.persons.queries import rows_of
from kalantar.persons.rules import may_correct_person, person_is_not_erased, person_stands
from kalantar.persons.traces import erased_in, is_in, traces_of
from kalantar.retention import events
from kalantar.retention.erasing import Gone, erase_file, erase_party, erase_person
from kalantar.retention.lifecycle import REVIEW
from kalantar.retention.models import (
    AT_MOST_ONE,
    OPEN,
    Hold,
    Review,
    ReviewOf,
    ReviewState,
    RoleRetention,
    RoomRecord,
    RoomRetention,
)
from kalantar.retention.queries import (
    cases_of,
    holds_on,
    orders_running,
    persons_of,
    property_still_held,
)
from kalantar.retention.room import (
    TURN,
    due_before,
    due_records,
    free,
    reasons_about,
    rows_of_room,
    subject_kind,
)
from kalantar.retention.rules import (
    basis_does_not_name_them,
    decider_leads_all_stations,
    files_are_closed,
    hold_has_basis_and_reason,
    hold_stands,
    its_time_is_over,
    may_decide_on_review,
    may_list_what_is_due,
    may_propose_disposal,
    new_day_is_later,
    no_file_is_held,
    no_order_is_running,
    no_property_is_held,
    retention_names_its_source,
    review_is_of_a_request,
    room_record_is_known,
    something_is_due,
    visitor_no_longer_comes,
)
from kalantar.retention.schedule import (
    due_of_case,
    due_of_party,
    files_due,
    parties_due,
    roles_kept,
)
from kalantar.retention.visitors import comes_until, is_named, visitors_due
from kalantar.scene_photos.actions import erase_photos

CASES = Case.objects.select_related("jurisdiction", "category")
REVIEWS = Review.objects.select_related("area", "case__category", "party__case__category", "person")
HOLDS = Hold.objects.all()
AT_ONCE = 500
ERASED_AT_ONCE = 100  # records of the 110 room: each is a subject of the one entry
STAY = ("DisposalProposed", "Disposed")  # by which law something went is said for good


@action
def list_due_files(*, by: Actor) -> None:
    """Some of the closed files whose time is over, and that nobody looks at yet; nothing is touched."""
    may_list_what_is_due.require(by, None)
    now = by.now()
    known = Review.objects.filter(of=ReviewOf.FILE, case=OuterRef("pk"))
    found = CASES.filter(files_due(now), state=CaseState.CLOSED, disposed_at=None)
    rows = _unlisted(found, known, "pk", now).order_by("closed_at")[:AT_ONCE]
    listed = [
        Review(of=ReviewOf.FILE, case=case, area=case.jurisdiction, due_at=due)
        for case in rows
        if (due := due_of_case(case)) and due <= now
    ]
    _list(listed, by)


@action
def list_due_parties(*, by: Actor) -> None:
    """The same of parties whose role is kept shorter than their file."""
    may_list_what_is_due.require(by, None)
    now, kept = by.now(), roles_kept()
    known = Review.objects.filter(of=ReviewOf.PARTY, party=OuterRef("pk"))
    found = Party.objects.filter(
        parties_due(now, kept.values()), case__state=CaseState.CLOSED, case__disposed_at=None,
        person__erased_at=None,
    ).select_related("case__category", "case__jurisdiction")  # fmt: skip
    whole = Review.objects.filter(of=ReviewOf.FILE, case=OuterRef("case"), state__in=OPEN)
    rows = _unlisted(found, known, "case", now).exclude(Exists(whole))
    listed = [
        Review(
            of=ReviewOf.PARTY,
            case=party.case,
            party=party,
            area=party.case.jurisdiction,
            due_at=due,
        )
        for party in rows.order_by("case__closed_at", "pk")[:AT_ONCE]
        if (due := due_of_party(party, kept)) and due <= now
    ]
    _list(listed, by)


@action
def list_due_visitors(*, by: Actor) -> None:
    """Whoever was known as a visitor only, and has not come for a year."""
    may_list_what_is_due.require(by, None)
    found = visitors_due(by.now()).select_related("area")[:AT_ONCE]
    listed = [
        Review(of=ReviewOf.VISITOR, person=one, area=one.area, due_at=by.now()) for one in found
    ]
    _list(listed, by)


@action
def request_erasure(*, person: UUID, basis: str, by: Actor) -> Review:
    """Somebody asks, by right, that all that is known of them goes; whoever takes it in proposes it."""
    row: Person = may_correct_person.allow(by, lock(PERSONS, person))
    person_stands.require(row)
    person_is_not_erased.require(row)
    review = Review(of=ReviewOf.PERSON, person=row, area=row.area, state=ReviewState.PROPOSED)
    review.due_at = review.listed_at = by.now()
    _require_basis(basis, review)
    _proposed(review, basis, by)
    review.save(force_insert=True)
    _record(events.DisposalProposed(review.pk, None, review.of), review, by.because(basis))
    return review


@action
def propose_disposal(*, review: UUID, basis: str, by: Actor) -> Review:
    """One person says, on which basis, that it can go."""
    row: Review = may_propose_disposal.allow(by, lock(REVIEWS, review))
    _require_basis(basis, row)
    REVIEW.advance(row, "propose")
    _proposed(row, basis, by)
    row.save(update_fields=["state", "basis", "proposed_by", "proposed_as", "proposed_at"])
    _record(events.DisposalProposed(row.pk, row.case_id, row.of), row, by.because(basis))
    return row


@action
def turn_down_disposal(*, review: UUID, why: str, by: Actor) -> Review:
    """It stays on the list."""
    row: Review = may_decide_on_review.allow(by, lock(REVIEWS, review))
    reason_is_given.require(why)
    REVIEW.advance(row, "turn_down")
    row.basis, row.proposed_by, row.proposed_as, row.proposed_at = "", None, "", None
    row.save(update_fields=["state", "basis", "proposed_by", "proposed_as", "proposed_at"])
    _record(events.DisposalTurnedDown(row.pk, row.case_id, row.of), row, by.because(why))
    return row


@action
def keep_longer(*, review: UUID, until: datetime, why: str, by: Actor) -> Review:
    """It is still needed; it comes back on that day."""
    row: Review = may_decide_on_review.allow(by, lock(REVIEWS, review))
    reason_is_given.require(why)
    new_day_is_later.require(until, by.now())
    REVIEW.advance(row, "keep")
    row.kept_until = until
    row.save(update_fields=["state", "kept_until"])
    kept = events.KeptLonger(row.pk, row.case_id, row.of, until.isoformat())
    _record(kept, row, by.because(why))
    return row


@action
def refuse_request(*, review: UUID, why: str, by: Actor) -> Review:
    """What somebody asked for is not done, for this reason."""
    row: Review = may_decide_on_review.allow(by, lock(REVIEWS, review))
    reason_is_given.require(why)
    review_is_of_a_request.require(row)
    _lapse(row, by.because(why))
    return row


@action
def lapse_reviews(*, case: UUID, by: Actor) -> Case:
    """The file was opened again: nothing of it is due."""
    may_list_what_is_due.require(by, None)
    row = lock(CASES, case)
    rows = list(REVIEWS.select_for_update(of=("self",)).filter(case=case, state__in=OPEN))
    something_is_due.require(len(rows))
    for one in rows:
        _lapse(one, by)
    return row


@action
def dispose(*, review: UUID, by: Actor) -> Review:
    """Another person confirms, and it goes from everywhere in this moment. It cannot be brought back."""
    may_decide_on_review.require(by, row := find(REVIEWS, review))
    cases = [lock(CASES, id) for id in sorted(cases_of(row).values_list("pk", flat=True))]
    row = lock(REVIEWS, review)
    REVIEW.advance(row, "dispose")
    row.confirmed_by_id, row.confirmed_as, row.confirmed_at = by.id, by.role(DESK), by.now()
    row.save(update_fields=["state", "confirmed_by", "confirmed_as", "confirmed_at"])
    _persons_wait(row)
    _require_disposable(row, cases, by)
    about = _subjects(row)
    gone = _erase(row, cases, by)
    counted = [gone.count[name] for name in ("persons", "statements", "papers", "messages")]
    happened = events.Disposed(row.pk, row.case_id, row.of, *counted)
    entry = record(happened, about=about, by=by.because(row.basis), areas=row.area.ancestors)
    _await_visitors(gone, by)
    erase_reasons(_reasons(row, cases, gone), entry, by.now())
    return row


@action
def hold_case(*, case: UUID, basis: str, reason: str, by: Actor) -> Hold:
    """From now on nothing of the file goes. ``basis``: who wants it, by what; ``reason``: what for."""
    row = may_handle_case.allow(by, lock(CASES, case))
    case_is_not_disposed.require(row)
    hold_has_basis_and_reason.require(basis, reason)
    assert by.id is not None
    made = Hold.objects.create(
        case=row, basis=normalise(basis), reason=normalise(reason), held_by_id=by.id,
        held_at=by.now(),
    )  # fmt: skip
    _on_file(events.CaseHeld(case, made.pk), row, by.because(""))  # its reason is sealed
    return made


@action
def release_hold(*, case: UUID, hold: UUID, why: str, by: Actor) -> Hold:
    """It is no longer wanted; another one on the file stands."""
    row = may_decide_on_case.allow(by, lock(CASES, case))
    reason_is_given.require(why)
    held = lock(HOLDS, hold)
    hold_stands.require(held, row)
    held.released_at, held.released_by_id = by.now(), by.id
    held.released_because = normalise(why)
    held.save(update_fields=["released_at", "released_by", "released_because"])
    _on_file(events.HoldReleased(case, hold), row, by.because(""))
    return held


@action
def set_role_retention(*, role: str, years: int, source: str, by: Actor) -> RoleRetention:
    """How long it is kept who was in that role, from now on also of files that were closed before."""
    may_edit_catalogue.require(by, None)
    party_role_is_known.require(role)
    retention_names_its_source.require(source)
    row, _ = RoleRetention.objects.update_or_create(
        role=role, defaults={"years": years, "source": normalise(source)}
    )
    record(events.RoleRetentionSet(role, years), about=[row], by=by)
    return row


@action
def set_room_retention(*, what: str, months: int, source: str, by: Actor) -> RoomRetention:
    """How long that kind of record of the 110 room is kept, from now on also what is there already."""
    may_edit_catalogue.require(by, None)
    room_record_is_known.require(what)
    retention_names_its_source.require(source)
    row, _ = RoomRetention.objects.update_or_create(
        what=what, defaults={"months": months, "source": normalise(source)}
    )
    record(events.RoomRetentionSet(what, months), about=[row], by=by)
    return row


@action
def erase_in_room(*, what: str, by: Actor) -> RoomRetention:
    """Some of the calls or incidents whose time is over, the first due first; Refused where there are none.

    Nobody decides of each: they are millions a year. They are locked first and judged then, so that whoever
    opens a file about one at this moment is waited for, or waits.
    """
    may_forget.require(by, None)
    row = RoomRetention.objects.select_for_update().get_or_create(what=what)[0]
    due = due_records(row, by.now())
    free_of_them = free(what, [id for _, id in due])
    chosen = [(at, id) for at, id in due if id in free_of_them][:ERASED_AT_ONCE]
    ids = [id for _, id in chosen]
    locked = rows_of_room(what).select_for_update(skip_locked=True).filter(pk__in=ids)
    gone = free(what, list(locked.order_by("pk").values_list("pk", flat=True)))
    something_is_due.require(len(gone))
    (erase_incidents if what == RoomRecord.INCIDENT else erase_calls)(gone, by.now())
    erase_photos(gone, by.now())  # of a call there are none
    lapse_call_backs(gone, by.now())  # of an incident there are none
    row.looked_at, row.looked_id = chosen[-1]
    row.erased, row.erased_at = row.erased + len(gone), by.now()
    row.save(update_fields=["looked_at", "looked_id", "erased", "erased_at"])
    about: list[Model | Subject] = [row, *((subject_kind(what), id) for id in sorted(gone))]
    happened = events.RoomErased(what, len(gone), due_before(row, by.now()).isoformat())
    entry = record(happened, about=about, by=by)
    erase_reasons(reasons_about(gone), entry, by.now())
    return row


@upkeep
def pass_what_is_needed(*, what: str, by: Actor) -> int:
    """Go on to the first record that can go, past those a file still needs; how many were passed.

    At the end of a turn a new one begins, once a day, which counts as a step.
    """
    may_forget.require(by, None)
    row = RoomRetention.objects.select_for_update().get_or_create(what=what)[0]
    due = due_records(row, by.now())
    free_of_them = free(what, [id for _, id in due])
    passed = list(takewhile(lambda one: one[1] not in free_of_them, due))
    if passed:
        row.looked_at, row.looked_id = passed[-1]
    elif not due and (row.turn_began_at is None or row.turn_began_at <= by.now() - TURN):
        row.turn_began_at, row.looked_at, row.looked_id = by.now(), None, None
        passed = [(by.now(), row.pk)]
    row.save(update_fields=["turn_began_at", "looked_at", "looked_id"])
    return len(passed)


def _unlisted[M: (Case, Party)](
    found: QuerySet[M], reviews: QuerySet[Review], case: str, now: datetime
) -> QuerySet[M]:
    """Those nobody decides on, that were not kept longer until later, and whose file is not held."""
    settled = Q(state__in=AT_MOST_ONE) | Q(state=ReviewState.KEPT, kept_until__gt=now)
    held = Hold.objects.filter(case=OuterRef(case), released_at=None)
    return found.exclude(Exists(reviews.filter(settled))).exclude(Exists(held))


@part
def _list(reviews: list[Review], by: Actor) -> None:
    something_is_due.require(len(reviews))
    for one in reviews:
        one.listed_at = by.now()
    Review.objects.bulk_create(reviews)
    for one in reviews:
        _record(events.CameDue(one.pk, one.case_id, one.of), one, by)


def _require_basis(basis: str, review: Review) -> None:
    """It stays for good, so it names nobody who goes."""
    erasure_names_its_basis.require(basis)
    basis_does_not_name_them.require(basis, traces_of(persons_of(review)))


def _proposed(review: Review, basis: str, by: Actor) -> None:
    review.basis, review.proposed_by_id = normalise(basis), by.id
    review.proposed_as, review.proposed_at = by.role(DESK), by.now()


@part
def _await_visitors(gone: Gone, by: Actor) -> None:
    """Whose last file went, but who came not long ago: they are listed once they no longer come."""
    for id, until in sorted(gone.visitors.items()):
        one = find(PERSONS, id)
        row = Review(of=ReviewOf.VISITOR, person=one, area=one.area, state=ReviewState.KEPT)
        row.due_at, row.listed_at, row.kept_until = until, by.now(), until
        row.save(force_insert=True)
        kept = events.KeptLonger(row.pk, None, row.of, until.isoformat())
        _record(kept, row, by.because(""))


@part
def _lapse(row: Review, by: Actor) -> None:
    REVIEW.advance(row, "lapse")
    row.save(update_fields=["state"])
    _record(events.ReviewLapsed(row.pk, row.case_id, row.of), row, by)


def _persons_wait(review: Review) -> None:
    """Who names them on another file waits for this, or this waited for them and sees it."""
    person = review.person or (review.party.person if review.party else None)
    if person is not None:
        ids = sorted(rows_of(person).values_list("pk", flat=True))
        for id in ids:
            lock(PERSONS, id)


def _require_disposable(review: Review, cases: list[Case], by: Actor) -> None:
    """Judged of everything that is locked now; a file they became a party of meanwhile is not closed."""
    concerned = list(cases_of(review))
    files_are_closed.require(concerned)
    no_file_is_held.require(holds_on([case.pk for case in concerned]).count())
    no_order_is_running.require(orders_running(review, concerned))
    no_property_is_held.require(property_still_held(review, concerned))
    decider_leads_all_stations.require(by, [case.jurisdiction for case in cases])
    if review.of == ReviewOf.FILE:
        its_time_is_over.require(due_of_case(cases[0]), by.now())
    elif review.of == ReviewOf.PARTY:
        assert review.party
        its_time_is_over.require(due_of_party(review.party, roles_kept()), by.now())
    elif review.of == ReviewOf.VISITOR:
        visitor_no_longer_comes.require(_is_known(review, by))


def _is_known(review: Review, by: Actor) -> bool:
    ids = [one.pk for one in persons_of(review)]
    return is_named(ids) or comes_until(ids, by.now()) is not None


@part
def _erase(review: Review, cases: list[Case], by: Actor) -> Gone:
    if review.of == ReviewOf.FILE:
        Hold.objects.filter(case=cases[0]).update(basis="", reason="", released_because="")
        return erase_file(cases[0], by)
    if review.of == ReviewOf.PARTY:
        assert review.party
        gone = erase_party(cases[0], review.party, by)
    else:
        assert review.person
        gone = erase_person(review.person, cases, by)
    for hold in Hold.objects.filter(case__in=cases):
        for name in ("basis", "reason", "released_because"):
            setattr(hold, name, erased_in(getattr(hold, name), gone.traces))
        hold.save(update_fields=["basis", "reason", "released_because"])
    return gone


def _reasons(review: Review, cases: list[Case], gone: Gone) -> set[UUID]:
    """Why things were done: to the file, to whoever is gone, or in words that name one of them."""
    given = Entry.objects.filter(reason__isnull=False).exclude(event__in=STAY)
    about = set(gone.persons)
    if review.of == ReviewOf.FILE:
        about.add(cases[0].pk)
    wanted = set(given.filter(subjects__subject__in=about).values_list("reason", flat=True))
    of_files = given.filter(subjects__subject__in=[case.pk for case in cases])
    theirs = EntrySubject.objects.filter(subject__in=gone.named).values("entry")
    wanted |= set(of_files.filter(pk__in=theirs).values_list("reason", flat=True))
    said = of_files.values_list("reason", "reason__text")
    wanted |= {id for id, text in said if is_in(text or "", gone.traces)}
    return {id for id in wanted if id}


def _subjects(review: Review) -> list[Model | Subject]:
    person = review.person_id or (review.party.person_id if review.party else None)
    about: list[Model | Subject] = [review]
    about += [("case", review.case_id)] if review.case_id else []
    return about + ([("person", person)] if person else [])


def _record(event: Event, review: Review, by: Actor) -> None:
    record(event, about=_subjects(review), by=by, areas=review.area.ancestors)


def _on_file(event: Event, case: Case, by: Actor) -> None:
    record(event, about=[case], by=by, areas=case.jurisdiction.ancestors)

"""What the 110 room keeps goes by itself once its time is over, and not while a file needs it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kalantar.call_backs.actions import return_call
from kalantar.call_backs.queries import count_owed, past_call_backs
from kalantar.caller_links import reactions as callers_over
from kalantar.caller_links.reactions import delete_what_callers_said
from kalantar.caller_links.tests.callers import callers_in
from kalantar.calls.actions import abandon_call, locate_call, offer_call
from kalantar.calls.models import ERASED, Call
from kalantar.calls.queries import call_seen, recent_calls_from
from kalantar.cases.actions import link_incident, reopen_case, unlink_incident
from kalantar.cases.models import Case
from kalantar.cases.tests.test_case_rules import broken
from kalantar.cases.tests.world import refusal
from kalantar.catalogue.models import Question
from kalantar.dispatch.queries import incident_card
from kalantar.incidents import actions as incidents
from kalantar.incidents.actions import COARSE_M
from kalantar.incidents.models import Answer, Incident, Note
from kalantar.incidents.queries import answer_labels, answers_said, incidents_found, note_labels
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point, metres_between
from kalantar.kernel.keeping import may_forget
from kalantar.kernel.models import Entry, EntrySubject, Reason
from kalantar.kernel.story import told
from kalantar.people.roles import Role
from kalantar.retention import actions, reactions, room
from kalantar.retention.models import RoomRecord, RoomRetention
from kalantar.retention.reactions import erase_in_the_room
from kalantar.retention.room import due_records, free, room_kept
from kalantar.retention.tests.everywhere import found_in
from kalantar.retention.tests.world import Keeping

NAME, PHONE, STREET = "گوهرنشان", "09357418529", "کوچهٔ گوهرنشان"
EXACT = Point(51.40512, 35.70487)


@pytest.fixture(autouse=True)
def _by_its_clock(as_system: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reactions, "KEPT", as_system.because(reactions.KEPT.why))


@pytest.fixture
def dispatcher(keeping: Keeping) -> Actor:
    return keeping.world.scene.person(Role.DISPATCHER)


@pytest.fixture
def told_of(keeping: Keeping, dispatcher: Actor) -> Incident:
    """Closed, with a call, a note, an answer and a reason, each of which names somebody."""
    return an_incident(keeping, dispatcher)


def an_incident(keeping: Keeping, by: Actor) -> Incident:
    scene = keeping.world.scene
    question = Question.objects.create(
        incident_type=scene.type, code="who", text_en="Who?", text_fa="چه کسی؟", kind="text"
    )
    call = scene.call(by, PHONE)
    locate_call(call=call.pk, place=EXACT, source="handset", accuracy_m=5, by=by)
    made = scene.incident(
        by, at=EXACT, call=call.pk, narrative=f"{NAME} تماس گرفت", address=STREET, secrecy=True,
        answers={question.pk: NAME},
    )  # fmt: skip
    incidents.change_priority(incident=made.pk, priority=1, why=f"{NAME} زخمی است", by=by)
    incidents.close_incident(
        incident=made.pk, disposition=scene.ending.pk, note=f"با {NAME} گفت‌وگو شد", by=by
    )
    return Incident.objects.get(pk=made.pk)


def months_later(keeping: Keeping, months: int) -> None:
    keeping.clock.forward(days=31 * months)


def erased(row: Incident | Call) -> bool:
    return type(row)._default_manager.get(pk=row.pk).erased_at is not None


def left() -> set[str]:
    return found_in([NAME, PHONE[1:], "7418529"], ["+989357418529"], "0084575948")


def test_nothing_is_left_of_what_the_room_kept(keeping: Keeping, told_of: Incident) -> None:
    offer_call(
        number=PHONE, jurisdiction=keeping.world.scene.city.pk, place=EXACT, by=keeping.system
    )
    assert left() == {
        "calls_call.number", "calls_call.number_hash", "incidents_answer.text",
        "incidents_incident.address", "incidents_incident.narrative", "incidents_note.text",
        "kernel_reason.text",
    }  # fmt: skip
    months_later(keeping, 37)
    assert not erase_in_the_room()
    assert left() == set()
    now = keeping.clock()
    assert set(Call.objects.values_list("erased_at", "place", "accuracy_m")) == {(now, None, None)}


def test_nothing_is_left_of_a_callers_page_once_the_incident_is_closed(
    keeping: Keeping, dispatcher: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    callers, before = callers_in(keeping.world.scene, PHONE), left()
    link = callers.send()
    token = callers.token(link)
    callers.write(link, NAME)
    callers.tell_place(link)
    assert left() - before >= {"caller_links_callerword.text", "messaging_message.number"}
    ending = keeping.world.scene.ending.pk
    incidents.close_incident(incident=callers.incident.pk, disposition=ending, by=callers.taker)
    monkeypatch.setattr(callers_over, "BY", keeping.system)
    delete_what_callers_said(Entry.objects.filter(event="IncidentClosed").latest("pk").pk)
    assert left() == before
    assert found_in([token], [], "") == set()


def test_the_row_stays_with_its_times_and_codes(keeping: Keeping, told_of: Incident) -> None:
    call = Call.objects.get()
    months_later(keeping, 37)
    erase_in_the_room()
    row, rang = Incident.objects.get(pk=told_of.pk), Call.objects.get()
    for name in (
        "number", "type_id", "priority", "state", "opened_at", "closed_at", "disposition_id",
        "jurisdiction_id", "city_id", "place_source",
    ):  # fmt: skip
        assert getattr(row, name) == getattr(told_of, name), name
    for name in (
        "state", "offered_at", "answered_at", "answered_by_id", "wants_secrecy", "place_source"
    ):  # fmt: skip
        assert getattr(rang, name) == getattr(call, name), name
    assert row.place == Point(51.41, 35.7)
    assert row.accuracy_m == COARSE_M
    assert Note.objects.count() == Answer.objects.count() == 1


def test_a_call_back_that_is_still_owed_lapses_with_its_call(
    keeping: Keeping, dispatcher: Actor
) -> None:
    """Nobody knows the number any more; what became of the others is still told, without it."""
    city = keeping.world.scene.city.pk
    for number in (PHONE, "09351110000"):
        rang = offer_call(number=number, jurisdiction=city, by=dispatcher)
        abandon_call(call=rang.pk, by=dispatcher)
    return_call(call=rang.pk, by=dispatcher)
    since = keeping.clock()
    months_later(keeping, 13)
    assert count_owed(dispatcher, keeping.clock()).count == 1
    erase_in_the_room()
    assert left() == set()
    assert count_owed(dispatcher, keeping.clock()).count == 0
    past = past_call_backs(dispatcher, since, keeping.clock())
    assert {one.row.outcome for one in past} == {"erased", "called_back"}
    assert {one.caller.caller for one in past} == {ERASED}


@pytest.mark.parametrize("lon", [51.405, 51.40499, -0.005, 0.0])
@pytest.mark.parametrize("lat", [35.705, 35.6950001, 0.0049])
def test_a_coarse_place_is_within_its_accuracy(
    keeping: Keeping, dispatcher: Actor, lon: float, lat: float, told_of: Incident
) -> None:
    Incident.objects.update(place=Point(lon, lat))
    months_later(keeping, 37)
    erase_in_the_room()
    coarse = Incident.objects.get().place
    assert coarse
    assert coarse == Point(round(coarse.lon, 2), round(coarse.lat, 2))
    assert metres_between(Point(lon, lat), coarse) <= COARSE_M


@pytest.mark.parametrize(
    ("months", "gone"), [(11, set()), (13, {"alone"}), (35, {"alone"}), (37, {"alone", "told"})]
)
def test_each_goes_at_its_own_time(
    keeping: Keeping, dispatcher: Actor, told_of: Incident, months: int, gone: set[str]
) -> None:
    alone = keeping.world.scene.call(dispatcher)
    months_later(keeping, months)
    erase_in_the_room()
    call = Call.objects.exclude(pk=alone.pk).get()
    assert erased(alone) is ("alone" in gone)
    assert erased(told_of) is erased(call) is ("told" in gone)


def test_the_day_is_kept_to_the_moment(keeping: Keeping, dispatcher: Actor) -> None:
    call = keeping.world.scene.call(dispatcher)
    year_later = call.offered_at.replace(year=call.offered_at.year + 1)
    keeping.clock.moment = year_later - timedelta(seconds=1)
    erase_in_the_room()
    assert not erased(call)
    keeping.clock.moment = year_later
    erase_in_the_room()
    assert erased(call)


def test_what_is_not_over_stays(keeping: Keeping, dispatcher: Actor) -> None:
    scene = keeping.world.scene
    call = scene.call(dispatcher)
    waiting = scene.incident(dispatcher, call=call.pk)
    months_later(keeping, 60)
    erase_in_the_room()
    assert not erased(waiting)
    assert not erased(call)


def test_what_a_file_is_about_is_kept_as_long_as_the_file(
    keeping: Keeping, told_of: Incident
) -> None:
    case = keeping.world.case()
    link_incident(case=case.pk, incident=told_of.pk, by=keeping.desk)
    keeping.close(case)
    review = keeping.due(case)
    assert not erase_in_the_room()
    assert not erased(told_of)
    assert not erased(Call.objects.get())
    keeping.dispose(review)
    keeping.clock.forward(days=2)
    erase_in_the_room()
    assert erased(told_of)
    assert erased(Call.objects.get())
    assert left() == set()


def test_what_was_taken_apart_from_a_file_goes_unless_the_file_is_held(
    keeping: Keeping, told_of: Incident
) -> None:
    case = keeping.world.case()
    link_incident(case=case.pk, incident=told_of.pk, by=keeping.desk)
    unlink_incident(case=case.pk, incident=told_of.pk, why="ربطی نداشت", by=keeping.desk)
    held = actions.hold_case(case=case.pk, basis="دادگاه", reason="دعوا", by=keeping.desk)
    months_later(keeping, 40)
    erase_in_the_room()
    assert not erased(told_of)
    assert not erased(Call.objects.get())
    actions.release_hold(case=case.pk, hold=held.pk, why="پایان", by=keeping.chief)
    keeping.clock.forward(days=2)
    erase_in_the_room()
    assert erased(told_of)
    assert erased(Call.objects.get())


def test_a_held_file_keeps_its_incident_also_when_it_is_closed_and_due(
    keeping: Keeping, told_of: Incident
) -> None:
    case = keeping.world.case()
    link_incident(case=case.pk, incident=told_of.pk, by=keeping.desk)
    actions.hold_case(case=case.pk, basis="دادگاه", reason="دعوا", by=keeping.desk)
    keeping.close(case)
    months_later(keeping, 300)
    erase_in_the_room()
    assert not erased(told_of)
    assert not erased(Call.objects.get())


def test_the_reason_of_what_was_done_to_a_file_is_the_files(
    keeping: Keeping, told_of: Incident
) -> None:
    case = keeping.world.case()
    link_incident(case=case.pk, incident=told_of.pk, by=keeping.desk)
    unlink_incident(case=case.pk, incident=told_of.pk, why="ربطی نداشت", by=keeping.desk)
    months_later(keeping, 40)
    erase_in_the_room()
    assert erased(told_of)
    words = set(Reason.objects.values_list("text", flat=True))
    assert "ربطی نداشت" in words
    assert not any(NAME in one for one in words)


def test_a_step_is_bounded_and_the_walk_finds_what_it_passed(
    keeping: Keeping, dispatcher: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "AT_A_STEP", 3)
    monkeypatch.setattr(actions, "ERASED_AT_ONCE", 2)
    scene, case = keeping.world.scene, keeping.world.case()
    kept = an_incident(keeping, dispatcher)
    keeping.clock.forward(minutes=1)
    link_incident(case=case.pk, incident=kept.pk, by=keeping.desk)
    alone = []
    for _ in range(7):
        alone.append(scene.call(dispatcher, PHONE))
        keeping.clock.forward(minutes=1)
    months_later(keeping, 13)
    by: dict[str, Any] = {"what": RoomRecord.CALL, "by": keeping.system}
    assert actions.pass_what_is_needed(**by) == 1  # past the call of the incident
    assert actions.pass_what_is_needed(**by) == 0
    actions.erase_in_room(**by)
    assert [erased(call) for call in alone] == [True] * 2 + [False] * 5
    assert not erase_in_the_room()
    assert all(map(erased, alone))
    assert len(Entry.objects.filter(event="RoomErased")) == 4  # of seven, two at a time
    assert not erased(kept)
    unlink_incident(case=case.pk, incident=kept.pk, why="ربطی نداشت", by=keeping.desk)
    incidents.part_call(incident=kept.pk, call=Call.objects.get(erased_at=None).pk, by=dispatcher)
    erase_in_the_room()
    assert Call.objects.filter(erased_at=None).exists()  # it was passed
    keeping.clock.forward(days=1)
    erase_in_the_room()
    assert not Call.objects.filter(erased_at=None).exists()


@pytest.mark.parametrize("what", RoomRecord.values)
def test_what_is_due_is_found_by_the_index(keeping: Keeping, what: str) -> None:
    row = RoomRetention(what=what, looked_at=keeping.clock(), looked_id=keeping.world.here.pk)
    months_later(keeping, 40)
    with CaptureQueriesContext(connection) as asked:
        assert due_records(row, keeping.clock()) == []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + asked.captured_queries[-1]["sql"])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    index = "incident_to_erase" if what == RoomRecord.INCIDENT else "call_to_erase"
    assert f"using {index}" in plan
    assert "Sort" not in plan


def test_an_erasure_is_on_the_timelines_of_what_it_erased(
    keeping: Keeping, dispatcher: Actor, told_of: Incident
) -> None:
    call = Call.objects.get()
    months_later(keeping, 37)
    erase_in_the_room()
    line = told(told_of.pk, dispatcher)[0]
    assert line.event == told(call.pk, dispatcher)[0].event == "RoomErased"
    assert "محل دقیق" in line.sentence.fa
    assert "exact place" in line.sentence.en
    assert str(line.why) in ("kept long enough", "مهلت نگهداری آن به پایان رسیده است")
    for row in RoomRetention.objects.exclude(what=RoomRecord.CALL):
        assert row.erased == 1
        assert EntrySubject.objects.filter(subject=row.pk).count() == 1


def test_what_is_erased_says_so_and_is_found_no_more(
    keeping: Keeping, dispatcher: Actor, told_of: Incident
) -> None:
    call, note, answer = Call.objects.get(), Note.objects.get(), Answer.objects.get()
    city = keeping.world.scene.city.pk
    assert incidents_found(dispatcher, city=city, address="گوهرنشان") == [told_of]
    months_later(keeping, 37)
    erase_in_the_room()
    assert incidents_found(dispatcher, city=city, address="گوهرنشان") == []
    found = incidents_found(dispatcher, city=city, number=told_of.number)
    assert [one.place_said for one in found] == [ERASED]
    assert recent_calls_from(dispatcher, PHONE, keeping.clock(), timedelta(days=9999)) == []
    seen = call_seen(dispatcher, call.pk)
    assert seen
    assert (seen.number, seen.caller) == (None, ERASED)
    assert "erased after its time" in note_labels([note.pk], dispatcher)[note.pk].en
    assert str(ERASED.fa) in answer_labels([answer.pk], dispatcher)[answer.pk].fa
    answer.refresh_from_db()
    assert answers_said([answer])[0][1] == ERASED
    card = incident_card(dispatcher, told_of.pk)
    assert card
    assert not {"reopen", "add_note"} & {verb.name for verb in card.verbs if verb.possible}


def test_incident_is_not_erased(keeping: Keeping, dispatcher: Actor, told_of: Incident) -> None:
    months_later(keeping, 37)
    erase_in_the_room()
    asked: dict[str, Any] = {"incident": told_of.pk, "by": dispatcher}
    said = "incident_is_not_erased"
    assert refusal(incidents.add_note, text="تازه", **asked) == said
    assert refusal(incidents.reopen_incident, why="دوباره", **asked) == said


def test_erased_incident_says_nothing(keeping: Keeping, told_of: Incident) -> None:
    months_later(keeping, 37)
    erase_in_the_room()
    for wrong in ({"narrative": "x"}, {"address": "x"}, {"state": "active", "closed_at": None}):
        said = broken(lambda wrong=wrong: _change(Incident, wrong))
        assert said == "erased_incident_says_nothing"


def test_erased_call_says_nothing(keeping: Keeping, dispatcher: Actor) -> None:
    call = keeping.world.scene.call(dispatcher)
    months_later(keeping, 37)
    erase_in_the_room()
    said = refusal(locate_call, call=call.pk, place=EXACT, source="map", by=dispatcher)
    assert said == "erased_call_says_nothing"
    for wrong in ({"number": PHONE}, {"number_hash": b"x"}, {"place": EXACT}, {"accuracy_m": 4.0}):
        said = broken(lambda wrong=wrong: _change(Call, wrong))
        assert said == "erased_call_says_nothing"


def _change(model: Any, wrong: dict[str, Any]) -> None:
    with transaction.atomic():
        model.objects.update(**wrong)


def test_room_record_is_known(keeping: Keeping) -> None:
    asked: dict[str, Any] = {"months": 3, "source": "x", "by": keeping.system}
    assert refusal(actions.set_room_retention, what="patrol", **asked) == "room_record_is_known"


def test_room_record_is_kept_for_months(keeping: Keeping) -> None:
    asked: dict[str, Any] = {"what": "call", "source": "x", "by": keeping.system}
    for months in (0, 601):
        said = refusal(actions.set_room_retention, months=months, **asked)
        assert said == "room_record_is_kept_for_months"
    unnamed = {"what": "call", "months": 3, "by": keeping.system, "source": " "}
    assert refusal(actions.set_room_retention, **unnamed) == "retention_names_its_source"


def test_room_record_has_one_retention(keeping: Keeping) -> None:
    RoomRetention.objects.create(what="call")
    said = broken(lambda: RoomRetention.objects.create(what="call"))
    assert said == "room_record_has_one_retention"


def test_a_period_holds_also_for_what_is_there(keeping: Keeping, dispatcher: Actor) -> None:
    call = keeping.world.scene.call(dispatcher)
    months_later(keeping, 7)
    erase_in_the_room()
    assert not erased(call)
    actions.set_room_retention(what="call", months=6, source="بخشنامهٔ ۱۲", by=keeping.system)
    kept = room_kept()["call"]
    assert (kept.months, kept.source, kept.own, kept.erased) == (6, "بخشنامهٔ ۱۲", True, 0)
    erase_in_the_room()
    assert erased(call)
    assert room_kept()["call"].erased == 1
    assert room_kept()["call"].erased_at == keeping.clock()


@pytest.mark.parametrize("role", list(Role))
def test_who_sets_and_who_erases(keeping: Keeping, role: Role) -> None:
    by = keeping.world.at(keeping.world.scene.city, role)
    asked: dict[str, Any] = {"what": "call", "by": by}
    assert refusal(actions.erase_in_room, **asked) == "may_forget"
    assert refusal(actions.pass_what_is_needed, **asked) == "may_forget"
    assert not may_forget(by, None)
    said = refusal(actions.set_room_retention, months=3, source="x", **asked)
    assert said == ("" if role is Role.ADMINISTRATOR else "may_edit_catalogue")


def test_nothing_due_is_refused_and_every_kind_has_a_standard(keeping: Keeping) -> None:
    for what in RoomRecord.values:
        said = refusal(actions.erase_in_room, what=what, by=keeping.system)
        assert said == "something_is_due"
    assert set(room.standard()) == set(RoomRecord.values)


def test_a_file_opened_again_keeps_its_incident(keeping: Keeping, told_of: Incident) -> None:
    case: Case = keeping.world.case()
    link_incident(case=case.pk, incident=told_of.pk, by=keeping.desk)
    keeping.close(case)
    reopen_case(case=case.pk, why="مدرک تازه", by=keeping.chief)
    months_later(keeping, 60)
    assert free(RoomRecord.INCIDENT, [told_of.pk]) == set()

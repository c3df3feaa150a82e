"""Opening, joining, correcting, closing: what is kept and what is told."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from kalantar.calls.actions import offer_call
from kalantar.calls.models import Call
from kalantar.catalogue.models import IncidentType, Question
from kalantar.incidents.actions import (
    add_note,
    answer_questions,
    change_priority,
    change_type,
    close_incident,
    correct_place,
    create_incident,
    join_call,
    part_call,
    reopen_incident,
)
from kalantar.incidents.events import IncidentTakenUp
from kalantar.incidents.models import Answer, Incident, IncidentCall, Note
from kalantar.incidents.numbering import number_of, year_of
from kalantar.incidents.queries import (
    calls_of,
    calls_to_join,
    incident_of,
    incidents_found,
    notes_of,
    possible_duplicates,
)
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import told
from kalantar.people.roles import Role
from kalantar.places.hit import Hit
from kalantar.places.models import BoundaryPart
from tests.plugins.actors import HandClock
from tests.scene import CENTRE, Scene, a_city


def _question(scene: Scene, order: int, priority: int | None = None) -> Question:
    return Question.objects.create(
        incident_type=scene.type,
        code=f"q{order}",
        order=order,
        text_en="Is anybody hurt?",
        text_fa="کسی زخمی شده است؟",
        yes_means_priority=priority,
    )


def test_numbers_have_no_gaps_even_when_an_opening_fails(scene: Scene, dispatcher: Actor) -> None:
    numbers = []
    for place in (CENTRE, Point(0.0, 0.0), CENTRE):
        try:
            numbers.append(scene.incident(dispatcher, at=place).number)
        except Exception:
            continue
    assert numbers == ["1405-000001", "1405-000002"]


def test_the_year_turns_at_nowruz_on_the_services_clock() -> None:
    before = datetime(2027, 3, 20, 20, 29, 59, tzinfo=UTC)  # 23:59:59 in Tehran
    assert year_of(before) == 1405
    assert year_of(before + timedelta(seconds=1)) == 1406
    assert number_of(1405, 1043) == "1405-001043"


def test_cities_number_by_themselves(scene: Scene, dispatcher: Actor) -> None:
    scene.incident(dispatcher)
    BoundaryPart.objects.all().delete()
    other = a_city(scene.clock)
    theirs = other.incident(other.person(Role.DISPATCHER))
    assert (theirs.city, theirs.number) == (other.city, "1405-000001")


def test_a_yes_raises_the_priority_and_never_lowers_it(scene: Scene, dispatcher: Actor) -> None:
    urgent, calm = _question(scene, 1, 1), _question(scene, 2, 5)
    raised = scene.incident(dispatcher, answers={urgent.pk: "yes", calm.pk: "yes"})
    assert raised.priority == 1
    assert scene.incident(dispatcher, answers={urgent.pk: "no"}).priority == 2
    assert Answer.objects.filter(incident=raised).count() == 2


def test_answers_later_replace_and_raise(scene: Scene, dispatcher: Actor) -> None:
    question = _question(scene, 1, 1)
    incident = scene.incident(dispatcher, answers={question.pk: "no"})
    answer_questions(incident=incident.pk, answers={question.pk: "yes"}, by=dispatcher)
    incident.refresh_from_db()
    assert incident.priority == 1
    assert Answer.objects.get(incident=incident).text == "yes"
    said = [line.sentence.en for line in told(incident.pk, dispatcher)]
    assert "Is anybody hurt? Yes" in said


def test_a_second_caller_joins_and_can_be_taken_apart(scene: Scene, dispatcher: Actor) -> None:
    first, second = scene.call(dispatcher), scene.call(dispatcher, "09121112233")
    incident = scene.incident(dispatcher, call=first.pk)
    join_call(incident=incident.pk, call=second.pk, by=dispatcher)
    assert [seen.call for seen in calls_of(incident.pk, dispatcher)] == [first, second]
    part_call(incident=incident.pk, call=second.pk, by=dispatcher)
    own = scene.incident(dispatcher, call=second.pk)
    assert [seen.call for seen in calls_of(own.pk, dispatcher)] == [second]
    assert IncidentCall.objects.filter(call=second).count() == 2
    line = told(incident.pk, dispatcher)[1].sentence
    assert line.fa == "تماس شمارهٔ ۲ دربارهٔ همین رخداد."


def test_duplicates_are_ranked_near_and_recent_first(
    scene: Scene, dispatcher: Actor, clock: HandClock
) -> None:
    old = scene.incident(dispatcher)
    clock.forward(minutes=40)
    near = scene.incident(dispatcher, at=Point(CENTRE.lon + 0.0005, CENTRE.lat))
    other = IncidentType.objects.create(
        code=f"noise_{near.pk.hex[-6:]}", name_en="Noise", name_fa="سر و صدا", priority=4
    )
    scene.incident(dispatcher, at=Point(CENTRE.lon + 0.05, CENTRE.lat))  # far away
    unlike = scene.incident(dispatcher, type=other.pk)
    found = possible_duplicates(dispatcher, CENTRE, scene.type.pk, clock())
    assert [one.incident for one in found] == [near, old, unlike]
    assert found[0].distance_m == pytest.approx(45, abs=2)
    close_incident(incident=near.pk, disposition=scene.ending.pk, by=dispatcher)
    assert near in [one.incident for one in possible_duplicates(dispatcher, CENTRE, None, clock())]
    clock.forward(hours=2)
    late = possible_duplicates(dispatcher, CENTRE, None, clock())
    assert {one.incident for one in late} == {old, unlike}  # still open, however long ago


def test_duplicates_of_another_city_are_not_shown(scene: Scene, dispatcher: Actor) -> None:
    scene.incident(dispatcher)
    stranger = a_city(scene.clock).person(Role.DISPATCHER)
    assert possible_duplicates(stranger, CENTRE, None, scene.clock()) == []


def test_correcting_the_place_changes_the_station(scene: Scene, dispatcher: Actor) -> None:
    incident = scene.incident(dispatcher)
    assert incident.jurisdiction == scene.stations[1]
    moved = correct_place(
        incident=incident.pk,
        place=Point(51.35, 35.70),
        address="Elsewhere st.",
        place_source="map",
        by=dispatcher,
    )
    assert moved.jurisdiction == scene.stations[0]
    line = told(incident.pk, dispatcher)[0].sentence
    assert line.en.startswith("The place was corrected by 4,9")


@pytest.mark.parametrize(
    ("beside", "said"), [("خیابان نمونه ۱۲", "خیابان نمونه 12"), (None, "35.70000, 51.35000")]
)
@pytest.mark.parametrize("address", ["", "  "])
def test_a_place_without_an_address_is_said_by_what_is_beside_it_else_in_figures(
    scene: Scene,
    dispatcher: Actor,
    monkeypatch: pytest.MonkeyPatch,
    beside: str | None,
    said: str,
    address: str,
) -> None:
    where = Point(51.35, 35.70)
    hit = beside and Hit("address", "", beside, "", "", "", where, 0.0)
    monkeypatch.setattr("kalantar.incidents.area.nearest_address", lambda city, point: hit)
    opened = scene.incident(dispatcher, at=where, address=address)
    assert opened.address == said
    moved = scene.incident(dispatcher)
    asked: dict[str, Any] = {"place": where, "address": address, "place_source": "map"}
    assert correct_place(incident=moved.pk, **asked, by=dispatcher).address == said


def test_a_place_in_a_gap_belongs_to_the_area_whose_110_rang(
    scene: Scene, dispatcher: Actor
) -> None:
    call = scene.call(dispatcher)
    incident = scene.incident(dispatcher, at=Point(52.9, 36.9), call=call.pk)
    assert incident.jurisdiction == scene.city


def test_the_type_changes_and_raises_the_priority(scene: Scene, dispatcher: Actor) -> None:
    worse = IncidentType.objects.create(
        code=f"stabbing_{scene.city.pk.hex[-6:]}", name_en="Stabbing", name_fa="چاقوکشی", priority=1
    )
    incident = scene.incident(dispatcher)
    changed = change_type(incident=incident.pk, type=worse.pk, why="knife", by=dispatcher)
    assert changed.priority == 1
    assert told(incident.pk, dispatcher)[1].sentence.fa == (
        "نوع رخداد از «نزاع» به «چاقوکشی» تغییر کرد."
    )


def test_free_words_stand_in_notes_and_not_on_the_timeline(scene: Scene, dispatcher: Actor) -> None:
    incident = scene.incident(dispatcher, narrative="Mr. X hit Mr. Y")
    note = add_note(incident=incident.pk, text="Mr. X lives at 12", by=dispatcher)
    facts = str(list(Entry.objects.filter(subjects__subject=incident.pk).values_list("facts")))
    assert "Mr. X" not in facts
    assert told(incident.pk, dispatcher)[0].sentence.en == "“Mr. X lives at 12”"
    Note.objects.filter(pk=note.pk).delete()
    assert told(incident.pk, dispatcher)[0].sentence.fa == "(پاک‌شده)"


def test_closed_with_a_disposition_and_opened_again_with_a_reason(
    scene: Scene, dispatcher: Actor
) -> None:
    incident = scene.incident(dispatcher)
    change_priority(incident=incident.pk, priority=3, why="calm now", by=dispatcher)
    closed = close_incident(
        incident=incident.pk, disposition=scene.ending.pk, note="done", by=dispatcher
    )
    assert (closed.state, closed.disposition) == ("closed", scene.ending)
    again = reopen_incident(incident=incident.pk, why="it began again", by=dispatcher)
    assert (again.state, again.disposition, again.closed_at) == ("waiting", None, None)
    line = told(incident.pk, dispatcher)[0]
    assert (line.sentence.en, line.why) == ("Opened again.", "it began again")


def test_history_is_found_by_number_date_and_type_in_pages(
    scene: Scene, dispatcher: Actor, clock: HandClock
) -> None:
    made = []
    for _ in range(5):
        made.append(scene.incident(dispatcher))
        clock.forward(minutes=1)
    newest = list(reversed(made))
    assert incidents_found(dispatcher, limit=2) == newest[:2]
    assert incidents_found(dispatcher, limit=2, before=newest[1].pk) == newest[2:4]
    assert incidents_found(dispatcher, number="۱۴۰۵-۰۰۰۰۰۳") == [made[2]]
    assert incidents_found(dispatcher, number="3") == [made[2]]
    assert incidents_found(dispatcher, number="nonsense") == []
    assert incidents_found(dispatcher, since=made[3].opened_at) == newest[:2]
    assert incidents_found(dispatcher, until=made[1].opened_at) == [made[0]]
    assert incidents_found(dispatcher, type=made[0].pk) == []
    stranger = a_city(scene.clock).person(Role.DISPATCHER)
    assert incidents_found(stranger) == []
    assert incident_of(stranger, made[0].pk) is None


def test_an_incident_that_may_not_be_seen_is_no_place_in_the_history(
    scene: Scene, dispatcher: Actor, clock: HandClock
) -> None:
    made = []
    for lon in (51.35, 51.45, 51.35):
        made.append(scene.incident(dispatcher, at=Point(lon, 35.70)))
        clock.forward(minutes=1)
    west, hidden, newest = made
    chief = scene.person(Role.STATION_CHIEF, over=scene.stations[0])
    assert incidents_found(chief) == [newest, west]
    assert incidents_found(chief, before=hidden.pk) == [newest, west]
    assert incidents_found(chief, before=uuid7()) == [newest, west]
    assert incidents_found(dispatcher, before=hidden.pk) == [west]
    change_priority(incident=newest.pk, priority=1, why="worse", by=dispatcher)
    assert incidents_found(chief, priority=west.priority, before=newest.pk) == [west]


def test_calls_to_join_and_joined_ones_come_in_pages(
    scene: Scene, dispatcher: Actor, clock: HandClock
) -> None:
    rang = []
    for last in range(5):
        rang.append(scene.call(dispatcher, f"0218877665{last}"))
        clock.forward(minutes=1)
    ringing = offer_call(number="02188776650", jurisdiction=scene.city.pk, by=dispatcher)
    unseen = a_city(clock)
    hidden = unseen.call(unseen.person(Role.DISPATCHER))

    def to_join(after: UUID | None, limit: int = 9) -> list[Call]:
        return [one.call for one in calls_to_join(dispatcher, after=after, limit=limit)]

    assert (to_join(None, 2), to_join(rang[1].pk, 2)) == (rang[:2], rang[2:4])
    for nowhere in (ringing.pk, hidden.pk, uuid7()):
        assert to_join(nowhere) == rang
    incident = scene.incident(dispatcher, call=rang[0].pk).pk
    for call in rang[1:4]:
        clock.forward(minutes=1)
        join_call(incident=incident, call=call.pk, by=dispatcher)
    assert to_join(rang[3].pk) == rang[4:]  # joined meanwhile, it still has its place

    def joined(after: UUID) -> list[Call]:
        return [one.call for one in calls_of(incident, dispatcher, after=after, limit=2)]

    assert joined(rang[1].pk) == rang[2:4]
    assert joined(rang[4].pk) == joined(uuid7()) == rang[:2]


def test_the_same_operation_opens_one_incident(scene: Scene, dispatcher: Actor) -> None:
    by = dispatcher.repeating(scene.city.pk)
    asked: dict[str, Any] = {"type": scene.type.pk, "place": CENTRE, "address": "Example st."}
    first = create_incident(**asked, by=by)
    assert create_incident(**asked, by=by) == first
    assert Incident.objects.count() == 1


def test_notes_come_in_pages_the_latest_first(scene: Scene, dispatcher: Actor) -> None:
    incident = scene.incident(dispatcher).pk
    written = [add_note(incident=incident, text=str(n), by=dispatcher) for n in range(5)]
    assert notes_of(incident, limit=2) == written[3:]
    assert notes_of(incident, before=written[3].pk, limit=2) == written[1:3]
    other = add_note(incident=scene.incident(dispatcher).pk, text="other", by=dispatcher)
    assert notes_of(incident, before=other.pk, limit=2) == written[3:]


def test_a_wait_for_a_unit_is_told_in_minutes() -> None:
    said = IncidentTakenUp.sentence.format(**IncidentTakenUp.words({"waited_s": 168}))
    assert said.en == "Taken up after waiting 2 min 48 s."
    assert said.fa == "رخداد پس از ۲ دقیقه و ۴۸ ثانیه انتظار در دست اقدام قرار گرفت."


@pytest.mark.parametrize("asked", ["خیابان ملک", "خيابان ملك", "کوچه ۳", "كوچه 3", "٣"])
def test_an_address_is_found_however_its_letters_and_figures_were_typed(
    scene: Scene, dispatcher: Actor, asked: str
) -> None:
    opened = scene.incident(dispatcher, address="خيابان  ملك، كوچه ٣")
    assert opened.address == "خیابان ملک، کوچه 3"
    assert [one.pk for one in incidents_found(dispatcher, address=asked)] == [opened.pk]


def test_words_are_kept_in_one_spelling(scene: Scene, dispatcher: Actor) -> None:
    opened = scene.incident(dispatcher, narrative="دو نفر درگير شدند\u200e.\r\nيكي چاقو دارد")
    assert opened.narrative == "دو نفر درگیر شدند.\nیکی چاقو دارد"
    note = add_note(incident=opened.pk, text="كسي نيست\u202c", by=dispatcher)
    assert note.text == "کسی نیست"
    with pytest.raises(Refused) as refused:
        add_note(incident=opened.pk, text="\u200e \u200b", by=dispatcher)
    assert refused.value.args[0] == "note_has_words"

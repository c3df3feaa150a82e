"""What a caller is told and says, who of the room sees it, and that nothing of it is left."""

from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kalantar.caller_links import reactions
from kalantar.caller_links.actions import (
    accept_callers_place,
    ask_caller,
    heed_caller,
    tell_help_is_coming,
)
from kalantar.caller_links.help_coming import Help, HelpComing, help_for
from kalantar.caller_links.models import CallerLink, CallerWord, LinkState
from kalantar.caller_links.queries import callers_of, count_unheeded, link_at, unheeded
from kalantar.caller_links.tests.callers import HERE, PAGE_AT, Callers
from kalantar.caller_links.tokens import LENGTH, is_token, new_token, token_hash
from kalantar.calls.actions import keep_caller_secret
from kalantar.dispatch.actions import arrive, clear, send_units
from kalantar.dispatch.models import Assignment
from kalantar.incidents.actions import close_incident, join_call, part_call
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.story import told
from kalantar.messaging.models import Message, MessageState, Urgency
from kalantar.people.roles import Role


@pytest.fixture(autouse=True)
def _by_its_clock(as_system: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reactions, "BY", as_system.because(reactions.BY.why))


def test_the_message_alone_knows_the_address(callers: Callers) -> None:
    link = callers.send()
    token = callers.token(link)
    assert len(token) == LENGTH
    message = Message.objects.get()
    assert message.text == f"پلیس ۱۱۰: {PAGE_AT}{token}/"
    assert (message.urgency, message.about) == (Urgency.ASKED_FOR, callers.incident.pk)
    assert bytes(CallerLink.objects.get().token_hash) == token_hash(token)
    for entry in Entry.objects.all():
        assert token not in str(entry.facts)
    opened = link_at(token, callers.scene.clock())
    assert opened
    assert (opened.link, opened.incident) == (link, callers.incident)


def test_in_silence_the_message_does_not_name_the_police(callers: Callers) -> None:
    link = callers.send(silent=True)
    assert Message.objects.get().text == f"یادداشت: {PAGE_AT}{callers.token(link)}/"


@given(st.text(max_size=80))
def test_nothing_else_is_a_token(typed: str) -> None:
    token = new_token()
    assert is_token(token, token_hash(token))
    assert not is_token(typed, token_hash(token))
    assert not is_token(token, b"")


def test_a_wrong_address_opens_nothing(callers: Callers) -> None:
    callers.send()
    for wrong in ("", "x", "x" * LENGTH, "ی" * LENGTH, "x" * 500):
        assert link_at(wrong, callers.scene.clock()) is None


def test_help_is_told_in_minutes_and_nothing_else(callers: Callers, dispatcher: Actor) -> None:
    scene, incident, clock = callers.scene, callers.incident, callers.scene.clock

    def how() -> HelpComing:
        return help_for(incident, clock())

    assert how() == HelpComing(Help.NOT_SENT)
    unit = scene.unit()
    send_units(incident=incident.pk, units=[unit.pk], why="نزدیک", by=dispatcher)
    Assignment.objects.update(expected_s=301)
    assert how() == HelpComing(Help.COMING, 6)
    clock.forward(seconds=250)  # type: ignore[attr-defined]
    assert how() == HelpComing(Help.COMING, 1)
    clock.forward(seconds=60)  # type: ignore[attr-defined]
    assert how() == HelpComing(Help.LATE)
    Assignment.objects.update(expected_s=None)
    assert how() == HelpComing(Help.COMING)
    assignment = Assignment.objects.get()
    arrive(assignment=assignment.pk, by=dispatcher)
    assert how() == HelpComing(Help.ON_SCENE)
    clear(assignment=assignment.pk, by=dispatcher)
    assert how() == HelpComing(Help.BEEN)


def test_what_is_said_is_an_alert_until_somebody_heeds_it(callers: Callers) -> None:
    scene, by = callers.scene, callers.taker
    link = callers.send()
    assert count_unheeded(by, scene.city.pk) == 0
    callers.say(link, "worse")
    callers.write(link, "طبقهٔ سوم")
    ask_caller(link=link.pk, question="hurt", by=by)
    (row,) = unheeded(by, scene.city.pk)
    assert (row.incident, row.number, row.urgent) == (callers.incident, 2, True)
    assert count_unheeded(by, scene.city.pk) == 1
    assert count_unheeded(scene.person(Role.DESK_OFFICER), scene.city.pk) == 0
    (caller,) = callers_of(by, callers.incident)
    assert [word.kind for word in caller.words] == ["worse", "words", "asked"]
    assert [word.kind for word in caller.waiting] == ["worse", "words"]
    heed_caller(link=link.pk, by=by)
    assert count_unheeded(by, scene.city.pk) == 0
    assert unheeded(by, scene.city.pk) == []


def test_a_place_is_the_incidents_only_once_a_person_accepts_it(callers: Callers) -> None:
    word, before = callers.tell_place(callers.send()), callers.incident.place
    assert Incident.objects.get().place == before
    accept_callers_place(word=word.pk, by=callers.taker)
    after = Incident.objects.get()
    assert (after.place, after.place_source, after.accuracy_m) == (HERE, "handset", 12)
    (caller,) = callers_of(callers.taker, after)
    assert caller.waiting == []
    assert caller.place
    assert caller.place.accepted_at


def test_who_may_not_know_a_secret_caller_reads_nothing_of_them(callers: Callers) -> None:
    callers.tell_place(callers.send())
    keep_caller_secret(call=callers.call.pk, by=callers.taker)
    for role, knows in (
        (Role.DISPATCHER, True),
        (Role.STATION_CHIEF, False),
        (Role.AUDITOR, False),
    ):
        (caller,) = callers_of(callers.scene.person(role), callers.incident)
        assert bool(caller.words) is knows
        assert (caller.refusal is None) is knows


def test_the_link_goes_with_its_call(callers: Callers) -> None:
    link, scene = callers.send(), callers.scene
    token, other = callers.token(link), scene.incident(callers.taker)
    part_call(incident=callers.incident.pk, call=callers.call.pk, by=callers.taker)
    assert link_at(token, scene.clock()) is None
    join_call(incident=other.pk, call=callers.call.pk, by=callers.taker)
    opened = link_at(token, scene.clock())
    assert opened
    assert opened.incident == other


def close(callers: Callers, incident: Incident) -> None:
    ending = callers.scene.ending.pk
    close_incident(incident=incident.pk, disposition=ending, by=callers.taker)


def react() -> None:
    closed = Entry.objects.filter(event="IncidentClosed").latest("pk")
    reactions.delete_what_callers_said(closed.pk)


def test_when_the_incident_closes_nothing_is_left_but_that_it_was(callers: Callers) -> None:
    link, other = callers.send(), callers.another("09123334455")
    kept = callers.send(call=other.pk)
    part_call(incident=callers.incident.pk, call=other.pk, by=callers.taker)
    elsewhere = callers.scene.incident(callers.taker)
    join_call(incident=elsewhere.pk, call=other.pk, by=callers.taker)
    token = callers.token(link)
    callers.tell_place(link)
    callers.write(link, "گوهرنشان")
    callers.say(kept, "over")
    close(callers, callers.incident)
    assert link_at(token, callers.scene.clock()) is None
    react()
    row = CallerLink.objects.get(pk=link.pk)
    assert (row.state, bytes(row.token_hash)) == (LinkState.ENDED, b"")
    assert CallerWord.objects.get().link == kept
    assert link.message_id
    message = Message.objects.get(pk=link.message_id)
    assert (message.state, message.number, message.text) == (MessageState.CANCELLED, "", "")
    said = Entry.objects.filter(event="CallerSaid", facts__link=str(link.pk))
    assert [entry.facts["kind"] for entry in said.order_by("pk")] == ["place", "words"]
    react()
    assert Entry.objects.filter(event="CallerWordsDeleted").count() == 1


def test_the_hour_makes_up_for_what_was_missed(callers: Callers) -> None:
    link = callers.send()
    callers.say(link, "over")
    reactions.delete_what_is_over()
    assert CallerLink.objects.get().state == LinkState.OPEN
    callers.scene.clock.forward(hours=3)  # type: ignore[attr-defined]
    reactions.delete_what_is_over()
    assert CallerLink.objects.get().state == LinkState.ENDED
    assert CallerWord.objects.count() == 1, "kept while the incident is open"
    close(callers, callers.incident)
    Message.objects.update(state=MessageState.SUBMITTING, sender=1, claim=link.pk)
    reactions.delete_what_is_over()
    assert CallerWord.objects.count() == 1, "left while its message is being sent"
    Message.objects.update(
        state=MessageState.SUBMITTED, sender=None, claim=None, submitted_at=callers.scene.clock()
    )
    reactions.delete_what_is_over()
    assert CallerWord.objects.count() == 0
    assert Message.objects.get().text == ""


def test_the_words_rest_sealed(callers: Callers) -> None:
    callers.write(callers.send(), "گوهرنشان")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM caller_links_callerword")
        (octets,) = cursor.fetchone()
    assert "گوهرنشان".encode() not in bytes(octets)


def test_coming_to_the_page_is_known_once(callers: Callers) -> None:
    link = callers.send()
    callers.come(link)
    first = CallerLink.objects.get().come_at
    callers.scene.clock.forward(minutes=1)  # type: ignore[attr-defined]
    callers.come(link)
    assert CallerLink.objects.get().come_at == first
    assert first is not None
    assert first < callers.scene.clock() - timedelta(seconds=1)


def test_who_was_told_of_help_is_forgotten_with_the_incident(
    callers: Callers, dispatcher: Actor
) -> None:
    unit = callers.scene.unit()
    send_units(incident=callers.incident.pk, units=[unit.pk], why="نزدیک", by=dispatcher)
    tell_help_is_coming(incident=callers.incident.pk, by=callers.taker)
    assignment = Assignment.objects.get().pk
    arrive(assignment=assignment, by=dispatcher)
    clear(assignment=assignment, by=dispatcher)
    close(callers, callers.incident)
    assert Message.objects.get().number
    react()
    assert Message.objects.get().number == Message.objects.get().text == ""
    reactions.delete_what_is_over()
    assert Entry.objects.filter(event="CallerMessagesErased").count() == 1


def test_the_timeline_says_what_was_asked_and_said(callers: Callers) -> None:
    link = callers.send()
    ask_caller(link=link.pk, question="in_danger", by=callers.taker)
    callers.say(link, "worse")
    lines = " ".join(line.sentence.en for line in told(callers.incident.pk, callers.taker))
    assert "Are you in danger now?" in lines
    assert "it got worse" in lines

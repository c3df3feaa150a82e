"""A patrol's text message, from the operator to the answer, by the functions of the real queue."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import translation

from kalantar.commands.actions import do_as_written
from kalantar.commands.grammar import read_message
from kalantar.commands.line import run
from kalantar.commands.verbs import BY_MESSAGE, VERBS
from kalantar.dispatch.models import Assignment
from kalantar.incidents.models import Note
from kalantar.incoming_messages.actions import receive_message
from kalantar.incoming_messages.models import IncomingMessage
from kalantar.incoming_messages.queries import unread_messages
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.clock import system_clock
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import told
from kalantar.kernel.timeline import REACTIONS
from kalantar.message_templates.actions import approve_template
from kalantar.message_templates.models import MessageTemplate
from kalantar.messaging.models import Message
from kalantar.notices.actions import install_notice_words
from kalantar.notices.queries import words_said
from kalantar.notices.standard import standard_words
from kalantar.patrols.models import Unit
from kalantar.people.models import RoleGrant, User
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db
NUMBER, STRANGER = "+989121112233", "+989127770000"
"""``NUMBER``: of the officer in the crew."""


@dataclass
class Patrol:
    scene: Scene
    unit: Unit
    officer: Actor
    room: Actor

    def send(self) -> Assignment:
        incident = self.scene.incident(self.scene.person(Role.CALL_TAKER))
        run(f"dispatch {self.unit.call_sign} to {incident.number}", self.scene.city, self.room)
        return Assignment.objects.get(unit=self.unit, ended_at=None)

    def write(self, text: str, number: str = NUMBER) -> str:
        """The answer; empty where none was sent."""
        before = set(Message.objects.values_list("pk", flat=True))
        receive_message(number=number, text=text, route="r", by=system())
        work()
        answer = Message.objects.exclude(pk__in=before).first()
        return answer.text if answer else ""

    @property
    def status(self) -> str:
        return Unit.objects.get(pk=self.unit.pk).status


def user_of(actor: Actor) -> User:
    assert actor.id is not None
    return User.objects.get(pk=actor.id)


def work() -> None:
    """All jobs that wait for the message, as the worker takes them from the queue."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'entry' FROM procrastinate_jobs WHERE status = 'todo' AND task_name LIKE %s"
            " ORDER BY id",
            ["%do_what_a_patrol_wrote"],
        )
        waiting = [entry for (entry,) in cursor.fetchall()]
        cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo'")
    reaction = next(
        one for one in REACTIONS["MessageReceived"] if one.__name__ == "do_what_a_patrol_wrote"
    )
    assert waiting
    for entry in waiting:
        reaction(entry)


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.fixture
def patrol(scene: Scene) -> Patrol:
    nation = Jurisdiction.objects.get(pk=scene.city.ancestors[0])
    install_notice_words(by=system())
    for draft in MessageTemplate.objects.filter(state="draft", role="crew"):
        approve_template(template=draft.pk, by=scene.person(Role.COMMANDER, nation))
    officer = scene.person(Role.PATROL_OFFICER)
    user = user_of(officer)
    user.phone, user.language = NUMBER, "en"
    user.save()
    since = (scene.clock() - timedelta(days=1), None)
    RoleGrant.objects.create(
        user=user, role=Role.PATROL_OFFICER, jurisdiction=scene.city, period=since
    )
    return Patrol(scene, scene.unit(crew=officer), officer, scene.person(Role.DISPATCHER))


@pytest.mark.parametrize(
    ("text", "state", "answer"),
    [
        ("roger", "acknowledged", "T-01: assigned, "),
        ("En route.", "en_route", "T-01: en route, "),
        ("on scene", "on_scene", "T-01: on scene, "),
        ("رسيدم", "on_scene", "T-01: on scene, "),
        ("در‌صحنه!", "on_scene", "T-01: on scene, "),
        ("T-01 on scene", "on_scene", "T-01: on scene, "),
        ("کمک", "sent", "T-01: your call for backup is in the room, "),
    ],
)
def test_what_is_written_is_done_as_that_officer_and_answered(
    patrol: Patrol, text: str, state: str, answer: str
) -> None:
    on_it = patrol.send()
    assert patrol.write(text).startswith(answer)
    assert Assignment.objects.get().state == state
    wrote = Entry.objects.get(event="UnitWrote")
    assert (wrote.actor, wrote.role) == (patrol.officer.id, "patrol_officer")
    assert wrote.facts["incident"] == str(on_it.incident_id)
    with translation.override("en"):
        lines = [str(line.sentence) for line in told(on_it.incident_id, patrol.room)]
    assert any(line.startswith("T-01 wrote by text message: ") for line in lines)
    assert IncomingMessage.objects.get().settled == "patrol"
    assert not unread_messages().exists()


def test_done_and_free(patrol: Patrol) -> None:
    on_it = patrol.send()
    patrol.write("on scene")
    assert patrol.write("clear settled").startswith("T-01: available, ")
    assert Note.objects.get(incident=on_it.incident_id).text == "Settled"
    assert Assignment.objects.get().state == "cleared"
    patrol.send()
    patrol.write("arrived")
    assert patrol.write("free").startswith("T-01: available, ")
    run("unavailable T-01: broken down", patrol.scene.city, patrol.room)
    assert patrol.write("آزاد شدم").startswith("T-01: available, ")
    assert patrol.status == "available"


def test_the_answer_is_in_the_officers_language(patrol: Patrol) -> None:
    user = user_of(patrol.officer)
    user.language = "fa"
    user.save()
    patrol.send()
    answer = patrol.write("رسیدم")
    assert "وضعیت «در صحنه»" in answer
    assert "اگر شما ننوشته‌اید" in answer


@pytest.mark.parametrize(
    ("before", "text", "answer"),
    [
        ((), "on scene", "T-01: not done. The unit is on no incident now."),
        (("send",), "clear", "T-01: not done. It is assigned now"),
        (("send",), "free", "T-01: not done. It is assigned now"),
        (("send", "on scene"), "clear with fireworks", "write one of these: Settled"),
        (("send",), "what now", "T-01: not understood. Write: roger"),
        (("send",), "close 1043 settled", "T-01: not understood."),
        (("send",), "broken down flat tyre", "T-01: not done. This is not taken by text message"),
        (("send",), "call off", "T-01: not done. This is not taken by text message"),
        (("send",), "T-09 on scene", "T-01: not done. Say it over the radio."),
    ],
)
def test_a_refusal_is_answered_with_its_sentence_and_nothing_is_done(
    patrol: Patrol, before: tuple[str, ...], text: str, answer: str
) -> None:
    for step in before:
        patrol.send() if step == "send" else patrol.write(step)
    states = list(Assignment.objects.values_list("state", flat=True))
    assert answer in patrol.write(text)
    assert list(Assignment.objects.values_list("state", flat=True)) == states
    assert IncomingMessage.objects.latest("came_at").settled == ""


def test_nobody_elses_number_does_anything_or_is_answered(patrol: Patrol) -> None:
    patrol.send()
    assert patrol.write("on scene", STRANGER) == ""
    assert patrol.write("لغو") == ""  # wants no messages: that is what it means from anybody
    assert Assignment.objects.get().state == "sent"
    patrol.unit.shifts.get().crew.update(
        period=(patrol.scene.clock() - timedelta(hours=1), patrol.scene.clock())
    )
    assert patrol.write("on scene") == ""
    assert Assignment.objects.get().state == "sent"


def test_a_number_of_two_officers_on_shift_is_neithers(patrol: Patrol) -> None:
    other = patrol.scene.person(Role.PATROL_OFFICER)
    user = user_of(other)
    user.phone = NUMBER
    user.save()
    patrol.send()
    patrol.scene.unit(crew=other)
    assert patrol.write("on scene") == ""


def test_a_text_delivered_twice_is_done_and_answered_once(patrol: Patrol) -> None:
    patrol.send()
    assert patrol.write("backup")
    assert patrol.write("backup") == ""
    assert Entry.objects.filter(event="BackupCalled").count() == 1


def test_another_act_since_is_not_mistaken_for_a_repeat(patrol: Patrol) -> None:
    patrol.send()
    receive_message(number=NUMBER, text="en route", route="r", by=system())
    entry = Entry.objects.filter(event="MessageReceived").latest("pk").pk
    reactions = REACTIONS["MessageReceived"]
    for reaction in reactions:
        reaction(entry)
    run("T-01 on scene", patrol.scene.city, patrol.room)
    for reaction in reactions:
        reaction(entry)
    assert Message.objects.count() == 1
    assert patrol.status == "on_scene"


def test_a_reaction_that_runs_twice_does_it_once(patrol: Patrol) -> None:
    patrol.send()
    receive_message(number=NUMBER, text="backup", route="r", by=system())
    entry = Entry.objects.filter(event="MessageReceived").latest("pk").pk
    for _ in range(2):
        for reaction in REACTIONS["MessageReceived"]:
            reaction(entry)
    assert Entry.objects.filter(event="BackupCalled").count() == 1
    assert Message.objects.count() == 1


def test_what_was_written_before_says_nothing_of_what_was_sent_since(patrol: Patrol) -> None:
    receive_message(number=NUMBER, text="on scene", route="r", by=system())
    patrol.send()
    work()
    assert Assignment.objects.get().state == "sent"
    assert "on no incident" in Message.objects.get().text


def test_who_floods_it_is_answered_thirty_times_an_hour(
    patrol: Patrol, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kalantar.commands.reactions.ANSWERS_AN_HOUR", 2)
    assert [bool(patrol.write(f"hello {n}")) for n in range(3)] == [True, True, False]


def test_an_answer_tells_nothing_of_the_incident_or_of_anybody(patrol: Patrol) -> None:
    on_it = patrol.send()
    for text in ("roger", "on scene", "on scene now", "clear settled", "free"):
        answer = patrol.write(text)
        for secret in (on_it.incident.number, "Example", "Brawl", "Somebody", "1043"):
            assert secret not in answer


def test_the_words_have_names_where_they_are_approved() -> None:
    codes = {code for one in standard_words() for code in (one.event, one.role)}
    assert [code for code in codes if words_said(code) == code] == []


def test_without_approved_words_it_is_done_and_not_answered(patrol: Patrol) -> None:
    MessageTemplate.objects.filter(role="crew").update(state="retired")
    patrol.send()
    assert patrol.write("on scene") == ""
    assert patrol.status == "on_scene"


def refused(patrol: Patrol, verb: str, by: Actor, sign: str = "") -> str:
    came = receive_message(number=NUMBER, text="x", route="r", by=system())
    with pytest.raises(Refused) as refusal:
        do_as_written(incoming=came.pk, unit=patrol.unit.pk, verb=verb, sign=sign, by=by)
    return refusal.value.rule.name


@pytest.mark.parametrize("role", list(Role))
def test_may_write_for_unit(patrol: Patrol, role: Role) -> None:
    """Nobody but its crew, whatever role they have."""
    patrol.send()
    assert refused(patrol, "arrive", patrol.scene.person(role)) == "may_write_for_unit"
    assert refused(patrol, "arrive", system()) == "may_write_for_unit"


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_verb_is_said_by_message(patrol: Patrol, verb: object) -> None:
    name = verb.name  # type: ignore[attr-defined]
    patrol.send()
    if name not in BY_MESSAGE:
        assert refused(patrol, name, patrol.officer) == "verb_is_said_by_message"


def test_message_is_of_the_own_unit(patrol: Patrol) -> None:
    patrol.send()
    assert refused(patrol, "arrive", patrol.officer, "T-02") == "message_is_of_the_own_unit"
    for sign in ("T-01", "t-۰۱", "1", "۱"):
        assert read_message(f"{sign} on scene").words["unit"]
        came = receive_message(number=NUMBER, text=sign, route="r", by=system())
        do_as_written(
            incoming=came.pk, unit=patrol.unit.pk, verb="ask_backup", sign=sign, by=patrol.officer
        )

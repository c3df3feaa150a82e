"""Each rule about callers' links, by its name; and who may, as a table."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kalantar.caller_links import rules
from kalantar.caller_links.actions import (
    accept_callers_place,
    ask_caller,
    clear_caller_link,
    end_caller_link,
    heed_caller,
    say,
    tell_help_is_coming,
    want_messages,
    write_to_caller,
)
from kalantar.caller_links.lifecycle import LINK
from kalantar.caller_links.models import CallerLink, CallerWord, HelpTold, LinkState
from kalantar.caller_links.tests.callers import HERE, LANDLINE, MOBILE, Callers, refusal
from kalantar.calls.actions import keep_caller_secret
from kalantar.dispatch.actions import send_units
from kalantar.incidents.actions import close_incident, part_call
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import Refused
from kalantar.messaging.actions import opt_out, withhold_file
from kalantar.messaging.models import Message
from kalantar.people.roles import Role
from kalantar.reception.tests.hall import at_once
from tests.scene import a_city


def refused(callers: Callers, **more: Any) -> str:
    return refusal(callers.send, **more)


@pytest.mark.parametrize("role", Role)
def test_may_send_caller_link_table(callers: Callers, role: Role) -> None:
    who = callers.scene.person(role)
    may = role in (Role.CALL_TAKER, Role.DISPATCHER, Role.COMMANDER)
    to = (callers.incident, callers.call)
    assert rules.may_send_caller_link(who, to) is may
    elsewhere = a_city(callers.scene.clock, 52.0).person(role)
    assert not rules.may_send_caller_link(elsewhere, to)
    assert not rules.may_send_caller_link(callers.caller, to)
    link = callers.send()
    assert rules.may_talk_with_caller(who, (link, callers.incident)) is may
    assert not rules.may_talk_with_caller(who, (link, None))


def test_may_send_caller_link_only_who_may_know_a_secret_number(callers: Callers) -> None:
    keep_caller_secret(call=callers.call.pk, by=callers.taker)
    other = callers.scene.person(Role.CALL_TAKER)
    assert refused(callers, by=other) == "may_send_caller_link"
    assert callers.send().state == LinkState.OPEN


def test_may_talk_with_caller_is_refused_elsewhere(callers: Callers) -> None:
    link, other = callers.send(), a_city(callers.scene.clock, 52.0).person(Role.DISPATCHER)
    for act, more in (
        (ask_caller, {"question": "hurt"}), (write_to_caller, {"text": "x"}), (heed_caller, {}),
        (end_caller_link, {}),
    ):  # fmt: skip
        assert refusal(act, link=link.pk, by=other, **more) == "may_talk_with_caller"
    part_call(incident=callers.incident.pk, call=callers.call.pk, by=callers.taker)
    assert refusal(end_caller_link, link=link.pk, by=callers.taker) == "may_talk_with_caller"


@pytest.mark.parametrize("kind", ActorKind)
@pytest.mark.parametrize("right", [True, False])
def test_may_use_caller_link_who_holds_the_address(
    callers: Callers, kind: ActorKind, right: bool
) -> None:
    link = callers.send()
    token = callers.token(link) if right else "x" * 43
    by = Actor(kind=kind, clock=callers.scene.clock)
    may = right and kind is ActorKind.CITIZEN
    assert rules.may_use_caller_link(by, (link, token, callers.incident)) is may
    if not may:
        asked = {"link": link.pk, "token": token, "by": by}
        assert refusal(say, kind="over", **asked) == "may_use_caller_link"
        assert refusal(want_messages, **asked) == "may_use_caller_link"


def test_caller_link_is_open_until_its_time_and_its_incident_are_over(callers: Callers) -> None:
    link, now = callers.send(), callers.scene.clock()
    open_at = rules.caller_link_is_open
    assert open_at(link, callers.incident, now + rules.LASTS - timedelta(seconds=1))
    assert not open_at(link, callers.incident, now + rules.LASTS)
    assert not open_at(link, None, now)
    callers.scene.clock.forward(hours=3)  # type: ignore[attr-defined]
    assert refusal(callers.say, link=link, kind="over") == "may_use_caller_link"
    asked = {"link": link.pk, "question": "hurt", "by": callers.taker}
    assert refusal(ask_caller, **asked) == "caller_link_is_open"


def test_caller_has_a_number(callers: Callers) -> None:
    assert refused(callers, call=callers.another("").pk) == "caller_has_a_number"


def test_caller_reads_messages_there(callers: Callers) -> None:
    assert refused(callers, call=callers.another(LANDLINE).pk) == "caller_reads_messages_there"


def test_caller_said_yes(callers: Callers) -> None:
    assert refused(callers, agreed=False) == "caller_said_yes"
    assert not Message.objects.exists()


def test_caller_may_be_written_to(callers: Callers, as_system: Actor) -> None:
    opt_out(number=MOBILE, reason="wrong_number", by=as_system)
    assert refused(callers) == "caller_may_be_written_to"
    other = callers.another("09123334455")
    assert callers.send(call=other.pk)
    about = ("incident", callers.incident.pk)
    area = callers.incident.jurisdiction_id
    withhold_file(about=about, reason="domestic", area=area, by=as_system)
    assert refused(callers, call=other.pk) == "caller_may_be_written_to"


def test_silent_caller_asked_for_it(callers: Callers) -> None:
    link = callers.send(silent=True)
    assert refused(callers) == "silent_caller_asked_for_it"
    want_messages(link=link.pk, token=callers.token(link), by=callers.caller)
    again = callers.send()
    assert CallerLink.objects.get(pk=link.pk).state == LinkState.ENDED
    callers.say(again, "cannot_speak")
    assert refused(callers) == "silent_caller_asked_for_it"


@pytest.mark.parametrize("text", ["", "  ", "x" * 301])
def test_caller_words_are_short(callers: Callers, text: str) -> None:
    link = callers.send()
    assert refusal(callers.write, link=link, text=text) == "caller_words_are_short"
    asked = {"link": link.pk, "text": text, "by": callers.taker}
    assert refusal(write_to_caller, **asked) == "caller_words_are_short"


def test_few_things_are_said_a_minute(callers: Callers) -> None:
    link = callers.send()
    for _ in range(rules.A_MINUTE):
        callers.say(link, "worse")
    assert refusal(callers.say, link=link, kind="worse") == "few_things_are_said_a_minute"
    callers.scene.clock.forward(seconds=61)  # type: ignore[attr-defined]
    callers.say(link, "over")


@pytest.mark.parametrize("kind", ["asked", "written", "words", "place", "nothing", ""])
def test_caller_can_say_it(callers: Callers, kind: str) -> None:
    assert refusal(callers.say, link=callers.send(), kind=kind) == "caller_can_say_it"


def test_question_to_caller_is_prepared(callers: Callers) -> None:
    asked = {"link": callers.send().pk, "question": "what else", "by": callers.taker}
    assert refusal(ask_caller, **asked) == "question_to_caller_is_prepared"


def test_caller_waits_to_be_heeded(callers: Callers) -> None:
    link = callers.send()
    ask_caller(link=link.pk, question="hurt", by=callers.taker)  # the room's own waits for nobody
    asked: dict[str, Any] = {"link": link.pk, "by": callers.taker}
    assert refusal(heed_caller, **asked) == "caller_waits_to_be_heeded"
    callers.say(link, "yes")
    heed_caller(**asked)
    assert refusal(heed_caller, **asked) == "caller_waits_to_be_heeded"


def test_caller_told_this_place(callers: Callers) -> None:
    link = callers.send()
    said, told = callers.say(link, "yes"), callers.tell_place(link)
    by = callers.taker
    assert refusal(accept_callers_place, word=said.pk, by=by) == "caller_told_this_place"
    accept_callers_place(word=told.pk, by=by)
    assert refusal(accept_callers_place, word=told.pk, by=by) == "caller_told_this_place"


def broken(row: CallerLink | CallerWord | HelpTold) -> str:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        row.save(force_insert=True)
    return str(error.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


def _link(callers: Callers, **more: Any) -> CallerLink:
    now = callers.scene.clock()
    usual = {"call": callers.call, "token_hash": b"x", "language": "fa", "sent_at": now}
    return CallerLink(**(usual | {"expires_at": now + rules.LASTS} | more))


def test_link_lasts_a_while(callers: Callers) -> None:
    row = _link(callers, expires_at=callers.scene.clock())
    assert broken(row) == "link_lasts_a_while"


def test_ended_link_opens_nothing(callers: Callers) -> None:
    now = callers.scene.clock()
    assert broken(_link(callers, state="ended", ended_at=now)) == "ended_link_opens_nothing"
    assert broken(_link(callers, state="ended", token_hash=b"")) == "ended_link_opens_nothing"


def test_link_address_is_its_own(callers: Callers) -> None:
    _link(callers).save(force_insert=True)
    other = _link(callers, call=callers.another("09123334455"))
    assert broken(other) == "link_address_is_its_own"


def test_place_told_is_a_place(callers: Callers) -> None:
    link, now = callers.send(), callers.scene.clock()
    for wrong in ({"kind": "place"}, {"kind": "words", "place": HERE}):
        row = CallerWord(link=link, said_at=now, **wrong)
        assert broken(row) == "place_told_is_a_place"


@pytest.mark.parametrize("state", LinkState)
def test_caller_link_allows_step_in_every_state(callers: Callers, state: str) -> None:
    row = CallerLink(state=state)
    if state == LinkState.ENDED:
        with pytest.raises(Refused) as refused:
            LINK.advance(row, "end_caller_link")
        assert refused.value.rule.name == "caller_link_allows_step"
    else:
        LINK.advance(row, "end_caller_link")
        assert row.state == LinkState.ENDED
    assert {step.verb for step in LINK.steps} == {"end_caller_link"}


def test_clearing_is_the_service_s_own(callers: Callers) -> None:
    link = callers.send()
    assert refusal(clear_caller_link, link=link.pk, by=callers.taker) == "may_forget"


def test_a_closed_incident_is_no_longer_written_about(callers: Callers) -> None:
    close_incident(
        incident=callers.incident.pk, disposition=callers.scene.ending.pk, by=callers.taker
    )
    assert refused(callers) == "incident_is_open"


@pytest.mark.django_db(transaction=True)
def test_call_has_one_open_link_of_two_sent_at_once(transactional_db: None, clock: Any) -> None:
    """The second waits for the incident, and its own replaces the first."""
    from kalantar.caller_links.tests.callers import callers_in

    busy = callers_in(a_city(clock))
    at_once(busy.send, busy.send)
    assert CallerLink.objects.filter(state=LinkState.OPEN).count() == 1
    assert CallerLink.objects.count() == 2
    row = CallerLink.objects.get(state=LinkState.OPEN)
    assert broken(_link(busy, token_hash=b"y", call=row.call)) == "call_has_one_open_link"


@pytest.mark.parametrize("role", Role)
def test_may_tell_callers_table(callers: Callers, role: Role) -> None:
    may = role in (Role.CALL_TAKER, Role.DISPATCHER, Role.COMMANDER)
    assert rules.may_tell_callers(callers.scene.person(role), callers.incident) is may
    if not may:
        asked = {"incident": callers.incident.pk, "by": callers.scene.person(role)}
        assert refusal(tell_help_is_coming, **asked) == "may_tell_callers"


def sent(callers: Callers, dispatcher: Actor) -> dict[str, Any]:
    unit = callers.scene.unit()
    send_units(incident=callers.incident.pk, units=[unit.pk], why="نزدیک", by=dispatcher)
    return {"incident": callers.incident.pk, "by": callers.taker}


def test_help_is_on_its_way(callers: Callers, dispatcher: Actor) -> None:
    asked = {"incident": callers.incident.pk, "by": callers.taker}
    assert refusal(tell_help_is_coming, **asked) == "help_is_on_its_way"
    tell_help_is_coming(**sent(callers, dispatcher))


def test_some_caller_can_be_told(callers: Callers, dispatcher: Actor, as_system: Actor) -> None:
    """Each once, in the language of their page; not the landline, the silent one, or who wants none."""
    second, silent = callers.another("09123334455"), callers.another("09123334466")
    callers.another(LANDLINE)
    callers.another("")
    wants_none = "09123334477"
    callers.another(wants_none)
    opt_out(number=wants_none, reason="stop", by=as_system)
    callers.send(call=second.pk, language="en")
    callers.send(call=silent.pk, silent=True)
    asked = sent(callers, dispatcher)
    tell_help_is_coming(**asked)
    told = Message.objects.filter(event="help_on_the_way")
    assert {(row.number, row.language) for row in told} == {
        ("+98" + MOBILE[1:], "fa"), ("+989123334455", "en"),
    }  # fmt: skip
    assert refusal(tell_help_is_coming, **asked) == "some_caller_can_be_told"


def test_caller_is_told_of_help_once(callers: Callers, dispatcher: Actor) -> None:
    tell_help_is_coming(**sent(callers, dispatcher))
    row = HelpTold.objects.get()
    again = HelpTold(call=row.call, incident=row.incident, message=row.message, told_at=row.told_at)
    assert broken(again) == "caller_is_told_of_help_once"

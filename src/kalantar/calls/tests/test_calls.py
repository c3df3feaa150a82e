"""A call from the first ring to its end, and what is told of it."""

from datetime import timedelta

import pytest

from kalantar.calls.actions import (
    abandon_call,
    answer_call,
    end_call,
    keep_caller_secret,
    locate_call,
    offer_call,
)
from kalantar.calls.lifecycle import CALL
from kalantar.calls.models import Call
from kalantar.calls.queries import (
    answering,
    call_labels,
    call_seen,
    calls_in_conversation,
    recent_calls_from,
    waiting_calls,
)
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import told
from kalantar.people.roles import Role
from tests.plugins.actors import HandClock
from tests.scene import Scene


@pytest.fixture
def taker(scene: Scene) -> Actor:
    return scene.person(Role.CALL_TAKER)


def _ring(scene: Scene, by: Actor, number: str = "۰۹۱۲ ۱۱۱ ۲۲۳۳") -> Call:
    return offer_call(number=number, jurisdiction=scene.city.pk, by=by)


def test_a_call_keeps_its_times_and_its_number_in_one_form(
    scene: Scene, taker: Actor, clock: HandClock
) -> None:
    call = _ring(scene, taker)
    assert call.number == "+989121112233"
    clock.forward(seconds=7)
    answer_call(call=call.pk, by=taker)
    clock.forward(seconds=63)
    ended = end_call(call=call.pk, by=taker)
    assert ended.answered_by_id == taker.id
    said = [line.sentence for line in reversed(told(call.pk, taker))]
    assert [line.en for line in said] == [
        "A call to 110 rang.", "Answered after 7 s.", "The call ended after 1 min 3 s.",
    ]  # fmt: skip
    assert said[1].fa == "تماس پس از ۷ ثانیه پاسخ داده شد."
    assert said[2].fa == "تماس پس از ۱ دقیقه و ۳ ثانیه پایان یافت."


def test_a_withheld_number_is_empty_and_says_so(scene: Scene, taker: Actor) -> None:
    call = _ring(scene, taker, number="")
    seen = call_seen(taker, call.pk)
    assert seen is not None
    assert (seen.number, seen.caller.en) == ("", "number withheld")
    assert recent_calls_from(taker, "", scene.clock()) == []


def test_waiting_calls_are_the_longest_first(scene: Scene, taker: Actor, clock: HandClock) -> None:
    first = _ring(scene, taker)
    clock.forward(seconds=9)
    second = _ring(scene, taker)
    assert [seen.call for seen in waiting_calls(taker)] == [first, second]
    answer_call(call=first.pk, by=taker)
    assert [seen.call for seen in waiting_calls(taker)] == [second]
    assert [seen.call for seen in calls_in_conversation(taker)] == [first]


def test_recent_calls_from_a_number_in_any_writing(
    scene: Scene, taker: Actor, clock: HandClock
) -> None:
    call = _ring(scene, taker)
    assert [seen.call for seen in recent_calls_from(taker, "09121112233", clock())] == [call]
    later = clock() + timedelta(days=2)
    assert recent_calls_from(taker, "09121112233", later) == []


def test_the_share_answered_in_time(scene: Scene, taker: Actor, clock: HandClock) -> None:
    since = clock()
    for wait in (5, 12, 25):
        call = _ring(scene, taker)
        answer_call(call=call.pk, by=taker.at(clock() + timedelta(seconds=wait)))
    abandon_call(call=_ring(scene, taker).pk, by=taker)
    figures = answering(taker, since, clock() + timedelta(minutes=1))
    assert (figures.offered, figures.answered, figures.abandoned) == (4, 3, 1)
    assert figures.within_10_s == pytest.approx(1 / 4)
    assert figures.within_20_s == pytest.approx(2 / 4)
    nobody = answering(taker, since - timedelta(days=1), since)
    assert nobody.within_10_s is None


def test_a_call_is_located_with_its_source(scene: Scene, taker: Actor) -> None:
    call = _ring(scene, taker)
    where = Point(51.41, 35.71)
    located = locate_call(call=call.pk, place=where, source="handset", accuracy_m=12, by=taker)
    assert Call.objects.get(pk=located.pk).place == where
    line = told(call.pk, taker)[0].sentence
    assert line.en == "Located from the handset itself, within 12 m."
    assert line.fa == "محل از روی مکان‌یاب گوشی مشخص شد، با دقت ۱۲ متر."


def test_the_timeline_holds_no_number(scene: Scene, taker: Actor) -> None:
    call = _ring(scene, taker)
    keep_caller_secret(call=call.pk, by=taker)
    from kalantar.kernel.models import Entry

    facts = str(list(Entry.objects.filter(subjects__subject=call.pk).values_list("facts")))
    assert "9121112233" not in facts


def test_calls_of_another_city_are_not_seen(scene: Scene, taker: Actor) -> None:
    from tests.scene import a_city

    stranger = a_city(scene.clock).person(Role.COMMANDER)
    call = _ring(scene, taker)
    assert call_seen(stranger, call.pk) is None
    assert waiting_calls(stranger) == []
    assert call_labels([call.pk], stranger) == {}


PATHS: dict[str, list[str]] = {
    "offered": [], "answered": ["answer"], "ended": ["answer", "end"], "abandoned": ["abandon"],
}  # fmt: skip
VERBS = {"answer": answer_call, "end": end_call, "abandon": abandon_call}


@pytest.mark.parametrize("state", CALL.states)
@pytest.mark.parametrize("verb", VERBS)
def test_call_allows_step(scene: Scene, taker: Actor, verb: str, state: str) -> None:
    call = _ring(scene, taker)
    for one in PATHS[state]:
        VERBS[one](call=call.pk, by=taker)
    step = CALL.step(verb, state)
    if step is None:
        with pytest.raises(Refused) as refused:
            VERBS[verb](call=call.pk, by=taker)
        assert refused.value.rule is CALL.rule
    else:
        assert VERBS[verb](call=call.pk, by=taker).state == step.to

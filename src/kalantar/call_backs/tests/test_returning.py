"""An abandoned call is called back: they answer, or nobody is reached; two who dial at once."""

import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from kalantar.call_backs.actions import could_not_reach, return_call
from kalantar.call_backs.queries import calls_to_return
from kalantar.calls.actions import (
    abandon_call,
    answer_call,
    end_call,
    keep_caller_secret,
    locate_call,
    offer_call,
)
from kalantar.calls.models import Call
from kalantar.calls.queries import (
    answering,
    call_labels,
    call_seen,
    recent_calls_from,
    spoken_since,
)
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import told
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.plugins.actors import HandClock
from tests.scene import Scene, a_city

WHERE = Point(51.41, 35.71)


@pytest.fixture
def taker(scene: Scene) -> Actor:
    return scene.person(Role.CALL_TAKER)


def _left(scene: Scene, by: Actor, number: str = "09121112233") -> Call:
    rang = offer_call(number=number, jurisdiction=scene.city.pk, by=by)
    locate_call(call=rang.pk, place=WHERE, source="cell", accuracy_m=800, by=by)
    return abandon_call(call=rang.pk, by=by)


def test_who_answers_is_spoken_with_in_a_call_of_its_own(
    scene: Scene, taker: Actor, clock: HandClock
) -> None:
    left = _left(scene, taker)
    keep_caller_secret(call=left.pk, by=taker)
    clock.forward(minutes=3)
    back = Call.objects.get(pk=return_call(call=left.pk, by=taker).pk)
    assert (back.returns_id, back.number, back.state) == (left.pk, left.number, "answered")
    assert (back.place, back.place_source, back.accuracy_m) == (WHERE, "cell", 800)
    assert back.offered_at == back.answered_at == clock()
    assert back.answered_by_id == taker.id
    assert back.wants_secrecy
    assert Call.objects.get(pk=left.pk).state == "abandoned"
    assert calls_to_return(taker) == []
    assert end_call(call=back.pk, by=taker).state == "ended"


def test_both_calls_tell_of_it_in_both_languages(scene: Scene, taker: Actor) -> None:
    left = _left(scene, taker)
    could_not_reach(call=left.pk, by=taker)
    could_not_reach(call=left.pk, by=taker)
    back = return_call(call=left.pk, by=taker)
    said = told(left.pk, taker)
    assert said[0].sentence == told(back.pk, taker)[0].sentence
    assert said[0].sentence.en.endswith("was called back and answered.")
    assert said[1].sentence.en == "Called back, try 2: not reached."
    assert said[1].sentence.fa == "تلاش ۲ برای تماس دوباره: تماس‌گیرنده پاسخ نداد."


def test_who_is_not_reached_stays_in_the_list_with_the_tries(
    scene: Scene, taker: Actor, clock: HandClock
) -> None:
    left = _left(scene, taker)
    for _ in range(2):
        clock.forward(minutes=1)
        could_not_reach(call=left.pk, by=taker)
    (listed,) = calls_to_return(taker)
    assert (listed.call.tries, listed.call.tried_at) == (2, clock())


def test_who_hung_up_again_and_again_is_called_back_once(
    scene: Scene, taker: Actor, clock: HandClock
) -> None:
    calls = []
    for _ in range(3):
        calls.append(_left(scene, taker))
        clock.forward(minutes=1)
    other = _left(scene, taker, number="02188776655")
    assert [seen.call for seen in calls_to_return(taker)] == [other, calls[-1]]
    return_call(call=calls[-1].pk, by=taker)
    assert [seen.call for seen in calls_to_return(taker)] == [other]
    with pytest.raises(Refused):
        return_call(call=calls[0].pk, by=taker)


def test_a_call_back_did_not_ring_here(scene: Scene, taker: Actor, clock: HandClock) -> None:
    """The shares answered in time are of calls that rang."""
    since = clock()
    return_call(call=_left(scene, taker).pk, by=taker)
    figures = answering(taker, since, clock.forward(minutes=1))
    assert (figures.offered, figures.answered, figures.abandoned) == (1, 0, 1)


def test_a_call_back_by_a_clock_that_runs_behind_leaves_the_list(
    scene: Scene, taker: Actor, clock: HandClock
) -> None:
    left = _left(scene, taker)
    clock.forward(minutes=-2)
    back = return_call(call=left.pk, by=taker)
    assert spoken_since(left) == back
    assert calls_to_return(taker) == []


@pytest.fixture(params=["abandoned", "called back", "before"])
def secret(request: Any, scene: Scene, taker: Actor) -> tuple[Call, Call]:
    """The abandoned call and the one that called back, the wish made in either, or before it."""
    left = _left(scene, taker)
    if request.param == "before":
        keep_caller_secret(call=left.pk, by=taker)
    back = return_call(call=left.pk, by=taker)
    if request.param != "before":
        wished = left if request.param == "abandoned" else back
        keep_caller_secret(call=wished.pk, by=taker)
    return left, back


@pytest.mark.parametrize(
    ("role", "knows"),
    [
        (Role.DISPATCHER, True),
        (Role.COMMANDER, True),
        (Role.CALL_TAKER, False),
        (Role.STATION_CHIEF, False),
        (Role.AUDITOR, False),
    ],
)
def test_a_wish_for_secrecy_holds_for_the_call_and_for_the_call_back(
    scene: Scene, secret: tuple[Call, Call], role: Role, knows: bool
) -> None:
    reader, number = scene.person(role), secret[0].number
    read = [call_seen(reader, call.pk) for call in secret]
    assert [seen.number if seen else None for seen in read] == [number if knows else None] * 2
    found = {seen.call for seen in recent_calls_from(reader, number, scene.clock())}
    assert found == (set(secret) if knows else set())
    labels = call_labels([call.pk for call in secret], reader)
    assert all((said.en == "caller kept secret") is not knows for said in labels.values())


def test_a_wish_that_is_waived_is_waived_for_both_and_both_tell_of_it(
    scene: Scene, taker: Actor, secret: tuple[Call, Call]
) -> None:
    keep_caller_secret(call=secret[0].pk, wanted=False, by=taker)
    assert not Call.objects.filter(wants_secrecy=True).exists()
    keep_caller_secret(call=secret[1].pk, by=taker)
    assert Call.objects.filter(wants_secrecy=True).count() == 2
    for call in secret:
        assert [line.event for line in told(call.pk, taker)][:2] == [
            "SecrecyWished", "SecrecyWaived",
        ]  # fmt: skip


def test_the_wish_of_another_caller_is_not_touched(scene: Scene, taker: Actor) -> None:
    other = _left(scene, taker, number="02188776655")
    back = return_call(call=_left(scene, taker).pk, by=taker)
    keep_caller_secret(call=back.pk, by=taker)
    other.refresh_from_db()
    assert not other.wants_secrecy


@pytest.mark.parametrize("act", [return_call, could_not_reach])
def test_call_was_abandoned(scene: Scene, taker: Actor, act: Any) -> None:
    with pytest.raises(Refused) as refused:
        act(call=scene.call(taker).pk, by=taker)
    assert refused.value.rule.name == "call_was_abandoned"


@pytest.mark.parametrize("act", [return_call, could_not_reach])
def test_call_gave_its_number(scene: Scene, taker: Actor, act: Any) -> None:
    with pytest.raises(Refused) as refused:
        act(call=_left(scene, taker, number="").pk, by=taker)
    assert refused.value.rule.name == "call_gave_its_number"


@pytest.mark.parametrize("act", [return_call, could_not_reach])
@pytest.mark.parametrize("how", ["called back", "rang again"])
def test_caller_waits_to_be_called_back(
    scene: Scene, taker: Actor, act: Any, how: str, clock: HandClock
) -> None:
    """Who comes second is told who has spoken with them."""
    left, colleague = _left(scene, taker), scene.person(Role.CALL_TAKER)
    User.objects.filter(pk=str(colleague.id)).update(name_en="Zahra Sample", name_fa="زهرا نمونه")
    clock.forward(minutes=1)
    if how == "called back":
        return_call(call=left.pk, by=colleague)
    else:
        rang = offer_call(number=left.number, jurisdiction=scene.city.pk, by=colleague)
        answer_call(call=rang.pk, by=colleague)
    with pytest.raises(Refused) as refused:
        act(call=left.pk, by=taker)
    assert refused.value.rule.name == "caller_waits_to_be_called_back"
    assert refused.value.sentence.en == "Zahra Sample has spoken with this caller meanwhile."
    assert refused.value.sentence.fa.startswith("زهرا نمونه ")


@pytest.mark.parametrize("act", [return_call, could_not_reach])
def test_only_the_room_of_the_area_calls_back(scene: Scene, taker: Actor, act: Any) -> None:
    left = _left(scene, taker)
    for stranger in (scene.person(Role.AUDITOR), a_city(scene.clock).person(Role.CALL_TAKER)):
        with pytest.raises(Refused) as refused:
            act(call=left.pk, by=stranger)
        assert refused.value.rule.name == "may_handle_call"


def test_call_is_returned_once(scene: Scene, taker: Actor) -> None:
    left = _left(scene, taker)
    return_call(call=left.pk, by=taker)
    with pytest.raises(IntegrityError, match="call_is_returned_once"), transaction.atomic():
        Call.objects.create(jurisdiction=scene.city, offered_at=scene.clock(), returns=left)


@pytest.mark.django_db(transaction=True)
def test_call_is_returned_once_when_six_call_takers_race(
    transactional_db: None, clock: HandClock
) -> None:
    scene = a_city(clock)
    takers = [scene.person(Role.CALL_TAKER) for _ in range(6)]
    left = _left(scene, takers[0])
    gate, results = threading.Barrier(6), list[Any]()

    def dial(by: Actor) -> None:
        try:
            gate.wait()
            results.append(return_call(call=left.pk, by=by))
        except Exception as failure:
            results.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=dial, args=(by,)) for by in takers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    won = [one for one in results if isinstance(one, Call)]
    lost = [one.rule.name for one in results if isinstance(one, Refused)]
    assert (len(won), lost) == (1, ["caller_waits_to_be_called_back"] * 5), results
    assert Call.objects.filter(returns=left).count() == 1

"""A caller who hung up is owed a call back: until when, by whom, and what becomes of it."""

import threading
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from kalantar.call_backs.actions import (
    could_not_reach,
    give_up_call_back,
    lapse_call_backs,
    return_call,
    take_up_call_back,
)
from kalantar.call_backs.models import CallBack, Outcome
from kalantar.call_backs.queries import (
    call_back_figures,
    calls_to_return,
    count_owed,
    count_withheld,
    owed_call_backs,
    past_call_backs,
)
from kalantar.call_backs.rules import TRIES
from kalantar.calls.actions import abandon_call, answer_call, keep_caller_secret, offer_call
from kalantar.calls.models import Call
from kalantar.calls.queries import recent_calls_from, spoken_since
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.kernel.sealing import Key
from kalantar.kernel.story import told
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.plugins.actors import HandClock
from tests.scene import Scene, a_city

OLD, NEW = Key(1, b"o" * 32), Key(2, b"n" * 32)
NUMBER, OTHER = "+989121112233", "+982188776655"
VERBS: dict[str, Any] = {
    "take up": take_up_call_back,
    "return": return_call,
    "not reached": could_not_reach,
    "give up": partial(give_up_call_back, reason="no_answer"),
}


@pytest.fixture
def taker(scene: Scene) -> Actor:
    return scene.person(Role.CALL_TAKER)


@pytest.fixture
def colleague(scene: Scene) -> Actor:
    return _named(scene)


def _named(scene: Scene) -> Actor:
    by = scene.person(Role.CALL_TAKER)
    User.objects.filter(pk=str(by.id)).update(name_en="Zahra Sample", name_fa="زهرا نمونه")
    return by


def _left(scene: Scene, by: Actor, number: str = NUMBER) -> Call:
    return abandon_call(call=offer_call(number=number, jurisdiction=scene.city.pk, by=by).pk, by=by)


def _refusal(act: Any, **asked: Any) -> Refused:
    with pytest.raises(Refused) as refused:
        act(**asked)
    return refused.value


def test_the_deadline_is_counted_from_the_first_time_and_is_not_moved(
    scene: Scene, taker: Actor, clock: HandClock
) -> None:
    first, began = _left(scene, taker), clock()
    for _ in range(3):
        clock.forward(minutes=1)
        last = _left(scene, taker)
    (owed,) = owed_call_backs(taker)
    assert (owed.row.call, owed.row.last, owed.row.hung_up) == (first, last, 4)
    assert owed.row.due_at == began + timedelta(minutes=5)
    assert not owed.late
    clock.forward(minutes=2)
    assert not owed_call_backs(taker)[0].late
    clock.forward(seconds=1)
    assert owed_call_backs(taker)[0].late
    counted = count_owed(taker, clock(), scene.city.pk)
    assert (counted.count, counted.late, counted.since) == (1, 1, began)


def test_after_somebody_spoke_with_them_it_is_another_call_back(
    scene: Scene, taker: Actor, clock: HandClock
) -> None:
    _left(scene, taker)
    clock.forward(minutes=1)
    answer_call(call=offer_call(number=NUMBER, jurisdiction=scene.city.pk, by=taker).pk, by=taker)
    clock.forward(minutes=10)
    again = _left(scene, taker)
    (owed,) = owed_call_backs(taker)
    assert (owed.row.call, owed.row.left_at, owed.late) == (again, clock(), False)


def test_who_rang_at_another_room_is_another_caller(scene: Scene, taker: Actor) -> None:
    elsewhere = a_city(scene.clock)
    _left(scene, taker)
    _left(elsewhere, elsewhere.person(Role.CALL_TAKER))
    assert CallBack.objects.filter(outcome="").count() == 2
    assert count_owed(taker, scene.clock()).count == 1


def test_the_setting_says_how_soon(scene: Scene, taker: Actor, settings: Any) -> None:
    settings.CALL_BACK_WITHIN_S = 60
    _left(scene, taker)
    (owed,) = owed_call_backs(taker)
    assert owed.row.due_at - owed.row.left_at == timedelta(minutes=1)


def test_calls_of_one_number_are_one_caller_while_the_keys_change(
    scene: Scene, taker: Actor, clock: HandClock, settings: Any
) -> None:
    settings.SEALING_KEYS = (OLD,)
    first, other = _left(scene, taker), _left(scene, taker, OTHER)
    clock.forward(minutes=1)
    settings.SEALING_KEYS = (NEW, OLD)
    again = _left(scene, taker)
    assert first.number_hash != again.number_hash
    assert [seen.call for seen in calls_to_return(taker)] == [again, other]
    assert count_owed(taker, clock(), scene.city.pk).count == 2
    assert {seen.call for seen in recent_calls_from(taker, NUMBER, clock())} == {first, again}
    rang = offer_call(number=OTHER, jurisdiction=scene.city.pk, by=taker)
    answered = answer_call(call=rang.pk, by=taker)
    assert spoken_since(other) == answered
    assert [seen.call for seen in calls_to_return(taker)] == [again]
    assert return_call(call=again.pk, by=taker).number == NUMBER
    assert calls_to_return(taker) == []


def test_counting_takes_one_query(
    scene: Scene, taker: Actor, clock: HandClock, django_assert_num_queries: Any
) -> None:
    _left(scene, taker)
    with django_assert_num_queries(1):
        assert count_owed(taker, clock(), scene.city.pk).count == 1


@pytest.mark.parametrize("taken_up_by", ["take up", "not reached"])
@pytest.mark.parametrize("verb", VERBS)
def test_nobody_else_calls_back(
    scene: Scene, taker: Actor, colleague: Actor, clock: HandClock, verb: str, taken_up_by: str
) -> None:
    """Until the deadline; then anybody of the room may take it over, and is named in their place."""
    left = _left(scene, taker)
    VERBS[taken_up_by](call=left.pk, by=colleague)
    CallBack.objects.update(tries=TRIES)
    assert owed_call_backs(taker)[0].owner.en == "Zahra Sample"  # type: ignore[union-attr]
    clock.forward(minutes=5)
    refused = _refusal(VERBS[verb], call=left.pk, by=taker)
    assert refused.rule.name == "nobody_else_calls_back"
    assert refused.sentence.en == "Zahra Sample is calling this caller back."
    assert refused.sentence.fa == "زهرا نمونه در حال تماس با این تماس‌گیرنده است."
    clock.forward(seconds=1)
    VERBS[verb](call=left.pk, by=taker)
    assert CallBack.objects.get().owner_id == taker.id


def test_who_took_it_up_goes_on(scene: Scene, taker: Actor, clock: HandClock) -> None:
    left = _left(scene, taker)
    since = take_up_call_back(call=left.pk, by=taker).taken_up_at
    clock.forward(minutes=1)
    could_not_reach(call=left.pk, by=taker)
    assert CallBack.objects.get().taken_up_at == since
    assert told(left.pk, taker)[1].sentence.en == "Calling this caller back was taken up."


def test_by_any_of_the_callers_calls_it_is_the_same_one(
    scene: Scene, taker: Actor, colleague: Actor
) -> None:
    first, last = _left(scene, taker), _left(scene, taker)
    take_up_call_back(call=first.pk, by=colleague)
    assert _refusal(take_up_call_back, call=last.pk, by=taker).rule.name == "nobody_else_calls_back"


def test_the_tries_are_counted_over_all_of_the_callers_calls(scene: Scene, taker: Actor) -> None:
    could_not_reach(call=_left(scene, taker).pk, by=taker)
    again = _left(scene, taker)
    assert could_not_reach(call=again.pk, by=taker).tries == 2
    (owed,) = owed_call_backs(taker)
    assert [line.sentence.en for line in owed.attempts] == [
        "Called back, try 1: not reached.", "Called back, try 2: not reached.",
    ]  # fmt: skip
    assert [line.who.en for line in owed.attempts] == ["Somebody"] * 2


@pytest.mark.parametrize("tries", range(TRIES + 1))
def test_caller_was_tried_three_times(scene: Scene, taker: Actor, tries: int) -> None:
    left = _left(scene, taker)
    for _ in range(tries):
        could_not_reach(call=left.pk, by=taker)
    if tries < TRIES:
        refused = _refusal(VERBS["give up"], call=left.pk, by=taker)
        assert refused.rule.name == "caller_was_tried_three_times"
        return
    VERBS["give up"](call=left.pk, by=taker)
    assert owed_call_backs(taker) == []
    said = told(left.pk, taker)[0].sentence
    assert said.en == "Calling back was given up after 3 tries: nobody answers."
    assert said.fa == "پس از ۳ تلاش از تماس دوباره صرف‌نظر شد: پاسخ نمی‌دهد."


def test_reason_to_give_up_is_known(scene: Scene, taker: Actor) -> None:
    left = _left(scene, taker)
    refused = _refusal(give_up_call_back, call=left.pk, reason="bored", by=taker)
    assert refused.rule.name == "reason_to_give_up_is_known"


def _given_up(scene: Scene, taker: Actor, by: Actor) -> Call:
    left = _left(scene, taker)
    for _ in range(TRIES):
        could_not_reach(call=left.pk, by=by)
    give_up_call_back(call=left.pk, reason="switched_off", by=by)
    return left


@pytest.mark.parametrize("verb", VERBS)
def test_caller_was_not_given_up(
    scene: Scene, taker: Actor, colleague: Actor, verb: str, clock: HandClock
) -> None:
    left = _given_up(scene, taker, colleague)
    refused = _refusal(VERBS[verb], call=left.pk, by=taker)
    assert refused.rule.name == "caller_was_not_given_up"
    assert refused.sentence.en == "Zahra Sample has given this caller up after several tries."
    clock.forward(minutes=1)
    again = _left(scene, taker)
    assert [one.row.call for one in owed_call_backs(taker)] == [again], "rang anew: owed anew"


def test_what_became_of_them_is_told_and_counted(
    scene: Scene, taker: Actor, colleague: Actor, clock: HandClock
) -> None:
    since = clock()
    soon, late = _left(scene, taker, "02188776651"), _left(scene, taker, "02188776652")
    _given_up(scene, taker, colleague)
    _left(scene, taker, "02188776653")
    clock.forward(minutes=4)
    back = return_call(call=soon.pk, by=taker)
    clock.forward(minutes=3)
    rang = offer_call(number=late.number, jurisdiction=scene.city.pk, by=taker)
    answer_call(call=rang.pk, by=colleague)
    until = clock.forward(minutes=1)
    past = {one.row.call_id: one for one in past_call_backs(taker, since, until)}
    assert len(past) == 3
    first, second = past[soon.pk], past[late.pk]
    assert (first.row.outcome, first.row.spoken_in, first.late) == ("called_back", back, False)
    assert first.waited == timedelta(minutes=4)
    assert [line.event for line in first.attempts] == ["CallReturned"]
    assert (second.row.outcome, second.row.spoken_in_id) == ("rang_again", rang.pk)
    assert (second.waited, second.late) == (timedelta(minutes=7), True)
    assert second.row.settled_by_id == colleague.id
    figures = call_back_figures(taker, since, until, city=scene.city.pk)
    assert (figures.left, figures.in_time, figures.given_up) == (4, 1, 1)
    for which in ("left", "in_time", "given_up"):
        behind = past_call_backs(taker, since, until, city=scene.city.pk, which=which)
        assert len(behind) == getattr(figures, which)
    assert call_back_figures(a_city(clock).person(Role.COMMANDER), since, until).left == 0


def test_pages_follow_each_other(scene: Scene, taker: Actor, clock: HandClock) -> None:
    since, left = clock(), []
    for last in range(3):
        left.append(_left(scene, taker, f"0218877665{last}"))
        clock.forward(seconds=1)
    first = owed_call_backs(taker, limit=2)
    rest = owed_call_backs(taker, after=first[-1].row.pk, limit=2)
    assert [one.row.call for one in first + rest] == left
    for call in left:
        return_call(call=call.pk, by=taker)
    first = past_call_backs(taker, since, clock(), limit=2)
    rest = past_call_backs(taker, since, clock(), after=first[-1].row.pk, limit=2)
    assert [one.row.call for one in first + rest] == left[::-1]


def test_a_withheld_number_is_owed_nothing_and_counted(
    scene: Scene, taker: Actor, clock: HandClock
) -> None:
    _left(scene, taker, "")
    assert owed_call_backs(taker) == []
    assert count_withheld(taker, clock() - timedelta(days=1), scene.city.pk) == 1
    assert count_withheld(taker, clock() + timedelta(seconds=1), scene.city.pk) == 0


def test_a_call_written_down_after_somebody_spoke_with_them_is_settled_already(
    scene: Scene, taker: Actor, clock: HandClock
) -> None:
    hung_up_at = clock()
    clock.forward(minutes=1)
    answer_call(call=offer_call(number=NUMBER, jurisdiction=scene.city.pk, by=taker).pk, by=taker)
    _left(scene, taker.at(hung_up_at))
    assert owed_call_backs(taker) == []
    assert CallBack.objects.get().outcome == Outcome.RANG_AGAIN


@pytest.mark.parametrize(
    ("role", "knows"),
    [(Role.DISPATCHER, True), (Role.COMMANDER, True), (Role.CALL_TAKER, False),
     (Role.STATION_CHIEF, False), (Role.AUDITOR, False)],
)  # fmt: skip
def test_a_caller_kept_secret_is_kept_so_in_the_lists(
    scene: Scene, taker: Actor, clock: HandClock, role: Role, knows: bool
) -> None:
    left, since, reader = _left(scene, taker), clock(), scene.person(role)
    keep_caller_secret(call=left.pk, by=taker)
    (owed,) = owed_call_backs(reader)
    assert (owed.caller.number is not None) is knows
    return_call(call=left.pk, by=taker)
    (past,) = past_call_backs(reader, since, clock.forward(minutes=1))
    assert (past.caller.number is not None) is knows


def test_call_back_is_settled_whole(scene: Scene, taker: Actor) -> None:
    _left(scene, taker)
    now = timezone.now()
    for wrong in (
        {"outcome": "given_up", "settled_at": now}, {"outcome": "called_back", "settled_at": now},
        {"settled_at": now}, {"outcome": "erased"}, {"reason": "no_answer"},
    ):  # fmt: skip
        with (
            pytest.raises(IntegrityError, match="call_back_is_settled_whole"),
            transaction.atomic(),
        ):
            CallBack.objects.update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_one_takes_it_up_when_six_race(transactional_db: None, clock: HandClock) -> None:
    scene = a_city(clock)
    takers = [_named(scene) for _ in range(6)]
    left = _left(scene, takers[0])
    results = _race([partial(take_up_call_back, call=left.pk, by=by) for by in takers])
    lost = [str(one.sentence.en) for one in results if isinstance(one, Refused)]
    assert lost == ["Zahra Sample is calling this caller back."] * 5, results
    assert CallBack.objects.get().owner_id in {by.id for by in takers}


@pytest.mark.django_db(transaction=True)
def test_one_caller_is_owed_once_when_their_calls_race(
    transactional_db: None, clock: HandClock
) -> None:
    """Two calls of one number end at the same moment; and one of them is answered meanwhile."""
    scene = a_city(clock)
    by = scene.person(Role.CALL_TAKER)
    rang = [offer_call(number=NUMBER, jurisdiction=scene.city.pk, by=by).pk for _ in range(4)]
    _race([partial(abandon_call, call=call, by=by) for call in rang[:3]])
    assert CallBack.objects.get().hung_up == 3
    again = offer_call(number=NUMBER, jurisdiction=scene.city.pk, by=by).pk
    _race([lambda: answer_call(call=rang[3], by=by), lambda: abandon_call(call=again, by=by)])
    assert count_owed(by, clock()).count == 0


def _race(acts: list[Any]) -> list[Any]:
    gate, results = threading.Barrier(len(acts)), list[Any]()

    def run(act: Any) -> None:
        try:
            gate.wait()
            results.append(act())
        except Exception as failure:
            results.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def test_whose_call_was_erased_is_called_back_no_more(scene: Scene, taker: Actor) -> None:
    from kalantar.calls.actions import erase_calls
    from kalantar.kernel.timeline import Entries, recorded

    left = _left(scene, taker)
    token = recorded.set(Entries())
    erase_calls([left.pk], scene.clock())
    assert lapse_call_backs([left.pk], scene.clock()) == 1
    recorded.reset(token)
    assert CallBack.objects.get().outcome == Outcome.ERASED
    assert count_owed(taker, scene.clock()).count == 0

"""Kill -9 at any moment, and an SMSC that is down: nothing lost, nothing twice, what is unknown is said."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from kalantar.messaging.models import Message
from tests.plugins.smsc import SenderProcess, smsc
from tests.scene import Scene
from tests.smsc.sending import by_routes, parts_sent, queue_many, some, states, until

pytestmark = pytest.mark.django_db(transaction=True)
COUNT = 300
DOWN_S, LATE = 60.0, 5


def accounted_for(heard: set[tuple[str, int]]) -> None:
    """Each message is delivered, or unknown and perhaps never heard; none is heard and forgotten."""
    for message in Message.objects.prefetch_related("parts"):
        whole = all((message.number.lstrip("+"), n) in heard for n in (1, 2))
        if message.state == "delivered":
            assert whole
        else:
            assert message.state == "unknown"
            assert not whole


@pytest.mark.parametrize("seed", [1, 2])
def test_a_sender_killed_again_and_again_loses_nothing_and_sends_nothing_twice(
    scene: Scene, sender: SenderProcess, seed: int
) -> None:
    """The SMSC gives our reference back, so what was sent is known in the end."""
    queue_many(scene, COUNT)
    draw = some(seed)
    moments = sorted(draw.sample(range(1, 2 * COUNT - 60), 3))
    with smsc(latency=draw.choice([0, 1, 3])) as there:
        by_routes(sender, {"ports": [there.port, there.port], "window": 10, "per_second": 5000})
        for moment in moments:
            sender.begin()
            until(lambda moment=moment: len(there.submits) >= moment, sender)  # type: ignore[misc]
            sender.kill()
        sender.begin()
        until(lambda: set(states()) <= {"delivered", "unknown"}, sender)
        until(lambda: there.count()["acknowledged"] == len(there.submits), sender)
        sender.end()
        sent = parts_sent(there)
    assert set(sent.values()) == {1}
    accounted_for(set(sent))
    assert states()["delivered"] + states()["unknown"] == COUNT


def test_without_our_reference_in_receipts_the_unknown_stay_unknown(
    scene: Scene, sender: SenderProcess
) -> None:
    queue_many(scene, 60)
    with smsc(latency=3, reference=False) as there:
        by_routes(sender, {"ports": [there.port], "window": 10})
        sender.begin()
        until(lambda: len(there.submits) >= 25, sender)
        sender.kill()
        sender.begin()
        until(lambda: set(states()) <= {"delivered", "unknown"}, sender)
        until(lambda: there.count()["acknowledged"] == len(there.submits), sender)
        sender.end()
        assert set(parts_sent(there).values()) == {1}
    assert states()["unknown"] > 0
    assert states().total() == 60


def test_an_smsc_that_is_down_for_a_minute_gets_everything_once_but_what_came_too_late(
    scene: Scene, sender: SenderProcess
) -> None:
    queue_many(scene, COUNT)
    with smsc(latency=2) as there:
        by_routes(sender, {"ports": [there.port, there.port], "window": 10, "per_second": 5000})
        sender.begin()
        until(lambda: len(there.submits) >= 200, sender)
        there.tell("down", "down")
        up_again = time.monotonic() + DOWN_S
        until(lambda: not states()["submitting"], sender)
        waiting = Message.objects.filter(state="queued")
        too_late = list(waiting.values_list("pk", flat=True)[:LATE])
        soon = timezone.now() + timedelta(seconds=DOWN_S / 2)
        assert Message.objects.filter(pk__in=too_late).update(expires_at=soon) == LATE
        until(lambda: time.monotonic() >= up_again, sender)
        heard = len(there.submits)
        assert states()["expired"] == LATE
        assert waiting.filter(tries__gt=1).count() == 0  # a minute of silence is nobody's try
        there.tell("up", "up")
        until(lambda: set(states()) <= {"delivered", "unknown", "expired"}, sender)
        until(lambda: there.count()["acknowledged"] >= len(there.submits) > heard, sender)
        sender.end()
        sent = parts_sent(there)
    assert set(sent.values()) == {1}
    assert set(Message.objects.filter(state="expired").values_list("pk", flat=True)) == set(
        too_late
    )
    Message.objects.filter(pk__in=too_late).delete()
    accounted_for(set(sent))


def test_a_sender_that_is_asked_to_end_leaves_nothing_unknown(
    scene: Scene, sender: SenderProcess
) -> None:
    queue_many(scene, COUNT)
    with smsc(latency=2) as there:
        by_routes(sender, {"ports": [there.port], "window": 10, "per_second": 5000})
        sender.begin()
        until(lambda: len(there.submits) >= 100, sender)
        assert sender.end() == 0
    assert set(states()) <= {"queued", "submitted", "delivered"}
    assert states()["queued"] > 0


def test_two_senders_share_the_work_and_send_nothing_twice(
    scene: Scene, sender: SenderProcess
) -> None:
    queue_many(scene, COUNT)
    other = SenderProcess(sender.home, sender._environment["DATABASE_URL"])
    with smsc() as there:
        by_routes(sender, {"ports": [there.port], "window": 10, "per_second": 5000})
        sender.begin()
        other.begin()
        try:
            until(lambda: states() == {"delivered": COUNT}, sender)
        finally:
            other.end()
        sender.end()
        assert set(parts_sent(there).values()) == {1}

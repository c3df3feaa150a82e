"""What a real SMSC hears, and what its receipts make of the messages."""

from datetime import datetime, timedelta

import pytest

from kalantar.incoming_messages.models import IncomingMessage, IncomingPart
from kalantar.messaging.models import Message, OptOut
from kalantar.sms_gateway.models import MessagePart, StrayReceipt
from tests.plugins.smsc import SenderProcess, smsc
from tests.scene import Scene
from tests.smsc.sending import by_routes, parts_sent, queue, queue_many, states, until

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 2_000


def test_every_persian_message_of_two_parts_is_matched_by_its_receipts(
    scene: Scene, sender: SenderProcess
) -> None:
    queue_many(scene, MANY)
    with smsc() as there:
        by_routes(sender, {"ports": [there.port, there.port], "window": 50, "per_second": 5000})
        sender.begin(as_command=True)
        until(lambda: states() == {"delivered": MANY}, sender)
        assert sender.end() == 0
        counted = there.count()
        assert counted["windowBroken"] == 0
        assert counted["sessions"] == 2
        sent = parts_sent(there)
        assert (len(sent), set(sent.values())) == (2 * MANY, {1})
        texts = {(one["to"], one["udh"][4]): one["text"] for one in there.submits}
    assert MessagePart.objects.filter(state="delivered").count() == 2 * MANY
    assert not StrayReceipt.objects.exists()
    some = Message.objects.first()
    assert some is not None
    to = some.number.lstrip("+")
    assert texts[to, 1] + texts[to, 2] == some.text


def test_a_part_says_who_sends_how_long_and_asks_for_a_receipt(
    scene: Scene, sender: SenderProcess
) -> None:
    message = queue(scene, "+989121112230", language="en", urgency="urgent")
    with smsc() as there:
        by_routes(sender, {"ports": [there.port]})
        sender.begin()
        until(lambda: states() == {"delivered": 1}, sender)
        [heard] = there.submits
    assert (heard["source"], heard["registered"], heard["udh"]) == ("110110", 1, [])
    assert heard["reference"] == message.reference
    assert heard["text"] == message.text
    lasts = datetime.fromisoformat(heard["validity"]) - message.queued_at
    assert abs(lasts - timedelta(hours=48)) < timedelta(minutes=5)


def test_what_the_operator_refuses_or_cannot_deliver_says_why(
    scene: Scene, sender: SenderProcess
) -> None:
    invalid, failed = queue(scene, "+989120000006"), queue(scene, "+989120000009")
    with smsc() as there:
        by_routes(sender, {"ports": [there.port]})
        sender.begin()
        until(lambda: states() == {"rejected": 1, "undelivered": 1}, sender)
    assert Message.objects.get(pk=invalid.pk).reason == "ESME_RINVDSTADR"
    assert Message.objects.get(pk=failed.pk).reason == "027"


def test_what_is_refused_for_now_waits_and_is_tried_again(
    scene: Scene, sender: SenderProcess
) -> None:
    message = queue(scene, "+989120000007", language="en")
    with smsc() as there:
        by_routes(sender, {"ports": [there.port]})
        sender.begin()
        waiting = Message.objects.filter(reason="ESME_RSYSERR", state="queued", tries=1)
        until(waiting.exists, sender)
        again = Message.objects.get(pk=message.pk)
        assert again.not_before > message.not_before
        Message.objects.update(not_before=message.not_before)  # the half minute is over
        until(lambda: states() == {"delivered": 1}, sender)


def test_an_operator_that_throttles_gets_everything_once_all_the_same(
    scene: Scene, sender: SenderProcess
) -> None:
    queue_many(scene, 60)
    with smsc(perSecond=40) as there:
        by_routes(sender, {"ports": [there.port], "per_second": 500})
        sender.begin()
        until(lambda: states() == {"delivered": 60}, sender)
        assert there.count()["throttled"] > 0
        assert set(parts_sent(there).values()) == {1}


def test_a_route_keeps_its_own_rate_and_window(scene: Scene, sender: SenderProcess) -> None:
    queue_many(scene, 30)
    with smsc(perSecond=100, window=5, latency=5) as there:
        by_routes(sender, {"ports": [there.port], "per_second": 45, "window": 5})
        sender.begin()
        until(lambda: states() == {"delivered": 30}, sender)
        counted = there.count()
        assert (counted["throttled"], counted["windowBroken"]) == (0, 0)
        assert counted["mostOpen"] <= 5


def test_each_operator_gets_its_numbers_and_another_route_takes_over(
    scene: Scene, sender: SenderProcess
) -> None:
    with smsc() as mine, smsc() as others, smsc() as instead:
        by_routes(
            sender,
            {"ports": [mine.port], "prefixes": '["+98912"]'},
            {"ports": [others.port], "prefixes": '[""]'},
            {"ports": [instead.port], "prefixes": '["+98912"]', "rank": 2},
        )
        sender.begin()
        queue(scene, "+989120000001")
        queue(scene, "+989350000001")
        until(lambda: states() == {"delivered": 2}, sender)
        assert {one["to"] for one in mine.submits} == {"989120000001"}
        assert {one["to"] for one in others.submits} == {"989350000001"}
        mine.tell("down", "down")
        queue(scene, "+989120000002")
        until(lambda: states() == {"delivered": 3}, sender)
        assert {one["to"] for one in instead.submits} == {"989120000002"}


def test_an_answer_from_a_phone_is_heeded(scene: Scene, sender: SenderProcess) -> None:
    with smsc() as there:
        by_routes(sender, {"ports": [there.port]})
        sender.begin()
        there.tell(
            'incoming {"source_addr": "989121112233", "destination_addr": "110110",'
            ' "data_coding": 8, "short_message": "لغو"}'
        )
        until(OptOut.objects.exists, sender)
        until(lambda: there.count()["acknowledged"] == 1, sender)
    assert IncomingMessage.objects.get().meaning == "opt_out"
    assert queue(scene, "+989121112233").state == "suppressed"


def _parts(text: str) -> list[str]:
    """In hexadecimal, in two halves of UCS-2."""
    octets = text.encode("utf-16-be").hex()
    middle = len(octets) // 8 * 4
    return [octets[:middle], octets[middle:]]


def test_an_answer_in_several_parts_is_one_message(scene: Scene, sender: SenderProcess) -> None:
    """By the phone's header, and by the parameters of SMPP; in the wrong order, and one part twice."""
    longer = "لغو نکنید، فقط می‌خواستم بدانم پرونده‌ام به کجا رسیده است. " * 2
    with smsc() as there:
        by_routes(sender, {"ports": [there.port]})
        sender.begin()
        one, two = _parts(longer)
        for at, octets in ((2, two), (1, one), (2, two)):
            there.tell(
                'incoming {"source_addr": "989121112233", "destination_addr": "110110",'
                f' "data_coding": 8, "esm_class": 64, "short_message": {{"hex": "0500032a020{at}{octets}"}}}}'
            )
        until(IncomingMessage.objects.exists, sender)
        one, two = _parts("وضعیت ۱۲۳۴۵")
        for at, octets in ((1, one), (2, two)):
            there.tell(
                'incoming {"source_addr": "989124445566", "destination_addr": "110110",'
                f' "data_coding": 8, "short_message": {{"hex": "{octets}"}}, "sar_msg_ref_num": 900,'
                f' "sar_total_segments": 2, "sar_segment_seqnum": {at}}}'
            )
        until(lambda: IncomingMessage.objects.count() == 2, sender)
        until(lambda: there.count()["acknowledged"] == 5, sender)
    told = {one.number: (one.text, one.meaning) for one in IncomingMessage.objects.all()}
    assert told == {
        "+989121112233": (longer, "other"),
        "+989124445566": ("وضعیت ۱۲۳۴۵", "status"),
    }
    assert not OptOut.objects.exists()
    assert IncomingPart.objects.count() == 1, "the part that came after its text was whole"


def test_without_routes_messages_go_to_the_phone_screen(
    scene: Scene, sender: SenderProcess
) -> None:
    queue_many(scene, 3)
    sender.begin(as_command=True)
    until(lambda: states() == {"delivered": 3}, sender)
    assert sender.end() == 0
    assert set(Message.objects.values_list("route", flat=True)) == {"screen"}

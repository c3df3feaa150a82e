"""Messages to send, the routes to send them by, and what became of them."""

import random
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from uuid_utils.compat import uuid7

from kalantar.kernel.actor import system
from kalantar.messaging.actions import queue_message
from kalantar.messaging.models import Message
from tests.plugins.smsc import PATIENCE_S, SenderProcess, Smsc
from tests.scene import Scene

TWO_PARTS = "پروندهٔ {file_number} در کلانتری باز شد. " + "برای پیگیری به درگاه مراجعه کنید. " * 2
LOOK_S = 0.05
ROUTE = """
[routes.{name}]
binds = [{binds}]
system_id = "kalantar"
password_file = "{home}/password"
source = "110110"
prefixes = {prefixes}
rank = {rank}
window = {window}
per_second = {per_second}
"""


def queue(scene: Scene, number: str, **more: Any) -> Message:
    usual: dict[str, Any] = {
        "event": "file_opened", "language": "fa", "role": "complainant",
        "values": {"file_number": number[-6:]}, "about": ("case", uuid7()), "area": scene.city.pk,
        "by": system(),
    }  # fmt: skip
    return queue_message(number=number, **{**usual, **more})


def queue_many(scene: Scene, count: int) -> list[Message]:
    """To different numbers, none of which the SMSC treats in a way of its own."""
    return [queue(scene, f"+98912{n:06}{n % 5}") for n in range(count)]


def states() -> Counter[str]:
    return Counter(Message.objects.values_list("state", flat=True))


def by_routes(sender: SenderProcess, *routes: dict[str, Any]) -> None:
    """Write the sender's routes."""
    usual = {"name": "first", "prefixes": '[""]', "rank": 1, "window": 20, "per_second": 2000}
    text = ""
    for number, given in enumerate(routes):
        told = {**usual, "name": f"route{number}", **given, "home": sender.home}
        told["binds"] = ", ".join(f'"127.0.0.1:{port}"' for port in told.pop("ports"))
        text += ROUTE.format(**told)
    (sender.home / "messaging.toml").write_text(text)


def until(holds: Callable[[], bool], sender: SenderProcess) -> None:
    """Look again and again; a sender that ended by itself, or patience that did, fails."""
    ends = time.monotonic() + PATIENCE_S
    while not holds():
        sender.require_running()
        told = sender.log.read_text(encoding="utf-8")[-2000:]
        assert time.monotonic() < ends, f"{states()}\n{told}"
        time.sleep(LOOK_S)


def parts_sent(smsc: Smsc) -> Counter[tuple[str, int]]:
    """How often each part of each number's message went out."""
    return Counter((one["to"], one["udh"][4] if one["udh"] else 1) for one in smsc.submits)


def some(seed: int) -> random.Random:
    return random.Random(seed)

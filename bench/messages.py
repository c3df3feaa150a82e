"""Messages from the outbox to the operator: accepted → submitted, and every receipt matched.

Persian messages of two parts, to an SMSC on loopback, by senders that are processes of their own, as in
service. The floor is bare smpplib: the same submits through the same window with nothing kept; beside it
Kannel with a file store, where it is installed.
"""

import argparse
import hashlib
import json
import os
import select
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.parts.database import analyze, backends, own_service
from bench.parts.kannel import kannel, kannel_is_there
from bench.parts.measure import Goal, Meter, OwnMeter, asked, table, tell
from tests.plugins.smsc import SenderProcess, Smsc, smsc

if TYPE_CHECKING:
    from kalantar.kernel.actor import Actor
    from kalantar.messaging.models import Message
    from kalantar.places.models import Jurisdiction
    from kalantar.sms_gateway.routes import Route

GOAL_PER_SECOND, GOAL_CPU_MS = 3_000.0, 1.0  # Kannel with a store: 3,000 to 5,000
TEXT = "پروندهٔ {file_number} در کلانتری باز شد. " + "برای پیگیری به درگاه مراجعه کنید. " * 2
WINDOW, BINDS, FAST = 200, 2, 1_000_000
LOOK_S = 0.1
BY_ACTION = 1_000  # accepted one by one, and measured; the others are copies

ROUTE = """
[routes.bench]
binds = {binds}
system_id = "bench"
source = "110110"
window = {window}
per_second = {fast}
"""


@dataclass
class Took:
    """A whole run over so many messages."""

    messages: int
    seconds: float
    cpu_ms: float
    postgres_ms: float = 0.0

    @property
    def per_second(self) -> float:
        return self.messages / self.seconds

    @property
    def row(self) -> tuple[float, float, float]:
        each = self.messages
        return self.per_second, self.cpu_ms / each, self.postgres_ms / each


def numbers(count: int) -> list[str]:
    return [f"+98912{n:06}{n % 5}" for n in range(count)]


def begin() -> "tuple[Jurisdiction, Actor]":
    """An area and an approved template."""
    from uuid_utils.compat import uuid7

    from kalantar.kernel.actor import Actor, ActorKind, Grant, system
    from kalantar.message_templates.actions import approve_template, write_template
    from kalantar.people.models import User
    from kalantar.people.roles import Role
    from kalantar.places.models import Jurisdiction, Kind

    area = Jurisdiction.below(None, kind=Kind.CITY, name_en="Bench")
    area.save()
    judge = User.objects.create(username=f"b{uuid7().hex[-12:]}", name_en="Judge", name_fa="داور")
    by = system(why="bench")
    draft = write_template(event="file_opened", language="fa", role="complainant", text=TEXT, by=by)
    grants = frozenset({Grant(Role.COMMANDER, area.pk)})
    approve_template(template=draft.pk, by=Actor(kind=ActorKind.PERSON, id=judge.pk, grants=grants))
    return area, by


def accept(count: int, area: "Jurisdiction", by: "Actor") -> Any:
    """By the action, each in a transaction of its own."""
    from uuid_utils.compat import uuid7

    from kalantar.messaging.actions import queue_message

    def queue(number: str) -> object:
        return queue_message(
            number=number, event="file_opened", language="fa", role="complainant", by=by,
            values={"file_number": "۱۴۰۵-۱۲۳۴"}, about=("case", uuid7()), area=area.pk, urgency="urgent",
        )  # fmt: skip

    return asked(queue, numbers(count), 0, Meter(backends()))


def copy(count: int) -> None:
    """More of what was accepted, to other numbers."""
    from uuid_utils.compat import uuid7

    from kalantar.messaging.models import Message

    like = Message.objects.select_related("area").first()
    assert like is not None

    def another(number: str) -> "Message":
        values = {
            field.attname: getattr(like, field.attname) for field in like._meta.concrete_fields
        }
        text_sha256 = hashlib.sha256(like.text.encode()).digest()
        return Message(
            **values
            | {"id": uuid7(), "number": number, "about": uuid7(), "text_sha256": text_sha256}
        )

    Message.objects.bulk_create(map(another, numbers(count)), batch_size=500)
    analyze()


def route(port: int) -> "Route":
    from kalantar.sms_gateway.routes import Route

    return Route(
        name="bench", binds=(("127.0.0.1", port),) * BINDS, system_id="bench", password="secret",
        source="110110", window=WINDOW, per_second=FAST,
    )  # fmt: skip


@contextmanager
def sending(there: Smsc, senders: int) -> Iterator[Meter]:
    """Senders that share the connections, from the moment at which all are bound: until then the outbox
    is locked."""
    from django.conf import settings
    from django.db import connection, transaction

    os.environ["KALANTAR_SMPP_PASSWORD_BENCH"] = "secret"
    processes = [
        SenderProcess(Path(settings.HOME), os.environ["DATABASE_URL"]) for _ in range(senders)
    ]
    binds = [f"127.0.0.1:{there.port}"] * (BINDS // senders)
    (processes[0].home / "messaging.toml").write_text(
        ROUTE.format(binds=json.dumps(binds), window=WINDOW, fast=FAST)
    )
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE messaging_message IN EXCLUSIVE MODE")
            for process in processes:
                process.begin()
            for _ in range(senders * len(binds)):
                there.until("bound")
        yield Meter([process.pid for process in processes])
    finally:
        for process in processes:
            process.end()


def drain(there: Smsc, senders: int, until: Callable[[], int], count: int) -> Took:
    """So many messages, until ``until`` says that all are done."""
    with sending(there, senders) as theirs:
        postgres = Meter(backends())
        cpu, behind, began = theirs.ms(), postgres.ms(), time.perf_counter()
        while until() < count:
            time.sleep(LOOK_S)
        took = time.perf_counter() - began
        return Took(count, took, theirs.ms() - cpu, postgres.ms() - behind)


def in_state(*states: str) -> Callable[[], int]:
    from kalantar.messaging.models import Message

    return lambda: Message.objects.filter(state__in=states).count()


def floor(port: int, parts: Sequence[dict[str, Any]], messages: int) -> Took:
    """The same submits by smpplib itself: a window on each of the same connections, nothing kept."""
    from smpplib import smpp
    from smpplib.client import Client

    clients = [Client("127.0.0.1", port, allow_unknown_opt_params=True) for _ in range(BINDS)]
    for client in clients:
        client.connect()
        client.bind_transceiver(system_id="bench", password="secret")
    here, left, open_in = OwnMeter(), iter(parts), dict.fromkeys(clients, 0)
    cpu, began, answered = here.ms(), time.perf_counter(), 0
    while answered < len(parts):
        for client in clients:
            while open_in[client] < WINDOW and (part := next(left, None)):
                client.send_pdu(smpp.make_pdu("submit_sm", client=client, **part))
                open_in[client] += 1
        sockets = {client._socket: client for client in clients}
        for connection in select.select(list(sockets), [], [])[0]:
            assert sockets[connection].read_pdu().command == "submit_sm_resp"
            open_in[sockets[connection]] -= 1
            answered += 1
    took = Took(messages, time.perf_counter() - began, here.ms() - cpu)
    for client in clients:
        client.unbind()
        client.disconnect()
    return took


def submits(count: int, port: int) -> list[dict[str, Any]]:
    from kalantar.messaging.models import Message
    from kalantar.sms_gateway.smpp.parts import in_hand

    by = route(port)
    rows = Message.objects.prefetch_related("parts").all()[:count]
    return [part.submit for row in rows for part in in_hand(row, by, 3600).left]


def put_back() -> None:
    from kalantar.messaging.models import Message
    from kalantar.sms_gateway.models import MessagePart

    MessagePart.objects.all().delete()
    Message.objects.update(state="queued", submitted_at=None, tries=0, route="")


def everything_matches(count: int, there: Smsc) -> None:
    from kalantar.messaging.models import Message
    from kalantar.sms_gateway.models import MessagePart, StrayReceipt

    delivered = Message.objects.filter(state="delivered").count()
    parts = MessagePart.objects.filter(state="delivered").count()
    heard = there.count()["submits"]
    if (delivered, parts, heard, StrayReceipt.objects.count()) != (count, 2 * count, 2 * count, 0):
        raise SystemExit(f"not all matched: {delivered} delivered, {parts} parts, {heard} heard")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--messages", type=int, default=50_000)
    options.add_argument("--senders", type=int, default=2, choices=(1, 2))
    options.add_argument("--json", action="store_true", help="for programs")
    given = options.parse_args()
    count, first = given.messages, min(given.messages, BY_ACTION)
    with own_service("messages"):
        area, by = begin()
        accepted = accept(first, area, by)
        copy(count - first)
        rows: dict[str, Took] = {}
        with smsc(receipts=False, told=False) as there:
            rows["floor: bare smpplib"] = floor(there.port, submits(count, there.port), count)
        with smsc(receipts=False, told=False) as there:
            rows["accepted → submitted"] = drain(there, given.senders, in_state("submitted"), count)
        put_back()
        with smsc(told=False) as there:
            rows["… → delivered"] = drain(there, given.senders, in_state("delivered"), count)
            everything_matches(count, there)
    if kannel_is_there():
        with smsc(receipts=False, told=False) as there, tempfile.TemporaryDirectory() as folder:
            rows["Kannel, file store"] = Took(
                count,
                *kannel(Path(folder), there, TEXT.format(file_number="۱۴۰۵-۱۲۳۴"), numbers(count)),
            )
    else:
        print("Kannel: not measured, bearerbox is not installed", file=sys.stderr)
    ours, bare = rows["accepted → submitted"], rows["floor: bare smpplib"]
    if not given.json:
        print(
            f"{count:,} Persian messages of two parts, {given.senders} senders, {BINDS} connections, window {WINDOW}"
        )
        table(
            ["", "a second", "CPU ms", "PG CPU ms"],
            [(name, *one.row) for name, one in rows.items()],
        )
        print(
            f"accepting one: p50 {accepted.p50:.1f} ms, CPU {accepted.mean_cpu:.2f} ms, PG {accepted.mean_postgres:.2f} ms"
        )
    goals = [
        Goal("accepted → submitted, a second", GOAL_PER_SECOND, ours.per_second, "/s", bare.per_second, at_least=True),
        Goal("accepted → submitted, CPU a message", GOAL_CPU_MS, ours.cpu_ms / count, "ms", bare.cpu_ms / count),
    ]  # fmt: skip
    tell(goals, {name: list(one.row) for name, one in rows.items()}, given.json)


if __name__ == "__main__":
    main()

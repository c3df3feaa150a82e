"""The sender: claims, hands over, notes what came back, matches receipts. One process, one thread.

What is claimed is committed as *submitting* before any of it leaves; what came back is committed before
the SMSC is told that we have it. The lock that says a sender lives is PostgreSQL's own: it ends with the
connection, so whoever gets it knows that the sender is dead.
"""

import secrets
import select
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import Any
from uuid import UUID

import structlog
from django.db import connection
from uuid_utils.compat import uuid7

from kalantar.incoming_messages.actions import receive_message, receive_part
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.rules import Refused
from kalantar.sms_gateway.actions import (
    expire_messages,
    lose_sight,
    note_outcomes,
    note_receipts,
    settle_strays,
    take_messages,
)
from kalantar.sms_gateway.outcome import Came, Outcome
from kalantar.sms_gateway.queries import claimed, senders_at_work, stray_receipts
from kalantar.sms_gateway.receipt import ReceiptTold
from kalantar.sms_gateway.routes import Route, lanes
from kalantar.sms_gateway.smpp import answers
from kalantar.sms_gateway.smpp.account import Account
from kalantar.sms_gateway.smpp.bind import Bind
from kalantar.sms_gateway.smpp.parts import InHand, in_hand

IDLE_S = 0.2  # between two looks at an empty outbox
HOUSEKEEPING_S = 1.0
AT_ONCE = 400  # PDUs read before what they say is written down
ENDING_S = 5.0  # for the answers to what is on the way when we are asked to end
MOST_TRIES = 8
FIRST_AGAIN, LONGEST_AGAIN = timedelta(seconds=30), timedelta(hours=1)
STRAYS = 500
_NOBODY = UUID(int=0)
log = structlog.get_logger(__name__)


class Sender:
    def __init__(self, known: Sequence[Route], by: Actor | None = None) -> None:
        self.by = by or system()
        self.id = secrets.randbelow(2**31 - 1) + 1
        self.accounts = {route.name: Account(route) for route in known}
        self.lanes = lanes(list(known))
        self._look_at = self._keep_house_at = 0.0
        self._strays_after = _NOBODY
        self._answered: list[tuple[Bind, Any]] = []

    def run(self, stop: Event) -> None:
        """Until ``stop`` is set; then what is on the way is waited for, the rest put back."""
        with alive(self.id):
            log.info("sender_begins", sender=self.id)
            while not stop.is_set():
                self.step()
            self._end()

    def step(self) -> None:
        """One round: connect, take, hand over, read, note."""
        now = time.monotonic()
        for account in self.accounts.values():
            account.connect(now)
        if now >= self._keep_house_at:
            self._keep_house()
            self._keep_house_at = now + HOUSEKEEPING_S
        if now >= self._look_at and not self._take():
            self._look_at = now + IDLE_S
        for account in self.accounts.values():
            account.hand_over()
        self._read(self._patience(now))
        self._note()

    def _take(self) -> bool:
        """Claim what each lane's first route that is up can use; whether anything was due."""
        found = False
        for prefix, routes in self.lanes.items():
            account = next((a for r in routes if (a := self.accounts[r.name]).is_up), None)
            if account is None:
                continue
            wants = account.wants
            # a few at a time would be a commit for a few: wait until half of the room is free
            if wants == 0 or 0 < len(account.hand) > wants:
                continue
            found |= self._claim(account, prefix, wants)
        return found

    def _claim(self, account: Account, prefix: str, limit: int) -> bool:
        claim, others = uuid7(), [one for one in self.lanes if one != prefix]
        try:
            take_messages(
                sender=self.id, claim=claim, route=account.route.name, limit=limit,
                ready=[prefix], waiting=others, by=self.by,
            )  # fmt: skip
        except Refused:
            return False
        now = self.by.now()
        account.take(
            in_hand(message, account.route, int((message.expires_at - now).total_seconds()))
            for message in claimed(self.id, claim)
        )
        return True

    def _patience(self, now: float) -> float:
        """How long to wait for an answer: not beyond what we have to do by ourselves."""
        rests = [account.rests_s for account in self.accounts.values() if account.ready]
        full = any(bind.free <= 0 for a in self.accounts.values() for bind in a.binds if bind.is_up)
        soonest = min([self._look_at - now, self._keep_house_at - now, *([] if full else rests)])
        return min(max(soonest, 0.0), IDLE_S)

    def _read(self, patience_s: float) -> None:
        up = [bind for account in self.accounts.values() for bind in account.binds if bind.is_up]
        if not up:
            time.sleep(min(patience_s, IDLE_S))
            return
        left = AT_ONCE
        readable, _, _ = select.select(up, [], [], patience_s)
        while readable and left > 0:
            for bind in readable:
                if bind.is_up and (pdu := bind.read()) is not None:
                    self._hear(bind, pdu)
                left -= 1
            still = [bind for bind in up if bind.is_up]
            readable = select.select(still, [], [], 0)[0] if still else []
        for bind in up:
            bind.look_after(time.monotonic())

    def _hear(self, bind: Bind, pdu: Any) -> None:
        if pdu.command == "deliver_sm":
            self._answered.append((bind, pdu))
        elif part := bind.answered(pdu):
            id = (getattr(pdu, "message_id", None) or b"").decode("latin-1")
            status = pdu.status or (0 if id else 0x08)  # an answer without an id accepts nothing
            self.accounts[bind.route.name].answered(part, status, id)

    def _note(self) -> None:
        """Write down what was heard: first what was accepted, so that its receipts find it."""
        outcomes = [
            self._outcome(message)
            for account in self.accounts.values()
            for message in account.decided()
        ]
        for account in self.accounts.values():
            if not account.is_up:
                outcomes += account.let_go()
        if outcomes:
            note_outcomes(outcomes=outcomes, by=self.by)
            self._look_at = 0.0
        if self._answered:
            self._note_delivered()

    def _note_delivered(self) -> None:
        heard, self._answered = self._answered, []
        receipts: list[ReceiptTold] = []
        for bind, pdu in heard:
            if answers.is_receipt(pdu):
                if told := answers.receipt(pdu, bind.route.name):
                    receipts.append(told)
                else:
                    log.warning("receipt_not_understood", route=bind.route.name)
            else:
                self._receive(bind, pdu)
        if receipts:
            note_receipts(receipts=receipts, by=self.by)
        for bind, pdu in heard:
            bind.acknowledge(pdu)

    def _receive(self, bind: Bind, pdu: Any) -> None:
        came, route = answers.incoming(pdu), bind.route.name
        try:
            if came.part:
                receive_part(
                    number=came.number, octets=came.octets, coding=came.coding, part=came.part,
                    route=route, by=self.by,
                )  # fmt: skip
            else:
                receive_message(number=came.number, text=came.text, route=route, by=self.by)
        except Refused as refusal:  # from a short code or a name: nobody to answer; or a part again
            log.info("incoming_refused", rule=refusal.rule.name)

    def _outcome(self, message: InHand) -> Outcome:
        came = message.outcome()
        if came.came is not Came.LATER or not message.later:
            return came
        if message.tries >= MOST_TRIES:
            return replace(came, came=Came.REFUSED)
        again = min(FIRST_AGAIN * 2 ** (message.tries - 1), LONGEST_AGAIN)
        return replace(came, not_before=self.by.now() + again)

    def _keep_house(self) -> None:
        """Senders that died, messages whose time is over, receipts that waited for their part."""
        for other in senders_at_work():
            if other != self.id and is_dead(other):
                _as_far_as_due(lambda dead=other: lose_sight(sender=dead, by=self.by))  # type: ignore[misc]
        while _as_far_as_due(lambda: expire_messages(by=self.by)):
            pass
        found, last = stray_receipts(self._strays_after, STRAYS)
        self._strays_after = last or _NOBODY
        if found:
            ids = [row.pk for row in found]
            _as_far_as_due(lambda: settle_strays(strays=ids, by=self.by))

    def _end(self) -> None:
        """Nothing is sent any more; who was asked may still answer for a moment."""
        until = time.monotonic() + ENDING_S
        outcomes = [one for account in self.accounts.values() for one in account.let_go()]
        if outcomes:
            note_outcomes(outcomes=outcomes, by=self.by)
        while any(a.hand for a in self.accounts.values()) and time.monotonic() < until:
            for account in self.accounts.values():
                account.ready = deque()
            self._read(IDLE_S)
            self._note_what_is_over()
        for account in self.accounts.values():
            for bind in account.binds:
                if bind.open:
                    bind.drop("asked to end")
                bind.close()
        self._note()
        log.info("sender_ends", sender=self.id)

    def _note_what_is_over(self) -> None:
        outcomes = [one for account in self.accounts.values() for one in account.let_go()]
        if outcomes:
            note_outcomes(outcomes=outcomes, by=self.by)
        if self._answered:
            self._note_delivered()


def _as_far_as_due(work: Callable[[], None]) -> bool:
    """Whether there was anything to do: another sender may have done it."""
    try:
        work()
    except Refused:
        return False
    return True


_LOCK, _FREE = (
    f"SELECT {name}(hashtext('kalantar.sender'), %s)"
    for name in ("pg_try_advisory_lock", "pg_advisory_unlock")
)


@contextmanager
def alive(sender: int) -> Iterator[None]:
    """Everybody sees that the sender lives, for as long as this connection does."""
    assert _asked(_LOCK, sender), "two senders drew the same number"
    try:
        yield
    finally:
        _asked(_FREE, sender)


def is_dead(sender: int) -> bool:
    """Whether nobody holds that sender's lock. Numbers are drawn anew each time, so the dead stay dead."""
    if not _asked(_LOCK, sender):
        return False
    _asked(_FREE, sender)
    return True


def _asked(statement: str, sender: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [sender])
        return bool(cursor.fetchone()[0])

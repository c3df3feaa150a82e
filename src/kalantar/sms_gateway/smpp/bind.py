"""One connection to an SMSC, bound as a transceiver: a window of submits, and what comes back."""

import socket
import struct
import time
from collections.abc import Iterator
from typing import Any

import structlog
from smpplib import exceptions, smpp
from smpplib.client import Client

from kalantar.sms_gateway.routes import Route
from kalantar.sms_gateway.smpp.parts import PartInHand

TIMEOUT_S = 5.0  # for the rest of a PDU that has begun, and for the answer to a bind
SILENT_S = 30.0  # then we ask whether anybody is there
ANSWER_S = 30.0  # a submit without an answer for so long has none
FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 30.0
BROKEN = (
    exceptions.ConnectionError, exceptions.PDUError, exceptions.UnknownCommandError, OSError,
    struct.error, AttributeError, KeyError, ValueError,
)  # fmt: skip
log = structlog.get_logger(__name__)


class Bind:
    """Down until ``connect`` succeeds; whatever cannot be understood takes it down again."""

    def __init__(self, route: Route, host: str, port: int) -> None:
        self.route, self.host, self.port = route, host, port
        self.client: Any = None
        self.open: dict[int, tuple[PartInHand, float]] = {}
        self.next_try = 0.0
        self._wait = FIRST_WAIT_S
        self._heard = self._asked = 0.0

    @property
    def is_up(self) -> bool:
        return self.client is not None

    @property
    def free(self) -> int:
        return self.route.window - len(self.open) if self.is_up else 0

    def fileno(self) -> int:
        return int(self.client._socket.fileno())

    def connect(self) -> bool:
        client = Client(self.host, self.port, timeout=TIMEOUT_S, allow_unknown_opt_params=True)
        try:
            client.connect()
            client.bind_transceiver(system_id=self.route.system_id, password=self.route.password)
        except BROKEN as fault:
            _close(client)
            self.next_try = time.monotonic() + self._wait
            self._wait = min(self._wait * 2, LONGEST_WAIT_S)
            log.warning("smsc_not_reached", route=self.route.name, fault=type(fault).__name__)
            return False
        self.client, self._wait = client, FIRST_WAIT_S
        self._heard = self._asked = time.monotonic()
        log.info("bound", route=self.route.name, port=self.port)
        return True

    def hand_over(self, part: PartInHand) -> bool:
        """False where the connection broke on it: then nobody knows whether it went out."""
        try:
            pdu = smpp.make_pdu("submit_sm", client=self.client, **part.submit)
            self.open[pdu.sequence] = part, time.monotonic()
            part.message.open += 1
            self.client.send_pdu(pdu)
        except BROKEN as fault:
            self.drop(type(fault).__name__)
            return False
        return True

    def read(self) -> Any:
        """The next PDU that is for us; None where it was about the connection, or that broke."""
        try:
            pdu = self.client.read_pdu()
            self._heard = time.monotonic()
            if pdu.command == "enquire_link":
                self._answer(pdu, "enquire_link_resp")
            elif pdu.command == "unbind":
                self._answer(pdu, "unbind_resp")
                self.drop("unbind")
            elif pdu.command in {"submit_sm_resp", "generic_nack", "deliver_sm"}:
                return pdu
        except BROKEN as fault:
            self.drop(type(fault).__name__)
        return None

    def answered(self, pdu: Any) -> PartInHand | None:
        """The part a response is for; None where we never asked, or gave it up."""
        found = self.open.pop(pdu.sequence, None)
        if found is None:
            return None
        part, _ = found
        part.message.open -= 1
        return part

    def acknowledge(self, pdu: Any) -> None:
        """What came is committed: the SMSC may forget it."""
        if not self.is_up:
            return
        try:
            self._answer(pdu, "deliver_sm_resp")
        except BROKEN as fault:
            self.drop(type(fault).__name__)

    def look_after(self, now: float) -> None:
        """Ask whether anybody is there; give up one that answers neither that nor a submit."""
        if not self.is_up:
            return
        oldest = next(iter(self.open.values()), (None, now))[1]
        if now - oldest > ANSWER_S or now - self._heard > SILENT_S + ANSWER_S:
            self.drop("no answer")
        elif now - max(self._heard, self._asked) > SILENT_S:
            self._asked = now
            try:
                self.client.send_pdu(smpp.make_pdu("enquire_link", client=self.client))
            except BROKEN as fault:
                self.drop(type(fault).__name__)

    def drop(self, why: str) -> None:
        """Of what was not answered nobody knows whether it arrived."""
        log.warning(
            "bind_lost", route=self.route.name, port=self.port, why=why, open=len(self.open)
        )
        for part in self._forget():
            part.message.lost = True
        _close(self.client)
        self.client = None
        self.next_try = time.monotonic() + self._wait

    def close(self) -> None:
        """A polite end, for which nothing may be open."""
        if self.is_up:
            try:
                self.client.send_pdu(smpp.make_pdu("unbind", client=self.client))
            except BROKEN:
                log.info("unbind_failed", route=self.route.name)
            _close(self.client)
            self.client = None

    def _forget(self) -> Iterator[PartInHand]:
        for part, _ in self.open.values():
            part.message.open -= 1
            yield part
        self.open = {}

    def _answer(self, pdu: Any, command: str) -> None:
        answer = smpp.make_pdu(command, client=self.client)
        answer.sequence = pdu.sequence
        self.client.send_pdu(answer)


def _close(client: Any) -> None:
    connection: socket.socket | None = client._socket
    client._socket = None
    if connection is not None:
        connection.close()

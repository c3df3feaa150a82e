"""A route at work: its connections, its rate, and the messages it has in hand."""

import time
from collections import deque
from collections.abc import Iterable

import structlog

from kalantar.sms_gateway.outcome import Outcome
from kalantar.sms_gateway.receipt import PartSent
from kalantar.sms_gateway.routes import Route
from kalantar.sms_gateway.smpp.answers import LATER, THROTTLED, name_of
from kalantar.sms_gateway.smpp.bind import Bind
from kalantar.sms_gateway.smpp.parts import InHand, PartInHand

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 60.0
log = structlog.get_logger(__name__)


class Account:
    def __init__(self, route: Route) -> None:
        self.route = route
        self.binds = [Bind(route, host, port) for host, port in route.binds]
        self.hand: dict[InHand, None] = {}  # in the order they came
        self.ready: deque[PartInHand] = deque()
        self.throttled_until = 0.0
        self._pause = FIRST_PAUSE_S
        self._tokens, self._counted = min(1.0, route.per_second), time.monotonic()

    @property
    def is_up(self) -> bool:
        return any(bind.is_up for bind in self.binds)

    @property
    def wants(self) -> int:
        """So many messages it can use now: no more than its windows hold, nor than a second lets out,
        since whatever it has in hand is unknown if this process dies."""
        if not self.is_up or time.monotonic() < self.throttled_until:
            return 0
        window = self.route.window * sum(bind.is_up for bind in self.binds)
        most = max(1, min(window, int(self.route.per_second)))
        return max(0, most - len(self.hand))

    def connect(self, now: float) -> None:
        for bind in self.binds:
            if not bind.is_up and now >= bind.next_try:
                bind.connect()

    def take(self, messages: Iterable[InHand]) -> None:
        for message in messages:
            self.hand[message] = None
            self.ready.extend(message.left)

    def hand_over(self) -> None:
        """As much as the windows, the rate and the operator's patience allow now."""
        now = time.monotonic()
        self._tokens += (now - self._counted) * self.route.per_second
        self._tokens = min(self._tokens, max(1.0, self.route.per_second / 10))
        self._counted = now
        while self.ready and self._tokens >= 1 and now >= self.throttled_until:
            bind = max(self.binds, key=lambda one: one.free)
            if bind.free <= 0:
                return
            part = self.ready.popleft()
            message = part.message
            if message.lost or message.refused or message.later:
                continue  # its other parts stay here: half of a message helps nobody
            message.goes(part)
            self._tokens -= 1
            bind.hand_over(part)

    @property
    def rests_s(self) -> float:
        """How long until something may be handed over again; 0 where nothing keeps it."""
        if not self.ready or not self.is_up:
            return 1.0
        now = time.monotonic()
        return max(self.throttled_until - now, (1 - self._tokens) / self.route.per_second, 0.0)

    def answered(self, part: PartInHand, status: int, smsc_id: str) -> None:
        message = part.message
        if status == 0:
            message.accepted.append(PartSent(part.number, smsc_id))
            self._pause = FIRST_PAUSE_S
        elif status in THROTTLED:
            message.left.appendleft(part)
            self.ready.appendleft(part)
            self._rest()
        elif status in LATER:
            message.later = name_of(status)
        else:
            message.refused = name_of(status)

    def _rest(self) -> None:
        """A whole window may be refused at once: that is one refusal, and one pause."""
        now = time.monotonic()
        if now < self.throttled_until:
            return
        self.throttled_until = now + self._pause
        log.info("throttled", route=self.route.name, pause_s=self._pause)
        self._pause = min(self._pause * 2, LONGEST_PAUSE_S)

    def decided(self) -> list[InHand]:
        """Those of which nothing more will be heard; they are in hand no longer."""
        over = [message for message in self.hand if message.is_decided]
        for message in over:
            del self.hand[message]
        return over

    def let_go(self) -> list[Outcome]:
        """What is here and cannot leave: the route is down, or the sender is asked to end."""
        over = [message for message in self.hand if not message.open]
        for message in over:
            del self.hand[message]
        self.ready = deque(part for part in self.ready if part.message in self.hand)
        return [message.outcome(counts=False) for message in over]

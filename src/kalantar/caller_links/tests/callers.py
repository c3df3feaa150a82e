"""A call that tells of an incident, its caller, and the link that goes to them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from kalantar.caller_links.actions import come_to_page, say, send_caller_link, tell_place, write
from kalantar.caller_links.models import CallerLink, CallerWord
from kalantar.calls.models import Call
from kalantar.incidents.actions import join_call
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused
from kalantar.message_templates.actions import approve_template, write_template
from kalantar.message_templates.tests.writing import everywhere
from kalantar.messaging.models import Message
from kalantar.people.roles import Role
from tests.scene import Scene

MOBILE, LANDLINE = "09121112233", "02188776655"
PAGE_AT = "http://testserver/h/"
HERE = Point(51.412, 35.701)
WORDS = {
    ("caller_link", "fa"): "پلیس ۱۱۰: {own_link}",
    ("caller_link", "en"): "Police 110: {own_link}",
    ("help_on_the_way", "fa"): "پلیس ۱۱۰: کمک در راه است.",
    ("help_on_the_way", "en"): "Police 110: help is on the way.",
    ("caller_link_silent", "fa"): "یادداشت: {own_link}",
    ("caller_link_silent", "en"): "Your note: {own_link}",
}


def refusal(act: Callable[..., object], **asked: object) -> str:
    """The rule that refuses it."""
    with pytest.raises(Refused) as refused:
        act(**asked)
    return refused.value.rule.name


@dataclass
class Callers:
    """``taker`` has answered ``call``, which tells of ``incident``."""

    scene: Scene
    taker: Actor
    call: Call
    incident: Incident

    def another(self, number: str) -> Call:
        call = self.scene.call(self.taker, number)
        join_call(incident=self.incident.pk, call=call.pk, by=self.taker)
        return call

    def send(self, **more: Any) -> CallerLink:
        asked: dict[str, Any] = {
            "incident": self.incident.pk, "call": self.call.pk, "language": "fa", "agreed": True,
            "page_at": PAGE_AT, "by": self.taker,
        }  # fmt: skip
        return send_caller_link(**(asked | more))

    def token(self, link: CallerLink) -> str:
        """As it stands in the message: nowhere else."""
        assert link.message_id
        text: str = Message.objects.get(pk=link.message_id).text
        return text.partition("/h/")[2].partition("/")[0]

    @property
    def caller(self) -> Actor:
        return Actor(kind=ActorKind.CITIZEN, clock=self.scene.clock)

    def say(self, link: CallerLink, kind: str) -> CallerWord:
        return say(link=link.pk, token=self.token(link), kind=kind, by=self.caller)

    def write(self, link: CallerLink, text: str) -> CallerWord:
        return write(link=link.pk, token=self.token(link), text=text, by=self.caller)

    def tell_place(self, link: CallerLink, place: Point = HERE) -> CallerWord:
        token = self.token(link)
        return tell_place(link=link.pk, token=token, place=place, accuracy_m=12, by=self.caller)

    def come(self, link: CallerLink) -> CallerLink:
        return come_to_page(link=link.pk, token=self.token(link), by=self.caller)


def words_in_use(scene: Scene) -> None:
    writer, judge = everywhere(scene, Role.ADMINISTRATOR), everywhere(scene, Role.COMMANDER)
    for (event, language), text in WORDS.items():
        draft = write_template(event=event, language=language, role="caller", text=text, by=writer)
        approve_template(template=draft.pk, by=judge)


def callers_in(scene: Scene, number: str = MOBILE) -> Callers:
    words_in_use(scene)
    taker = scene.person(Role.CALL_TAKER)
    call = scene.call(taker, number)
    return Callers(scene, taker, call, scene.incident(taker, call=call.pk))

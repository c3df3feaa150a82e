"""A text in parts is one text: joined in any order, once, and never waited for beyond a day."""

from datetime import timedelta
from itertools import pairwise, permutations

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from kalantar.incoming_messages.actions import forget_incoming_parts, receive_part
from kalantar.incoming_messages.joining import PartOf, as_text, joined
from kalantar.incoming_messages.models import IncomingMessage, IncomingPart
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.messaging.models import OptOut
from kalantar.messaging.tests.waiting import meanwhile
from tests.plugins.actors import HandClock
from tests.scene import Scene

NUMBER = "+989121112233"
WORDS = "لغو لطفاً دیگر پیام نفرستید"


def cut(text: str, *at: int) -> list[bytes]:
    octets = text.encode("utf-16-be")
    ends = [0, *at, len(octets)]
    return [octets[begin:end] for begin, end in pairwise(ends)]


def give(by: Actor, octets: bytes, at: int, total: int, reference: int = 7, **more: str) -> None:
    part = PartOf(reference, total, at)
    usual = {"number": NUMBER, "coding": "utf-16-be", "route": "r"}
    receive_part(octets=octets, part=part, by=by, **{**usual, **more})


@pytest.mark.parametrize("order", list(permutations([1, 2, 3])))
def test_parts_are_joined_in_whatever_order_they_come(
    scene: Scene, as_system: Actor, order: tuple[int, ...]
) -> None:
    parts = cut(WORDS, 4, 20)
    for at in order:
        assert not IncomingMessage.objects.exists()
        give(as_system, parts[at - 1], at, 3)
    assert IncomingMessage.objects.get().text == WORDS
    assert not IncomingPart.objects.exists()


def test_the_meaning_is_that_of_the_whole(scene: Scene, as_system: Actor) -> None:
    """Its first part alone would have opted the number out."""
    parts = cut(WORDS, len("لغو") * 2)
    give(as_system, parts[0], 1, 2)
    assert not OptOut.objects.exists()
    give(as_system, parts[1], 2, 2)
    assert IncomingMessage.objects.get().meaning == "other"
    assert not OptOut.objects.exists()


def test_a_question_in_two_parts_is_one_question(scene: Scene, as_system: Actor) -> None:
    for at, octets in enumerate(cut("وضعیت ۱۴۰۵-۰۰۱۲-۰۰۳۴۷-۶", 22), 1):
        give(as_system, octets, at, 2)
    assert IncomingMessage.objects.get().meaning == "status"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=2, max_size=80), st.data())
def test_a_letter_that_was_cut_in_two_is_whole_again(text: str, data: st.DataObject) -> None:
    octets = text.encode("utf-16-be")
    at = data.draw(st.integers(1, len(octets) - 1))
    parts = [
        IncomingPart(at=number, total=2, octets=as_text(one), coding="utf-16-be")
        for number, one in enumerate((octets[:at], octets[at:]), 1)
    ]
    assert joined(parts[::-1]) == text


def test_parts_in_two_alphabets_are_read_each_in_its_own(scene: Scene, as_system: Actor) -> None:
    give(as_system, b"file ", 1, 2, coding="latin-1")
    give(as_system, "۱۲".encode("utf-16-be"), 2, 2)
    assert IncomingMessage.objects.get().text == "file ۱۲"


def test_parts_of_others_are_not_mixed_in(scene: Scene, as_system: Actor) -> None:
    one, other = cut("abcd", 4), cut("wxyz", 4)
    give(as_system, one[0], 1, 2)
    give(as_system, other[1], 2, 2, number="+989124445566")
    give(as_system, other[1], 2, 2, reference=8)
    give(as_system, other[1], 2, 2, route="s")
    assert not IncomingMessage.objects.exists()
    give(as_system, one[1], 2, 2)
    assert IncomingMessage.objects.get().text == "abcd"


def test_a_reference_used_again_forgets_what_was_never_finished(
    scene: Scene, as_system: Actor
) -> None:
    old, new = cut("old!", 4), cut("new!", 4)
    give(as_system, old[0], 1, 2)
    give(as_system, new[0], 1, 2)
    give(as_system, new[1], 2, 2)
    assert IncomingMessage.objects.get().text == "new!"
    give(as_system, old[0], 1, 2)
    give(as_system, new[0], 1, 3)
    assert IncomingPart.objects.get().total == 3


def test_incoming_part_comes_once(scene: Scene, as_system: Actor) -> None:
    parts = cut("abcd", 4)
    give(as_system, parts[0], 1, 2)
    with pytest.raises(Refused) as refused:
        give(as_system, parts[0], 1, 2)
    assert refused.value.rule.name == "incoming_part_comes_once"
    twin = IncomingPart.objects.get()
    twin.pk = None
    with pytest.raises(IntegrityError, match="incoming_part_comes_once"), transaction.atomic():
        twin.save(force_insert=True)


def test_a_part_rests_sealed(scene: Scene, as_system: Actor) -> None:
    give(as_system, b"secret words", 1, 2, coding="latin-1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, octets FROM incoming_messages_incomingpart")
        number, octets = map(bytes, cursor.fetchone())
    assert b"912111" not in number
    assert b"secret" not in octets


def test_parts_that_never_complete_are_forgotten_after_a_day(
    scene: Scene, as_system: Actor, clock: HandClock
) -> None:
    give(as_system, b"x", 1, 2)
    clock.forward(hours=23)
    give(as_system, b"y", 1, 2, reference=8)
    assert forget_incoming_parts(before=clock() - timedelta(days=1), by=as_system) == 0
    clock.forward(hours=2)
    assert forget_incoming_parts(before=clock() - timedelta(days=1), by=as_system) == 1
    assert IncomingPart.objects.get().reference == 8


@pytest.mark.django_db(transaction=True)
def test_two_parts_that_come_to_two_senders_at_once_are_one_text(
    scene: Scene, as_system: Actor
) -> None:
    parts = cut("abcd", 4)
    with transaction.atomic():
        give(as_system, parts[0], 1, 2)
        other = meanwhile(lambda: give(as_system, parts[1], 2, 2))
    other.join()
    assert IncomingMessage.objects.get().text == "abcd"
    assert not IncomingPart.objects.exists()

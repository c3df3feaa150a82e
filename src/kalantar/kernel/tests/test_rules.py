"""A rule asks and refuses in the same words."""

import pytest
from django.utils import translation

from kalantar.kernel.actor import Actor, ActorKind, system
from kalantar.kernel.rules import RULES, Refused, permission, rule


@pytest.fixture(autouse=True)
def _forget_rules_of_tests() -> object:
    before = dict(RULES)
    yield
    RULES.clear()
    RULES.update(before)


def test_a_rule_greys_the_button_and_refuses_in_the_readers_language() -> None:
    @rule(en="It is even.", fa="زوج است.", do_en="Add one.", do_fa="یکی بیفزایید.")
    def number_is_odd(number: int) -> bool:
        return number % 2 == 1

    assert number_is_odd(3)
    number_is_odd.require(3)
    assert not number_is_odd(4)
    with pytest.raises(Refused) as refused:
        number_is_odd.require(4)
    with translation.override("en"):
        assert str(refused.value) == "It is even. Add one."
    with translation.override("fa"):
        assert str(refused.value) == "زوج است. یکی بیفزایید."


def test_a_permission_gives_the_subject_to_those_who_may() -> None:
    @permission(en="Only the system may.", fa="تنها سامانه می‌تواند.")
    def may_touch(by: Actor, subject: str) -> bool:
        return by.kind is ActorKind.SYSTEM

    assert may_touch.allow(system(), "stone") == "stone"
    with pytest.raises(Refused):
        may_touch.allow(Actor(kind=ActorKind.PERSON), "stone")


def test_two_rules_cannot_have_one_name() -> None:
    def declare() -> None:
        @rule(en="a", fa="ا")
        def number_is_small() -> bool:
            return True

    declare()
    with pytest.raises(ValueError, match="number_is_small"):
        declare()

"""A rule is one sentence with one name: it greys the button and it refuses, in the same words."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from django.db import IntegrityError

from kalantar.kernel.actor import Actor
from kalantar.kernel.sentence import Sentence


class RuleKind(StrEnum):
    PREDICATE = "predicate"  # judged in Python, under the action's lock
    PERMISSION = "permission"  # who may
    CONSTRAINT = "constraint"  # judged by PostgreSQL, holds when two people race
    INPUT = "input"  # what was typed or sent cannot be understood
    LIFECYCLE = "lifecycle"  # a verb that does not lead anywhere from this state


class Rule:
    """The name, the sentence (what and why) and the remedy (what to do instead) of one rule."""

    def __init__(self, name: str, kind: RuleKind, sentence: Sentence, remedy: Sentence) -> None:
        if name in RULES:
            raise ValueError(f"two rules are named {name}")
        self.name, self.kind, self.sentence, self.remedy = name, kind, sentence, remedy
        self.module = _declaring_module()
        RULES[name] = self

    @property
    def said(self) -> Sentence:
        """Why not, and what to do instead: what a greyed verb says."""
        return self.sentence.beside(self.remedy)

    def refuse(self, **facts: object) -> "Refused":
        """The refusal to raise; ``facts`` fill the sentence's places."""
        return Refused(self, **facts)


class Refused(Exception):
    """What was asked is against a rule. Carries the rule; says its sentence in the reader's language."""

    def __init__(self, rule: Rule, **facts: object) -> None:
        super().__init__(rule.name)
        self.rule, self.facts = rule, facts

    @property
    def sentence(self) -> Sentence:
        return self.rule.sentence.format(**self.facts)

    @property
    def remedy(self) -> Sentence:
        return self.rule.remedy.format(**self.facts)

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()


RULES: dict[str, Rule] = {}


def _declaring_module() -> str:
    """The module in which a rule is being declared: the first one up the stack that is not this."""
    frame = sys._getframe(1)
    while frame.f_globals["__name__"] == __name__ and frame.f_back:
        frame = frame.f_back
    return str(frame.f_globals["__name__"])


class Predicate[**P](Rule):
    """A rule judged by a function: call it to ask, ``require`` to refuse."""

    def __init__(
        self, holds: Callable[P, bool], kind: RuleKind, sentence: Sentence, remedy: Sentence
    ) -> None:
        super().__init__(holds.__name__, kind, sentence, remedy)
        self._holds, self.__doc__ = holds, holds.__doc__

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> bool:
        return self._holds(*args, **kwargs)

    def require(self, *args: P.args, **kwargs: P.kwargs) -> None:
        if not self._holds(*args, **kwargs):
            raise self.refuse()


class Permission[T](Rule):
    """Who may do something to a subject: the first line of every action."""

    def __init__(self, holds: Callable[[Actor, T], bool], sentence: Sentence, remedy: Sentence):
        super().__init__(holds.__name__, RuleKind.PERMISSION, sentence, remedy)
        self._holds, self.__doc__ = holds, holds.__doc__

    def __call__(self, by: Actor, subject: T) -> bool:
        return self._holds(by, subject)

    def require(self, by: Actor, subject: T) -> None:
        self.allow(by, subject)

    def allow(self, by: Actor, subject: T) -> T:
        """The subject, when ``by`` may; so that an unauthorised object is never in a variable."""
        if not self._holds(by, subject):
            raise self.refuse()
        return subject


def rule[**P](
    *, en: str, fa: str, do_en: str = "", do_fa: str = "", kind: RuleKind = RuleKind.PREDICATE
) -> Callable[[Callable[P, bool]], Predicate[P]]:
    """Make a predicate a rule: ``en``/``fa`` say what and why, ``do_en``/``do_fa`` what to do."""

    def named(holds: Callable[P, bool]) -> Predicate[P]:
        return Predicate(holds, kind, Sentence(en, fa), Sentence(do_en, do_fa))

    return named


def permission[T](
    *, en: str, fa: str, do_en: str = "", do_fa: str = ""
) -> Callable[[Callable[[Actor, T], bool]], Permission[T]]:
    """Make a ``may_…`` predicate a permission."""

    def named(holds: Callable[[Actor, T], bool]) -> Permission[T]:
        if not holds.__name__.startswith("may_"):
            raise ValueError(f"a permission is named may_…, not {holds.__name__}")
        return Permission(holds, Sentence(en, fa), Sentence(do_en, do_fa))

    return named


def constraint(name: str, *, en: str, fa: str, do_en: str = "", do_fa: str = "") -> Rule:
    """The rule behind the PostgreSQL constraint of the same name."""
    return Rule(name, RuleKind.CONSTRAINT, Sentence(en, fa), Sentence(do_en, do_fa))


def input_rule(name: str, *, en: str, fa: str, do_en: str = "", do_fa: str = "") -> Rule:
    """A rule about what was typed or sent; raise its ``refuse()``."""
    return Rule(name, RuleKind.INPUT, Sentence(en, fa), Sentence(do_en, do_fa))


@contextmanager
def constraints_speak() -> Iterator[None]:
    """Turn a broken named constraint into the refusal of the rule of its name."""
    try:
        yield
    except IntegrityError as broken:
        diagnosis = getattr(broken.__cause__, "diag", None)
        found = RULES.get(getattr(diagnosis, "constraint_name", None) or "")
        if found is None:
            raise
        raise found.refuse() from broken

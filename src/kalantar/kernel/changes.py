"""What was changed of a thing, said in both languages: never by the name of a field or a value of code."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure

type Says = Callable[[Any], Sentence]

NOTHING = Sentence(en="nothing", fa="هیچ")
OTHERS = Sentence(en="another detail", fa="مشخصه‌ای دیگر")
INSTEAD = Sentence(en="{name}: {after} instead of {before}", fa="{name}: {after} به‌جای {before}")


@dataclass(frozen=True, slots=True)
class Field:
    """A value that has a name and is said; ``says``: where it is a code, or several."""

    name: Sentence
    says: Says | None = None

    def said(self, before: Any, after: Any) -> Sentence:
        says = self.says or as_it_is
        old, new = (says(value) if value or value == 0 else NOTHING for value in (before, after))
        return INSTEAD.format(name=self.name, before=old, after=new)


@dataclass(frozen=True, slots=True)
class Mark:
    """A yes or a no, each a sentence of its own."""

    yes: Sentence
    no: Sentence

    def said(self, before: Any, after: Any) -> Sentence:
        return self.yes if after else self.no


type Fields = Mapping[str, Field | Mark]


def as_it_is(value: Any) -> Sentence:
    """What was typed stands in quotes, a figure in the digits of the language."""
    if isinstance(value, int | float):
        return figure(value)
    return Sentence(en=f"“{value}”", fa=f"«{value}»")


def each(says: Says) -> Says:
    return lambda values: listed([says(value) for value in values])


def listed(said: Sequence[Sentence]) -> Sentence:
    return Sentence(en=", ".join(one.en for one in said), fa="، ".join(one.fa for one in said))


def changes(changed: Mapping[str, Sequence[Any]], fields: Fields) -> Sentence:
    """``changed``: field → [before, after]. One that is no field any more is not named, but counted in."""
    said = [fields[name].said(*both) for name, both in changed.items() if name in fields]
    if len(said) < len(changed):
        said.append(OTHERS)
    return _joined(said)


def _joined(said: Iterable[Sentence]) -> Sentence:
    said = list(said)
    return Sentence(en="; ".join(one.en for one in said), fa="؛ ".join(one.fa for one in said))

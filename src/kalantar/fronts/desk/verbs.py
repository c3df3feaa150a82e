"""A verb of a file or an order as a page shows it: a button with its key, what it asks, and why it is grey."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Model
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Permission, Refused
from kalantar.kernel.sentence import Sentence


class VerbForm(forms.Form):
    """What a verb asks. ``asked``: the same as the action's own words."""

    def __init__(self, *args: Any, about: Any, by: Actor, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}-%s")
        super().__init__(*args, **kwargs)
        self.about, self.by = about, by
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the thing: choices, what was written before."""

    @property
    def asked(self) -> dict[str, Any]:
        return self.cleaned_data


@dataclass(frozen=True, slots=True)
class Verb:
    """``of``: the action's word for the thing. ``stands``: the rules besides ``may`` that grey it.
    ``late``: what it asks has to be looked up, so that is fetched from its address when it is opened."""

    name: str
    key: str
    label: object
    act: Callable[..., Any]
    of: str
    may: Permission[Any]
    form: type[VerbForm] = VerbForm
    stands: tuple[Callable[[Any], bool], ...] = ()
    template: str = "base/_fields.html"
    danger: bool = False
    tab: bool = False  # what comes of it is shown in a tab of its own
    late: bool = False

    def refusal(self, about: Model, by: Actor) -> Sentence | None:
        """Why it cannot be done now and what to do instead, in the rule's own words; None where it can."""
        if not self.may(by, about):
            return self.may.said
        return next((rule.said for rule in self.stands if not rule(about)), None)  # type: ignore[attr-defined]


@dataclass(slots=True)
class Tried:
    """What was asked and not done: it stays open, with what was typed and why."""

    verb: str = ""
    form: VerbForm | None = None
    refused: Refused | None = None
    about: str = ""  # the id of the row it was asked of, where there are several


NOTHING = Tried()


@dataclass(slots=True)
class Ask:
    """A verb on the page. It has an id of its own, so that a repeat of it is done once. Without a form
    it is a late one that was not opened yet."""

    verb: Verb
    form: VerbForm | None
    refusal: Sentence | None
    open: bool = False
    refused: Refused | None = None
    operation: str = field(default_factory=lambda: str(uuid7()))


def asks(verbs: Iterable[Verb], about: Model, by: Actor, tried: Tried) -> list[Ask]:
    return [_ask(verb, about, by, tried, tried.verb == verb.name) for verb in verbs]


def ask_of_row(
    verb: Verb, id: UUID, about: Model, by: Actor, tried: Tried, initial: Any = None
) -> Ask:
    """A verb of one of several rows: its form has the row's id, and is open where that one was tried."""
    mine = tried.verb == verb.name and tried.about == str(id)
    return _ask(verb, about, by, tried, mine, auto_id=f"{verb.name}-{id}-%s", initial=initial)


def opened(verb: Verb, about: Model, by: Actor, **how: Any) -> Ask:
    """What a late verb asks, as it is opened."""
    return _ask(verb, about, by, NOTHING, mine=True, **how)


def refusals(shown: Iterable[Ask]) -> list[str]:
    """Each reason once."""
    return list(dict.fromkeys(str(ask.refusal) for ask in shown if ask.refusal))


def out_of_place(shown: Iterable[Ask], tried: Tried) -> Refused | None:
    """The refusal that no open form shows: the verb asks nothing, is grey, or is gone meanwhile."""
    place = next((ask for ask in shown if ask.open), None)
    in_place = place and place.form and place.form.fields and not place.refusal
    return None if in_place else tried.refused


def _ask(verb: Verb, about: Model, by: Actor, tried: Tried, mine: bool, **how: Any) -> Ask:
    """What cannot be done asks nothing, nor what to choose from."""
    grey, form = verb.refusal(about, by), tried.form if mine else None
    if form is None and (grey or mine or not verb.late):
        form = (VerbForm if grey else verb.form)(about=about, by=by, **how)
    return Ask(verb, form, grey, open=mine, refused=tried.refused if mine else None)

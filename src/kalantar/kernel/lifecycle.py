"""A lifecycle is one table: which verb leads from which state to which, with what event, by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Model

from kalantar.kernel.rules import Rule, RuleKind
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One row: the ``verb`` leads ``frm`` any of these states ``to`` that one."""

    verb: str
    label: Sentence
    frm: Sequence[str]
    to: str
    event: type[Event]
    who: Sequence[str]  # the roles; the diagram and the docs say them, the may_… rule judges


LIFECYCLES: dict[str, "Lifecycle"] = {}


class Lifecycle:
    """States, steps, and what follows from them: the guard, the buttons, the diagram, the matrix."""

    def __init__(
        self,
        name: str,
        *,
        field: str,
        start: str,
        states: Mapping[str, Sentence],
        steps: Sequence[Step],
    ) -> None:
        self.name, self.field, self.start = name, field, start
        self.states, self.steps = dict(states), tuple(steps)
        for step in steps:
            unknown = {*step.frm, step.to} - self.states.keys()
            if unknown:
                raise ValueError(f"{name}.{step.verb} names unknown states {unknown}")
        self.rule = Rule(
            f"{name}_allows_step",
            RuleKind.LIFECYCLE,
            Sentence(
                en="“{verb}” is not possible while the state is “{state}”.",
                fa="«{verb}» در وضعیت «{state}» ممکن نیست.",
            ),
            Sentence(
                en="Look at it again: it may have changed.",
                fa="دوباره نگاه کنید؛ شاید تغییر کرده است.",
            ),
        )
        LIFECYCLES[name] = self

    def step(self, verb: str, state: str) -> Step | None:
        """The row for ``verb`` in ``state``; None where the verb leads nowhere."""
        return next((row for row in self.steps if row.verb == verb and state in row.frm), None)

    def verbs(self, subject: Model) -> list[Step]:
        """The buttons: every step possible now, in the table's order."""
        state = getattr(subject, self.field)
        return [row for row in self.steps if state in row.frm]

    def can(self, subject: Model, verb: str) -> bool:
        return self.step(verb, getattr(subject, self.field)) is not None

    def advance(self, subject: Model, verb: str) -> Step:
        """Set the new state on ``subject`` (not saved) and return the row; refuse a wrong verb."""
        state = getattr(subject, self.field)
        found = self.step(verb, state)
        if found is None:
            label = next((row.label for row in self.steps if row.verb == verb), None)
            if label is None:
                raise KeyError(f"{self.name} has no verb {verb}")
            raise self.rule.refuse(verb=label, state=self.states[state])
        setattr(subject, self.field, found.to)
        return found

    def choices(self) -> list[tuple[str, str]]:
        """For a form: the states in their order, in the reader's language."""
        return [(state, str(label)) for state, label in self.states.items()]

    def diagram(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        lines += [
            f"    {state} --> {row.to}: {row.verb}" for row in self.steps for state in row.frm
        ]
        return "\n".join(lines)

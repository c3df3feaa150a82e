"""The sheet of verbs, made from the code: what each is called, its words, its key, and the way back."""

from dataclasses import dataclass

from kalantar.commands.undoing import OF_VERB
from kalantar.commands.verbs import VERBS, Verb
from kalantar.fronts.dispatcher.keys import KEYS, LINE
from kalantar.kernel.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Line:
    """One verb. ``stays``: why it is not taken back; None where it is, or where it does nothing."""

    verb: Verb
    key: str
    taken_back: bool
    stays: Sentence | None


def sheet() -> list[Line]:
    return [_line(verb) for verb in VERBS]


def _line(verb: Verb) -> Line:
    undoing = OF_VERB.get(verb.name)
    taken_back = undoing is not None and undoing.back is not None
    return Line(verb, KEYS.get(verb.name, LINE), taken_back, undoing.why if undoing else None)

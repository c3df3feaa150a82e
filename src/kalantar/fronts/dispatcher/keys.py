"""Which key presses which verb. The words and the refusals are dispatch's; only the keys stand here."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from kalantar.commands.grammar import read
from kalantar.commands.verbs import ASKING
from kalantar.dispatch.queries import AssignmentSeen, IncidentCard
from kalantar.dispatch.verbs import Verb
from kalantar.kernel.sentence import Sentence

ON_ASSIGNMENT = {
    "acknowledge": "K",
    "set_out": "G",
    "arrive": "V",
    "clear": "L",
    "call_off": "X",
    "divert": "D",
    "break_down": "B",
}
ON_INCIDENT = {
    "change_priority": "P",
    "add_note": "T",
    "answer_questions": "A",
    "join_call": "J",
    "change_type": "Y",
    "correct_place": "M",
    "close": "C",
    "reopen": "R",
}
OF_THE_ROOM = {
    "send": "⏎",
    "show": "↓",
    "undo": "⌫",
    "unit_available": "S",  # and its figure there
    "unit_unavailable": "S",
    "ask_backup": "Ctrl+.",  # of the unit whose part of the card is open
    "need_no_backup": "Ctrl+.",
}
AT_ONCE = frozenset({"acknowledge", "set_out", "arrive", "clear"})  # the others ask something first
LINE = "/"  # the command line, where a verb has no key of its own
KEYS = ON_ASSIGNMENT | ON_INCIDENT | OF_THE_ROOM
CALLS = Sentence(en="Calls", fa="تماس‌ها")


@dataclass(frozen=True, slots=True)
class Button:
    """A verb with its key, and where it goes. ``refusal``: why it is greyed."""

    key: str
    label: Sentence
    url: str
    at_once: bool
    refusal: Sentence | None


def of_assignment(seen: AssignmentSeen) -> list[Button]:
    """What can be done with the unit now; what cannot is left out, there are too many states."""
    return [
        _button(verb, ON_ASSIGNMENT, seen.assignment.pk) for verb in seen.verbs if verb.possible
    ]


def of_incident(card: IncidentCard) -> list[Button]:
    """All verbs of an open incident, greyed with the reason; of a closed one those it has left."""
    closed = card.incident.closed_at is not None
    return [
        _button(verb, ON_INCIDENT, card.incident.pk)
        for verb in card.verbs
        if verb.name in ON_INCIDENT and (verb.possible or (not closed and verb.name != "reopen"))
    ]


def _button(verb: Verb, keys: dict[str, str], subject: object) -> Button:
    label = CALLS if verb.name == "join_call" else verb.label
    url = reverse(f"dispatcher:{verb.name}", args=[subject])
    return Button(keys[verb.name], label, url, verb.name in AT_ONCE, verb.refusal)


def opened_by(said: str, incident: UUID | None) -> str:
    """The address of what a command asks next on the card; empty where it asks nothing."""
    verb = read(said).verb.name
    asks = incident is not None and verb in ASKING and verb in ON_INCIDENT
    return reverse(f"dispatcher:{verb}", args=[incident]) if asks else ""

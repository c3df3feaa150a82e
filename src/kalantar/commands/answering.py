"""What a crew hears of what it wrote: short, in its language, with nothing of the incident or of anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kalantar.kernel.rules import Refused
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import say_time
from kalantar.message_templates.placeholders import plain_value
from kalantar.patrols.models import Unit
from kalantar.patrols.states import STATES

DONE, BACKUP, NOT_DONE = "patrol_done", "patrol_backup", "patrol_not_done"
REFUSED = {  # the rule → the words that say it, and what to write instead
    "command_is_understood": "patrol_not_understood",
    "verb_is_said_by_message": "patrol_not_by_message",
    "unit_is_on_an_incident": "patrol_on_no_incident",
    "command_names_one_choice": "patrol_which_outcome",
    "assignment_allows_step": "patrol_not_now",
    "unit_allows_step": "patrol_not_now",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """``event``: of the approved words; ``values``: what stands in their places."""

    event: str
    values: Mapping[str, str]


def done(unit: Unit, verb: str, now: datetime, language: str) -> Answer:
    event = BACKUP if verb == "ask_backup" else DONE
    values = {"unit": unit.call_sign, "time": say_time(now, language)}
    return Answer(event, values | ({} if event == BACKUP else {"status": _status(unit, language)}))


def not_done(unit: Unit, refused: Refused, language: str) -> Answer:
    event, values = REFUSED.get(refused.rule.name, NOT_DONE), {"unit": unit.call_sign}
    if event == "patrol_not_now":
        values["status"] = _status(unit, language)
    if event == "patrol_which_outcome":
        offered = refused.facts["offered"]
        values["outcome"] = plain_value(
            _in(offered, language) if isinstance(offered, Sentence) else ""
        )
    return Answer(event, values)


def _status(unit: Unit, language: str) -> str:
    """As it is now, whatever was done: a repeat of what is so already reads the same."""
    now = Unit.objects.get(pk=unit.pk)
    return _in(STATES[now.status], language)


def _in(said: Sentence, language: str) -> str:
    return said.fa if language.startswith("fa") else said.en

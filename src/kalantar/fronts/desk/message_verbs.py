"""The verbs of a message, those of its lifecycle that people have: sent again, with a reason; cancelled."""

from kalantar.fronts.desk.file_forms import WhyForm
from kalantar.fronts.desk.verbs import Verb, VerbForm
from kalantar.messaging import actions
from kalantar.messaging.lifecycle import MESSAGE
from kalantar.messaging.models import Message
from kalantar.messaging.rules import may_handle_message

_LABELS = {step.verb: step.label for step in MESSAGE.steps}


def _step(name: str, key: str, act: object, form: type[VerbForm]) -> Verb:
    return Verb(name, key, _LABELS[name], act, "message", may_handle_message, form)  # type: ignore[arg-type]


VERBS = {
    verb.name: verb
    for verb in (
        _step("send_again", "S", actions.send_again, WhyForm),
        _step("cancel", "C", actions.cancel_message, VerbForm),
    )
}


def verbs_of(message: Message) -> list[Verb]:
    return [verb for name, verb in VERBS.items() if MESSAGE.can(message, name)]

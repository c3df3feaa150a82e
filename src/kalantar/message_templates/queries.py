"""What who writes a message asks: the words in use, and how they look on a phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kalantar.kernel.ready import Ready
from kalantar.kernel.sentence import Sentence
from kalantar.message_templates.models import MessageTemplate, TemplateState
from kalantar.message_templates.placeholders import PLACEHOLDERS, examples, filled
from kalantar.message_templates.placeholders import plain_value as plain_value
from kalantar.message_templates.segments import Segmented, segmented

_ASKED = ("its event", "its language", "its role")


@dataclass(frozen=True, slots=True)
class Preview:
    """A template as somebody would read it, and what an operator would count."""

    text: str
    segments: Segmented


def preview(template: MessageTemplate, values: Mapping[str, str]) -> Preview:
    text = filled(template.text, values)
    return Preview(text, segmented(text))


def example_of(template: MessageTemplate) -> Preview:
    """As somebody would read it, with an example in each place."""
    return preview(template, examples(template.text, template.language))


def places_of_templates() -> dict[str, Sentence]:
    """What a template may name, each as it is written in braces, and what it is called."""
    return {name: one.name for name, one in PLACEHOLDERS.items()}


def approved_template(event: str, language: str, role: str) -> MessageTemplate | None:
    return _approved().first(event, language, role)


@cache
def _approved() -> Ready[MessageTemplate]:
    """It is asked for every message: so its SQL is built once."""
    event, language, role = _ASKED
    rows = MessageTemplate.objects.filter(event=event, language=language, role=role)
    return Ready(rows.filter(state=TemplateState.APPROVED).order_by(), _ASKED)

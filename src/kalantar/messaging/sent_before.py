"""A new text tried on what was really sent: the values of the latest messages, in its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kalantar.kernel.actor import Actor
from kalantar.message_templates.models import MessageTemplate
from kalantar.message_templates.placeholders import SECRET, examples, made_up, parts_said
from kalantar.message_templates.queries import Preview, preview
from kalantar.messaging.models import Message

LOOKED_AT = 2_000  # of the latest messages; what is rarer than that is shown by examples alone
SHOWN = 5


@dataclass(frozen=True, slots=True)
class SentBefore:
    """A message that went out, as the new text says it. ``open``: the reader may see that message, so its
    values are its own; else what tells of a file, a turn or a phone is made up in the same length."""

    at: datetime
    area: UUID
    open: bool
    looks: Preview


def sent_before(reader: Actor, template: MessageTemplate, limit: int = SHOWN) -> list[SentBefore]:
    """The latest messages of that event, role and language, the last first. A code is always made up."""
    rows = list(_latest(template, limit))
    seen = set(
        Message.objects.visible_to(reader)
        .filter(pk__in=[row.pk for row, _ in rows])
        .values_list("pk", flat=True)
    )
    return [
        SentBefore(
            row.queued_at, row.area_id, row.pk in seen,
            preview(template, _values(template, said, is_open=row.pk in seen)),
        )
        for row, said in rows
    ]  # fmt: skip


def _latest(template: MessageTemplate, limit: int) -> Iterator[tuple[Message, dict[str, str]]]:
    """With what stood in the places of the text they were written by. Keys are made in order of time, so
    the latest are found without an index of their own."""
    latest = Message.objects.order_by("-pk").values("pk")[:LOOKED_AT]
    rows = Message.objects.filter(
        pk__in=latest, event=template.event, role=template.role, language=template.language,
        template__isnull=False,
    )  # fmt: skip
    for row in rows.defer("number").select_related("template").order_by("-pk")[:limit]:
        said = parts_said(row.template.text, row.text) if row.template and row.text else None
        if said is not None:
            yield row, said


def _values(template: MessageTemplate, said: dict[str, str], *, is_open: bool) -> dict[str, str]:
    """What the new text names and the old one did not is an example."""
    asked = examples(template.text, template.language)
    known = {
        name: value if is_open and name not in SECRET else made_up(name, value)
        for name, value in said.items()
    }
    return {name: known.get(name, example) for name, example in asked.items()}

"""What can happen to a template."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure
from kalantar.kernel.timeline import Event
from kalantar.people.roles import Role

TEMPLATE_READERS = (Role.ADMINISTRATOR, Role.COMMANDER, Role.AUDITOR)


@dataclass(frozen=True)
class TemplateWritten(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Version {version} of the template was written.", fa="نسخهٔ {version} الگو نوشته شد."
    )
    readers = TEMPLATE_READERS
    template: UUID
    version: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"version": figure(facts["version"])}


@dataclass(frozen=True)
class TemplateApproved(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The template was approved and is in use.", fa="الگو تأیید شد و به کار می‌رود."
    )
    readers = TEMPLATE_READERS
    template: UUID


@dataclass(frozen=True)
class TemplateRefused(Event):
    sentence: ClassVar[Sentence] = Sentence(en="The template was refused.", fa="الگو رد شد.")
    readers = TEMPLATE_READERS
    template: UUID


@dataclass(frozen=True)
class TemplateRetired(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The template is no longer in use.", fa="الگو دیگر به کار نمی‌رود."
    )
    readers = TEMPLATE_READERS
    template: UUID

"""What can happen to the catalogues."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.people.roles import Role

READERS = (Role.ADMINISTRATOR, Role.COMMANDER, Role.AUDITOR)


@dataclass(frozen=True)
class CatalogueInstalled(Event):
    """``added``: how many rows the service did not have yet."""

    added: int
    sentence: ClassVar[Sentence] = Sentence(
        en="The standard catalogue was installed: {added} new rows.",
        fa="فهرست‌های پایه با {added} ردیف آماده شد.",
    )
    readers: ClassVar[tuple[Role, ...]] = READERS


@dataclass(frozen=True)
class CatalogueRowAdded(Event):
    row: UUID
    sentence: ClassVar[Sentence] = Sentence(
        en="“{row}” was added to the catalogue.", fa="«{row}» به فهرست‌ها افزوده شد."
    )
    readers: ClassVar[tuple[Role, ...]] = READERS
    kinds: ClassVar[dict[str, str]] = {"row": "catalogue_row"}


@dataclass(frozen=True)
class CatalogueRowChanged(Event):
    """``changed``: field → [before, after], only of fields that differ."""

    row: UUID
    changed: dict[str, Any]
    sentence: ClassVar[Sentence] = Sentence(
        en="“{row}” was changed in the catalogue ({changed}).",
        fa="«{row}» در فهرست‌ها ویرایش شد ({changed}).",
    )
    readers: ClassVar[tuple[Role, ...]] = READERS
    kinds: ClassVar[dict[str, str]] = {"row": "catalogue_row"}

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        """Each change as ``field: before → after``."""
        said = [f"{field}: {old} → {new}" for field, (old, new) in facts["changed"].items()]
        return {"changed": Sentence(en="; ".join(said), fa="؛ ".join(said))}


@dataclass(frozen=True)
class CatalogueRowRetired(Event):
    row: UUID
    sentence: ClassVar[Sentence] = Sentence(
        en="“{row}” is not offered any more.", fa="«{row}» از فهرست‌ها کنار گذاشته شد."
    )
    readers: ClassVar[tuple[Role, ...]] = READERS
    kinds: ClassVar[dict[str, str]] = {"row": "catalogue_row"}


@dataclass(frozen=True)
class CatalogueRowRestored(Event):
    row: UUID
    sentence: ClassVar[Sentence] = Sentence(
        en="“{row}” is offered again.", fa="«{row}» به فهرست‌ها بازگردانده شد."
    )
    readers: ClassVar[tuple[Role, ...]] = READERS
    kinds: ClassVar[dict[str, str]] = {"row": "catalogue_row"}

"""What can happen to the catalogues."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.catalogue.capabilities import capability_name, kind_name
from kalantar.kernel.changes import Field, Mark, changes, each
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import lasting
from kalantar.kernel.timeline import Event
from kalantar.people.roles import Role

READERS = (Role.ADMINISTRATOR, Role.COMMANDER, Role.AUDITOR)

FIELDS: dict[
    str, Field | Mark
] = {  # of all rows; a capability with rows of its own adds in events.py
    "name_fa": Field(Sentence(en="name in Persian", fa="نام فارسی")),
    "name_en": Field(Sentence(en="name in English", fa="نام انگلیسی")),
    "text_fa": Field(Sentence(en="question in Persian", fa="متن فارسی پرسش")),
    "text_en": Field(Sentence(en="question in English", fa="متن انگلیسی پرسش")),
    "order": Field(Sentence(en="place in the list", fa="جایگاه در فهرست")),
    "priority": Field(Sentence(en="priority", fa="اولویت")),
    "units": Field(Sentence(en="units to send", fa="شمار یگان‌های اعزامی")),
    "capabilities": Field(
        Sentence(en="each unit must have", fa="توانایی لازم هر یگان"), each(capability_name)
    ),
    "unit_kinds": Field(
        Sentence(en="only these kinds of unit", fa="تنها این گونه‌های یگان"), each(kind_name)
    ),
    "wait_alarm_s": Field(Sentence(en="alarm after", fa="هشدار پس از"), lasting),
    "word_within_s": Field(Sentence(en="word within", fa="اعلام وضعیت تا"), lasting),
    "keywords": Field(Sentence(en="other words people use", fa="واژه‌های دیگر مردم")),
    "yes_means_priority": Field(
        Sentence(en="priority that a yes raises it to", fa="اولویت در پاسخ «بله»")
    ),
    "needs_note": Mark(
        yes=Sentence(en="needs a note from now on", fa="از این پس یادداشت می‌خواهد"),
        no=Sentence(en="needs a note no longer", fa="دیگر یادداشت نمی‌خواهد"),
    ),
}


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
        return {"changed": changes(facts["changed"], FIELDS)}


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

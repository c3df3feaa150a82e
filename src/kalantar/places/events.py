"""What can happen to places."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event

READERS = ("administrator", "commander", "station_chief", "auditor")


@dataclass(frozen=True)
class AreaOpened(Event):
    area: UUID

    sentence: ClassVar[Sentence] = Sentence(
        en="{area} was added to the areas of the service.",
        fa="{area} به محدوده‌های خدمت افزوده شد.",
    )
    readers: ClassVar[Sequence[str]] = READERS
    kinds: ClassVar[dict[str, str]] = {"area": "jurisdiction"}


@dataclass(frozen=True)
class AreaRenamed(Event):
    """``before_fa``, ``before_en``: its names until then; an entry told later names it as it is now."""

    area: UUID
    before_fa: str
    before_en: str

    sentence: ClassVar[Sentence] = Sentence(
        en="{area} was called {before} until then.",
        fa="نام {area} تا آن زمان «{before}» بود.",
    )
    readers: ClassVar[Sequence[str]] = READERS
    kinds: ClassVar[dict[str, str]] = {"area": "jurisdiction"}

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        fa, en = facts["before_fa"], facts["before_en"]
        return {"before": Sentence(en=en or fa, fa=fa or en)}


@dataclass(frozen=True)
class AreaCodeGiven(Event):
    """``code``: empty where it was taken away; ``before``: the code it had until then, or none."""

    area: UUID
    code: str
    before: str

    sentence: ClassVar[Sentence] = Sentence(
        en="The code of {area} is {code}.", fa="کد {area} {code} شد."
    )
    readers: ClassVar[Sequence[str]] = READERS
    kinds: ClassVar[dict[str, str]] = {"area": "jurisdiction"}

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"code": facts["code"] or "—"}


@dataclass(frozen=True)
class AreaRetired(Event):
    area: UUID

    sentence: ClassVar[Sentence] = Sentence(en="{area} was retired.", fa="{area} کنار گذاشته شد.")
    readers: ClassVar[Sequence[str]] = READERS
    kinds: ClassVar[dict[str, str]] = {"area": "jurisdiction"}


@dataclass(frozen=True)
class BoundariesDrawn(Event):
    """``overlap_m2`` and ``gap_m2``: what the division leaves to two, and to nobody."""

    around: UUID | None
    areas: int
    overlap_m2: int
    gap_m2: int

    sentence: ClassVar[Sentence] = Sentence(
        en="The boundaries of {areas} areas were drawn; {overlap_m2} m² belong to two of them, {gap_m2} m² to none.",
        fa="مرز {areas} محدوده ترسیم شد؛ {overlap_m2} متر مربع به دو محدوده تعلق دارد و {gap_m2} متر مربع به هیچ‌کدام.",
    )
    readers: ClassVar[Sequence[str]] = READERS
    kinds: ClassVar[dict[str, str]] = {"around": "jurisdiction"}


@dataclass(frozen=True)
class BoundariesJudged(Event):
    """A new map came, the stations kept their boundaries: what of it they leave to two, to nobody."""

    around: UUID
    overlap_m2: int
    gap_m2: int

    sentence: ClassVar[Sentence] = Sentence(
        en="The stations of {around} kept their boundaries on its new map; {overlap_m2} m² belong to two of them, {gap_m2} m² to none.",
        fa="مرز کلانتری‌های {around} روی نقشهٔ تازه همان ماند؛ {overlap_m2} متر مربع به دو کلانتری تعلق دارد و {gap_m2} متر مربع به هیچ‌کدام.",
    )
    readers: ClassVar[Sequence[str]] = READERS
    kinds: ClassVar[dict[str, str]] = {"around": "jurisdiction"}


@dataclass(frozen=True)
class ExtractImported(Event):
    city: UUID
    extract: UUID
    names: int

    sentence: ClassVar[Sentence] = Sentence(
        en="{city} was given a new map with {names} names.",
        fa="نقشهٔ تازهٔ {city} با {names} نام وارد شد.",
    )
    readers: ClassVar[Sequence[str]] = READERS
    kinds: ClassVar[dict[str, str]] = {"city": "jurisdiction"}

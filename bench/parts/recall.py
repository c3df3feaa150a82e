"""Of how many mistyped names somebody so named is among the first five, by mistake."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.parts.database import backends
from bench.parts.measure import Meter, OwnMeter, Sample, table
from bench.parts.misspelt import Typed, typed
from bench.parts.names import Named
from bench.parts.province import Province

FIRST = 5
AMONG = 5_000  # names the mistakes are made of
# What is found without us: the typed name, its letters normalised, as part of a kept one.
BARE = "SELECT given_fa, family_fa, given_en, family_en FROM persons_person WHERE search LIKE %s LIMIT 5"


@dataclass
class Kind:
    asked: int = 0
    found: int = 0
    bare: int = 0
    missed: list[str] = field(default_factory=list)
    took: Sample = field(default_factory=Sample)


@dataclass
class Recall:
    kinds: dict[str, Kind]

    @property
    def ours(self) -> float:
        return sum(one.found for one in self.kinds.values()) / self._asked

    @property
    def bare(self) -> float:
        return sum(one.bare for one in self.kinds.values()) / self._asked

    @property
    def _asked(self) -> int:
        return sum(one.asked for one in self.kinds.values())


def measured(province: Province, of_each: int) -> Recall:
    """Asked in this process by who may see the whole province."""
    from kalantar.people.queries import actor_of
    from kalantar.persons.queries import find_persons

    reader, own, postgres = actor_of(province.commander), OwnMeter(), Meter(backends())
    kinds: dict[str, Kind] = {}
    for name, questions in typed(_names(), of_each).items():
        kind = kinds[name] = Kind(len(questions))
        for one in questions:
            with kind.took.run(own, postgres):
                found = find_persons(reader, one.text, limit=FIRST)
            shown = [(p.given_fa, p.family_fa, p.given_en, p.family_en) for p in found]
            if is_meant(one, shown):
                kind.found += 1
            else:
                kind.missed.append(f"{one.text} ({one.meant.family})")
            kind.bare += is_meant(one, _bare(one.text))
    return Recall(kinds)


def shown(recall: Recall) -> None:
    heads = ["asked", "recall@5", "LIKE's", "p50 ms", "p95 ms", "PG CPU ms"]
    rows = [
        (
            name, one.asked, one.found / one.asked, one.bare / one.asked, one.took.p50, one.took.p95,
            one.took.mean_postgres,
        )
        for name, one in recall.kinds.items()
        if one.asked
    ]  # fmt: skip
    table(["mistyped names", *heads], rows)
    for name, one in recall.kinds.items():
        if one.missed:
            print(f"not found, {name}: {' · '.join(one.missed[:4])}")


def is_meant(one: Typed, found: Sequence[Sequence[str]]) -> bool:
    """Somebody of that very name; of a family name alone, somebody of that family."""
    from kalantar.kernel.text import joined_key

    wanted = joined_key(one.meant.family), joined_key(one.meant.given)
    for given_fa, family_fa, given_en, family_en in found:
        given, family = given_fa, family_fa
        if not family and _persian(given_en, family_en) == one.meant:
            return True
        if joined_key(family) == wanted[0] and (one.alone or joined_key(given) == wanted[1]):
            return True
    return False


def _persian(given: str, family: str) -> Named:
    """Whose Latin name it is."""
    from bench.parts.names import LATIN_FAMILY, LATIN_GIVEN

    return Named(
        next((fa for fa, en in LATIN_GIVEN.items() if given in en), ""),
        next((fa for fa, en in LATIN_FAMILY.items() if family in en), ""),
    )


def _bare(text: str) -> list[Any]:
    from django.db import connection

    from kalantar.kernel.text import search_key

    with connection.cursor() as cursor:
        cursor.execute(BARE, [f"%{search_key(text)}%"])
        return list(cursor.fetchall())


def _names() -> list[Named]:
    from kalantar.persons.models import Person

    rows = Person.objects.exclude(family_fa="").order_by("national_id_hash")[:AMONG]
    return [Named(given, family) for given, family in rows.values_list("given_fa", "family_fa")]

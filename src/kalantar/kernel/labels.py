"""How an id is said: each capability says its own kinds, many ids in one query.

Most are said by two columns of their row, a Persian and an English one (``names``): however many such
kinds a page has, it asks for them in one query.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from kalantar.kernel.actor import Actor
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text.digits import in_persian_text

type Labels = Mapping[UUID, Sentence]
type Labeller = Callable[[Collection[UUID], Actor], Labels]
type Rows = Callable[[Actor], QuerySet[Any]]  # those the reader may know

LABELLERS: dict[str, Labeller] = {}
NOTHING: Labels = {}
GONE = Sentence(en="(erased)", fa="(پاک‌شده)")


def labels(kind: str) -> Callable[[Labeller], Labeller]:
    """Register the function that says ids of ``kind``, as far as the reader may know them."""

    def named(labeller: Labeller) -> Labeller:
        if kind in LABELLERS:
            raise ValueError(f"{kind} is already said by {LABELLERS[kind].__module__}")
        LABELLERS[kind] = labeller
        return labeller

    return named


def either(fa: str, en: str) -> Sentence:
    """A name in each language, else in the other."""
    return Sentence(en=en or fa, fa=fa or en)


def as_number(fa: str, en: str) -> Sentence:
    """A number of several parts, which is the same in both."""
    return Sentence(en=en, fa=in_persian_text(fa))


@dataclass(frozen=True, slots=True)
class _Named:
    rows: Rows
    columns: tuple[str, str]
    said: Callable[[str, str], Sentence]
    other: Sentence | None

    def found(self, ids: Collection[UUID], reader: Actor) -> QuerySet[Any, tuple[UUID, str, str]]:
        fa, en = self.columns
        rows = self.rows(reader).filter(pk__in=ids).order_by().annotate(_fa=F(fa), _en=F(en))
        found: QuerySet[Any, tuple[UUID, str, str]] = rows.values_list("pk", "_fa", "_en")
        return found

    def label(
        self, ids: Collection[UUID], names: Mapping[UUID, tuple[str, str]]
    ) -> dict[UUID, Sentence]:
        said = {id: self.said(*names[id]) for id in ids if id in names}
        return said if self.other is None else dict.fromkeys(ids, self.other) | said


NAMED: dict[str, _Named] = {}


def names(
    kind: str,
    fa: str = "name_fa",
    en: str = "name_en",
    *,
    said: Callable[[str, str], Sentence] = either,
    other: Sentence | None = None,
) -> Callable[[Rows], Labeller]:
    """Register the rows whose two columns say ids of ``kind``; ``other``: of rows that are not among them."""

    def named(rows: Rows) -> Labeller:
        one = _Named(rows, (fa, en), said, other)

        @labels(kind)
        def labeller(ids: Collection[UUID], reader: Actor) -> Labels:
            return one.label(ids, _together([(one, ids)], reader))

        NAMED[kind] = one
        return labeller

    return named


def say(
    wanted: Mapping[str, Collection[UUID]], reader: Actor, known: Labels = NOTHING
) -> dict[UUID, Sentence]:
    """The labels of all ids in ``wanted`` (kind → ids): one query for all that have names, and one for
    each other kind; what is gone says so.

    ``known``: labels the page has already, which are not asked for.
    """
    said = dict(known)
    missing = {kind: [id for id in ids if id not in known] for kind, ids in wanted.items()}
    asked = {kind: ids for kind, ids in missing.items() if ids}
    rows = _together([(NAMED[kind], ids) for kind, ids in asked.items() if kind in NAMED], reader)
    for kind, ids in asked.items():
        named = NAMED.get(kind)
        found = named.label(ids, rows) if named else LABELLERS[kind](ids, reader)
        said |= {id: found.get(id, GONE) for id in ids}
    return said


def _together(
    asked: Collection[tuple[_Named, Collection[UUID]]], reader: Actor
) -> dict[UUID, tuple[str, str]]:
    """Both columns of every row there is of them."""
    if not asked:
        return {}
    first, *others = [one.found(ids, reader) for one, ids in asked]
    rows = first.union(*others, all=True).order_by() if others else first
    return {id: (fa, en) for id, fa, en in rows}

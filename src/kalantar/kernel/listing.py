"""A list that can grow, a page at a time: after the row that was last, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db.models import F, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Replace
from django.utils.translation import get_language

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import ZWNJ, localise_number, normalise, to_latin_digits

PAGE = 50
COUNTED = 10_000  # of what is more, only that it is more
SO_MANY = Sentence(en="{count} in all", fa="{count} مورد")
MORE = Sentence(en="more than {count} in all", fa="بیش از {count} مورد")


@dataclass(frozen=True, slots=True)
class Listed[M: Model]:
    """One page of a list. ``next``: the id to ask the next one after; empty on the last."""

    rows: list[M]
    count: int
    next: str = ""
    beyond: bool = False  # not the first page
    most: int = COUNTED  # what is more than that was not counted

    @property
    def counted(self) -> str:
        return count_said(self.count, self.most)


def page_of[M: Model](
    found: QuerySet[M],
    *order: str,
    after: object = None,
    among: QuerySet[M] | None = None,
    size: int = PAGE,
    most: int = COUNTED,
) -> Listed[M]:
    """The rows of ``found`` after the one with the id ``after``, by ``order`` and the id.

    A field may begin with a minus. ``after`` is looked up in ``found``; where rows leave a list while
    it is read, ``among`` is all that the reader may see, so that one that left still has its place.
    What is no id, or the id of a row that is not there, is no place in the list: then it is the first
    page. Of a row the reader may not see the page would tell when it was made. Three questions
    whatever the size.
    """
    fields, last = _from(found, order, after, among)
    rows = list(_behind(found, fields, last)[: size + 1])
    more = str(rows[size - 1].pk) if len(rows) > size else ""
    count = found[: most + 1].count()
    return Listed(rows[:size], count, more, last is not None, most)


def rows_after[M: Model](
    found: QuerySet[M],
    *order: str,
    after: object = None,
    among: QuerySet[M] | None = None,
    limit: int | None = PAGE,
) -> list[M]:
    """The rows of such a page by themselves, for who counts nothing: a program, a list that lives.

    One question, with ``after`` two.
    """
    return list(_behind(found, *_from(found, order, after, among))[:limit])


def with_words[M: Model](found: QuerySet[M], words: str, *fields: str) -> QuerySet[M]:
    """Those that have every typed word in one of ``fields``; a half-space is as good as a space."""
    said = to_latin_digits(normalise(words)).replace(ZWNJ, " ")
    spaced = {
        f"{field}_spaced": Replace(F(field), Value(ZWNJ), Value(" "), output_field=TextField())
        for field in fields
    }
    for word in said.split():
        found = found.alias(**spaced).filter(
            reduce(or_, (Q(**{f"{name}__icontains": word}) for name in spaced))
        )
    return found


def count_said(count: int, most: int = COUNTED) -> str:
    """``۱٬۲۳۴ مورد``; of more than ``most`` only that."""
    said = localise_number(min(count, most), get_language() or "en")
    return str((MORE if count > most else SO_MANY).format(count=said))


def _from[M: Model](
    found: QuerySet[M], order: Sequence[str], after: object, among: QuerySet[M] | None
) -> tuple[list[str], tuple[object, ...] | None]:
    fields = list(order) if order and order[-1].endswith("pk") else [*order, _of_ids(order)]
    return fields, _place(found if among is None else among, fields, after)


def _behind[M: Model](
    found: QuerySet[M], fields: Sequence[str], last: Sequence[object] | None
) -> QuerySet[M]:
    ordered = found.order_by(*fields)
    return ordered if last is None else ordered.filter(_beyond(fields, last))


def _of_ids(order: Sequence[str]) -> str:
    return "-pk" if order and order[-1].startswith("-") else "pk"


def _place[M: Model](
    among: QuerySet[M], fields: Sequence[str], after: object
) -> tuple[object, ...] | None:
    """What the row says in ``fields``; None where it is none of them, or was never in such an order."""
    try:
        id = among.model._meta.pk.to_python(after or None)
    except ValidationError:
        return None
    if id is None:
        return None
    names = [field.removeprefix("-") for field in fields]
    place = among.filter(pk=id).order_by().values_list(*names).first()
    return None if place is None or None in place else place


def _beyond(fields: Sequence[str], last: Sequence[object]) -> Q:
    """Lexicographically after ``last``: equal in the first fields, beyond it in the next one.

    The first field is also said by itself, so that its index begins where the page does.
    """
    beyond = Q(pk__in=[])
    for number, field in enumerate(fields):
        name = field.removeprefix("-")
        side = "lt" if field.startswith("-") else "gt"
        same = dict(zip((f.removeprefix("-") for f in fields[:number]), last, strict=False))
        beyond |= Q(**same, **{f"{name}__{side}": last[number]})
    first = fields[0].removeprefix("-")
    return beyond & Q(**{f"{first}__{'lte' if fields[0].startswith('-') else 'gte'}": last[0]})

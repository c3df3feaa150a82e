"""Finding by name in PostgreSQL: as it is spelt, as it sounds in any letters; else misspelt."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import Case, F, FloatField, Func, IntegerField, Q, Value, When
from django.db.models.functions import Greatest

from kalantar.kernel.text import (
    LATIN,
    PERSIAN,
    in_other_letters,
    joined_key,
    joined_sound_keys,
    search_key,
)
from kalantar.persons.keys import is_near, is_one_of
from kalantar.persons.models import Person, PersonQuerySet
from kalantar.persons.names import PART

SIMILAR = 0.5  # pg_trgm's word_similarity of a name and a misspelt one
_SOUNDS = 2  # letters of a sound; one alone is half of all names
# How many are compared letter by letter with what was typed, of those an index gave. A comparison
# takes some twenty microseconds, and of a common name there are thousands.
_COMPARED = 300
# One comparison of two names costs twenty times what the planner thinks, and the index is in memory
# (as in places): otherwise every name there is would be compared.
_TELL = """
SELECT set_config('pg_trgm.word_similarity_threshold', %s, true),
    set_config('cpu_operator_cost', '0.05', true), set_config('random_page_cost', '1', true),
    set_config('max_parallel_workers_per_gather', '0', true)
"""
type Row = tuple[UUID, UUID | None]  # and the one it was merged into
type Rank = tuple[
    int, float, datetime, UUID, UUID | None
]  # by which way, how alike, since when, who


def named(among: PersonQuerySet, text: str, limit: int) -> list[Person]:
    """Those ``text`` may name, the likeliest first; half a name is enough."""
    found = [id for id, _ in rows_named(among, text, limit)]
    rows = among.in_bulk(found)
    return [rows[id] for id in found]


def rows_named(among: PersonQuerySet, text: str, limit: int) -> list[Row]:
    """The same, of whom nothing is to be read."""
    asked = search_key(text)
    if not asked:
        return []
    found: list[Row] = []
    with _by_trigrams():
        for likely in (_certain, _likely, _unlikely):
            # comparing with every name alike costs far more than asking for one
            if len(found) < limit and not (found and likely is _unlikely):
                found += _more(likely(among, asked, text, limit + len(found)), found, limit)
    return found[:limit]


@contextmanager
def _by_trigrams() -> Iterator[None]:
    """Ask inside the block; what was told holds there only, as the block is rolled back."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_TELL, [str(SIMILAR)])
        yield
        transaction.set_rollback(True)


def _certain(among: PersonQuerySet, asked: str, text: str, limit: int) -> list[Any]:
    """The whole name; then as it begins, or each of its words does, whole words before half ones."""
    words = When(search__contains=f" {asked} ", then=1.0)
    spelt = among.filter(_spelt(asked)).exclude(_whole(asked))
    begun = spelt.annotate(alike=Case(words, default=0.5, output_field=FloatField())).order_by(
        "-alike", "-registered_at"
    )
    whole = among.filter(_whole(asked)).annotate(alike=Value(1.0)).order_by("-registered_at")
    return [_of(whole[:limit], 0), _of(begun[:limit], 1)]


def _likely(among: PersonQuerySet, asked: str, text: str, limit: int) -> list[Any]:
    """A letter off, or of the same sounds as they are most likely read; of sounds read otherwise; then of
    sounds that begin so."""
    likeliest, *others = joined_sound_keys(text) or ("",)
    ways = [_near(asked) | _sounding([likeliest]), _heard(text)]
    ways[1:1] = [_sounding(others)] if others else []
    return [_of(_compared(among, fits, asked, limit), way) for way, fits in enumerate(ways)]


def _unlikely(among: PersonQuerySet, asked: str, text: str, limit: int) -> list[Any]:
    return [
        _of(_alike(among.filter(fits), asked)[:limit], way)
        for way, fits in enumerate((_misspelt(asked), _misheard(text)))
    ]


def _more(ways: list[Any], found: Sequence[Row], limit: int) -> list[Row]:
    """Those of all ways in one question, the likeliest first, who are not found yet. A way is only
    gone where those before it gave too few."""
    some = ways[0].union(*ways[1:], all=True).order_by()[: limit + len(found)]
    rows: list[Rank] = sorted(some, key=lambda row: (row[0], -row[1], -row[2].timestamp(), row[3]))
    return [one for one in dict.fromkeys((id, into) for *_, id, into in rows) if one not in found]


def _of(found: PersonQuerySet, way: int) -> Any:
    said = found.annotate(way=Value(way, output_field=IntegerField()))
    return said.values_list("way", "alike", "registered_at", "pk", "merged_into")


def _compared(among: PersonQuerySet, fits: Q, asked: str, limit: int) -> PersonQuerySet:
    """Of the first who fit so, the ones most alike."""
    some = among.filter(fits).order_by().values("pk")[:_COMPARED]
    return _alike(Person.objects.filter(pk__in=some), asked)[:limit]


def _whole(asked: str) -> Q:
    return is_one_of("search", (asked, joined_key(asked)))


def _spelt(asked: str) -> Q:
    """Each word begins a word of it; or, joined, it begins so."""
    words = Q()
    for word in asked.split():
        words &= Q(search__contains=f" {word}")
    joined = joined_key(asked)
    return words if joined == asked else words | Q(search__contains=f"{PART}{joined}")


def _near(asked: str) -> Q:
    """One letter too many, too few or another, or two exchanged."""
    return is_near(joined_key(asked))


def _misspelt(asked: str) -> Q:
    joined = joined_key(asked)
    return Q(search__trigram_word_similar=asked) | Q(search__trigram_word_similar=joined)


def _sounding(keys: Sequence[str]) -> Q:
    """Of the same sounds, in any letters."""
    return is_one_of("sound", [key for key in keys if key])


def _heard(text: str) -> Q:
    """It begins with the same sounds, in any letters."""
    found = Q(pk__in=[])
    for key in joined_sound_keys(text):
        if len(key) >= _SOUNDS:
            found |= Q(sound__contains=f"{PART}{key}")
    return found


def _misheard(text: str) -> Q:
    found = Q(pk__in=[])
    for key in joined_sound_keys(text):
        if len(key) > _SOUNDS:
            found |= Q(sound__trigram_word_similar=key)
    return found


def _alike(found: PersonQuerySet, asked: str) -> PersonQuerySet:
    """How alike they are, in these letters or else in the other ones; the most alike first."""
    latin, in_persian = in_other_letters(asked)
    in_others = Q(given_fa="", family_fa="") if in_persian else Q(given_en="", family_en="")
    in_latin = Func(F("search"), Value(PERSIAN), Value(LATIN), function="translate")
    alike = Case(
        When(in_others, then=_likeness(latin, in_latin)), default=_likeness(asked, F("search"))
    )
    ranked: PersonQuerySet = found.annotate(alike=alike).order_by("-alike")
    return ranked


def _likeness(asked: str, kept: F | Func) -> Any:
    """With its spaces or without."""
    ways = dict.fromkeys((asked, asked.replace(" ", "")))
    each = [TrigramWordSimilarity(way, kept) for way in ways]
    return Greatest(*each, output_field=FloatField()) if len(each) > 1 else each[0]

"""Finding by name in PostgreSQL: as it is spelt, as it sounds in any letters; else misspelt."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import Case, F, FloatField, Func, Q, Value, When
from django.db.models.functions import Greatest

from kalantar.kernel.text import (
    LATIN,
    PERSIAN,
    in_other_letters,
    joined_key,
    joined_sound_keys,
    search_key,
)
from kalantar.persons.models import Person, PersonQuerySet
from kalantar.persons.names import PART

SIMILAR = 0.5  # pg_trgm's word_similarity of a name and a misspelt one
_SOUNDS = 2  # letters of a sound; one alone is half of all names
# One comparison of two names costs twenty times what the planner thinks, and the index is in memory
# (as in places): otherwise every name there is would be compared.
_TELL = """
SELECT set_config('pg_trgm.word_similarity_threshold', %s, true),
    set_config('cpu_operator_cost', '0.05', true), set_config('random_page_cost', '1', true)
"""


def named(among: PersonQuerySet, text: str, limit: int) -> list[Person]:
    """Those ``text`` may name, the likeliest first; half a name is enough."""
    asked = search_key(text)
    if not asked:
        return []
    found: list[Person] = []
    with _by_trigrams():
        for fits in (_spelt(asked), _heard(text)):
            found += _more(among, fits, asked, found, limit)
        for fits in (_misspelt(asked), _misheard(text)):
            if not found:  # comparing with every name alike costs far more than asking for one
                found += _more(among, fits, asked, found, limit)
    return found


def _more(
    among: PersonQuerySet, fits: Q, asked: str, found: list[Person], limit: int
) -> list[Person]:
    """Those who fit so and are not found yet."""
    if len(found) >= limit:
        return []
    rest = among.filter(fits).exclude(pk__in=[one.pk for one in found])
    return list(_ranked(rest, asked)[: limit - len(found)])


@contextmanager
def _by_trigrams() -> Iterator[None]:
    """Ask inside the block; what was told holds there only, as the block is rolled back."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_TELL, [str(SIMILAR)])
        yield
        transaction.set_rollback(True)


def _spelt(asked: str) -> Q:
    """A way to write it begins so, joined or not; or each word begins a word of it."""
    begins = Q(search__contains=f"{PART}{asked}")
    begins |= Q(search__contains=f"{PART}{joined_key(asked)}")
    words = Q()
    for word in asked.split():
        words &= Q(search__contains=f" {word}")
    return begins | words


def _misspelt(asked: str) -> Q:
    joined = joined_key(asked)
    return Q(search__trigram_word_similar=asked) | Q(search__trigram_word_similar=joined)


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


def _ranked(found: PersonQuerySet, asked: str) -> PersonQuerySet:
    """The whole name first, then how alike it is in its own letters or in the other ones."""
    joined, (latin, _) = joined_key(asked), in_other_letters(asked)
    whole = Q(search__contains=f"{PART}{asked}{PART}") | Q(search__contains=f"{PART}{joined}{PART}")
    in_latin = Func(F("search"), Value(PERSIAN), Value(LATIN), function="translate")
    alike = Greatest(
        TrigramWordSimilarity(asked, "search"),
        TrigramWordSimilarity(joined, "search"),
        TrigramWordSimilarity(latin, in_latin),
        TrigramWordSimilarity(latin.replace(" ", ""), in_latin),
        output_field=FloatField(),
    )
    fits = Case(When(whole, then=2), When(_spelt(asked), then=1), default=0)
    ranked: PersonQuerySet = (
        found.select_related("area", "merged_into__area")
        .annotate(fits=fits, alike=alike)
        .order_by("-fits", "-alike", "-registered_at", "pk")
    )
    return ranked

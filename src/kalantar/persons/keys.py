"""What a name is found by at once, without comparing: expressions of ``search`` and ``sound``, each with
an index of its own."""

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db.models import BooleanField, F, Func, IntegerField, Q, TextField, Value


class Ways(Func):
    """All ways to write a name, or all its sounds, one by one."""

    template = "string_to_array(%(expressions)s, ' | ')"
    output_field = ArrayField(TextField())


class NearNames(Func):
    """The joined name and the family name by itself, whole and without each of their letters, hashed: two
    that share one of these are a letter apart, or have two exchanged (``kalantar_near_names``)."""

    function = "kalantar_near_names"
    output_field = ArrayField(IntegerField())


class _Overlap(Func):
    arg_joiner = " && "
    template = "(%(expressions)s)"
    output_field = BooleanField()


INDEXES = [
    GinIndex(Ways(F("search")), name="person_ways"),
    GinIndex(Ways(F("sound")), name="person_sounds"),
    GinIndex(NearNames(F("search")), name="person_near_names"),
]


def is_one_of(field: str, wanted: Sequence[str]) -> Q:
    """One of the ways kept in ``field`` is one of ``wanted``, whole."""
    asked = Value(list(wanted), output_field=ArrayField(TextField()))
    return Q(_Overlap(Ways(F(field)), asked))


def is_near(joined: str) -> Q:
    """``joined`` is, up to a letter, the joined name or the family name of somebody."""
    return Q(_Overlap(NearNames(F("search")), NearNames(Value(f" | {joined} | "))))

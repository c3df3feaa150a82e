"""Which calls are of one number, found by its keyed hash, also while the keys change: then the calls before
and after the change carry different hashes of the same number."""

import json
from collections.abc import Iterator

from django.db.models import BinaryField, Func, OuterRef, Q, TextField, Value

from kalantar.calls.models import Call, CallQuerySet
from kalantar.kernel.sealing import hashes, ring

KIND = "phone"


def has_number(number: str) -> Q:
    """A call of that number (E.164), by whichever key it was hashed."""
    return Q(number_hash__in=hashes(number, KIND))


def of_one_number(calls: CallQuerySet) -> CallQuerySet:
    """To be asked inside a query of ``calls``: all calls of the same number as the row outside.

    With one key that is the same hash. With several the numbers of ``calls`` are opened first, to know
    their hashes by every key: one query more, of as many rows as ``calls`` has.
    """
    alike = Q(number_hash=OuterRef("number_hash"))
    if len(ring().keys) > 1:
        for by_another_key in _twins(calls):
            alike |= Q(
                number_hash=_Twin(Value(json.dumps(by_another_key)), OuterRef("number_hash"))
            )
    return Call.objects.filter(alike)


def _twins(calls: CallQuerySet) -> Iterator[dict[str, str]]:
    """For each key: from the hash a number of ``calls`` may carry to the one that key makes of it."""
    numbers = {number for number in calls.order_by().values_list("number", flat=True) if number}
    every = [[hashed.hex() for hashed in hashes(number, KIND)] for number in numbers]
    for at in range(len(ring().keys)):
        yield {hashed: each[at] for each in every for hashed in each}


class _Twin(Func):
    """What the hash in the second place is by another key; NULL where it is not in the table."""

    template = "decode(%(expressions)s, 'hex')"
    arg_joiner = "::jsonb ->> "
    output_field = BinaryField()

    def __init__(self, table: Value, hashed: OuterRef) -> None:
        super().__init__(
            table, Func(hashed, Value("hex"), function="encode", output_field=TextField())
        )

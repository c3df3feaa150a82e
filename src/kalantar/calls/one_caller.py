"""Which calls are of one number, found by its keyed hash, also while the keys change: then the calls before
and after the change carry different hashes of the same number."""

from django.db.models import Q

from kalantar.kernel.sealing import hashes

KIND = "phone"


def has_number(number: str) -> Q:
    """A call of that number (E.164), by whichever key it was hashed."""
    return Q(number_hash__in=hashes(number, KIND))

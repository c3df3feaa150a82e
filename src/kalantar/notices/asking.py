"""Who asks after a file by message: a party who hears of its steps anyway, known by the phone alone."""

from datetime import datetime, timedelta

from django.db.models import Q

from kalantar.cases.models import Party
from kalantar.cases.numbering import parse_case_number
from kalantar.kernel.rules import Refused
from kalantar.kernel.sealing import hashes
from kalantar.notices.models import StatusAnswer
from kalantar.notices.queries import guarded, side_of
from kalantar.persons.models import Person

SERIAL = 5  # digits: people read out the part that changes
DAY = timedelta(days=1)


def answered_lately(number: str, now: datetime) -> int:
    """How often that number was answered within a day."""
    same = StatusAnswer.objects.filter(number_hash__in=hashes(number, "phone"))
    return same.filter(answered_at__gt=now - DAY).count()


def party_asking(number: str, digits: str) -> Party | None:
    """The party whose phone it is, on the file those digits name; None for anybody else, for a file
    there is not, and where two files could be meant."""
    named, phone = _named(digits), hashes(number, "phone")
    if named is None:
        return None
    rows = set(Person.objects.filter(phone_hash__in=phone).values_list("pk", flat=True))
    rows |= set(Person.objects.filter(merged_into__in=rows).values_list("pk", flat=True))
    parties = Party.objects.filter(named, person__in=rows, until=None).select_related(
        "case__jurisdiction", "case__outcome", "person__merged_into", "beside__person"
    )
    theirs = [one for one in parties if _phone_hash(one) in phone and _hears(one)]
    return theirs[0] if len({one.case_id for one in theirs}) == 1 else None


def _named(digits: str) -> Q | None:
    """Files by their whole number, or by its serial among those of the phone."""
    if 0 < len(digits) <= SERIAL:
        return Q(case__number__contains=f"-{int(digits):0{SERIAL}}-")
    try:
        return Q(case__number=parse_case_number(digits))
    except Refused:
        return None


def _phone_hash(party: Party) -> bytes:
    """Of the phone the party is told by: of the row that stands for the person, else of their own."""
    person = party.person
    standing = person.merged_into or person
    return bytes(standing.phone_hash or person.phone_hash)


def _hears(party: Party) -> bool:
    """A side, or who hears for it; not a witness or an informant, nor in whose place a guardian does."""
    return side_of(party) is not None and party.pk not in guarded(party.case)

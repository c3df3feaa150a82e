"""Who asks after a file by message: a party who hears of its steps anyway, known by the phone alone."""

from datetime import datetime, timedelta

from django.db.models import Q

from kalantar.cases.models import Party
from kalantar.cases.numbering import parse_case_number
from kalantar.kernel.rules import Refused
from kalantar.kernel.sealing import hashes
from kalantar.kernel.text import parse_phone
from kalantar.notices.models import StatusAnswer
from kalantar.notices.queries import guarded, side_of
from kalantar.persons.models import Person
from kalantar.safe_numbers.queries import parties_of_safe_number, phone_of, safe_numbers_of

SERIAL = 5  # digits: people read out the part that changes
DAY = timedelta(days=1)


def answered_lately(number: str, now: datetime) -> int:
    """How often that number was answered within a day."""
    same = StatusAnswer.objects.filter(number_hash__in=hashes(number, "phone"))
    return same.filter(answered_at__gt=now - DAY).count()


def party_asking(number: str, digits: str) -> Party | None:
    """The party who is told by that number, on the file those digits name; None for anybody else, for a
    file there is not, and where two files could be meant."""
    named, phone = _named(digits), hashes(number, "phone")
    if named is None:
        return None
    rows = set(Person.objects.filter(phone_hash__in=phone).values_list("pk", flat=True))
    rows |= set(Person.objects.filter(merged_into__in=rows).values_list("pk", flat=True))
    safe = parties_of_safe_number(number).values("party")
    parties = Party.objects.filter(
        named, Q(person__in=rows) | Q(pk__in=safe), until=None
    ).select_related("case__jurisdiction", "case__outcome", "person__merged_into", "beside__person")
    theirs = [one for one in parties if _is_told_by(one, number) and _hears(one)]
    return theirs[0] if len({one.case_id for one in theirs}) == 1 else None


def _named(digits: str) -> Q | None:
    """Files by their whole number, or by its serial among those of the phone."""
    if 0 < len(digits) <= SERIAL:
        return Q(case__number__contains=f"-{int(digits):0{SERIAL}}-")
    try:
        return Q(case__number=parse_case_number(digits))
    except Refused:
        return None


def _is_told_by(party: Party, number: str) -> bool:
    """Whoever named a safe number is known by no other."""
    return phone_of(party, safe_numbers_of(party.case)) == parse_phone(number)


def _hears(party: Party) -> bool:
    """A side, or who hears for it; not a witness or an informant, nor in whose place a guardian does."""
    return side_of(party) is not None and party.pk not in guarded(party.case)

"""What is asked of safe numbers: by which one a party is reached, and whose one is."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from kalantar.cases.models import Case, Party
from kalantar.kernel.sealing import hashes
from kalantar.kernel.text import parse_phone
from kalantar.safe_numbers.models import SafeNumber


def safe_numbers_of(case: Case) -> dict[UUID, str]:
    """The number of each party of the file that named one."""
    rows = SafeNumber.objects.filter(party__case=case, party__until=None, until=None)
    return {row.party_id: row.number for row in rows}


def with_safe_number(parties: QuerySet[Party]) -> QuerySet[Party]:
    """Each says by ``has_safe`` whether it named one, for who need not read it."""
    named = SafeNumber.objects.filter(party=OuterRef("pk"), until=None)
    return parties.annotate(has_safe=Exists(named))


def phone_of(party: Party, safe: Mapping[UUID, str]) -> str:
    """By which number the party is told of this file: the safe one where there is one, and no other."""
    return safe.get(party.pk) or party.person.reached_at


def parties_of_safe_number(number: str) -> QuerySet[SafeNumber]:
    """Of which parties, on whatever files, that is the safe number; ``number`` in any writing."""
    same = hashes(parse_phone(number), "phone")
    return SafeNumber.objects.filter(number_hash__in=same, until=None)

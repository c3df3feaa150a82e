"""What is asked of safe numbers: by which one a party is reached, and whose one is."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from kalantar.case_catalogue.models import WhyConfidential
from kalantar.cases.models import Case, Party
from kalantar.kernel.sealing import hashes
from kalantar.kernel.text import parse_phone
from kalantar.messaging.models import WithheldFile
from kalantar.safe_numbers.models import SafeNumber

OF_INFORMANTS = "withheld_of_informants"
_OF_INFORMANTS = WithheldFile.objects.filter(until=None, reason=WithheldFile.Reason.INFORMANT)


def safe_numbers_of(case: Case) -> dict[UUID, str]:
    """The number of each party of the file that named one; of an informant's file none is safe."""
    rows = SafeNumber.objects.filter(party__case=case, party__until=None, until=None)
    numbers = {row.party_id: row.number for row in rows}
    return {} if numbers and is_informants(case) else numbers


def is_informants(case: Case) -> bool:
    """Whether somebody's information is what the file is about: by its category, or as it was withheld.

    No question where the file was asked for with ``withheld_of_informants``."""
    if case.category.confidential_because == WhyConfidential.INFORMANT:
        return True
    if OF_INFORMANTS in vars(case):
        return bool(vars(case)[OF_INFORMANTS])
    return _OF_INFORMANTS.filter(about=case.pk).exists()


def withheld_of_informants() -> dict[str, Exists]:
    """What ``is_informants`` asks, to be asked of the file's row in the same question."""
    return {OF_INFORMANTS: Exists(_OF_INFORMANTS.filter(about=OuterRef("pk")))}


def with_safe_number(parties: QuerySet[Party]) -> QuerySet[Party]:
    """Each says by ``has_safe`` whether it named one, for who need not read it."""
    named = SafeNumber.objects.filter(party=OuterRef("pk"), until=None).exclude(
        party__case__category__confidential_because=WhyConfidential.INFORMANT
    )
    return parties.annotate(has_safe=Exists(named))


def phone_of(party: Party, safe: Mapping[UUID, str]) -> str:
    """By which number the party is told of this file: the safe one where there is one, and no other."""
    return safe.get(party.pk) or party.person.reached_at


def parties_of_safe_number(number: str) -> QuerySet[SafeNumber]:
    """Of which parties, on whatever files, that is the safe number; ``number`` in any writing."""
    same = hashes(parse_phone(number), "phone")
    return SafeNumber.objects.filter(number_hash__in=same, until=None)

"""What was written for a field, as it is kept: words, a number in Latin digits, ``yes`` or ``no``, a day."""

from kalantar.case_catalogue.models import CaseField
from kalantar.incidents.answers import answer_to
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import normalise, parse_date


def filled(field: CaseField, said: str) -> str | None:
    """None where it is not what a field of this kind asks for. A day is kept as ``2026-11-22``."""
    text = normalise(said)
    if field.kind == CaseField.Kind.DATE:
        return _day(text)
    return answer_to(field.kind, text)


def _day(text: str) -> str | None:
    try:
        return parse_date(text).isoformat()
    except Refused:
        return None

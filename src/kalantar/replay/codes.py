"""The demo's areas have codes, so that an order of a court can name its station."""

import re

from kalantar.kernel.actor import Actor
from kalantar.kernel.text import to_latin_digits
from kalantar.places.actions import set_area_code
from kalantar.places.models import Jurisdiction

FIRST = 101  # of those whose name says no number


def prepare_codes(city: Jurisdiction, by: Actor) -> None:
    """For each area of the city and around it that has none: the number in its name, else the next free."""
    areas = Jurisdiction.objects.living()
    here = areas.within([city.pk]) | areas.filter(pk__in=city.ancestors)
    taken = set(areas.exclude(code="").values_list("kind", "code"))
    for area in here.filter(code="").order_by("name_en", "name_fa", "pk"):
        code = _said_by(area)
        if not code or (area.kind, code) in taken:
            code = _free(area.kind, taken)
        set_area_code(area=area.pk, code=code, by=by)
        taken.add((area.kind, code))


def _said_by(area: Jurisdiction) -> str:
    found = re.search(r"\d+", to_latin_digits(f"{area.name_en} {area.name_fa}"))
    return found[0] if found and len(found[0]) <= 6 else ""


def _free(kind: str, taken: set[tuple[str, str]]) -> str:
    number = FIRST
    while (kind, str(number)) in taken:
        number += 1
    return str(number)

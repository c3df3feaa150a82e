"""What a card, a call or a phone says of warnings on the place; that they were shown is recorded."""

from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.people.opening import read
from kalantar.premises_warnings.queries import Warned, warnings_at, warnings_near


def warned(incident: Incident, reader: Actor) -> list[Warned]:
    return _shown(warnings_at(incident, reader), reader)


def warned_near(place: Point, reader: Actor) -> list[Warned]:
    return _shown(warnings_near(place, reader), reader)


def _shown(found: list[Warned], reader: Actor) -> list[Warned]:
    for one in found:
        read(one.warning, "premises_warning", reader)
    return found

"""From what devices said to positions of units, and back from what came of those to the devices."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kalantar.devices.message import Answer, Message
from kalantar.devices.queries import InCrew, Sender, crews
from kalantar.devices.rules import officer_was_in_a_crew_then
from kalantar.kernel.rules import Refused
from kalantar.patrols.positions import Received, Report


@dataclass(frozen=True, slots=True)
class Spoken:
    """A place of a message, by the places of both; no report where it is of no unit."""

    message: int
    number: int
    report: Report | None


def spoken_of(messages: Sequence[Message], known: Mapping[bytes, Sender]) -> list[Spoken]:
    """All that the known devices said, as of the units they reported for. One query at most."""
    heard = [
        (place, number, fix, sender)
        for place, message in enumerate(messages)
        if (sender := known.get(message.digest)) is not None
        for number, fix in enumerate(message.fixes)
    ]
    officers = {sender.officer for _, _, _, sender in heard if sender.officer is not None}
    times = [fix.measured_at for _, _, fix, _ in heard] if officers else []
    inside = crews(officers, times)
    spoken = []
    for place, number, fix, sender in heard:
        unit = unit_of(sender, inside, fix.measured_at)
        report = unit and Report(unit, fix.place, fix.measured_at, fix.accuracy_m)
        spoken.append(Spoken(place, number, report or None))
    return spoken


def unit_of(sender: Sender, inside: Mapping[UUID, Sequence[InCrew]], at: datetime) -> UUID | None:
    """The unit a device spoke of at that moment; none where its officer was in no crew."""
    if sender.officer is None:
        return sender.unit
    for crew in inside[sender.officer]:
        if crew.joined <= at and (crew.left is None or at < crew.left):
            return crew.unit
    return None


def answers(
    messages: Sequence[Message],
    known: Mapping[bytes, Sender],
    spoken: Sequence[Spoken],
    received: Received,
) -> list[Answer]:
    """What came of each message. ``received``: of the reports among ``spoken``, in their order."""
    said = Counter(one.message for one in spoken)
    reported = [one for one in spoken if one.report]
    repeated = Counter(reported[place].message for place in received.repeated)
    refused: dict[int, list[tuple[int, Refused]]] = {}
    for place, refusal in received.refused:
        one = reported[place]
        refused.setdefault(one.message, []).append((one.number, refusal))
    for one in spoken:
        if not officer_was_in_a_crew_then(one.report):
            why = officer_was_in_a_crew_then.refuse()
            refused.setdefault(one.message, []).append((one.number, why))
    return [
        Answer(
            message.digest in known,
            said[place] - repeated[place] - len(refused.get(place, ())),
            repeated[place],
            tuple(sorted(refused.get(place, ()), key=lambda one: one[0])),
        )
        for place, message in enumerate(messages)
    ]

"""One line that was said, and doing it: the same verbs as the buttons, judged by the same rules."""

from dataclasses import replace
from uuid import UUID, uuid5

from kalantar.commands.doing import DO
from kalantar.commands.grammar import LONGEST, Said, read
from kalantar.commands.rules import command_is_of_a_city, command_is_understood
from kalantar.kernel.action import done_before
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import normalise
from kalantar.places.models import Jurisdiction


def run(text: str, city: Jurisdiction | None, by: Actor) -> UUID | None:
    """Do it; the incident it was about, None where it was about a unit. Refused in the rule's words.

    The same words sent again with the same operation id were done already, though what they name may
    be gone by now (an incident that is closed); other words are another operation.
    """
    said = normalise(text[:LONGEST])
    if not said:
        raise command_is_understood.refuse()
    if city is None:
        raise command_is_of_a_city.refuse()
    if by.operation is not None:
        by = replace(by, operation=uuid5(by.operation, said))
    return do(read(said), city.pk, by)


def do(said: Said, city: UUID, by: Actor) -> UUID | None:
    try:
        return DO[said.verb.name](said.words, city, by)
    except Refused:
        if done_before(by):
            return None
        raise

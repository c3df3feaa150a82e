"""Who was in a plain-clothes unit is not named by what its crew did, nor the unit by a mark it had.

Whoever may not see the place of such a unit reads “a unit” beside an incident. The name of an officer
of it, as who did something there, would say the same as its call sign.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.veils import Names, Veils, veil
from kalantar.patrols.models import Unit
from kalantar.patrols.queries import A_UNIT, in_hidden_crews, unnamed_then

ITS_CREW = Sentence(en="its crew", fa="سرنشینان آن")
A_CREW = Sentence(en="the crew of a unit", fa="سرنشینان یک یگان")
AN_OFFICER = Sentence(en="an officer", fa="یک مأمور")


@veil
def plain_clothes(named: Sequence[Names], reader: Actor) -> Veils:
    """Two queries, and one for each of which something is hidden."""
    if reader.kind is ActorKind.SYSTEM:
        return {}
    said: dict[UUID, dict[UUID, Sentence]] = defaultdict(dict)
    hidden = in_hidden_crews({act for one in named for act in _acts(one)}, reader)
    for one in named:
        for officer, _at in hidden.intersection(_acts(one)):
            said[one.entry.pk][officer] = _said(officer, one)
    for one, unit in _units(named, reader):
        said[one.entry.pk][unit] = A_UNIT
    return said


def _acts(one: Names) -> Iterator[tuple[UUID, datetime]]:
    """The people who may not be named in the entry, with its moment: who did it, unless to an account
    and nothing else, and whom it names beside a unit."""
    entry, kinds = one.entry, {kind for kind, _ in one.ids}
    is_somebody = entry.actor_kind in (ActorKind.PERSON, ActorKind.PROGRAM)
    if entry.actor and is_somebody and kinds != {"user"}:
        yield entry.actor, entry.happened_at
    if "unit" in kinds:
        yield from ((id, entry.happened_at) for kind, id in one.ids if kind == "user")


def _said(officer: UUID, one: Names) -> Sentence:
    if ("user", officer) in one.ids:
        return AN_OFFICER
    return ITS_CREW if any(kind == "unit" for kind, _ in one.ids) else A_CREW


def _units(named: Sequence[Names], reader: Actor) -> Iterator[tuple[Names, UUID]]:
    """The units that were in plain clothes at an entry's moment; those that are so are labelled so."""
    wanted = {id for one in named for kind, id in one.ids if kind == "unit"}
    marked = Unit.objects.ever_in_plain_clothes().filter(pk__in=wanted) if wanted else ()
    units = {unit.pk: unit for unit in marked}
    if not units:
        return
    then = [(one, units[id]) for one in named for _, id in one.ids if id in units]
    hidden = unnamed_then([(unit, one.entry.happened_at) for one, unit in then], reader)
    for one, unit in then:
        if (unit.pk, one.entry.happened_at) in hidden:
            yield one, unit.pk

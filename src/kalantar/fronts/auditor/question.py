"""What an auditor asks of the timeline, and the entries that answer it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from kalantar.fronts.auditor.rules import AUDITORS
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.labels import LABELLERS, say
from kalantar.kernel.models import Entry, EntrySubject
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.story import Told, first_id, named_in, tell
from kalantar.kernel.text import normalise, to_latin_digits
from kalantar.kernel.timeline import EVENTS
from kalantar.kernel.veils import Names, veiled
from kalantar.patrols.models import Unit
from kalantar.patrols.queries import crewed_hidden_lately, hidden_lately
from kalantar.patrols.rules import PAST
from kalantar.people.models import RoleGrant, User
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction

PLACED = ("incident", "call")  # what has a place, and so has whoever is beside it
LATELY = timedelta(days=7)  # asked of nobody and nothing, and of no days
SLACK = timedelta(days=1)  # a clock of a device may run ahead of the database's
LATE = timedelta(days=3)  # how long after it happened something is still looked for by its day


@dataclass(frozen=True, slots=True)
class Question:
    """By whom, about whom or what, where, which event, when ``[since, until)``; None is any."""

    person: User | None = None
    about: Model | None = None
    area: Jurisdiction | None = None
    event: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def subjects(self, by: Actor) -> list[Model]:
        """Whom or what answering it is a reading of: the named ones, else the auditor's areas."""
        named = [one for one in (self.person, self.about, self.area) if one is not None]
        return named or list(Jurisdiction.objects.filter(pk__in=by.areas(AUDITORS)))


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is told, and what it is about."""

    told: Told
    about: list[Sentence]


def entries(question: Question, by: Actor) -> QuerySet[Entry]:
    """The entries asked for, as far as this auditor answers for them, in no order."""
    found = Entry.objects.filter(_ours(by), event__in=readable()).exclude(
        joined_too_early(question, by)
    )
    if question.person:
        found = found.filter(actor=question.person.pk)
    if question.about:
        found = found.filter(subjects__subject=question.about.pk)
    if question.area:
        found = found.filter(area__in=Jurisdiction.objects.within([question.area.pk]).values("pk"))
    if question.event:
        found = found.filter(event=question.event)
    since = question.since
    if since is None and not (question.person or question.about or question.until):
        since = by.now() - LATELY
    if since:
        found = found.filter(happened_at__gte=since, pk__gte=first_id(since - SLACK))
    if question.until:
        found = found.filter(happened_at__lt=question.until)
        if not (question.person or question.about):
            found = found.filter(pk__lt=first_id(question.until + LATE))
    return found


def joined_too_early(question: Question, by: Actor) -> Q:
    """What would tell of a plain-clothes unit asked for, or of who was in its crew, at which incident
    it is: as of its track, only what is a day old is told of that (``hidden_track_is_a_day_old``)."""
    past = by.now() - PAST
    asked = {one.pk for one in (question.person, question.about) if isinstance(one, User)}
    unit = question.about if isinstance(question.about, Unit) else None
    if not (unit and hidden_lately(unit, past, by)) and not crewed_hidden_lately(asked, past, by):
        return Q(pk__in=())
    beside = EntrySubject.objects.filter(entry=OuterRef("pk"), kind__in=PLACED)
    return Q(happened_at__gt=past) & Q(_some(beside.values("subject")))


def _ours(by: Actor) -> Q:
    """In the auditor's areas; what belongs to no area (accounts, readings) by whose act it was or
    whom it is about, and what the service itself did with nobody.

    Whom an entry is about is asked of that entry alone: an EXISTS would be answered by reading all
    there is about all people first.
    """
    areas = Jurisdiction.objects.within(by.areas(AUDITORS)).values("pk")
    people = RoleGrant.objects.filter(jurisdiction__in=areas).values("user")
    persons = EntrySubject.objects.filter(entry=OuterRef("pk"), kind="user").values("subject")
    of_people = Q(actor__in=people) | Q(_some(persons.filter(subject__in=people)))
    of_nobody = Q(actor=None) & ~Q(_some(persons))
    return Q(area__in=areas) | (Q(area=None) & (of_people | of_nobody))


def _some(rows: QuerySet[EntrySubject, Any]) -> IsNull:
    return IsNull(Subquery(rows[:1]), False)


def lines(found: Sequence[Entry], by: Actor) -> list[Line]:
    """The entries told, each with its subjects: one question a kind of thing."""
    rows = EntrySubject.objects.filter(entry__in=[entry.pk for entry in found])
    kinds: dict[str, set[UUID]] = defaultdict(set)
    about: dict[UUID, list[tuple[str, UUID]]] = defaultdict(list)
    for entry, kind, subject in rows.values_list("entry_id", "kind", "subject"):
        if kind in LABELLERS:
            kinds[kind].add(subject)
            about[entry].append((kind, subject))
    said = say(kinds, by)
    veils = veiled([Names(one, named_in(one) | set(about[one.pk])) for one in found], by)
    return [
        Line(one, [veils.get(one.id, {}).get(id, said[id]) for _, id in about[one.id]])
        for one in tell(found, by)
    ]


def readable() -> dict[str, Sentence]:
    """The events an auditor may read, each by its sentence with the places left open."""
    return {
        name: _open(event.sentence)
        for name, event in EVENTS.items()
        if Role.AUDITOR in event.readers
    }


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _open(sentence: Sentence) -> Sentence:
    blank = _Blank()
    return Sentence(en=sentence.en.format_map(blank), fa=sentence.fa.format_map(blank))


def person_named(words: str, by: Actor) -> User | None:
    """The one person of the auditor's areas with that number, else with that very name."""
    said = normalise(words)
    people = User.objects.visible_to(by)
    number = people.filter(username=to_latin_digits(said).lower()).first()
    return number or _only(people.filter(Q(name_fa=said) | Q(name_en__iexact=said)))


def thing_named(words: str, by: Actor) -> Model | None:
    """The incident of that number, the unit of that call sign, or the person."""
    said = to_latin_digits(normalise(words))
    incident = _only(Incident.objects.visible_to(by).filter(number=said))
    unit = _only(Unit.objects.visible_to(by).filter(call_sign__iexact=said))
    return incident or unit or person_named(words, by)


def area_named(words: str, by: Actor) -> Jurisdiction | None:
    said = normalise(words)
    named = (
        Q(name_fa=said) | Q(name_en__iexact=said) | (Q(code=to_latin_digits(said)) & ~Q(code=""))
    )
    return _only(Jurisdiction.objects.within(by.areas(AUDITORS)).filter(named))


def _only[M: Model](found: QuerySet[M]) -> M | None:
    first = list(found[:2])
    return first[0] if len(first) == 1 else None

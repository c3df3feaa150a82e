"""What screens ask about case files; everything starts from what the reader may see."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject

from kalantar.cases.models import Case, CaseAnswer, CaseQuerySet, CaseState, Party
from kalantar.cases.narrowing import ANY, EVERY, Narrowing
from kalantar.cases.numbering import old_number_of, parse_case_number
from kalantar.cases.rules import may_see_case
from kalantar.cases.scene import words_of_place
from kalantar.incidents.models import Incident
from kalantar.incidents.numbering import number_of
from kalantar.kernel.actor import Actor
from kalantar.kernel.labels import Labels, as_number, names
from kalantar.kernel.listing import PAGE, rows_after
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import normalise, parse_date, start_of_day, to_latin_digits
from kalantar.kernel.text.digits import in_persian_text
from kalantar.people.models import RoleGrant, User
from kalantar.people.queries import read_lately
from kalantar.people.roles import Role
from kalantar.persons.models import Person
from kalantar.persons.queries import find_person_rows, rows_of
from kalantar.places.models import Jurisdiction

FOUND = 20
ONE_DAY = timedelta(days=1)
JUST_NOW = timedelta(days=1)  # a shift: so long a file is in the hands it came in through
CAME_IN = ("CaseOpened", "ReferralAccepted")
ALSO_CLOSED = Narrowing(state=ANY)
OPEN, MINE, REFERRED = "open", "mine", "referred"  # the lists of a station and of an officer
OFFICERS = (
    Role.DESK_OFFICER,
    Role.STATION_CHIEF,
    Role.PATROL_OFFICER,
)  # may be in charge of a file


def visible_cases(reader: Actor) -> CaseQuerySet:
    return Case.objects.visible_to(reader).select_related(
        "category", "jurisdiction", "officer", "outcome", "referred_to"
    )


def case_of(reader: Actor, id: UUID, page: str = "case", **more: Combinable) -> Case | None:
    """One file, or None where there is none the reader may see; who shows it asks ``read`` of it.

    ``page``: of which that is asked. ``more``: what else is asked of its row in the same question."""
    asked = visible_cases(reader).select_related("old_number")
    asked = asked.annotate(read_lately=read_lately(reader, page), **more)
    found = asked.filter(pk=id).first()
    return found if found and may_see_case(reader, found) else None


def came_in_through(reader: Actor) -> Exists:
    """Of each file of a query: whether the reader opened or accepted it within the last day."""
    came = Entry.objects.filter(
        actor=reader.id, event__in=CAME_IN, happened_at__gt=reader.now() - JUST_NOW
    )
    return Exists(came.filter(subjects__subject=OuterRef("pk")))


def case_numbered(reader: Actor, text: str) -> Case | None:
    """By its number as it was typed; Refused where that is none."""
    return visible_cases(reader).filter(number=parse_case_number(text)).first()


def cases_of_old_number(reader: Actor, text: str, *, limit: int = FOUND) -> list[Case]:
    """Those that had it in the register of a station before they were brought in."""
    number = old_number_of(text)
    if not any(sign.isdecimal() for sign in number):
        return []
    found = visible_cases(reader).filter(old_number__number=number)
    return list(found.order_by("-opened_at")[:limit])


def find_cases(
    reader: Actor, text: str, narrowing: Narrowing = ALSO_CLOSED, *, limit: int = FOUND
) -> list[Case]:
    """The files a typed text may mean: a number of a file, also one of an old register, a phone number, an
    ID or a name of one of their parties, or where or on which day it happened (or was opened). The latest
    first; asked before a new file is opened."""
    try:
        numbered = case_numbered(reader, text)
    except Refused:
        numbered = None
    if numbered is not None:
        return [numbered]
    if old := cases_of_old_number(reader, text, limit=limit):
        return old
    day = _day(text)
    if day is not None:
        return list(narrowing.of(_of_day(reader, day)).order_by("-opened_at")[:limit])
    persons = find_person_rows(reader, text, limit=limit)
    meant = _parties_of(persons).values("case")
    if words := words_of_place(text):
        meant = meant.union(_at_place(words).values("pk"), all=True)
    found = visible_cases(reader).filter(pk__in=meant)
    return list(narrowing.of(found).order_by("-opened_at")[:limit])


def cases_of_person(
    reader: Actor, person: Person, *, after: UUID | None = None, limit: int = PAGE
) -> list[Case]:
    """Those the person is or was a party to, also under rows that were merged; the latest first."""
    rows = rows_of(person).values("pk")
    found = visible_cases(reader).filter(
        pk__in=Party.objects.filter(person__in=rows).values("case")
    )
    return rows_after(found, "-opened_at", after=after, limit=limit)


def listed_cases(
    reader: Actor,
    which: str,
    area: Jurisdiction | None,
    narrowing: Narrowing = EVERY,
) -> QuerySet[Case]:
    """A list as a question still open: OPEN at the area, REFERRED to it and waiting for its answer, or
    MINE, which needs no area."""
    found: QuerySet[Case] = visible_cases(reader)
    if which == MINE:
        return narrowing.of(found.filter(officer=reader.id))
    if area is None:
        return found.none()
    within = Jurisdiction.objects.within([area.pk]).values("pk")
    if which == REFERRED:
        offered = found.filter(state=CaseState.REFERRED, referred_to__in=within)
        return narrowing.of(offered)
    return narrowing.of(found.filter(jurisdiction__in=within))


def cases_in_charge(
    reader: Actor,
    narrowing: Narrowing = EVERY,
    *,
    after: UUID | None = None,
    limit: int = PAGE,
) -> list[Case]:
    """The reader's own open files, the oldest first."""
    return _page(listed_cases(reader, MINE, None, narrowing), narrowing, after, limit)


def open_cases(
    reader: Actor,
    area: Jurisdiction | None,
    narrowing: Narrowing = EVERY,
    *,
    after: UUID | None = None,
    limit: int = PAGE,
) -> list[Case]:
    """What is not closed in the area, the oldest first; or what the narrowing says instead."""
    return _page(listed_cases(reader, OPEN, area, narrowing), narrowing, after, limit)


def referred_to(
    reader: Actor,
    area: Jurisdiction | None,
    narrowing: Narrowing = EVERY,
    *,
    after: UUID | None = None,
    limit: int = PAGE,
) -> list[Case]:
    """The files offered to stations of the area, which wait for an answer; the oldest first."""
    return _page(listed_cases(reader, REFERRED, area, narrowing), narrowing, after, limit)


def _page(
    found: QuerySet[Case], narrowing: Narrowing, after: UUID | None, limit: int
) -> list[Case]:
    return rows_after(found, narrowing.order, after=after, limit=limit)


def parties_of(case: Case) -> QuerySet[Party]:
    """Those of the file now, in the order they were named."""
    return case.parties.filter(until=None).select_related("person", "beside__person")


def incidents_of(case: Case) -> QuerySet[Incident]:
    """The incidents the file is about; whether the reader may open one is the incident's own rule."""
    linked = case.incidents.filter(parted_at=None).values("incident")
    return Incident.objects.filter(pk__in=linked).select_related("type")


def officer_of(station: Jurisdiction, user: UUID, now: datetime) -> User | None:
    """The user, where they hold such a role at the station or around it; else None."""
    held = RoleGrant.objects.valid(now).filter(
        user=user, role__in=OFFICERS, jurisdiction__in=station.ancestors
    )
    return User.objects.filter(pk=user, is_active=True, pk__in=held.values("user")).first()


def officers_at(station: Jurisdiction, now: datetime) -> QuerySet[User]:
    """Who may be put in charge of a file of the station, by name."""
    held = RoleGrant.objects.valid(now).filter(
        role__in=OFFICERS, jurisdiction__in=station.ancestors
    )
    found = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return found.order_by("name_fa", "username")


def incident_numbered(station: Jurisdiction, text: str) -> Incident | None:
    """The incident of the station's city by its number, whole or its end as people say it (1043: the
    latest of that serial). A file may be about one its station may not open."""
    year, _, serial = to_latin_digits(normalise(text)).replace(" ", "").rpartition("-")
    if not serial.isdecimal() or len(serial) > 9 or not (year.isdecimal() or not year):
        return None
    of_city = Incident.objects.filter(city__in=station.ancestors)
    whole = number_of(int(year), int(serial)) if year else ""
    asked = Q(number=whole) if whole else Q(number__endswith=f"-{int(serial):06}")
    return of_city.filter(asked).order_by("-opened_at").first()


def answers_of(case: Case) -> QuerySet[CaseAnswer]:
    """What was written down, in the order it is asked."""
    return case.answers.select_related("field").order_by("field__order", "field__code")


def answers_told() -> Combinable:
    """The same to be asked with the file (``case_of``): dicts of text_fa, text_en, kind and said."""
    asked = CaseAnswer.objects.filter(case=OuterRef("pk")).order_by("field__order", "field__code")
    told = {"text_fa": "field__text_fa", "text_en": "field__text_en", "kind": "field__kind"}
    return ArraySubquery(asked.values(told=JSONObject(**told, said="text")))


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except Refused:
        return None


def _of_day(reader: Actor, day: date) -> QuerySet[Case]:
    """What happened on it, or was opened on it, each by its own index."""
    opened = Q(opened_at__gte=start_of_day(day), opened_at__lt=start_of_day(day + ONE_DAY))
    seen = visible_cases(reader)
    either = seen.filter(opened).values("pk").union(seen.filter(happened_on=day).values("pk"))
    return seen.filter(pk__in=either)


def _at_place(words: Collection[str]) -> QuerySet[Case]:
    """Where every one of the words stands in what was written of the place."""
    found = Case.objects.order_by()
    for word in words:
        found = found.filter(place_search__contains=word)
    return found


def _parties_of(persons: Collection[UUID]) -> QuerySet[Party]:
    """Also under rows that were merged into theirs: asked of the persons, each of both by its own index,
    as an OR over the join would read every party there is."""
    rows = Person.objects.filter(Q(pk__in=persons) | Q(merged_into__in=persons)).order_by()
    return Party.objects.filter(person__in=rows.values("pk"), until=None).order_by()


def labels_on(case: Case) -> Labels:
    """What the file itself and the rows it came with are called: its timeline asks nobody for them."""
    rows = (case.category, case.jurisdiction, case.referred_to, case.officer, case.outcome)
    named = {
        row.pk: Sentence(en=row.name_en or row.name_fa, fa=row.name_fa or row.name_en)
        for row in rows
        if row
    }
    return named | {case.pk: Sentence(en=case.number, fa=in_persian_text(case.number))}


@names("case", "number", "number", said=as_number)
def case_labels(reader: Actor) -> QuerySet[Case]:
    """By number, which says nothing of anybody."""
    return Case.objects.all()

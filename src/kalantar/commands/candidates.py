"""What a slot may name now, for who types: found by the few signs that are there already.

Each is one query, never more than is shown, and starts from what the reader may see and do.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Lower
from django.utils.translation import get_language

from kalantar.catalogue.models import IncidentType, Named
from kalantar.catalogue.queries import dispositions, unavailable_reasons
from kalantar.commands.signs import sign_key
from kalantar.commands.slots import Kind
from kalantar.commands.verbs import Verb
from kalantar.dispatch.lifecycle import ASSIGNMENT
from kalantar.dispatch.models import Assignment
from kalantar.incidents.models import Incident, IncidentState
from kalantar.incidents.queries import visible_incidents
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import digits_for, search_key, to_latin_digits
from kalantar.patrols.lifecycle import UNIT
from kalantar.patrols.models import Unit, UnitStatus
from kalantar.patrols.states import STATES
from kalantar.places.models import GazetteerEntry, Jurisdiction

SHOWN = 8
LATELY = timedelta(hours=12)  # a closed incident that is opened again was mostly just closed
STEP_OF = {  # the step of a unit's own lifecycle that the verb takes it by
    "send": "assign",
    "unit_available": "become_available",
    "unit_unavailable": "become_unavailable",
    "begin_shift": "begin_shift",
    "end_shift": "end_shift",
}
ON_DUTY = [status for status in UnitStatus.values if status != UnitStatus.OFF_DUTY]
_FIGURES = "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩"


@dataclass(frozen=True, slots=True)
class Candidate:
    """``said``: what is written for it; ``about``: what it is, beside it."""

    said: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, of which city, for which verb; ``begins``: what is typed of the name already."""

    verb: Verb
    begins: str
    without: tuple[str, ...]
    city: UUID
    by: Actor

    @property
    def areas(self) -> QuerySet[Jurisdiction, UUID]:
        """Where the reader may do it."""
        held = self.by.areas(self.verb.who)
        return Jurisdiction.objects.within(held).values_list("pk", flat=True)


def _units(asked: Asked) -> list[Candidate]:
    if any(step.verb == asked.verb.name for step in ASSIGNMENT.steps):
        return _running(asked)
    step = STEP_OF.get(asked.verb.name)
    statuses = next((one.frm for one in UNIT.steps if one.verb == step), ON_DUTY)
    found = _signed(_seen(asked).filter(status__in=statuses), "call_sign", asked)
    rows = found.order_by("call_sign")[:SHOWN].values_list("call_sign", "status")
    return [Candidate(sign, str(STATES[status])) for sign, status in rows]


def _running(asked: Asked) -> list[Candidate]:
    """Those that are on an incident in a state from which the verb leads on."""
    states = next(step.frm for step in ASSIGNMENT.steps if step.verb == asked.verb.name)
    running = Assignment.objects.filter(
        ended_at=None,
        state__in=states,
        unit__in=_seen(asked).values("pk"),
        incident__jurisdiction__in=asked.areas,
    )
    found = _signed(running, "unit__call_sign", asked).select_related("unit", "incident__type")
    return [
        Candidate(
            one.unit.call_sign,
            f"{ASSIGNMENT.states[one.state]} · {_serial(one.incident)} {one.incident.type.name}",
        )
        for one in found.order_by("unit__call_sign")[:SHOWN]
    ]


def _seen(asked: Asked) -> QuerySet[Unit]:
    """Those that may be named: one in plain clothes only to who may see where it is."""
    units = Unit.objects.visible_to(asked.by).in_service().within(asked.city)
    if asked.verb.name == "send":
        units = units.exclude(call_sign__in=asked.without)
    hidden = ~Q(pk__in=Unit.objects.plain_clothes_visible_to(asked.by).values("pk"))
    return units.exclude(hidden & Q(plain_clothes=True))


def _signed[M: (Unit, Assignment)](rows: QuerySet[M], column: str, asked: Asked) -> QuerySet[M]:
    """Those whose call sign, or the figure in it, begins so: in any digits, spaced or not."""
    begins = sign_key(asked.begins)
    if not begins:
        return rows
    from_, to = Value(_FIGURES + "\u200c "), Value("0123456789" * 2)
    sign = Lower(Func(F(column), from_, to, function="translate", output_field=TextField()))
    figure = Func(
        Func(sign, Value(r"\D"), Value(""), Value("g"), function="regexp_replace"),
        Value("0"),
        function="ltrim",
        output_field=TextField(),
    )
    fits = Q(sign__startswith=begins)
    if begins.isdecimal() and begins.lstrip("0"):
        fits |= Q(figure__startswith=begins.lstrip("0"))
    return rows.alias(sign=sign, figure=figure).filter(fits)


def _incidents(asked: Asked) -> list[Candidate]:
    """The most urgent first; by the beginning of the serial, or by words of their type and place."""
    here = visible_incidents(asked.by).open().filter(city=asked.city)
    found = here.filter(jurisdiction__in=asked.areas)
    return _listed(found.order_by("priority", "opened_at", "pk"), asked)


def _closed(asked: Asked) -> list[Candidate]:
    here = visible_incidents(asked.by).filter(city=asked.city, state=IncidentState.CLOSED)
    lately = here.filter(closed_at__gt=asked.by.now() - LATELY, erased_at=None)
    return _listed(lately.filter(jurisdiction__in=asked.areas).order_by("-closed_at"), asked)


def _listed(found: QuerySet[Incident], asked: Asked) -> list[Candidate]:
    begins = to_latin_digits(asked.begins).strip()
    if begins.replace("-", "").isdecimal():
        serial = Func(
            F("number"),
            Value("^[0-9]+-0*"),
            Value(""),
            function="regexp_replace",
            output_field=TextField(),
        )
        found = found.alias(serial=serial).filter(
            Q(serial__startswith=begins.lstrip("0")) | Q(number__startswith=begins)
        )
    elif begins:
        named = Q(type__name_fa__icontains=begins) | Q(type__name_en__icontains=begins)
        found = found.filter(named | Q(address__icontains=begins))
    language = get_language() or "en"
    return [
        Candidate(_serial(one), digits_for(language, f"{one.type.name} · {one.place_said}"))
        for one in found[:SHOWN]
    ]


def _serial(incident: Incident) -> str:
    """1043 of 1405-001043, in the reader's digits."""
    return digits_for(get_language() or "en", incident.number.rpartition("-")[2].lstrip("0"))


def _named(rows: Iterable[Named], asked: Asked) -> list[Candidate]:
    """Those of whose name in either language a word begins so; those that begin so first."""
    begins, found = search_key(asked.begins), list[tuple[bool, Candidate]]()
    for row in rows:
        names = [search_key(one) for one in (row.name.fa, row.name.en)]
        if any(f" {name}".find(f" {begins}") >= 0 for name in names):
            later = not any(name.startswith(begins) for name in names)
            found.append((later, Candidate(str(row.name))))
    return [one for _later, one in sorted(found, key=lambda one: one[0])][:SHOWN]


def _priorities(asked: Asked) -> list[Candidate]:
    language = get_language() or "en"
    return [
        Candidate(digits_for(language, each))
        for each in "12345"
        if each.startswith(asked.begins.strip())
    ]


def _places(asked: Asked) -> list[Candidate]:
    """Names that begin so, in either language, the most important first: quickly found by the index,
    where the search for a whole name looks at likenesses too."""
    begins = search_key(asked.begins)
    if len(begins) < 2:
        return []
    named = GazetteerEntry.objects.filter(
        extract__city=asked.city, extract__retired_at=None, search__contains=f"| {begins}"
    )
    return [Candidate(str(one), one.near) for one in named.order_by("-weight", "pk")[:SHOWN]]


# Who is in a crew is found by nobody's typing: personnel numbers are not offered, nor free words.
OFFERED: dict[Kind, Callable[[Asked], list[Candidate]]] = {
    Kind.UNIT: _units,
    Kind.UNITS: _units,
    Kind.INCIDENT: _incidents,
    Kind.CLOSED: _closed,
    Kind.ENDING: lambda asked: _named(dispositions(), asked),
    Kind.REASON: lambda asked: _named(unavailable_reasons(), asked),
    Kind.TYPE: lambda asked: _named(
        IncidentType.objects.filter(retired_at=None).order_by("priority", "order", "code"), asked
    ),
    Kind.PRIORITY: _priorities,
    Kind.PLACE: _places,
}

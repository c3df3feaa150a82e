"""Which list of files is asked for: of which station, narrowed to what. Words that look for somebody come in
a body only."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest

from kalantar.cases.models import Case
from kalantar.cases.queries import (
    MINE,
    OPEN,
    REFERRED,
    cases_in_charge,
    find_cases,
    listed_cases,
    open_cases,
    referred_to,
)
from kalantar.fronts.base.asked import id_of, words_of
from kalantar.fronts.desk import purpose
from kalantar.fronts.desk.narrowing import NarrowingForm, in_address
from kalantar.fronts.desk.stations import station_for
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import PAGE
from kalantar.places.models import Jurisdiction
from kalantar.reception.queries import stations_of

FOUND = "found"
PAGES = {OPEN: open_cases, REFERRED: referred_to}


@dataclass(frozen=True, slots=True)
class AskedList:
    which: str
    by: Actor
    station: Jurisdiction | None
    bar: NarrowingForm
    words: str

    def page(self, after: UUID | None) -> list[Case]:
        """One more than a page has, so that it is known whether there is a next."""
        narrowing = self.bar.narrowing
        if self.which == FOUND:
            return find_cases(self.by, self.words, narrowing, limit=PAGE) if self.words else []
        if self.which == MINE:
            return cases_in_charge(self.by, narrowing, after=after, limit=PAGE + 1)
        return PAGES[self.which](self.by, self.station, narrowing, after=after, limit=PAGE + 1)

    def ids(self, most: int) -> list[UUID]:
        """All of it, in its order, as far as ``most``."""
        if self.which == FOUND:
            return [case.pk for case in self.page(None)]
        narrowing = self.bar.narrowing
        found = listed_cases(self.by, self.which, self.station, narrowing)
        ordered = found.order_by(narrowing.order, "-pk" if "-" in narrowing.order else "pk")
        return list(ordered.values_list("pk", flat=True)[:most])

    @property
    def hidden(self) -> dict[str, str]:
        """What a form of the page sends along, so that its answer is about the same list."""
        told = in_address(self.bar.words) | {"list": self.which, "q": self.words}
        return told | ({"station": str(self.station.pk)} if self.station else {})

    @property
    def address(self) -> str:
        """The narrowing as a query, with its ``&``; empty where there is none."""
        words = in_address(self.bar.words) if self.which != FOUND else {}
        return f"{urlencode(words)}&" if words else ""


def asked_list(request: HttpRequest, which: str) -> AskedList:
    by = purpose.with_purpose(request)
    posted = request.method == "POST"
    given: Any = request.POST if posted else request.GET
    station = (_sent(request, by) if posted else None) or station_for(request, by)
    bar = NarrowingForm(given, by=by, station=station, found=which == FOUND)
    bar.is_valid()
    return AskedList(which, by, station, bar, words_of(request.POST.get("q"), 100))


def list_sent(request: HttpRequest) -> AskedList:
    """The one whose page sent this."""
    which = request.POST.get("list", "")
    if which not in (OPEN, MINE, REFERRED, FOUND):
        raise Http404
    return asked_list(request, which)


def _sent(request: HttpRequest, by: Actor) -> Jurisdiction | None:
    id = id_of(request.POST.get("station"))
    return stations_of(by).filter(pk=id).first() if id else None

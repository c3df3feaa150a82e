"""Which screens there are, and whose they are."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from kalantar.fronts.base.place import city_in_view
from kalantar.kernel.sentence import Sentence
from kalantar.people.roles import DESK, Role


@dataclass(frozen=True, slots=True)
class Front:
    """A screen: where it is, what it is called, who works at it; ``of_city``: it shows one city."""

    address: str
    name: Sentence
    roles: frozenset[Role]
    of_city: bool = False


FRONTS = (
    Front(
        "auditor:record",
        Sentence(en="Audit", fa="بازرسی"),
        frozenset({Role.AUDITOR}),
    ),
    Front(
        "dispatcher:room",
        Sentence(en="Dispatch", fa="اعزام"),
        frozenset({Role.DISPATCHER, Role.COMMANDER, Role.STATION_CHIEF, Role.AUDITOR}),
        of_city=True,
    ),
    Front(
        "chief:warnings",
        Sentence(en="Warnings", fa="هشدارها"),
        frozenset({Role.COMMANDER, Role.STATION_CHIEF}),
        of_city=True,
    ),
    Front(
        "chief:levels",
        Sentence(en="Levels", fa="سطح خدمت"),
        frozenset({Role.COMMANDER, Role.STATION_CHIEF, Role.AUDITOR}),
        of_city=True,
    ),
    Front(
        "call_taker:desk",
        Sentence(en="Calls", fa="تماس‌ها"),
        frozenset({Role.CALL_TAKER, Role.DISPATCHER}),
        of_city=True,
    ),
    Front(
        "desk:home",
        Sentence(en="Reception", fa="پذیرش"),
        frozenset({Role.DESK_OFFICER, Role.STATION_CHIEF}),
    ),
    Front(
        "patrol:now",
        Sentence(en="My patrol", fa="گشت من"),
        frozenset({Role.PATROL_OFFICER}),
    ),
    Front(
        "files:open",
        Sentence(en="Files", fa="پرونده‌ها"),
        frozenset({*DESK, Role.PATROL_OFFICER, Role.AUDITOR}),
    ),
    Front(
        "orders:overdue",
        Sentence(en="Orders", fa="دستورها"),
        frozenset({*DESK, Role.PATROL_OFFICER}),
    ),
    Front("property:held", Sentence(en="Property", fa="اموال"), frozenset(DESK)),
    Front(
        "administrator:home",
        Sentence(en="Administration", fa="مدیریت"),
        frozenset({Role.ADMINISTRATOR}),
    ),
)


def links_for(request: HttpRequest) -> list[dict[str, Any]]:
    """The fronts of the roles the reader holds, as links."""
    actor = getattr(request, "actor", None)
    held = {grant.role for grant in actor.grants} if actor else set()
    city = city_in_view(request)
    chosen = str(city.id) if city else request.GET.get("city")
    links = []
    for front in FRONTS:
        if not held & front.roles:
            continue
        try:
            url = reverse(front.address)
        except NoReverseMatch:
            continue
        here = request.path.startswith(url)
        if front.of_city and chosen:
            url = f"{url}?{urlencode({'city': chosen})}"
        links.append({"url": url, "name": front.name, "here": here})
    return links

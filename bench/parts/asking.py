"""What is asked of a province's desks: the requests of each operation, as people's browsers send them."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from uuid_utils.compat import uuid7

from bench.parts.misspelt import typed
from bench.parts.names import Named, somebody
from bench.parts.province import Province, national_id_of, phone_of
from bench.parts.session import Asked

if TYPE_CHECKING:
    from kalantar.cases.models import Case
    from kalantar.persons.models import Person

ORDER, TOLD = "order taken in", "both parties told"
SEARCHES = (
    "visitor by phone", "visitor by national ID", "visitor by name", "visitor, mistyped",
    "file by number", "file by phone", "file by national ID", "file by name", "file, mistyped",
)  # fmt: skip
PAGES = ("the desk", "file's page", "my files", "the station's files")
TICKET = "data-print"  # what an answer with a ticket has
NEW = 500_000_000  # numbers nobody of the province has yet


@dataclass(frozen=True)
class Operation:
    """``changes``: each question can be asked once. ``awaits``: what follows it, by its number."""

    name: str
    session: str
    questions: Sequence[Asked]
    changes: bool = False
    awaits: Callable[[int], bool] | None = None


def operations(province: Province, count: int) -> list[Operation]:
    """``count`` questions of each. An officer sits at the first station; files are looked for by the
    commander, for whom the whole province is searched."""
    from tests.people import sign_in

    chance = random.Random(f"asked {province.made}")
    station = province.stations[0]
    officer = sign_in(province.officers[station.pk][0])
    commander = sign_in(province.commander)
    desk = f"/reception/{province.desks[station.pk][0]}/"
    visitors = _visitors(province, count, chance)
    cases = _cases(count, chance)
    asked: dict[str, list[Asked]] = {
        "visitor registered": [_new(desk, province, chance) for _ in range(count)],
        "the same, known": [_known(desk, one.pk, province, chance) for one in visitors],
        **_finds(f"{desk}find/", visitors, [str(one.pk) for one in visitors], SEARCHES[:4]),
    }
    found = _finds("/files/find/", [one for _, one in cases], [str(one.pk) for one, _ in cases], SEARCHES[5:])  # fmt: skip
    numbers = [Asked("/files/find/", {"q": one.number}, str(one.pk)) for one, _ in cases]
    mine = _cases_of(province.officers[station.pk][0].pk, count, chance)
    orders = _of_two_parties(station.pk, count)
    pages = {
        "the desk": [Asked(desk)] * count,
        "file's page": [Asked(f"/files/{one}/", None, str(one)) for one in mine],
        "my files": [Asked("/files/mine/", None, "/files/")] * count,
        "the station's files": [Asked("/files/", None, "/files/")] * count,
    }
    changing = {"visitor registered", "the same, known"}
    return [
        *(Operation(name, officer, some, name in changing) for name, some in asked.items()),
        Operation(SEARCHES[4], commander, numbers),
        *(Operation(name, commander, some) for name, some in found.items()),
        *(Operation(name, officer, some) for name, some in pages.items()),
        Operation("file opened", officer, [_file(one.pk, province) for one in visitors], True),
        Operation(ORDER, officer, [_order(one, province) for one in orders], True, _both(orders)),
    ]


def queries_of_any_page(province: Province) -> int:
    """What is asked for a signed-in person where there is nothing to show: who they are, the frame."""
    from django.conf import settings
    from django.test import Client

    from bench.parts.straight import kept
    from tests.people import sign_in

    client = Client(SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = sign_in(province.commander)
    client.get(f"/files/{uuid7()}/")
    with kept() as statements:
        client.get(f"/files/{uuid7()}/")
    return len(statements)


def _visitors(province: Province, count: int, chance: random.Random) -> "list[Person]":
    """Of the first station, whose desk looks for them."""
    from kalantar.persons.models import Person

    ids = chance.sample(province.persons[province.stations[0].pk], count * 2)
    rows = Person.objects.filter(pk__in=ids).exclude(family_fa="").order_by("pk")[:count]
    assert len(rows) == count
    return list(rows)


def _cases(count: int, chance: random.Random) -> "list[tuple[Case, Person]]":
    from kalantar.cases.models import Case, Party

    ids = list(Case.objects.order_by().values_list("pk", flat=True))
    rows = Party.objects.filter(case__in=chance.sample(ids, count * 2), role="complainant")
    rows = rows.exclude(person__family_fa="").select_related("case", "person")[:count]
    assert len(rows) == count
    return [(one.case, one.person) for one in rows]


def _cases_of(officer: UUID, count: int, chance: random.Random) -> list[UUID]:
    from kalantar.cases.models import Case

    ids = list(Case.objects.filter(officer=officer).order_by("pk").values_list("pk", flat=True))
    return [ids[number % len(ids)] for number in range(count)]


def _of_two_parties(station: UUID, count: int) -> "list[Case]":
    """Of which both sides can be told."""
    from kalantar.cases.models import Case

    found = Case.objects.filter(jurisdiction=station, confidential=False, orders=None)
    rows = list(found.filter(parties__role="respondent").order_by("pk")[:count])
    assert len(rows) == count
    return rows


def _finds(
    path: str, persons: "Sequence[Person]", shows: Sequence[str], names: Sequence[str]
) -> dict[str, list[Asked]]:
    """By phone, by national ID, by name as it is, by name mistyped in every way in turns."""
    named = [Named(one.given_fa, one.family_fa) for one in persons]
    mistyped = [
        said for some in zip(*_mistakes(named), strict=False) for said in some
    ]  # the first of each mistake, then the second …
    by_phone, by_id, by_name, by_mistake = names
    return {
        by_phone: [_q(path, one.phone, show) for one, show in zip(persons, shows, strict=True)],
        by_id: [_q(path, one.national_id, show) for one, show in zip(persons, shows, strict=True)],
        by_name: [_q(path, f"{one.given} {one.family}") for one in named],
        by_mistake: [
            _q(path, mistyped[number % len(mistyped)].text) for number in range(len(persons))
        ],
    }


def _mistakes(named: Sequence[Named]) -> list[list[Any]]:
    found = typed(list(named), len(named))
    return [some for kind, some in found.items() if some and kind != "as it is"]


def _q(path: str, text: str, shows: str = "") -> Asked:
    return Asked(path, {"q": text}, shows)


def _new(desk: str, province: Province, chance: random.Random) -> Asked:
    name = somebody(chance)
    number = NEW + chance.randrange(10**8)
    return Asked(
        f"{desk}register/",
        {
            "given": name.given, "family": name.family, "phone": phone_of(number), "language": "fa",
            "national_id": national_id_of(number), "service": str(chance.choice(province.services)[0]),
            "purpose": "شکایت", "operation": str(uuid7()),
        },
        TICKET,
    )  # fmt: skip


def _known(desk: str, person: UUID, province: Province, chance: random.Random) -> Asked:
    service = str(chance.choice(province.services)[0])
    form = {"person": str(person), "language": "fa", "service": service, "operation": str(uuid7())}
    return Asked(f"{desk}register/", form, TICKET)


def _file(person: UUID, province: Province) -> Asked:
    category, (_, fields) = next(iter(province.categories.items()))
    answers = {f"field-{field}": "چنان‌که گفته شد" for field in fields}
    form = {"person": str(person), "category": str(category), "narrative": "شرح ماجرا", **answers}
    return Asked("/files/new/open/", form | {"operation": str(uuid7())}, "/receipt/")


def _order(case: "Case", province: Province) -> Asked:
    from django.utils import timezone

    today = timezone.localdate()
    return Asked(
        "/orders/new/",
        {
            "branch": str(province.branch), "number": f"B-{uuid7().hex[-12:]}", "kind": "summons",
            "case": case.number, "issued_on": str(today - timedelta(days=1)), "operation": str(uuid7()),
            "due_at": str(today + timedelta(days=5)), "text": "طرفین احضار شوند.",
        },
        "/orders/",
    )  # fmt: skip


def _both(cases: "Sequence[Case]") -> Callable[[int], bool]:
    """Whether both parties of that file were told of the order."""
    from kalantar.notices.models import Notice

    def told(number: int) -> bool:
        return Notice.objects.filter(case=cases[number], channel="sms").count() >= 2

    return told

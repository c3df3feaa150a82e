"""Nobody sees, by any way in, what the table does not give them; and who is given it does see it.

Unique words stand in one of everything. Each reader opens every page, list, search and export, is counted by every
query, and asks every address of the API; where a word appears that the table denies, the test says in which way.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kalantar.people.roles import Role
from kalantar.people.scopes import Scope
from tests.seeing.table import OTHERS, SCOPES, WAYS, WHO, heads, table
from tests.seeing.ways import (
    AT_THE_COUNTER,
    IN_WORDS,
    PURPOSE,
    Asking,
    Way,
    bare,
    counted,
    for_a_purpose,
    opened,
    squashed,
    ways,
)
from tests.seeing.world import World, a_world

PLACES = "hae"
ROLES = dict(zip(heads(WHO), [*[*Role][:7], Role.AUDITOR, Role.ADMINISTRATOR], strict=True))
Seen = dict[str, set[str]]
SHOWN: dict[str, set[str]] = defaultdict(set)  # by what, the kinds of way that showed it to anybody
READERS = len(heads(WHO)) * len(PLACES) + len(heads(OTHERS)) + len(SCOPES) + 1
JUDGED: list[Seen] = []


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def every(world: World) -> list[Way]:
    asking = _person(world, Role.COMMANDER, "a")
    asking.says = AT_THE_COUNTER
    return opened(asking, ways(world))


def _person(world: World, role: Role, place: str) -> Asking:
    from kalantar.people.models import RoleGrant
    from tests.people import grant
    from tests.scene import NOON

    first, *more = world.places()[place]
    user = grant(role, over=first)
    for area in more:
        RoleGrant.objects.create(user=user, role=role, jurisdiction=area, period=(NOON, None))
    return _browser(user)


def _browser(user: Any = None, language: str = "en") -> Asking:
    from tests.people import sign_in

    client = Client()
    client.cookies["django_language"] = language
    if user:
        client.cookies["sessionid"] = sign_in(user)
    return Asking(client, user=user)


def _seen(
    world: World, asking: Asking, every: list[Way], expected: set[str], why: str = ""
) -> Seen:
    """What the reader was shown, by which ways; a search that knows more than it shows is refused here."""
    found: Seen = defaultdict(set)
    marks = {what: squashed(mark) for what, mark in world.marks.items()}
    for way in every:
        status, text = asking.answer(way)
        told = squashed(text)
        shown = [what for what, mark in marks.items() if mark in told]
        before = squashed(asking.question)
        for what in shown:
            found[what].add(way.name)
            if way.kind == "page" and (not before or marks[what] in before):
                asking.unasked[what].add(way.name)
        if way.control and way.about not in expected:
            _, nothing = asking.answer(way, way.control)
            assert bare(text) == bare(nothing), f"{way.name} says that there is one ({status})"
    if asking.user is not None:
        for what, count in counted(world, asking.actor(why)):
            if count:
                found[what].add("count")
    return found


def _judge(
    seen: Seen, expected: set[str], unasked: Seen | None = None, first: Collection[str] = ()
) -> None:
    """All at once, so that one run names every leak. ``first``: what is shown after a purpose is said."""
    JUDGED.append(seen)
    for what, names in seen.items():
        SHOWN[what] |= {name.split(" ", 1)[0] for name in names}
    leaks = [f"{what}: {', '.join(sorted(seen[what]))}" for what in seen.keys() - expected]
    missed = [f"{what}: in no way" for what in expected - seen.keys()]
    told = unasked or {}
    early = [
        f"{what}: unasked by {', '.join(sorted(told[what]))}" for what in {*first} & told.keys()
    ]
    pages = {what for what, names in seen.items() if any(one.startswith("page ") for one in names)}
    late = [f"{what}: asked first" for what in (pages & expected) - {*first} - told.keys()]
    if wrong := [*sorted(leaks), *sorted(missed), *sorted(early), *sorted(late)]:
        pytest.fail("\n".join(["not as the table says", *wrong]))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("column", heads(WHO))
def test_a_role_sees_what_the_table_gives_it(
    world: World, every: list[Way], column: str, place: str
) -> None:
    expected = {what for what, cells in table(WHO).items() if place in cells[column].lower()}
    first = {what for what, cells in table(WHO).items() if place.upper() in cells[column]}
    said = column == "purpose"
    with transaction.atomic():
        asking = _person(world, ROLES[column], place)
        asking.says = IN_WORDS if said else {} if column == "auditor" else AT_THE_COUNTER
        asked = for_a_purpose(every) if said else every
        seen = _seen(world, asking, asked, expected, PURPOSE if said else "")
        transaction.set_rollback(True)
    _judge(seen, expected, asking.unasked, first)


@pytest.mark.parametrize("who", heads(OTHERS))
def test_others_see_what_the_table_gives_them(world: World, every: list[Way], who: str) -> None:
    expected = {what for what, cells in table(OTHERS).items() if cells[who] == "yes"}
    with transaction.atomic():
        asking = _other(world, who)
        asking.says = AT_THE_COUNTER
        seen = _seen(world, asking, every, expected)
        transaction.set_rollback(True)
    _judge(seen, expected, asking.unasked)


def _other(world: World, who: str) -> Asking:
    from kalantar.people.models import RoleGrant
    from tests.people import grant

    if who == "in_charge":
        return _browser(world.officer)
    if who == "nobody":
        user = grant(Role.AUDITOR, over=world.places()["h"][0])
        RoleGrant.objects.filter(user=user).delete()
        return _browser(user)
    asking = _browser()
    if who in ("citizen", "other"):
        _takes_a_code(asking.client, world, who)
    return asking


def _takes_a_code(client: Client, world: World, who: str) -> None:
    from kalantar.fronts.citizen.tests.way_in import the_code_comes
    from tests.seeing.world import HIS_PHONE, PHONE

    phone = PHONE if who == "citizen" else HIS_PHONE
    client.post("/my/", {"number": world.case.number, "phone": phone})
    client.post("/my/code/", {"code": the_code_comes()})
    assert client.get("/my/file/").status_code == 200


@pytest.mark.parametrize("scopes", [*([scope] for scope in SCOPES), sorted({*Scope} - {*SCOPES})])
def test_a_program_sees_what_its_scopes_give_it(
    world: World, every: list[Way], scopes: list[str]
) -> None:
    expected = SCOPES.get(scopes[0], set()) if len(scopes) == 1 else set()
    api = [way for way in every if way.kind == "API"]
    with transaction.atomic():
        seen = _seen(world, _program(world, scopes), api, expected)
        transaction.set_rollback(True)
    _judge(seen, expected)


def _program(world: World, scopes: list[str]) -> Asking:
    from datetime import timedelta

    from kalantar.kernel.actor import system
    from kalantar.kernel.clock import system_clock
    from kalantar.people.actions import issue_token
    from kalantar.people.tokens import new_token, to_keep
    from tests.people import grant

    owner, made = grant(Role.COMMANDER, over=world.places()["a"][0]), new_token()
    issue_token(
        user=owner.pk, **to_keep(made), purpose="test", by=system(), scopes=scopes,
        expires_at=system_clock() + timedelta(days=1),
    )  # fmt: skip
    return Asking(Client(), made)


def test_what_is_shown_is_shown_by_no_other_way() -> None:
    """After the others: what somebody may see on a page is not in a list as well, unless that is said."""
    if len(JUDGED) < READERS:
        pytest.skip("of all readers only")
    said = {
        what: {kind for kind, cell in cells.items() if cell == "yes"}
        for what, cells in table(WAYS).items()
    }
    wrong = [
        f"{what}: {' '.join(sorted(SHOWN[what]))}, and the table says {' '.join(sorted(said[what]))}"
        for what in said
        if SHOWN[what] != said[what]
    ]
    if wrong:
        pytest.fail("\n".join(wrong))


def test_nothing_of_it_stands_in_clear_in_the_database(db: None) -> None:
    from tests.older import tables_with

    world = a_world()

    numbers = ("phone", "national ID", "caller", "secret caller", "officer's phone", "respondent's phone")  # fmt: skip
    assert tables_with(world.marks[what] for what in numbers) == set()

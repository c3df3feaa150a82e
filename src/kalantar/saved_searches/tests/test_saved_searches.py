"""Saved searches: whose they are, what they may hold, and each rule by its name."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.cases.tests.world import World, a_world, program, refusal
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.models import Entry
from kalantar.people.roles import DESK, Role
from kalantar.reception.tests.hall import at_once
from kalantar.saved_searches import actions
from kalantar.saved_searches.models import SavedSearch
from kalantar.saved_searches.queries import search_of, searches_of
from kalantar.saved_searches.rules import (
    LONGEST_NAME,
    MOST,
    may_change_search,
    may_keep_search,
    saved_search_has_a_short_name,
    saved_search_names_nobody,
    saved_searches_are_few_enough,
)
from tests.plugins.actors import HandClock
from tests.scene import a_city

FILES = {*DESK, Role.PATROL_OFFICER, Role.AUDITOR}


def _keep(by: Actor, name: str = "سرقت‌های بی‌افسر", **more: Any) -> SavedSearch:
    words = {"state": "open", "officer": "nobody"}
    asked: dict[str, Any] = {"name": name, "which": "open", "words": words, "by": by}
    return actions.keep_search(**asked | more)


@pytest.mark.parametrize("role", list(Role))
def test_may_keep_search(world: World, role: Role) -> None:
    by = world.at(world.here, role)
    assert may_keep_search(by, None) is (role in FILES)
    assert may_keep_search(by, world.here) is (role in DESK)
    assert not may_keep_search(by, world.there)
    for other in (program(role, world.here), system(world.clock)):
        assert not may_keep_search(other, None)
        assert not may_keep_search(other, world.here)
    assert refusal(_keep, by=by) == ("" if role in FILES else "may_keep_search")
    said = refusal(_keep, by=by, name="مشترک", shared_with=world.here.pk)
    assert said == ("" if role in DESK else "may_keep_search")


@pytest.mark.parametrize("role", list(Role))
def test_may_change_search(world: World, role: Role) -> None:
    own, shared = _keep(world.desk), _keep(world.desk, "مشترک", shared_with=world.here.pk)
    assert may_change_search(world.desk, own)
    for area, leads in ((world.here, True), (world.scene.city, True), (world.there, False)):
        by = world.at(area, role)
        changes = leads and role in {Role.STATION_CHIEF, Role.COMMANDER}
        assert not may_change_search(by, own)
        assert may_change_search(by, shared) is changes
        assert (search_of(by, shared.pk) is not None) is (leads and role in DESK)
        assert search_of(by, own.pk) is None
        asked = {"search": shared.pk, "by": by}
        assert refusal(actions.rename_search, name="دیگر", **asked) == (
            "" if changes else "may_change_search"
        )
    assert not may_change_search(program(role, world.here), shared)


def test_a_search_is_kept_renamed_and_deleted(world: World) -> None:
    row = _keep(world.desk)
    assert searches_of(world.desk, None) == [row]
    actions.rename_search(search=row.pk, name="  نام  تازه ", by=world.desk)
    row.refresh_from_db()
    assert row.name.startswith("نام")
    assert refusal(actions.delete_search, search=row.pk, by=world.chief) == "may_change_search"
    actions.delete_search(search=row.pk, by=world.desk)
    assert searches_of(world.desk, world.here) == []
    events = Entry.objects.filter(event__startswith="Search").order_by("pk")
    assert [one.event for one in events] == ["SearchKept", "SearchRenamed", "SearchDeleted"]
    assert "تازه" not in str([one.facts for one in events])


def test_a_shared_one_stands_at_its_station_only(world: World) -> None:
    row = _keep(world.desk, shared_with=world.here.pk)
    assert searches_of(world.chief, world.here) == [row]
    assert searches_of(world.chief, None) == []
    assert searches_of(world.at(world.there), world.here) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("دزدی", {"q": "رضایی"}),
        ("دزدی", {"name": "رضایی"}),
        ("دزدی", {"state": "رضایی"}),
        ("دزدی", {"officer": "رضایی"}),
        ("دزدی", {"since": "09121112233"}),
        ("دزدی ۰۹۱۲۱۱۱۲۲۳۳", {}),
        ("0912 111 22 33", {}),
        ("کد ۰۰۱۲۳۴۵۶۷۹", {}),
    ],
)
def test_saved_search_names_nobody(world: World, name: str, words: dict[str, str]) -> None:
    assert not saved_search_names_nobody(name, words)
    assert refusal(_keep, by=world.desk, name=name, words=words) == "saved_search_names_nobody"
    row = _keep(world.desk)
    if not words:
        said = refusal(actions.rename_search, search=row.pk, name=name, by=world.desk)
        assert said == "saved_search_names_nobody"


@given(st.dictionaries(st.text(min_size=1), st.text(), min_size=1))
def test_saved_search_names_nobody_whatever_is_sent(words: dict[str, str]) -> None:
    known = {"state", "category", "officer", "outcome", "since", "until"}
    assert set(words) <= known or not saved_search_names_nobody("نام", words)


def test_saved_search_names_nobody_but_days_may_stand_in_its_name() -> None:
    assert saved_search_names_nobody("سرقت سال ۱۴۰۴", {})
    assert saved_search_names_nobody("۱۵ پروندهٔ نخست", {"since": "2026-03-21"})


@pytest.mark.parametrize("name", ["", "   ", "x" * (LONGEST_NAME + 1)])
def test_saved_search_has_a_short_name(world: World, name: str) -> None:
    assert not saved_search_has_a_short_name(name)
    assert refusal(_keep, by=world.desk, name=name) == "saved_search_has_a_short_name"


def test_saved_searches_are_few_enough(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from kalantar.saved_searches import rules

    assert saved_searches_are_few_enough(MOST - 1)
    assert not saved_searches_are_few_enough(MOST)
    monkeypatch.setattr(rules, "MOST", 2)
    said = [refusal(_keep, by=world.desk, name=f"نام {n}") for n in "ابپ"]
    assert said == ["", "", "saved_searches_are_few_enough"]


def test_search_has_a_name_of_its_own(world: World) -> None:
    _keep(world.desk)
    assert refusal(_keep, by=world.desk) == "search_has_a_name_of_its_own"
    assert refusal(_keep, by=world.chief) == ""


@pytest.mark.django_db(transaction=True)
def test_search_has_a_name_of_its_own_when_kept_twice_at_once(clock: HandClock) -> None:
    world = a_world(a_city(clock), clock, system(clock))
    came = at_once(*[lambda: _keep(world.desk)] * 2)
    assert "search_has_a_name_of_its_own" in came
    assert SavedSearch.objects.count() == 1

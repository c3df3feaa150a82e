"""What a list is narrowed to: what is kept of it is what was meant, and it shows no more than the list did."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.cases.actions import close_case, put_in_charge, refer_case
from kalantar.cases.models import Case, CaseState
from kalantar.cases.narrowing import ANY, NOBODY, Narrowing, narrowing_of
from kalantar.cases.queries import MINE, OPEN, REFERRED, listed_cases, open_cases
from kalantar.cases.tests.world import World
from kalantar.people.roles import Role

days = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
ids = st.none() | st.uuids()
narrowings = st.builds(
    Narrowing,
    state=st.sampled_from(["", ANY, *CaseState.values]),
    category=ids,
    officer=st.just("") | st.just(NOBODY) | st.uuids(),
    outcome=ids,
    since=days,
    until=days,
)


@given(narrowings)
def test_what_is_kept_is_what_was_meant(narrowing: Narrowing) -> None:
    assert narrowing_of(narrowing.words()) == narrowing


@given(
    st.dictionaries(
        st.sampled_from(["state", "category", "since", "name", "q"]), st.text(min_size=1)
    )
)
def test_nothing_else_is_understood(words: dict[str, str]) -> None:
    understood = narrowing_of(words)
    assert understood is None or set(understood.words()) <= {"state", "category", "since"}
    if {"name", "q"} & set(words):
        assert understood is None


@pytest.fixture
def files(world: World) -> dict[str, Case]:
    patrol = world.at(world.here, Role.PATROL_OFFICER)
    assert patrol.id is not None
    made = {name: world.case() for name in ("open", "charged", "closed", "offered")}
    put_in_charge(case=made["charged"].pk, officer=patrol.id, by=world.desk)
    close_case(case=made["closed"].pk, outcome=world.outcome(), by=world.desk)
    refer_case(case=made["offered"].pk, to=world.there.pk, why="محل وقوع", by=world.desk)
    for row in made.values():
        row.refresh_from_db()
    return made


def _shown(world: World, files: dict[str, Case], narrowing: Narrowing) -> set[str]:
    names = {case.pk: name for name, case in files.items()}
    return {names[case.pk] for case in open_cases(world.desk, world.here, narrowing)}


def test_each_word_narrows(world: World, files: dict[str, Case]) -> None:
    def shown(**words: object) -> set[str]:
        return _shown(world, files, Narrowing(**words))  # type: ignore[arg-type]

    assert shown() == {"open", "charged", "offered"}
    assert shown(state=ANY) == set(files)
    assert shown(state="closed") == {"closed"}
    assert shown(state="referred") == {"offered"}
    assert shown(officer=files["charged"].officer_id) == {"charged"}
    assert shown(officer=NOBODY) == {"open", "offered"}
    assert shown(category=world.category.pk) == {"open", "charged", "offered"}
    assert shown(category=UUID(int=1)) == set()
    assert shown(state=ANY, outcome=world.outcome()) == {"closed"}
    today = world.clock().date()
    assert shown(since=today, until=today) == {"open", "charged", "offered"}
    assert shown(since=today + timedelta(days=1)) == set()
    assert shown(until=today - timedelta(days=1)) == set()


@pytest.mark.parametrize("which", [OPEN, MINE, REFERRED])
def test_no_narrowing_shows_another_stations_file(
    world: World, files: dict[str, Case], which: str
) -> None:
    """Not even its number of rows tells of one; but the one that is offered to them they may see."""
    there, offered = world.at(world.there), {files["offered"].pk}
    for words in ({}, {"state": ANY}, {"state": "closed"}, {"category": world.category.pk}):
        found = listed_cases(there, which, world.there, Narrowing(**words))
        assert set(found.values_list("pk", flat=True)) <= offered
        other = listed_cases(there, which, world.here, Narrowing(**words))
        assert set(other.values_list("pk", flat=True)) <= offered


def test_a_narrowed_list_goes_on_where_it_was(world: World) -> None:
    made = [world.case() for _ in range(5)]
    for case in made:
        close_case(case=case.pk, outcome=world.outcome(), by=world.desk)
    closed = Narrowing(state="closed")
    first = open_cases(world.desk, world.here, closed, limit=3)
    rest = open_cases(world.desk, world.here, closed, after=first[-1].pk, limit=3)
    assert [case.pk for case in first + rest] == [case.pk for case in reversed(made)]

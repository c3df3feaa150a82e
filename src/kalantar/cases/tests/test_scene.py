"""Where and when a matter happened: written down, corrected, and found by."""

from datetime import date, timedelta

import pytest

from kalantar.cases.actions import close_case, write_scene
from kalantar.cases.models import Case
from kalantar.cases.narrowing import Narrowing
from kalantar.cases.queries import find_cases
from kalantar.cases.scene import words_of_place
from kalantar.cases.tests.world import World
from kalantar.kernel.models import Entry
from kalantar.kernel.text import say_date
from kalantar.kernel.text.calendar import local

pytestmark = pytest.mark.django_db

PLACE = "خیابان ولی‌عصر، کوچهٔ نیلوفر، پلاک ۱۲"


@pytest.mark.parametrize(
    "asked",
    ["ولیعصر نیلوفر", "نيلوفر ولي عصر 12", "کوچه نیلوفر", "نیلوف", "خیابان ولی‌عصر، کوچهٔ نیلوفر، پلاک ۱۲"],
)  # fmt: skip
def test_a_file_is_found_by_where_it_happened(world: World, asked: str) -> None:
    case, _other = world.case(place=PLACE), world.case(place="میدان آزادی")
    assert find_cases(world.desk, asked) == [case]


def test_a_place_written_apart_is_found_joined(world: World) -> None:
    case = world.case(place="خیابان ولی عصر")
    for asked in ("ولیعصر", "ولی‌عصر", "ولی عصر"):
        assert find_cases(world.desk, asked) == [case], asked


def test_words_of_every_place_find_nothing_by_themselves(world: World) -> None:
    world.case(place=PLACE)
    assert words_of_place("خیابان") == words_of_place("پلاک ۱۲") == words_of_place("در") == []
    assert find_cases(world.desk, "خیابان") == []


def test_a_file_is_found_by_the_day_it_happened_or_was_opened(world: World) -> None:
    today = local(world.desk.now()).date()
    earlier = today - timedelta(days=40)
    of_today, of_then = world.case(), world.case(happened_on=earlier)
    assert find_cases(world.desk, say_date(earlier, short=True)) == [of_then]
    assert find_cases(world.desk, earlier.isoformat()) == [of_then]
    assert set(find_cases(world.desk, today.isoformat())) == {of_today, of_then}
    assert find_cases(world.desk, (today - timedelta(days=1)).isoformat()) == []


def test_who_may_not_see_a_file_does_not_find_it_by_place_or_day(world: World) -> None:
    case = world.case(place=PLACE, happened_on=date(2026, 1, 5))
    for asked in ("نیلوفر", "2026-01-05"):
        assert find_cases(world.desk, asked) == [case]
        assert find_cases(world.at(world.there), asked) == []


def test_what_is_narrowed_holds_for_places_too(world: World) -> None:
    case = world.case(place=PLACE)
    close_case(case=case.pk, outcome=world.outcome(), by=world.desk)
    assert find_cases(world.desk, "نیلوفر", Narrowing(state="open")) == []
    assert find_cases(world.desk, "نیلوفر", Narrowing(state="closed")) == [case]


def test_where_and_when_are_corrected_and_recorded_without_the_words(world: World) -> None:
    case = world.case(place=PLACE)
    write_scene(case=case.pk, place="میدان  آزادي", happened_on=date(2026, 1, 5), by=world.desk)
    row = Case.objects.get(pk=case.pk)
    assert (row.place, row.happened_on) == ("میدان آزادی", date(2026, 1, 5))
    assert find_cases(world.desk, "نیلوفر") == []
    [entry] = Entry.objects.filter(event="CaseSceneWritten")
    assert entry.facts == {"case": str(case.pk)}

"""Who may shape places, and what the tree of areas refuses."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor, ActorKind, Grant, system
from kalantar.kernel.geometry import Point
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import RULES, Refused, constraints_speak
from kalantar.kernel.story import told
from kalantar.places.actions import (
    import_extract,
    open_area,
    rename_area,
    retire_area,
    set_area_code,
)
from kalantar.places.boundaries import Findings
from kalantar.places.city import Brought, bring_city
from kalantar.places.extract.prepare import Prepared
from kalantar.places.models import BoundaryPart, Extract, GazetteerEntry, Jurisdiction, Kind
from kalantar.places.queries import station_of
from kalantar.places.rules import may_shape_places
from kalantar.places.sharing import require_own_ground, require_same_place, shared_with
from kalantar.places.tests.town import corner, write_town

pytestmark = pytest.mark.django_db


def area(kind: str = Kind.CITY, parent: Jurisdiction | None = None, **values: str) -> Jurisdiction:
    made = Jurisdiction.below(parent, kind=kind, **({"name_en": kind} | values))
    made.save()
    return made


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.rule.name


def broken(write: Callable[[], object]) -> str:
    """The rule that speaks for the constraint broken by ``write``."""
    with pytest.raises(Refused) as refusal, constraints_speak(), transaction.atomic():
        write()
    return refusal.value.rule.name


@pytest.mark.parametrize(
    ("role", "over", "may"),
    [
        ("administrator", "city", True), ("administrator", "province", True),
        ("administrator", "other", False), ("administrator", "station", False),
        ("commander", "province", False), ("dispatcher", "city", False),
    ],
)  # fmt: skip
def test_may_shape_places(role: str, over: str, may: bool) -> None:
    province = area(Kind.PROVINCE)
    city = area(Kind.CITY, province)
    places: dict[str, UUID] = {
        "province": province.id, "city": city.id, "station": area(Kind.STATION, city).id,
        "other": area(Kind.CITY, province, name_en="Other").id,
    }  # fmt: skip
    actor = Actor(kind=ActorKind.PERSON, grants=frozenset({Grant(role, places[over])}))
    assert may_shape_places(actor, city) is may
    assert not may_shape_places(actor, None)
    assert may_shape_places(system(), None)


def test_may_shape_places_is_asked_by_the_action() -> None:
    nobody = Actor(kind=ActorKind.PERSON)
    open_one = lambda: open_area(kind=Kind.CITY, parent=None, name_en="X", by=nobody)  # noqa: E731
    assert refused(open_one) == "may_shape_places"
    assert not Entry.objects.exists()


def test_an_area_is_opened_below_another_with_its_line_of_ancestors(as_system: Actor) -> None:
    province = open_area(kind=Kind.PROVINCE, parent=None, name_fa="گیلان", by=as_system)
    city = open_area(kind=Kind.CITY, parent=province.id, name_fa=" رشت ", by=as_system)
    assert (city.name_fa, city.ancestors) == ("رشت", [province.id, city.id])
    assert set(Jurisdiction.objects.within([province.id])) == {province, city}
    entry = Entry.objects.filter(event="AreaOpened").latest("recorded_at")
    assert entry.area == city.id


def test_an_area_is_renamed_and_its_timeline_says_what_it_was_called(as_system: Actor) -> None:
    city = area(Kind.CITY, name_fa="رشت", name_en="Rasht")
    renamed = rename_area(area=city.id, name_fa=" رشت نو ", name_en="New Rasht", by=as_system)
    assert (renamed.name_fa, renamed.name_en, renamed.pk) == ("رشت نو", "New Rasht", city.pk)
    (line, *_) = told(city.id, as_system)
    assert line.sentence.en == "New Rasht was called Rasht until then."
    assert line.sentence.fa == "نام رشت نو تا آن زمان «رشت» بود."
    nameless = lambda: rename_area(area=city.id, name_fa="", name_en=" ", by=as_system)  # noqa: E731
    assert refused(nameless) == "jurisdiction_has_a_name"


def test_an_area_gets_its_code_and_its_timeline_says_so(as_system: Actor) -> None:
    station, other = area(Kind.STATION, name_en="One"), area(Kind.STATION, name_en="Two")
    assert set_area_code(area=station.id, code=" ۱۰۴ ", by=as_system).code == "104"
    (line, *_) = told(station.id, as_system)
    assert line.sentence.en.endswith("is 104.")
    taken = lambda: set_area_code(area=other.id, code="104", by=as_system)  # noqa: E731
    assert refused(taken) == "jurisdiction_code_is_used_once"
    assert set_area_code(area=station.id, code="", by=as_system).code == ""
    assert set_area_code(area=other.id, code="104", by=as_system).code == "104"


@pytest.mark.parametrize("code", ["-1", "1-", "کلانتری", "10 4", "1" * 41, "10\n4x;"])
def test_area_code_is_plain(as_system: Actor, code: str) -> None:
    station = area(Kind.STATION)
    wrong = lambda: set_area_code(area=station.id, code=code, by=as_system)  # noqa: E731
    assert refused(wrong) == "area_code_is_plain"


def test_area_lies_below_a_larger_one(as_system: Actor) -> None:
    station = area(Kind.STATION, area(Kind.CITY))
    below = lambda: open_area(kind=Kind.CITY, parent=station.id, name_en="X", by=as_system)  # noqa: E731
    assert refused(below) == "area_lies_below_a_larger_one"


def test_area_is_in_use(as_system: Actor) -> None:
    city = area()
    retire_area(area=city.id, by=as_system)
    below = lambda: open_area(kind=Kind.STATION, parent=city.id, name_en="X", by=as_system)  # noqa: E731
    assert refused(below) == "area_is_in_use"
    assert refused(lambda: retire_area(area=city.id, by=as_system)) == "area_is_in_use"


def test_area_has_nothing_below(as_system: Actor) -> None:
    city = area()
    area(Kind.STATION, city)
    assert refused(lambda: retire_area(area=city.id, by=as_system)) == "area_has_nothing_below"


def test_area_is_a_city(town: Brought, as_system: Actor) -> None:
    station = station_of(corner(0, 0))
    assert station is not None
    prepared = Prepared(None, "", (0, 0, 1, 1), None, "", {}, ())  # type: ignore[arg-type]
    on_station = lambda: import_extract(  # noqa: E731
        extract=uuid7(), city=station.id, prepared=prepared, by=as_system
    )
    assert refused(on_station) == "area_is_a_city"


def test_a_retired_station_answers_for_nothing(town: Brought, as_system: Actor) -> None:
    station = station_of(corner(0, 0))
    assert station is not None
    retire_area(area=station.id, by=as_system)
    assert station_of(corner(0, 0)) is None


def test_jurisdiction_has_a_name() -> None:
    assert broken(lambda: area(name_en="")) == "jurisdiction_has_a_name"


def test_jurisdiction_is_within_itself() -> None:
    alone = Jurisdiction(kind=Kind.CITY, name_en="X", ancestors=[uuid7()])
    assert broken(alone.save) == "jurisdiction_is_within_itself"


def test_jurisdiction_code_is_used_once() -> None:
    area(code="11")
    assert broken(lambda: area(name_en="Y", code="11")) == "jurisdiction_code_is_used_once"
    area(Kind.STATION, code="11")


def test_siblings_have_different_names(as_system: Actor) -> None:
    first = area()
    assert broken(area) == "siblings_have_different_names"
    retire_area(area=first.id, by=as_system)
    area()


def test_boundary_ends_after_it_begins(town: Brought) -> None:
    part = BoundaryPart.objects.all()[0]
    part.until = part.since.replace(year=2000)
    assert broken(part.save) == "boundary_ends_after_it_begins"


def extract_of(city: Jurisdiction, east: float = 1.0) -> Extract:
    return Extract.objects.create(
        city=city, digest="", west=0, south=0, east=east, north=1, attribution=""
    )


def test_city_has_one_extract() -> None:
    city = area()
    extract_of(city)
    assert broken(lambda: extract_of(city)) == "city_has_one_extract"


def test_extract_covers_an_area() -> None:
    assert broken(lambda: extract_of(area(), east=0.0)) == "extract_covers_an_area"


def test_gazetteer_entry_is_searchable() -> None:
    entry = GazetteerEntry(
        extract=extract_of(area()), kind="place", name="!", search="", point=Point(0, 0)
    )
    assert broken(entry.save) == "gazetteer_entry_is_searchable"


def test_a_constraint_without_a_rule_stays_an_error() -> None:
    with pytest.raises(IntegrityError), constraints_speak(), transaction.atomic():
        Jurisdiction(name_en="X", kind=None, ancestors=[]).save()  # type: ignore[misc]
    assert "jurisdiction_has_a_name" in RULES


def test_ground_is_not_another_citys(
    town: Brought, town_file: Path, as_system: Actor, own_home: Path
) -> None:
    before = list((own_home / "places").iterdir())
    assert (
        refused(lambda: bring_city(town_file, name_en="Again", by=as_system))
        == "ground_is_not_another_citys"
    )
    assert not Jurisdiction.objects.filter(name_en="Again").exists()
    assert list((own_home / "places").iterdir()) == before


def test_both_are_kept_where_that_is_meant_and_it_is_told(
    town: Brought, town_file: Path, as_system: Actor
) -> None:
    brought = bring_city(town_file, name_en="Again", overlapping=True, by=as_system)
    assert [(one.city, one.percent) for one in brought.shared] == [(town.extract.city, 100)]


def test_neighbours_may_share_an_edge(town: Brought) -> None:
    west, south, east, north = town.extract.bounds
    wide = east - west
    shared = shared_with((west + wide * 0.9, south, east + wide, north), except_city=None)
    assert [one.percent for one in shared] == [10]
    require_own_ground(shared)
    assert shared_with((east + 1, south, east + 2, north), except_city=None) == []
    assert shared_with(town.extract.bounds, except_city=town.extract.city_id) == []


def test_map_is_of_the_same_place(
    town: Brought, tmp_path: Path, as_system: Actor, own_home: Path
) -> None:
    before = list((own_home / "places").iterdir())
    other = write_town(tmp_path / "other.osm.pbf", east=1)
    bring = lambda: bring_city(other, name_en="Golestan", by=as_system)  # noqa: E731
    assert refused(bring) == "map_is_of_the_same_place"
    assert Extract.objects.get(retired_at=None) == town.extract
    assert list((own_home / "places").iterdir()) == before


def test_a_map_that_moves_a_little_is_of_the_same_place(town: Brought) -> None:
    west, south, east, north = town.extract.bounds
    wide, high = east - west, north - south
    require_same_place(town.extract, (west + wide * 0.4, south, east + wide, north))
    require_same_place(town.extract, (west - 1, south - 1, east + 1, north + 1))
    for away in (
        (west + wide * 0.6, south, east + wide, north),
        (east + wide, north + high, east + 2 * wide, north + 2 * high),
    ):
        with pytest.raises(Refused):
            require_same_place(town.extract, away)


def test_stations_that_stay_behind_are_told_and_recorded(
    town: Brought, tmp_path: Path, as_system: Actor
) -> None:
    other = write_town(tmp_path / "other.osm.pbf", east=1)
    moved = bring_city(other, name_en="Golestan", elsewhere=True, by=as_system)
    assert (moved.extract.city, moved.stations) == (town.extract.city, 0)
    assert moved.findings.overlaps == ()
    (gap,) = moved.findings.gaps
    facts = Entry.objects.get(event="BoundariesJudged").facts
    assert (facts["overlap_m2"], facts["gap_m2"]) == (0, round(gap.square_metres))


def test_the_stations_of_a_newer_map_of_the_same_ground_leave_no_gap(
    town: Brought, tmp_path: Path, as_system: Actor
) -> None:
    newer = write_town(tmp_path / "newer.osm.pbf", highway="tertiary")
    assert bring_city(newer, name_en="Golestan", by=as_system).findings == Findings((), ())
    assert Entry.objects.get(event="BoundariesJudged").facts["gap_m2"] == 0


def test_city_is_one_of_its_name(town_file: Path, as_system: Actor) -> None:
    north, south = (area(Kind.PROVINCE, name_en=name) for name in ("North", "South"))
    area(parent=north, name_en="Rey", name_fa="ری")
    meant = area(parent=south, name_en="Rey", name_fa="رَی")
    one_of = lambda: bring_city(town_file, name_en="Rey", by=as_system)  # noqa: E731
    assert refused(one_of) == "city_is_one_of_its_name"
    assert not Extract.objects.exists()
    brought = bring_city(town_file, name_en="Rey", parent=south.id, by=as_system)
    assert brought.extract.city == meant


def test_both_names_together_tell_two_cities_apart(town_file: Path, as_system: Actor) -> None:
    north, south = (area(Kind.PROVINCE, name_en=name) for name in ("North", "South"))
    area(parent=north, name_en="Rey", name_fa="ری")
    meant = area(parent=south, name_en="Rey", name_fa="ری نو")
    brought = bring_city(town_file, name_fa="ری نو", name_en="Rey", by=as_system)
    assert brought.extract.city == meant

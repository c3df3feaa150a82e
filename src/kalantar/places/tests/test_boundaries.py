"""Boundaries from somebody's GeoJSON: read, judged, drawn, redrawn."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import shapely
from django.db import connection
from shapely.geometry import mapping

from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.places import queries
from kalantar.places.city import Brought, bring_boundaries, bring_city, bring_stations
from kalantar.places.models import BoundaryPart, Jurisdiction, Kind
from kalantar.places.queries import areas_at, boundary, provisional_stations, station_of
from kalantar.places.tests.town import write_town

pytestmark = pytest.mark.django_db


def written(path: Path, areas: Sequence[tuple[dict[str, Any], Any]]) -> Path:
    features = [
        {"type": "Feature", "properties": says, "geometry": mapping(shape)} for says, shape in areas
    ]
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
    )
    return path


@pytest.fixture
def city(db: None) -> Jurisdiction:
    made = Jurisdiction.below(None, kind=Kind.CITY, name_en="Golestan", name_fa="گلستان")
    made.save()
    return made


def test_overlaps_and_gaps_are_told_in_square_metres(
    tmp_path: Path, city: Jurisdiction, as_system: Actor
) -> None:
    west, east = shapely.box(51.0, 35.0, 51.01, 35.01), shapely.box(51.009, 35.0, 51.02, 35.01)
    around = shapely.box(50.9, 34.9, 51.1, 35.1) - shapely.box(51.0, 35.0, 51.03, 35.01)
    file = written(
        tmp_path / "s.geojson",
        [({"name_en": "West"}, west), ({"name_en": "East"}, east), ({"name": "گرد"}, around)],
    )
    count, findings = bring_boundaries(file, kind=Kind.STATION, around=city.id, by=as_system)
    assert count == 3
    (overlap,) = findings.overlaps
    assert {overlap.a, overlap.b} == {"West", "East"}
    assert overlap.square_metres == pytest.approx(101_300, rel=0.01)  # 91 m by 1,112 m
    (gap,) = findings.gaps
    assert gap.square_metres == pytest.approx(1_013_000, rel=0.01)
    drawn = Entry.objects.get(event="BoundariesDrawn")
    assert drawn.facts["overlap_m2"] == round(overlap.square_metres)


def test_where_two_overlap_the_smaller_answers(
    tmp_path: Path, city: Jurisdiction, as_system: Actor
) -> None:
    file = written(
        tmp_path / "s.geojson",
        [
            ({"name_en": "Large"}, shapely.box(51, 35, 52, 36)),
            ({"name_en": "Small"}, shapely.box(51.4, 35.4, 51.6, 35.6)),
        ],
    )
    bring_boundaries(file, kind=Kind.STATION, around=city.id, by=as_system)
    assert str(station_of(Point(51.5, 35.5))) == "Small"
    assert str(station_of(Point(51.1, 35.1))) == "Large"


def test_an_area_of_several_pieces_with_a_hole_is_kept_exactly(
    tmp_path: Path, city: Jurisdiction, as_system: Actor
) -> None:
    island = shapely.box(53, 35, 53.1, 35.1)
    shape = shapely.union(shapely.box(51, 35, 52, 36) - shapely.box(51.4, 35.4, 51.6, 35.6), island)
    file = written(tmp_path / "s.geojson", [({"name_en": "Ring"}, shape)])
    bring_boundaries(file, kind=Kind.STATION, around=city.id, by=as_system)
    assert station_of(Point(51.5, 35.5)) is None
    assert str(station_of(Point(51.1, 35.5))) == "Ring"
    assert str(station_of(Point(53.05, 35.05))) == "Ring"
    kept = boundary(Jurisdiction.objects.get(name_en="Ring").id)
    assert kept is not None
    assert kept.symmetric_difference(shape).area == pytest.approx(0)


def test_redrawing_keeps_the_area_and_remembers_the_earlier_boundary(
    tmp_path: Path, city: Jurisdiction, clock: Any, as_system: Actor
) -> None:
    first = written(
        tmp_path / "a.geojson", [({"name_en": "One", "code": "11"}, shapely.box(51, 35, 52, 36))]
    )
    second = written(
        tmp_path / "b.geojson", [({"name_en": "One", "code": "11"}, shapely.box(60, 35, 61, 36))]
    )
    bring_boundaries(first, kind=Kind.STATION, around=city.id, by=as_system)
    station = Jurisdiction.objects.get(kind=Kind.STATION)
    clock.forward(days=1)
    bring_boundaries(second, kind=Kind.STATION, around=city.id, by=as_system)
    assert Jurisdiction.objects.get(kind=Kind.STATION) == station
    assert station_of(Point(51.5, 35.5)) is None
    assert station_of(Point(60.5, 35.5)) == station
    old, new = BoundaryPart.objects.order_by("since")
    assert old.until == new.since
    assert new.since - old.since == timedelta(days=1)


def test_counties_find_their_province_by_name_or_by_place(tmp_path: Path, as_system: Actor) -> None:
    provinces = written(
        tmp_path / "p.geojson",
        [
            ({"name:fa": "گیلان", "name:en": "Gilan"}, shapely.box(48, 36, 50, 38)),
            ({"name:fa": "فارس", "name:en": "Fars"}, shapely.box(50, 27, 55, 31)),
        ],
    )
    counties = written(
        tmp_path / "c.geojson",
        [
            ({"name": "شهرستان رشت", "name:en": "Rasht County"}, shapely.box(49, 37, 49.5, 37.5)),
            ({"name": "شیراز", "province": "فارس"}, shapely.box(10, 10, 11, 11)),
        ],
    )
    bring_boundaries(provinces, kind=Kind.PROVINCE, by=as_system)
    bring_boundaries(counties, kind=Kind.COUNTY, by=as_system)
    parents = {
        area.name_fa: str(area.parent) for area in Jurisdiction.objects.filter(kind="county")
    }
    assert parents == {"شهرستان رشت": "گیلان", "شیراز": "فارس"}
    at = areas_at(Point(49.2, 37.2))
    assert [area.kind for area in at] == ["province", "county"]
    assert at[-1].ancestors == [at[0].id, at[1].id]
    again, _ = bring_boundaries(counties, kind=Kind.COUNTY, by=as_system)
    assert (again, Jurisdiction.objects.count()) == (2, 4)


def test_parent_is_found(tmp_path: Path, city: Jurisdiction, as_system: Actor) -> None:
    far = written(tmp_path / "s.geojson", [({"name_en": "Far"}, shapely.box(0, 0, 1, 1))])
    with pytest.raises(Refused) as refusal:
        bring_boundaries(far, kind=Kind.STATION, by=as_system)
    assert refusal.value.rule.name == "parent_is_found"


@pytest.mark.parametrize(
    "content", ["{}", "[1]", "[" * 100_000, '{"type":"FeatureCollection","features":[]}', "\x00",
                '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"x"},'
                '"geometry":{"type":"Point","coordinates":[51,35]}}]}',
                '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"x"},'
                '"geometry":null}]}'],
    ids=lambda content: content[:60],
)  # fmt: skip
def test_boundaries_are_geojson(
    content: str, tmp_path: Path, city: Jurisdiction, as_system: Actor
) -> None:
    file = tmp_path / "s.geojson"
    file.write_text(content)
    with pytest.raises(Refused) as refusal:
        bring_boundaries(file, kind=Kind.STATION, around=city.id, by=as_system)
    assert refusal.value.rule.name == "boundaries_are_geojson"
    assert not BoundaryPart.objects.exists()


def test_a_line_that_crosses_itself_is_mended_and_it_is_said_whose_and_where(
    tmp_path: Path, city: Jurisdiction, as_system: Actor
) -> None:
    bow_tie = shapely.Polygon([(51, 35), (51.02, 35.02), (51.02, 35), (51, 35.02)])
    beside = shapely.box(51.1, 35, 51.11, 35.01)
    file = written(tmp_path / "s.geojson", [({"name": "Bow"}, bow_tie), ({"name": "B"}, beside)])
    _, findings = bring_boundaries(file, kind=Kind.STATION, around=city.id, by=as_system)
    (mended,) = findings.mended
    assert mended.name == "Bow"
    assert mended.at == pytest.approx(Point(51.01, 35.01))
    for inside in (Point(51.002, 35.01), Point(51.018, 35.01)):
        assert str(station_of(inside)) == "Bow"
    assert station_of(Point(51.01, 35.002)) is None


def test_boundaries_are_not_too_large(
    tmp_path: Path, city: Jurisdiction, as_system: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kalantar.places.boundaries.geojson.LARGEST_BOUNDARIES", 10)
    file = written(tmp_path / "s.geojson", [({"name": "A"}, shapely.box(51, 35, 51.01, 35.01))])
    with pytest.raises(Refused) as refusal:
        bring_boundaries(file, kind=Kind.STATION, around=city.id, by=as_system)
    assert refusal.value.rule.name == "boundaries_are_not_too_large"


def test_boundary_has_a_name(tmp_path: Path, city: Jurisdiction, as_system: Actor) -> None:
    file = written(tmp_path / "s.geojson", [({"colour": "red"}, shapely.box(51, 35, 52, 36))])
    with pytest.raises(Refused) as refusal:
        bring_boundaries(file, kind=Kind.STATION, around=city.id, by=as_system)
    assert refusal.value.rule.name == "boundary_has_a_name"


def test_boundaries_are_in_degrees(tmp_path: Path, city: Jurisdiction, as_system: Actor) -> None:
    metres = shapely.box(500_000, 3_900_000, 501_000, 3_901_000)
    file = written(tmp_path / "s.geojson", [({"name_en": "Metres"}, metres)])
    with pytest.raises(Refused) as refusal:
        bring_boundaries(file, kind=Kind.STATION, around=city.id, by=as_system)
    assert refusal.value.rule.name == "boundaries_are_in_degrees"


def test_a_city_is_brought_with_its_own_stations(
    town_file: Path, tmp_path: Path, as_system: Actor
) -> None:
    stations = written(
        tmp_path / "s.geojson",
        [
            ({"name": "کلانتری غرب"}, shapely.box(51.3, 35.6, 51.405, 35.8)),
            ({"name": "کلانتری شرق"}, shapely.box(51.405, 35.6, 51.410, 35.8)),
        ],
    )
    brought = bring_city(town_file, name_fa="گلستان", stations=stations, by=as_system)
    assert brought.stations == 2
    assert brought.findings.overlaps == ()
    assert brought.findings.gap_m2 > 1_000_000  # the margin in the east is nobody's
    assert str(station_of(Point(51.401, 35.701))) == "کلانتری غرب"
    again = bring_city(town_file, name_fa="گلستان", stations=stations, by=as_system)
    assert (again.again, again.stations) == (True, 2)
    assert Jurisdiction.objects.filter(kind=Kind.STATION).count() == 2


def test_overlaps_with_stations_that_are_not_in_the_file_are_told_and_recorded(
    tmp_path: Path, city: Jurisdiction, as_system: Actor
) -> None:
    old = written(
        tmp_path / "a.geojson",
        [
            ({"name_en": "West"}, shapely.box(51.0, 35.0, 51.01, 35.01)),
            ({"name_en": "East"}, shapely.box(51.01, 35.0, 51.02, 35.01)),
        ],
    )
    bring_boundaries(old, kind=Kind.STATION, around=city.id, by=as_system)
    new = written(
        tmp_path / "b.geojson",
        [
            ({"name_en": "East"}, shapely.box(51.012, 35.0, 51.02, 35.01)),
            ({"name_en": "New"}, shapely.box(51.009, 35.0, 51.012, 35.01)),
        ],
    )
    count, findings = bring_boundaries(new, kind=Kind.STATION, around=city.id, by=as_system)
    (overlap,) = findings.overlaps  # with West as it stays; East as it was is no more
    assert (count, {overlap.a, overlap.b}) == (2, {"New", "West"})
    assert overlap.square_metres == pytest.approx(101_300, rel=0.01)
    drawn = Entry.objects.filter(event="BoundariesDrawn").latest("pk")
    assert drawn.facts["overlap_m2"] == round(overlap.square_metres)


def test_the_provinces_that_stay_are_judged_too_and_those_below_another_area_are_not(
    tmp_path: Path, city: Jurisdiction, as_system: Actor
) -> None:
    gilan = written(tmp_path / "g.geojson", [({"name_en": "Gilan"}, shapely.box(48, 36, 50, 38))])
    fars = written(tmp_path / "f.geojson", [({"name_en": "Fars"}, shapely.box(49, 36, 51, 38))])
    bring_boundaries(gilan, kind=Kind.PROVINCE, by=as_system)
    _, findings = bring_boundaries(fars, kind=Kind.PROVINCE, by=as_system)
    assert [{one.a, one.b} for one in findings.overlaps] == [{"Gilan", "Fars"}]
    other = Jurisdiction.below(None, kind=Kind.CITY, name_en="Other")
    other.save()
    one = written(tmp_path / "1.geojson", [({"name_en": "One"}, shapely.box(51, 35, 52, 36))])
    bring_boundaries(one, kind=Kind.STATION, around=city.id, by=as_system)
    _, findings = bring_boundaries(one, kind=Kind.STATION, around=other.id, by=as_system)
    assert findings.overlaps == ()


@pytest.mark.parametrize("again", [True, False])
def test_a_file_of_stations_for_a_divided_city_tells_of_the_stations_of_the_division(
    again: bool, town: Brought, town_file: Path, tmp_path: Path, as_system: Actor
) -> None:
    file = written(tmp_path / "s.geojson", [({"name_en": "All"}, shapely.box(51, 35, 52, 36))])
    given = town_file if again else write_town(tmp_path / "newer.osm.pbf", highway="tertiary")
    brought = bring_city(given, name_en="Golestan", stations=file, by=as_system)
    assert brought.again is again
    assert len(brought.findings.overlaps) == town.stations
    assert all("All" in (one.a, one.b) for one in brought.findings.overlaps)
    drawn = Entry.objects.filter(event="BoundariesDrawn").latest("pk")
    assert drawn.facts["overlap_m2"] == round(brought.findings.overlap_m2) > 0


def _half(side: str) -> Any:
    return shapely.box(51, 35, 51.407, 36) if side == "west" else shapely.box(51.407, 35, 52, 36)


def test_the_stations_of_a_division_are_retired_when_the_services_own_come(
    town: Brought, tmp_path: Path, as_system: Actor
) -> None:
    divided = list(Jurisdiction.objects.filter(kind=Kind.STATION))
    assert all(station.provisional for station in divided)
    file = written(
        tmp_path / "s.geojson",
        [({"name_en": "West"}, _half("west")), ({"name_en": "East"}, _half("east"))],
    )
    count, retired, findings = bring_stations(file, around=town.extract.city_id, by=as_system)
    assert (count, retired) == (2, len(divided))
    assert findings.overlaps == ()
    living = Jurisdiction.objects.living().filter(kind=Kind.STATION)
    assert {(one.name_en, one.provisional) for one in living} == {("West", False), ("East", False)}
    for old in divided:
        assert old.seat is not None
        answering = station_of(old.seat)
        assert answering is not None
        assert answering.name_en in ("West", "East")
    assert Entry.objects.filter(event="AreaRetired").count() == len(divided)
    assert bring_stations(file, around=town.extract.city_id, by=as_system)[:2] == (2, 0)


def test_the_division_of_another_city_is_left_alone(
    town: Brought, tmp_path: Path, as_system: Actor
) -> None:
    elsewhere = Jurisdiction.below(None, kind=Kind.CITY, name_en="Elsewhere")
    elsewhere.save()
    for name, provisional in (("Theirs", False), ("Divided", True)):
        below = Jurisdiction.below(
            elsewhere, kind=Kind.STATION, name_en=name, provisional=provisional
        )
        below.save()
    says = {"name_en": "All", "parent": "Golestan"}
    file = written(tmp_path / "s.geojson", [(says, shapely.box(51, 35, 52, 36))])
    assert bring_stations(file, by=as_system)[:2] == (1, town.stations)
    assert [left.name_en for left in provisional_stations()] == ["Divided"]


def test_a_station_that_is_drawn_again_is_the_services_own_and_stays(
    town: Brought, tmp_path: Path, as_system: Actor
) -> None:
    known = Jurisdiction.objects.filter(kind=Kind.STATION, name_en="Station 101").get()
    says = {"name_en": known.name_en, "name_fa": known.name_fa}
    file = written(tmp_path / "s.geojson", [(says, _half("west"))])
    others = town.stations - 1
    assert (
        bring_boundaries(file, kind=Kind.STATION, around=town.extract.city_id, by=as_system)[0] == 1
    )
    known.refresh_from_db()
    assert not known.provisional
    assert provisional_stations(town.extract.city_id).count() == others  # unasked none is retired
    assert bring_stations(file, around=town.extract.city_id, by=as_system)[:2] == (1, others)
    known.refresh_from_db()
    assert known.retired_at is None
    assert not provisional_stations().exists()


@pytest.mark.parametrize(
    ("question", "scans"),
    [(queries._STATION_OF, 1), (queries._AREAS_AT, 2)],
    ids=["station", "areas"],
)
def test_who_answers_for_a_place_is_found_by_the_index(
    city: Jurisdiction, question: str, scans: int
) -> None:
    """Of very many areas few are looked at; ``@>`` alone would be asked of each."""
    rings = [
        (Point(x, y), Point(x + 0.01, y), Point(x + 0.01, y + 0.01), Point(x, y + 0.01))
        for x in (51 + 0.01 * step for step in range(40))
        for y in (35 + 0.01 * step for step in range(40))
    ]
    BoundaryPart.objects.bulk_create(
        BoundaryPart(jurisdiction=city, of_station=station, ring=ring, since=datetime.now(UTC))
        for ring in rings
        for station in (True, False)
    )
    at = "(51.205,35.205)"
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE places_boundarypart")
        asked = {"at": at} if "%(at)s" in question else [at]
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + question, asked)
        ((plan,),) = cursor.fetchall()
    found = [node for node in _nodes(plan[0]["Plan"]) if "Index Cond" in node]
    assert len(found) == scans, plan
    assert all("&&" in node["Index Cond"] for node in found)
    assert all(node["Actual Rows"] <= 40 for node in found)  # of 1,600
    assert not [node for node in _nodes(plan[0]["Plan"]) if node["Node Type"] == "Seq Scan"]


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)

"""A file becomes a city, or is refused and leaves nothing behind."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import osmium
import psycopg
import pyogrio
import pytest
from osmium.osm.mutable import Node

from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.places import files
from kalantar.places.city import Brought, bring_city
from kalantar.places.extract.prepare import ENTRIES, require_room
from kalantar.places.models import Extract, GazetteerEntry, Jurisdiction, PlaceKind, StreetPoint
from kalantar.places.rules import LARGEST_FILE, extract_can_be_routed
from kalantar.places.tests.town import write_town

pytestmark = pytest.mark.django_db


def refused(file: Path, by: Actor, home: Path) -> str:
    """The rule by which ``file`` is refused, after making sure that nothing was left behind."""
    with pytest.raises(Refused) as refusal:
        bring_city(file, name_en="Nowhere", by=by)
    assert [path.name for path in (home / "places").iterdir()] == ["lock"]
    assert not Jurisdiction.objects.exists()
    assert not Extract.objects.exists()
    assert str(refusal.value)
    return refusal.value.rule.name


def test_a_town_is_brought_in_with_its_map_its_names_and_its_stations(town: Brought) -> None:
    counts = town.extract.counts
    assert counts["street"] == 14
    assert counts["crossing"] == 49
    assert (counts["address"], counts["square"], counts["station"]) == (3, 1, 4)
    assert town.stations >= 2
    kinds = GazetteerEntry.objects.values_list("kind", flat=True).distinct()
    assert set(kinds) == set(PlaceKind.values)
    assert StreetPoint.objects.count() > 14 * 25
    folder = files.folder(town.extract.id)
    assert folder is not None
    assert {path.name for path in folder.iterdir()} == {"map.pmtiles", "graph.tar"}


def test_the_map_is_an_archive_that_others_read(town: Brought) -> None:
    path = files.map_file(town.extract)
    assert path is not None
    layers = {name for name, _ in pyogrio.list_layers(path)}
    assert {"road", "land", "place", "housenumber"} <= layers
    about, _, _, (names, fa) = pyogrio.raw.read(path, layer="road", columns=["name", "name_fa"])
    assert "خیابان نرگس" in set(names) & set(fa)
    assert about["crs"] == "EPSG:3857"


def test_the_same_file_again_is_once(town: Brought, town_file: Path, as_system: Actor) -> None:
    again = bring_city(town_file, name_fa="گلستان", name_en="Golestan", by=as_system)
    assert again.again
    assert again.extract == town.extract
    assert Entry.objects.filter(event="ExtractImported").count() == 1


def test_a_newer_file_takes_the_place_of_the_older(
    town: Brought, tmp_path: Path, as_system: Actor
) -> None:
    stations = set(Jurisdiction.objects.filter(kind="station"))
    newer = write_town(tmp_path / "newer.osm.pbf", highway="tertiary")
    brought = bring_city(newer, name_fa="گلستان", name_en="Golestan", by=as_system)
    assert brought.extract.city_id == town.extract.city_id
    assert set(GazetteerEntry.objects.values_list("extract", flat=True)) == {brought.extract.id}
    assert set(Jurisdiction.objects.filter(kind="station")) == stations
    town.extract.refresh_from_db()
    assert town.extract.retired_at is not None


def test_a_move_that_was_cut_off_is_finished_by_the_next_reader(town: Brought) -> None:
    folder = files.folder(town.extract.id)
    assert folder is not None
    folder.rename(files.preparing(town.extract.id))
    assert files.map_file(town.extract) == folder / "map.pmtiles"


def test_what_an_import_did_not_finish_is_swept_away(
    town: Brought, town_file: Path, as_system: Actor
) -> None:
    left = files.preparing(town.extract.city_id)
    left.mkdir()
    (left / ENTRIES).write_text("[]")
    bring_city(town_file, name_fa="گلستان", name_en="Golestan", by=as_system)
    assert not left.exists()
    assert files.folder(town.extract.id)


def test_a_database_without_room_leaves_nothing_behind(
    town_file: Path, own_home: Path, as_system: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> int:
        raise psycopg.errors.DiskFull("could not extend file")

    monkeypatch.setattr("kalantar.places.actions._copy_names", full)
    with pytest.raises(psycopg.errors.DiskFull):
        bring_city(town_file, name_en="Golestan", by=as_system)
    assert not Extract.objects.exists()
    assert not Jurisdiction.objects.exists()
    assert not [one for one in (own_home / "places").iterdir() if one.is_dir()]


def test_extract_is_there(tmp_path: Path, own_home: Path, as_system: Actor) -> None:
    assert refused(tmp_path / "none.osm.pbf", as_system, own_home) == "extract_is_there"


@pytest.mark.parametrize(
    "content", [b"not a map", b"\x00" * 5000, b"\x00\x00\x00\x0d\n\x09OSMHeader"]
)
def test_extract_is_an_osm_file(
    content: bytes, tmp_path: Path, own_home: Path, as_system: Actor
) -> None:
    file = tmp_path / "wrong.osm.pbf"
    file.write_bytes(content)
    assert refused(file, as_system, own_home) == "extract_is_an_osm_file"


@pytest.mark.parametrize("part", [0.2, 0.6, 0.97])
def test_extract_is_an_osm_file_to_its_end(
    part: float, town_file: Path, tmp_path: Path, own_home: Path, as_system: Actor
) -> None:
    whole = town_file.read_bytes()
    cut = tmp_path / "cut.osm.pbf"
    cut.write_bytes(whole[: int(len(whole) * part)])
    assert refused(cut, as_system, own_home) == "extract_is_an_osm_file"


def test_extract_is_not_too_large(tmp_path: Path, own_home: Path, as_system: Actor) -> None:
    huge = tmp_path / "planet.osm.pbf"
    huge.touch()
    os.truncate(huge, LARGEST_FILE + 1)  # a hole: it takes no room
    assert refused(huge, as_system, own_home) == "extract_is_not_too_large"


def test_extract_holds_roads(tmp_path: Path, own_home: Path, as_system: Actor) -> None:
    empty = tmp_path / "sea.osm.pbf"
    with osmium.SimpleWriter(str(empty)) as writer:
        writer.add_node(Node(id=1, location=(51.4, 35.7), tags={"natural": "tree"}))
    assert refused(empty, as_system, own_home) == "extract_holds_roads"


def test_extract_is_one_city(tmp_path: Path, own_home: Path, as_system: Actor) -> None:
    country = write_town(tmp_path / "country.osm.pbf", stretch=500)
    assert refused(country, as_system, own_home) == "extract_is_one_city"


def test_extract_can_be_routed(tmp_path: Path, own_home: Path, as_system: Actor) -> None:
    closed = write_town(tmp_path / "closed.osm.pbf", access="no")
    assert refused(closed, as_system, own_home) == "extract_can_be_routed"


def test_disk_has_room_for_city(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        require_room(tmp_path / "home", 10**18)
    assert refusal.value.rule.name == "disk_has_room_for_city"


def test_a_disk_that_fills_up_meanwhile_is_said_as_such(
    town_file: Path, own_home: Path, as_system: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(file: Path, work: Path, into: Path) -> None:
        usage = shutil.disk_usage(work)._replace(free=0)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
        raise extract_can_be_routed.refuse()  # as the builder's bare exit code is understood

    monkeypatch.setattr(sys.modules[require_room.__module__], "build_graph", build)
    assert refused(town_file, as_system, own_home) == "disk_has_room_for_city"


def test_a_picture_named_as_a_map_is_refused(
    tmp_path: Path, own_home: Path, as_system: Actor
) -> None:
    picture = tmp_path / "map.osm.pbf"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 50)
    assert refused(picture, as_system, own_home) == "extract_is_an_osm_file"


def test_a_city_refused_by_the_database_leaves_no_files(
    town_file: Path, own_home: Path, as_system: Actor
) -> None:
    with pytest.raises(Refused) as refusal:
        bring_city(town_file, by=as_system)
    assert refusal.value.rule.name == "jurisdiction_has_a_name"
    assert [path.name for path in (own_home / "places").iterdir()] == ["lock"]


def test_a_file_that_only_looks_like_a_name_is_never_run(
    town_file: Path, tmp_path: Path, as_system: Actor
) -> None:
    odd = tmp_path / "-c $(touch oops); خیابان.pbf"
    odd.write_bytes(town_file.read_bytes())
    assert bring_city(odd, name_en="Odd", by=as_system).extract.counts["street"] == 14
    assert not (tmp_path / "oops").exists()


def test_the_engine_reads_without_a_database(town_file: Path, tmp_path: Path) -> None:
    code = (
        "import django; django.setup()\n"
        "from pathlib import Path; import sys\n"
        "from kalantar.places.extract import prepare\n"
        "print(prepare(Path(sys.argv[1]), Path(sys.argv[2])).counts['street'])"
    )
    made = subprocess.run(
        [sys.executable, "-c", code, town_file, tmp_path / "made"],
        env={**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert made.stdout.strip() == "14"

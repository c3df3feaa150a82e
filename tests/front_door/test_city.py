"""``city``: what it cannot work with is refused by name before anything is begun."""

import re
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
import shapely
from typer.testing import CliRunner

from kalantar.cli import app
from kalantar.cli.city import BoundaryKind
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import say_date
from kalantar.places.city import bring_city
from kalantar.places.models import Extract, Kind
from kalantar.places.tests.test_boundaries import written
from kalantar.places.tests.town import write_town


def test_an_unknown_kind_of_area_is_refused_with_the_kinds_there_are() -> None:
    words = ["city", "boundaries", "villages.geojson", "--kind", "village"]
    told = CliRunner().invoke(app, words, env={"COLUMNS": "300"})
    assert told.exit_code == 2
    for kind in Kind.values:
        assert f"'{kind}'" in told.output


def test_the_kinds_that_can_be_named_are_those_that_are_kept() -> None:
    assert [kind.value for kind in BoundaryKind] == Kind.values


@pytest.fixture
def here(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The commands work on the tests' database, in a home of their own."""
    settings.HOME = tmp_path / "home"
    monkeypatch.setattr("kalantar.cli.city.service", nullcontext)
    return tmp_path


def told_by(*words: str) -> str:
    told = CliRunner().invoke(app, ["city", *words], env={"COLUMNS": "300"})
    assert told.exit_code == 0, told.output
    return re.sub(r"\s+", " ", told.output)


def test_each_city_is_listed_with_since_when_it_has_its_map_and_of_what_date_the_data_is(
    here: Path, as_system: Actor
) -> None:
    told = write_town(
        here / "told.osm.pbf", header={"osmosis_replication_timestamp": "2026-01-02T03:04:05Z"}
    )
    bring_city(told, name_fa="", name_en="Told", by=as_system)
    silent = write_town(here / "silent.osm.pbf", east=1.0)
    bring_city(silent, name_fa="", name_en="Silent", by=as_system)
    since = say_date(Extract.objects.all()[0].imported_at, "en", short=True)
    listed = told_by("list")
    assert "Map since Map data of" in listed
    assert f"Told {since} 2026-01-02" in listed
    assert f"Silent {since} the file does not say" in listed


def test_areas_are_counted_and_a_line_that_crosses_itself_is_told(here: Path) -> None:
    bow_tie = shapely.Polygon([(51, 35), (51.02, 35.02), (51.02, 35), (51, 35.02)])
    file = written(here / "one.geojson", [({"name": "Bow"}, bow_tie)])
    told = told_by("boundaries", str(file), "--kind", "province")
    assert "Areas drawn: 1." in told
    assert "The line of Bow crosses itself around 35.01000, 51.01000." in told

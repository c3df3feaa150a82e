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
from kalantar.places.models import Kind
from kalantar.places.tests.test_boundaries import written


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


def test_areas_are_counted_and_a_line_that_crosses_itself_is_told(here: Path) -> None:
    bow_tie = shapely.Polygon([(51, 35), (51.02, 35.02), (51.02, 35), (51, 35.02)])
    file = written(here / "one.geojson", [({"name": "Bow"}, bow_tie)])
    told = told_by("boundaries", str(file), "--kind", "province")
    assert "Areas drawn: 1." in told
    assert "The line of Bow crosses itself around 35.01000, 51.01000." in told

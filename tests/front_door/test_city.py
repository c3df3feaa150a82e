"""``city``: what it cannot work with is refused by name before anything is begun."""

from typer.testing import CliRunner

from kalantar.cli import app
from kalantar.cli.city import BoundaryKind
from kalantar.places.models import Kind


def test_an_unknown_kind_of_area_is_refused_with_the_kinds_there_are() -> None:
    words = ["city", "boundaries", "villages.geojson", "--kind", "village"]
    told = CliRunner().invoke(app, words, env={"COLUMNS": "300"})
    assert told.exit_code == 2
    for kind in Kind.values:
        assert f"'{kind}'" in told.output


def test_the_kinds_that_can_be_named_are_those_that_are_kept() -> None:
    assert [kind.value for kind in BoundaryKind] == Kind.values

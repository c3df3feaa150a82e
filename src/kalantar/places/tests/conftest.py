"""A town of one's own, brought in once per test that wants it, in a home of its own."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kalantar.kernel.actor import Actor
from kalantar.places.tests.town import write_town

if TYPE_CHECKING:  # models are there only after the plugins have set Django up
    from kalantar.places.city import Brought


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    return tmp_path / "home"


@pytest.fixture(scope="session")
def town_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_town(tmp_path_factory.mktemp("town") / "town.osm.pbf")


@pytest.fixture
def town(town_file: Path, as_system: Actor, db: None) -> "Brought":
    from kalantar.places.city import bring_city

    return bring_city(town_file, name_fa="گلستان", name_en="Golestan", by=as_system)

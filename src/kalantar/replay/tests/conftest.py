"""A small city with a map, in which calls are played."""

from pathlib import Path
from typing import Any

import pytest

from kalantar.kernel.actor import Actor


@pytest.fixture
def town(tmp_path: Path, settings: Any, as_system: Actor, db: None) -> Any:
    from kalantar.places.city import bring_city
    from kalantar.places.tests.town import write_town

    settings.HOME = tmp_path / "home"
    file = write_town(tmp_path / "town.osm.pbf")
    return bring_city(file, name_fa="گلستان", name_en="Golestan", by=as_system).extract.city

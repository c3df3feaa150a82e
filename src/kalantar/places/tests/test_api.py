"""Places for programs."""

import pytest
from ninja.testing import TestClient

from kalantar.kernel.rules import Refused
from kalantar.places.city import Brought
from kalantar.places.tests.town import corner


@pytest.fixture
def client() -> TestClient:
    from kalantar.places.api import router

    return TestClient(router)


def test_cities_are_told_with_their_bounds(client: TestClient, town: Brought) -> None:
    (city,) = client.get("/cities").json()
    assert (city["name_en"], city["kind"]) == ("Golestan", "city")
    assert city["bounds"] == list(town.extract.bounds)


def test_search_nearest_and_station(client: TestClient, town: Brought) -> None:
    city, at = town.extract.city_id, corner(2, 0)
    (hit, *_) = client.get(f"/search?city={city}&q=narges and bid").json()
    assert (hit["kind"], hit["lon"]) == ("crossing", pytest.approx(at.lon, abs=1e-5))
    beside = client.get(f"/nearest?city={city}&lon={at.lon}&lat={at.lat}").json()
    assert beside["kind"] == "crossing"
    station = client.get(f"/station?lon={at.lon}&lat={at.lat}").json()
    assert (station["kind"], station["ancestors"][0]) == ("station", str(city))
    assert len(client.get(f"/stations?city={city}").json()["features"]) == town.stations


def test_what_is_not_there_is_refused(client: TestClient, town: Brought) -> None:
    with pytest.raises(Refused):
        client.get("/station?lon=0&lat=0")
    with pytest.raises(Refused):
        client.get(f"/nearest?city={town.extract.city_id}&lon=0&lat=90")
    assert client.get("/station?lon=900&lat=0").status_code == 422

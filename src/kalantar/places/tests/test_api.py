"""Places for programs."""

from datetime import UTC, datetime

import pytest
from ninja.testing import TestClient

from kalantar.kernel.rules import Refused
from kalantar.places.city import Brought
from kalantar.places.models import Extract
from kalantar.places.tests.town import corner


@pytest.fixture
def client() -> TestClient:
    from kalantar.places.api import router

    return TestClient(router)


def test_cities_are_told_with_their_bounds(client: TestClient, town: Brought) -> None:
    (city,) = client.get("/cities").json()
    assert (city["name_en"], city["kind"]) == ("Golestan", "city")
    assert city["bounds"] == list(town.extract.bounds)


def test_a_city_without_a_map_is_told_as_one(client: TestClient, town: Brought) -> None:
    Extract.objects.update(retired_at=datetime(2026, 1, 1, tzinfo=UTC))
    (city,) = client.get("/cities").json()
    assert (city["name_en"], city["bounds"], city["counts"]) == ("Golestan", None, {})


def test_search_nearest_and_station(client: TestClient, town: Brought) -> None:
    city, at = str(town.extract.city_id), corner(2, 0)
    place = {"lon": at.lon, "lat": at.lat}
    asked = {"city": city, "words": "narges and bid", "near": place}
    (hit, *_) = client.post("/search", json=asked).json()
    assert (hit["kind"], hit["lon"]) == ("crossing", pytest.approx(at.lon, abs=1e-5))
    beside = client.post("/nearest/search", json={"city": city, "place": place}).json()
    assert beside["kind"] == "crossing"
    station = client.post("/station/search", json={"place": place}).json()
    assert (station["kind"], station["ancestors"][0]) == ("station", city)
    assert len(client.get(f"/stations?city={city}").json()["features"]) == town.stations


def test_cities_are_in_pages(client: TestClient, town: Brought) -> None:
    (city,) = client.get("/cities?limit=1").json()
    assert client.get(f"/cities?after={city['id']}").json() == []


@pytest.mark.parametrize("lon", [0, 5e-324, -0.0, 180, -180])
@pytest.mark.parametrize("lat", [0, -5e-324, 90, -90])
def test_what_is_not_there_is_refused(
    client: TestClient, town: Brought, lon: float, lat: float
) -> None:
    place = {"lon": lon, "lat": lat}
    with pytest.raises(Refused):
        client.post("/station/search", json={"place": place})
    with pytest.raises(Refused):
        client.post("/nearest/search", json={"city": str(town.extract.city_id), "place": place})


@pytest.mark.parametrize("lon", [900, -180.1, float("nan"), float("inf"), "east"])
def test_what_is_not_on_earth_is_no_place(client: TestClient, town: Brought, lon: object) -> None:
    asked = {"place": {"lon": lon, "lat": 0}}
    assert client.post("/station/search", json=asked).status_code == 422

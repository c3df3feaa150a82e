"""What phones send, as the two apps write it; and what is not understood."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.devices import batch, osmand, owntracks
from kalantar.devices.message import Fix
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused

AT = datetime(2026, 3, 21, 8, 30, tzinfo=UTC)
SECONDS = int(AT.timestamp())
HERE = Point(51.389, 35.6892)


@contextmanager
def refused(rule: str) -> Iterator[None]:
    with pytest.raises(Refused) as refusal:
        yield
    assert refusal.value.rule.name == rule


def test_owntracks_says_where_when_and_how_precisely() -> None:
    said = {
        "_type": "location", "tid": "c3", "topic": "owntracks/car/3", "lat": HERE.lat, "lon": HERE.lon,
        "acc": 12, "tst": SECONDS, "vel": 43, "cog": 90, "batt": 80, "alt": 1200, "t": "u",
    }  # fmt: skip
    assert owntracks.read(json.dumps(said).encode()) == (Fix(HERE, AT, 12.0),)
    del said["acc"]
    assert owntracks.read(json.dumps(said).encode()) == (Fix(HERE, AT, None),)


@pytest.mark.parametrize("kind", ["waypoint", "transition", "lwt", "encrypted", "status", None])
def test_owntracks_of_another_kind_is_nothing(kind: str | None) -> None:
    assert owntracks.read(json.dumps({"_type": kind, "lat": "x"}).encode()) == ()


def test_owntracks_shows_its_secret_as_a_password() -> None:
    shown = base64.b64encode(b"car3:sec:ret").decode()
    assert owntracks.secret_of(f"Basic {shown}") == "sec:ret"
    assert owntracks.secret_of("Basic ") == ""  # nobody's
    for other in ("", "Bearer x", "Basic ;", f"Digest {shown}", "Basic gA=="):
        with refused("device_is_known"):
            owntracks.secret_of(other)


@pytest.mark.parametrize(
    "when",
    [str(SECONDS), f"{SECONDS}000", "2026-03-21T08:30:00Z", "2026-03-21T12:00:00+03:30",
     "2026-03-21 08:30:00", f"{SECONDS}.0"],
)  # fmt: skip
def test_osmand_says_it_in_the_address_or_in_the_body(when: str) -> None:
    form = f"id=s&lat={HERE.lat}&lon={HERE.lon}&timestamp={when.replace('+', '%2B')}"
    form += "&hdop=1&altitude=1200&speed=22.5&bearing=90&accuracy=7&batt=80"
    assert osmand.read(form, b"") == osmand.read("", form.encode()) == ("s", Fix(HERE, AT, 7.0))


def test_osmand_of_other_apps() -> None:
    form = f"deviceid=s&location={HERE.lat},{HERE.lon}&timestamp={SECONDS}"
    assert osmand.read(form, b"") == ("s", Fix(HERE, AT, None))


def test_a_newer_traccar_client_says_it_as_json() -> None:
    coords = {
        "latitude": HERE.lat,
        "longitude": HERE.lon,
        "accuracy": 7,
        "speed": 1.5,
        "heading": 90,
    }
    location = {
        "timestamp": "2026-03-21T08:30:00.000Z",
        "coords": coords,
        "battery": {"level": 0.8},
    }
    body = json.dumps({"device_id": "s", "location": location}).encode()
    assert osmand.read("", body) == ("s", Fix(HERE, AT, 7.0))
    for wrong in (b"{", b"{}", b'{"location": 1}', b'{"location": {"coords": 1}}'):
        with refused("message_can_be_read"):
            osmand.read("", wrong)


@pytest.mark.parametrize(
    "form",
    ["", "id=s", "id=s&lat=1&lon=2", "id=s&lat=x&lon=2&timestamp=1", "id=s&lat=1&lon=2&timestamp=x",
     "id=s&lat=1&lon=2&timestamp=1e300", "id=s&lat=1&lon=2&timestamp=nan",
     "id=s&lat=1&lon=2&timestamp=99999999999999", "&".join(["a=1"] * 41)],
)  # fmt: skip
def test_osmand_that_cannot_be_read(form: str) -> None:
    with refused("message_can_be_read"):
        osmand.read(form, b"")


def test_our_own_list() -> None:
    said = [
        {
            "lon": HERE.lon,
            "lat": HERE.lat,
            "measured_at": "2026-03-21T12:00:00+03:30",
            "accuracy_m": 4,
        },
        {"lon": HERE.lon, "lat": HERE.lat, "measured_at": "2026-03-21T08:30:00Z"},
    ]
    assert batch.read(json.dumps(said).encode()) == [Fix(HERE, AT, 4.0), Fix(HERE, AT, None)]
    assert batch.secret_of("Bearer  s ") == "s"
    for wrong in (
        b"",
        b"{}",
        b"[1]",
        b"[{}]",
        b"[" * 100_000,
        json.dumps([said[0]] * 5_001).encode(),
    ):
        with refused("message_can_be_read"):
            batch.read(wrong)


@given(st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_whatever_is_sent_is_read_or_refused(sent: bytes) -> None:
    for read in (batch.read, owntracks.read, lambda body: osmand.read("", body)):
        with suppress(Refused):
            read(sent)

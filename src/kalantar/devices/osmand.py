"""The protocol of OsmAnd, which Traccar Client speaks: a form, in the address or in the body.

``id`` is the device's secret (it has no other place for one), ``timestamp`` seconds or milliseconds
since 1970 or ISO 8601, ``accuracy`` metres. Speed (knots), bearing and battery are not kept. Newer
Traccar Clients send the same as JSON: ``{"device_id", "location": {"timestamp", "coords": {…}}}``
(www.traccar.org/osmand).
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from kalantar.devices.message import Fix, moment, moment_of, number
from kalantar.devices.rules import message_can_be_read
from kalantar.kernel.geometry import Point

MOST_FIELDS = 40
MILLISECONDS = 1e11  # such a number of seconds is the year 5138


def read(query: str, body: bytes) -> tuple[str, Fix]:
    """The secret and the place. Raises Refused where they cannot be read."""
    if not query and body.lstrip().startswith(b"{"):
        return _of_json(body)
    try:
        form = dict(parse_qsl(query or body.decode(), max_num_fields=MOST_FIELDS))
    except ValueError:
        raise message_can_be_read.refuse(what="form") from None
    lat, lon = form.get("lat"), form.get("lon")
    if "location" in form:
        lat, _, lon = form["location"].partition(",")
    accuracy = form.get("accuracy")
    fix = Fix(
        Point(number(lon, "lon"), number(lat, "lat")),
        _moment(form.get("timestamp", "")),
        None if accuracy is None else number(accuracy, "accuracy"),
    )
    return form.get("id") or form.get("deviceid", ""), fix


def _of_json(body: bytes) -> tuple[str, Fix]:
    try:
        said = json.loads(body)
        location = said["location"]
        coords: Mapping[str, Any] = location["coords"]
        secret, taken = str(said["device_id"]), str(location["timestamp"])
        accuracy = coords.get("accuracy")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise message_can_be_read.refuse(what="JSON") from None
    place = Point(number(coords.get("longitude"), "lon"), number(coords.get("latitude"), "lat"))
    return secret, Fix(
        place, _moment(taken), None if accuracy is None else number(accuracy, "accuracy")
    )


def _moment(text: str) -> Any:
    try:
        seconds = float(text)
    except ValueError:
        return moment_of(text)
    return moment(seconds / 1000 if abs(seconds) >= MILLISECONDS else seconds)

"""OwnTracks in HTTP mode: one JSON object a request (owntracks.org/booklet/tech/json, .../tech/http).

The device shows its id and secret by Basic authorization. Only where it is, when and how precisely
is read; speed (``vel``), course, battery, ``tid`` and ``topic`` are not kept. Other kinds of message
(waypoints, steps, encrypted ones) are answered and not looked at: else the phone sent them for ever.
"""

import base64
import binascii
import json
from collections.abc import Sequence

from kalantar.devices.message import Fix, moment, number
from kalantar.devices.rules import device_is_known, message_can_be_read
from kalantar.kernel.geometry import Point

NOTHING_TO_SHOW = b"[]"  # what the phone is answered: no friends, no commands


def read(body: bytes) -> Sequence[Fix]:
    """The place, or none of a message of another kind. Raises Refused where it cannot be read."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise message_can_be_read.refuse(what="JSON") from None
    if not isinstance(said, dict):
        raise message_can_be_read.refuse(what="_type")
    if said.get("_type") != "location":
        return ()
    place = Point(number(said.get("lon"), "lon"), number(said.get("lat"), "lat"))
    accuracy = said.get("acc")
    return (
        Fix(
            place,
            moment(number(said.get("tst"), "tst")),
            None if accuracy is None else number(accuracy, "acc"),
        ),
    )


def secret_of(authorization: str) -> str:
    """The password of Basic authorization. Raises Refused where there is none."""
    scheme, _, coded = authorization.partition(" ")
    try:
        if scheme.lower() != "basic":
            raise ValueError
        return base64.b64decode(coded, validate=True).decode().partition(":")[2]
    except (ValueError, binascii.Error):
        raise device_is_known.refuse() from None

"""Our own: a JSON list of places, ``[{"lon", "lat", "measured_at", "accuracy_m"}, …]``, as programs
report them under ``/api/v1/positions``, but of the one device that shows its secret as a bearer's."""

import json
from collections.abc import Sequence

from kalantar.devices.message import Answer, Fix, moment_of, number
from kalantar.devices.rules import device_is_known, message_can_be_read
from kalantar.kernel.geometry import Point

LONGEST = 5_000


def read(body: bytes) -> Sequence[Fix]:
    """Raises Refused where it cannot be read: then nothing of it is kept."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise message_can_be_read.refuse(what="JSON") from None
    if not isinstance(said, list) or len(said) > LONGEST:
        raise message_can_be_read.refuse(what=f"[≤ {LONGEST}]")
    return [_fix(one) for one in said]


def _fix(said: object) -> Fix:
    if not isinstance(said, dict):
        raise message_can_be_read.refuse(what="{}")
    accuracy = said.get("accuracy_m")
    return Fix(
        Point(number(said.get("lon"), "lon"), number(said.get("lat"), "lat")),
        moment_of(str(said.get("measured_at"))),
        None if accuracy is None else number(accuracy, "accuracy_m"),
    )


def secret_of(authorization: str) -> str:
    scheme, _, secret = authorization.partition(" ")
    if scheme.lower() != "bearer":
        raise device_is_known.refuse()
    return secret.strip()


def told(answer: Answer) -> bytes:
    """As the interface answers: how many were new, how many came before, which were refused and why."""
    refused = [
        {"place": place, "rule": refusal.rule.name, "says": str(refusal)}
        for place, refusal in answer.refused
    ]
    said = {"kept": answer.kept, "repeated": answer.repeated, "refused": refused}
    return json.dumps(said, ensure_ascii=False).encode()

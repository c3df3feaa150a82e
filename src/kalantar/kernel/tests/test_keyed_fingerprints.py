"""What was asked under an operation id is known again, also from before it was kept by a keyed hash."""

import hashlib
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from uuid_utils.compat import uuid7

from kalantar.kernel.action import OPERATION
from kalantar.kernel.models import Operation
from kalantar.kernel.sealing import newest_hash

keyed_fingerprints = import_module("kalantar.kernel.migrations.0007_keyed_fingerprints")


def test_fingerprints_of_an_older_service_are_keyed(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyed_fingerprints, "BATCH", 2)
    asked = [f"{{'number': '0912111223{n}'}}" for n in range(5)]
    for one in asked:
        plain = hashlib.sha256(one.encode()).digest()
        Operation.objects.create(id=uuid7(), fingerprint=plain)
    for _ in range(2):  # also after it was stopped
        keyed_fingerprints.key(None, _Editor())
    kept = [bytes(one.fingerprint) for one in Operation.objects.order_by("pk")]
    assert kept == [
        newest_hash(hashlib.sha256(one.encode()).hexdigest(), OPERATION) for one in asked
    ]


class _Editor:
    connection: Any = connection

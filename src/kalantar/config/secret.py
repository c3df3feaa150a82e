"""The secret key: from the environment, else from a file made on first use, readable by its owner."""

import os
import secrets
from pathlib import Path


def secret_key(home: Path) -> str:
    if given := os.environ.get("KALANTAR_SECRET_KEY"):
        return given
    kept = home / "secret-key"
    try:
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    return kept.read_text(encoding="ascii")

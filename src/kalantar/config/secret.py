"""The secret key: from the environment, else from a file made on first use, readable by its owner."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def secret_key(home: Path) -> str:
    if given := os.environ.get("KALANTAR_SECRET_KEY"):
        return given
    kept = home / "secret-key"
    if not kept.exists():
        home.mkdir(parents=True, exist_ok=True)
        _write_whole(kept, secrets.token_urlsafe(50))
    return kept.read_text(encoding="ascii")


def _write_whole(file: Path, text: str) -> None:
    """The file appears with all of its text or not at all; one that is there already stays."""
    new = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as writing:
            writing.write(text)
        with suppress(FileExistsError):  # another command was as quick
            os.link(new, file)
    finally:
        new.unlink(missing_ok=True)

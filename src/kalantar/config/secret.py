"""The secret key: from the environment, else from a file made on first use, readable by its owner."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def secret_key(home: Path) -> str:
    if given := os.environ.get("KALANTAR_SECRET_KEY"):
        return given
    return kept_secret(home / "secret-key", lambda: secrets.token_urlsafe(50))


def kept_secret(kept: Path, made: Callable[[], str]) -> str:
    """What the file holds, ``made`` where there is none yet."""
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(kept, made())
    return kept.read_text(encoding="ascii")


def replace_secret(kept: Path, text: str) -> None:
    """The file holds the new text or, after a power cut, still the old one."""
    with _written(kept, text) as new:
        os.replace(new, kept)


def _write_whole(file: Path, text: str) -> None:
    """The file appears with all of its text or not at all; one that is there already stays."""
    with _written(file, text) as new, suppress(FileExistsError):  # another command was as quick
        os.link(new, file)


@contextmanager
def _written(file: Path, text: str) -> Iterator[Path]:
    """The text on the disk, beside ``file``, for as long as it takes to give it its name."""
    new = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as writing:
            writing.write(text)
            writing.flush()
            os.fsync(writing.fileno())
        yield new
    finally:
        new.unlink(missing_ok=True)

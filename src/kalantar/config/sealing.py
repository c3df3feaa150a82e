"""The keys that seal phone numbers and national IDs, by environment or from a file made on first use.

One key a line (or between commas), ``NUMBER:SECRET``, the one in use first. Without them what was
sealed is lost: they are backed up, and apart from the database.
"""

import base64
import binascii
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from kalantar.config.secret import kept_secret, replace_secret
from kalantar.kernel.sealing.ring import HEADER, Key

VARIABLE = "KALANTAR_SEALING_KEYS"
FILE = "sealing-keys"
MOST = 256**HEADER - 1


def sealing_keys(home: Path) -> tuple[Key, ...]:
    """The ring, the key in use first. Raises ImproperlyConfigured where it cannot be understood."""
    said = os.environ.get(VARIABLE) or kept_secret(home / FILE, lambda: written([new_key(1)]))
    keys = tuple(_read(word) for word in said.replace(",", "\n").split())
    if not keys or len({key.number for key in keys}) < len(keys):
        raise ImproperlyConfigured(
            f"The sealing keys ({VARIABLE}, or the file {FILE} in KALANTAR_HOME) are none, or two"
            " have one number. Put back the keys of your backup."
        )
    return keys


def keep(keys: list[Key], home: Path) -> None:
    """The file holds these from now on, all of them or, after a power cut, those of before."""
    replace_secret(home / FILE, written(keys))


def new_key(number: int) -> Key:
    return Key(number, secrets.token_bytes(32))


def written(keys: list[Key]) -> str:
    """As the file and the variable hold them."""
    return "".join(
        f"{key.number}:{base64.urlsafe_b64encode(key.secret).decode()}\n" for key in keys
    )


def _read(word: str) -> Key:
    number, _, secret = word.partition(":")
    try:
        key = Key(int(number), base64.b64decode(secret, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error):
        key = Key(0, b"")
    if not 0 < key.number <= MOST or len(key.secret) != 32:
        raise ImproperlyConfigured(  # without a word of what was written there
            f"A sealing key is written NUMBER:SECRET, the number from 1 to {MOST}, the secret 32 bytes in"
            f" base64. Correct {VARIABLE}, or put back the file {FILE} of your backup."
        )
    return key

"""The keys that seal phone numbers and national IDs, by environment or from a file made on first use.

One key a line (or between commas), ``NUMBER:SECRET``, the one in use first. Without them what was
sealed is lost: they are backed up, and apart from the database.
"""

import base64
import binascii
import os
import secrets
from pathlib import Path

from kalantar.config.given import WrongSetting
from kalantar.config.secret import kept_secret, replace_secret
from kalantar.kernel.sealing.ring import HEADER, Key
from kalantar.kernel.sentence import Sentence

VARIABLE = "KALANTAR_SEALING_KEYS"
FILE = "sealing-keys"
MOST = 256**HEADER - 1
HIDDEN = "…"  # what was written there is never shown


def sealing_keys(home: Path) -> tuple[Key, ...]:
    """The ring, the key in use first. Raises WrongSetting where it cannot be understood."""
    said = os.environ.get(VARIABLE) or kept_secret(home / FILE, lambda: written([new_key(1)]))
    keys = tuple(_read(word) for word in said.replace(",", "\n").split())
    if not keys or len({key.number for key in keys}) < len(keys):
        raise WrongSetting(
            VARIABLE,
            HIDDEN,
            Sentence(en="keys of one number each", fa="چند کلید با شماره‌های متفاوت"),
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
        wanted = Sentence(
            en="keys written NUMBER:SECRET, the secret 32 bytes in base64; if they come from the file"
            " {file} of KALANTAR_HOME, put back that of your backup",
            fa="کلیدهایی به شکل NUMBER:SECRET با رازی ۳۲ بایتی به base64؛ اگر از فایل {file} در"
            " KALANTAR_HOME خوانده می‌شود، نسخهٔ پشتیبان آن را بازگردانید",
        ).format(file=FILE)
        raise WrongSetting(VARIABLE, HIDDEN, wanted)
    return key

"""What a device shows to be believed: 192 random bits, of which only the digest is kept."""

import hashlib
import secrets
from typing import TypedDict

from kalantar.kernel.action import Minted

LONGEST = 64


def new_secret() -> str:
    """To be shown once. Letters, digits, ``-`` and ``_``: it stands in addresses and QR codes."""
    return secrets.token_urlsafe(24)


def digest_of(secret: str) -> bytes:
    """SHA-256, as of a program's token: nobody guesses so many bits."""
    return hashlib.sha256(secret[:LONGEST].encode()).digest()


class Kept(TypedDict):
    digest: Minted
    last_four: Minted


def to_keep(secret: str) -> Kept:
    """What ``actions.issue_device`` is given of it."""
    return Kept(digest=Minted(digest_of(secret).hex()), last_four=Minted(secret[-4:]))

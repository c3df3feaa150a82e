"""What the address of a caller's page carries, and what is kept of it: 256 bits, a keyed digest."""

import secrets

from kalantar.kernel.action import Minted
from kalantar.kernel.sealing import hashes, is_one_of

_KIND = "caller link"
LENGTH = 43  # letters of 32 octets in base64, without its ends


def new_token() -> Minted:
    return Minted(secrets.token_urlsafe(32))


def token_hash(token: str) -> bytes:
    return hashes(token, _KIND)[0]


def token_hashes(token: str) -> list[bytes]:
    """By every key that is in use, to look one up while the keys change; none for what is no token."""
    return hashes(token, _KIND) if len(token) == LENGTH and token.isascii() else []


def is_token(token: str, kept: bytes) -> bool:
    return is_one_of(token_hashes(token), kept)

"""The ring of keys: the first seals what is written, every one opens what it sealed.

A key of the ring is a master; what seals and what hashes are derived from it (HKDF, RFC 5869), each for
its own use, so that a hash says nothing about a seal. Sealing is AES-256 in GCM mode (NIST SP
800-38D) with a nonce drawn at random, bound to the column it is for: a value moved to another column
does not open there.
"""

import os
from dataclasses import dataclass, field
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

HEADER = 2  # bytes: the number of the key
NONCE = 12


class CannotBeOpened(Exception):
    """A sealed value whose key is not on the ring, or that was changed since it was sealed."""


@dataclass(frozen=True, slots=True)
class Key:
    """``number``: 1 to 65,535, written before what it sealed. ``secret``: 32 random bytes."""

    number: int
    secret: bytes = field(repr=False)

    @property
    def header(self) -> bytes:
        return self.number.to_bytes(HEADER)

    def derived(self, use: str) -> bytes:
        """32 bytes of this key for one use only."""
        return _derived(self.secret, use)


@cache
def _derived(secret: bytes, use: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=use.encode()).derive(secret)


class Ring:
    """``keys``: the one in use first, then the older ones that something may still be sealed with."""

    def __init__(self, keys: tuple[Key, ...]) -> None:
        self.keys = keys
        self._by_header = {key.header: key for key in keys}

    def seal(self, text: str, column: str) -> bytes:
        """The key's number, a nonce, and the sealed text, for ``column`` (``app.table.column``)."""
        key, nonce = self.keys[0], os.urandom(NONCE)
        sealed = AESGCM(key.derived("seal")).encrypt(nonce, text.encode(), column.encode())
        return key.header + nonce + sealed

    def open(self, sealed: bytes, column: str) -> str:
        """The text that was sealed for ``column``; CannotBeOpened where that is not what it is."""
        key = self._by_header.get(sealed[:HEADER])
        if key is None:
            raise CannotBeOpened(f"{column}: its key is not on the ring")
        nonce, text = sealed[HEADER : HEADER + NONCE], sealed[HEADER + NONCE :]
        try:
            return AESGCM(key.derived("seal")).decrypt(nonce, text, column.encode()).decode()
        except InvalidTag:
            raise CannotBeOpened(f"{column}: changed since it was sealed") from None


def ring() -> Ring:
    """The ring of the settings."""
    return _ring(settings.SEALING_KEYS)


@cache
def _ring(keys: tuple[Key, ...]) -> Ring:
    return Ring(keys)

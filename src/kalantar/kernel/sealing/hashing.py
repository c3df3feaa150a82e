"""A keyed hash finds a sealed value again: whoever has the table only cannot try numbers against it."""

import hmac
from collections.abc import Iterable
from hmac import compare_digest

from kalantar.kernel.sealing.ring import Key, ring

LENGTH = 16  # bytes of HMAC-SHA-256 (RFC 2104): 2^128 leaves no two of a country's numbers alike


def hash_with(key: Key, text: str, of: str) -> bytes:
    """``of``: what kind of thing is hashed, so that a phone number never equals a national ID."""
    return hmac.digest(key.derived(f"hash {of}"), text.encode(), "sha256")[:LENGTH]


def newest_hash(text: str, of: str) -> bytes:
    """As it is written now."""
    return hash_with(ring().keys[0], text, of)


def hashes(text: str, of: str) -> list[bytes]:
    """As it may have been written by any key of the ring: ask for a row with one ``__in`` these."""
    return [hash_with(key, text, of) for key in ring().keys]


def is_one_of(hashed: Iterable[bytes], kept: bytes) -> bool:
    """Each is compared, whichever fits: the time says nothing. Nothing kept is nobody's."""
    return bool(kept) and sum(compare_digest(one, kept) for one in hashed) > 0

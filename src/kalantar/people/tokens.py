"""Tokens of programs: 256 random bits; only their digest is kept."""

import hashlib
import secrets

PREFIX = "kalantar_"  # so that a leaked one can be recognised


def new_token() -> str:
    """A token, to be shown once."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(token: str) -> bytes:
    """SHA-256: a slow hash is for what people can remember; nobody guesses 256 random bits."""
    return hashlib.sha256(token.encode()).digest()


def to_keep(token: str) -> dict[str, str]:
    """What ``actions.issue_token`` is given of it: the digest in hexadecimal, and the last four."""
    return {"digest": digest_of(token).hex(), "last_four": token[-4:]}

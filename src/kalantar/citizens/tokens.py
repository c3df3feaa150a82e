"""What a browser holds, and what is kept of it and of a code: keyed hashes, compared in constant time."""

import secrets
from uuid import UUID

from kalantar.kernel.action import Minted
from kalantar.kernel.sealing import hashes, is_one_of
from kalantar.kernel.text import to_latin_digits


def new_token() -> Minted:
    """For a browser; 256 bits, so that none is ever guessed."""
    return Minted(secrets.token_urlsafe(32))


def token_hash(token: str) -> bytes:
    return hashes(token, "access token")[0]


def is_token(token: str, kept: bytes) -> bool:
    return is_one_of(hashes(token, "access token"), kept)


def code_hash(code: str, access: UUID) -> bytes:
    """Of this one access only: the same code elsewhere is another hash."""
    return hashes(f"{access} {code}", "access code")[0]


def as_typed(code: str) -> str:
    """In whatever digits, with whatever spaces."""
    return "".join(to_latin_digits(code).split())


def is_code(code: str, access: UUID, kept: bytes) -> bool:
    return is_one_of(hashes(f"{access} {code}", "access code"), kept)


def asking_key(*what: str) -> bytes:
    """For what codes are counted, so that the counts say nothing to who reads the table."""
    return hashes(" ".join(what), "asking")[0]

"""A code that shows whose phone it is: how it is made and compared, and who sends it."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from hmac import compare_digest
from uuid import UUID

from kalantar.kernel.actor import Actor
from kalantar.kernel.sealing import hashes
from kalantar.kernel.text import to_latin_digits
from kalantar.kernel.timeline import Subject

LASTS = timedelta(minutes=10)
AGAIN_AFTER = timedelta(minutes=1)
DIGITS = 6
_KIND = "phone code"


@dataclass(frozen=True, slots=True)
class ToSend:
    """What a sender is given, inside the action's transaction: it keeps it for sending, or refuses."""

    person: UUID
    phone: str  # E.164
    code: str = field(repr=False)
    language: str
    area: UUID  # whose people answer for it
    lasts: timedelta = LASTS
    use: str = "phone_code"  # what for, a code too: its words differ
    about: Subject | None = None  # what it opens; the person themselves where nothing
    safe_number: bool = False  # named by the person as one nobody else reads


type Sender = Callable[[ToSend, Actor], None]
SENDERS: list[Sender] = []


def sends_codes(sender: Sender) -> Sender:
    """Register what hands a code on to the person's phone; the last that was registered does."""
    SENDERS.append(sender)
    return sender


def new_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def hash_of(code: str, id: UUID) -> bytes:
    """As it is kept: by the key in use, for this one code only."""
    return hashes(f"{id} {code}", _KIND)[0]


def is_code(typed: str, id: UUID, kept: bytes) -> bool:
    """Whether that is the code, in whatever digits; by any key of the ring."""
    code = "".join(to_latin_digits(typed).split())
    return any(compare_digest(kept, one) for one in hashes(f"{id} {code}", _KIND))

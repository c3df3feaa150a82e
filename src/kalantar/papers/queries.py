"""What is asked about papers: by who may see their file, and by whoever holds one in their hand."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from uuid import UUID

from kalantar.cases.models import Case, Party
from kalantar.kernel.actor import Actor
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import normalise, to_latin_digits
from kalantar.messaging.models import WithheldFile
from kalantar.orders.models import Order
from kalantar.papers.codes import typed_code
from kalantar.papers.kinds import KINDS
from kalantar.papers.models import IssuedPaper
from kalantar.papers.wording import KEEP, KEEP_AND_ASK
from kalantar.people.queries import read_lately
from kalantar.places.models import Jurisdiction

LATEST = 20
ENOUGH = 8  # letters of a hash: one of four thousand million


def paper_of(reader: Actor, id: UUID) -> IssuedPaper | None:
    """With its text; who shows it asks ``read`` of it."""
    asked = IssuedPaper.objects.visible_to(reader)
    return asked.annotate(read_lately=read_lately(reader, "paper")).filter(pk=id).first()


def note_of_receipt(case: Case, party: Party | None) -> Sentence:
    """What the number is good for. Not that it can be asked with from home, where neither a message nor the
    citizens' page would answer; that a safe number was named stands on no paper somebody may find."""
    withheld = WithheldFile.objects.filter(about=case.pk, until=None)
    phoneless = party is not None and not party.person.reached_at
    silent = case.confidential or phoneless or withheld.exists()
    return KEEP_AND_ASK if silent else KEEP


def papers_of(reader: Actor, case: Case, *, limit: int = LATEST) -> list[IssuedPaper]:
    """The latest first, without their texts."""
    found = IssuedPaper.objects.visible_to(reader).filter(case=case)
    return list(found.defer("sealed").select_related("issued_by")[:limit])


def report_of(reader: Actor, order: Order, id: UUID) -> IssuedPaper | None:
    """A report on an order that the reader sees, with its text; who shows it asks ``read`` of it."""
    asked = IssuedPaper.objects.reports(order).annotate(read_lately=read_lately(reader, "paper"))
    return asked.filter(pk=id).first()


def reports_of(order: Order, *, limit: int = LATEST) -> list[IssuedPaper]:
    """The latest first, without their texts."""
    return list(IssuedPaper.objects.reports(order).defer("sealed", "words")[:limit])


@dataclass(frozen=True, slots=True)
class Issued:
    """What anybody may hear of a paper: nobody is named."""

    kind: Sentence
    issued_at: datetime
    station: Jurisdiction
    sha256: str
    erased_at: datetime | None


def issued_under(code: str) -> Issued | None:
    """Asked by whoever holds the paper: the code is what they know of it."""
    found = IssuedPaper.objects.defer("sealed").select_related("station")
    row = found.filter(code=typed_code(code) or "—").first()
    if row is None:
        return None
    return Issued(
        KINDS[row.kind], row.issued_at, row.station, bytes(row.sha256).hex(), row.erased_at
    )


def hash_typed(text: str) -> str:
    """How a hash begins, as it was typed; empty where it is none, or too little to tell anything."""
    typed = "".join(to_latin_digits(normalise(text)).lower().split()).replace("…", "")
    is_hash = ENOUGH <= len(typed) <= 64 and set(typed) <= set("0123456789abcdef")
    return typed if is_hash else ""


def hash_of(pieces: Iterable[bytes]) -> str:
    """Of a file that comes piece by piece."""
    sum_of_all = hashlib.sha256()
    for piece in pieces:
        sum_of_all.update(piece)
    return sum_of_all.hexdigest()


def has_hash(issued: Issued, begins: str) -> bool:
    """Whether the paper's hash is this, or begins so."""
    return bool(begins) and compare_digest(issued.sha256[: len(begins)], begins)

"""What can be done with the documents of a file: take one in, and say that it was entered in error."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from kalantar.cases.models import Case, Party
from kalantar.cases.rules import (
    case_is_not_disposed,
    case_is_open,
    may_handle_case,
    party_is_of_this_case,
)
from kalantar.documents import events
from kalantar.documents.content import kind_of, parted
from kalantar.documents.models import Came, Document, DocumentPiece
from kalantar.documents.rules import (
    document_has_something_in_it,
    document_is_called_something,
    document_stands,
    file_has_room_for_documents,
    paper_is_not_too_large,
    paper_is_pdf_or_picture,
)
from kalantar.incidents.rules import reason_is_given
from kalantar.kernel.action import action, lock, part
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import normalise
from kalantar.kernel.timeline import Event, Subject, record
from kalantar.persons.traces import Traces, erased_in

CASES = Case.objects.select_related("jurisdiction")
DOCUMENTS = Document.objects.select_related("case__jurisdiction", "party")


@action
def take_in_document(
    *, case: UUID, title: str, name: str, content: bytes, party: UUID | None = None, by: Actor
) -> Document:
    """At the desk. ``party``: from whom; None where the station itself has it."""
    row = may_handle_case.allow(by, lock(CASES, case))
    case_is_open.require(row)
    document_is_called_something.require(title := normalise(title))
    file_has_room_for_documents.require(Document.objects.filter(case=row).count())
    frm = Party.objects.filter(pk=party).first() if party else None
    if party is not None:
        party_is_of_this_case.require(frm, row)
    made = Document(case=row, party=frm, came=Came.DESK, title=title, name=name)
    made.taken_in_by_id = by.id
    keep_document(made, content, by)
    person = frm.person_id if frm else None
    _record(events.DocumentTakenIn(made.pk, case, made.kind, person), made, by)
    return made


@action
def enter_in_error(*, document: UUID, why: str, by: Actor) -> Document:
    """It does not belong to the file, such as a stranger's letter; it stays, and its content is closed."""
    may_handle_case.require(by, (row := lock(DOCUMENTS, document)).case)
    case_is_not_disposed.require(row.case)
    reason_is_given.require(why)
    document_stands.require(row)
    row.in_error_at, row.in_error_by_id = by.now(), by.id
    row.save(update_fields=["in_error_at", "in_error_by"])
    _record(events.DocumentEnteredInError(document, row.case_id), row, by.because(why))
    return row


@part
def keep_document(made: Document, content: bytes, by: Actor) -> None:
    """Sealed, in pieces; what it is, its content says. Whoever lets it in has judged who may, and records."""
    document_has_something_in_it.require(len(content))
    paper_is_not_too_large.require(len(content))
    paper_is_pdf_or_picture.require(content)
    made.name, made.size = normalise(made.name)[-100:], len(content)
    made.kind, made.came_at = kind_of(content) or "", by.now()
    made.sha256 = hashlib.sha256(content).digest()
    made.save(force_insert=True)
    DocumentPiece.objects.bulk_create(
        DocumentPiece(document=made, number=at, content=piece)
        for at, piece in enumerate(parted(content))
    )


@part
def erase_documents(which: Q, now: datetime) -> int:
    """That there was one, how it came and the hash of it are left. The files are locked."""
    rows = Document.objects.select_for_update(of=("self",)).filter(which, erased_at=None)
    found = list(rows.order_by("pk").values_list("pk", flat=True))
    Document.objects.filter(pk__in=found).update(title="", name="", erased_at=now)
    DocumentPiece.objects.filter(document__in=found).delete()
    return len(found)


@part
def erase_in_documents(case: UUID, traces: Traces) -> None:
    """The name and numbers of somebody in what others' are called; nobody reads what those say."""
    kept = Document.objects.select_for_update(of=("self",)).filter(case=case, erased_at=None)
    for row in kept.order_by("pk"):
        row.title, row.name = erased_in(row.title, traces), erased_in(row.name, traces)
        row.save(update_fields=["title", "name"])


@part
def _record(event: Event, row: Document, by: Actor) -> None:
    about: list[Case | Document | Subject] = [row.case, row]
    if row.party:
        about.append(("person", row.party.person_id))
    record(event, about=about, by=by, areas=row.case.jurisdiction.ancestors)

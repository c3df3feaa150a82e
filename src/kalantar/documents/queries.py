"""What is asked about the documents of a file; everything starts from what the reader may see."""

from uuid import UUID

from kalantar.cases.models import Case, Party
from kalantar.documents.content import MEDIA, joined
from kalantar.documents.models import Came, Document
from kalantar.kernel.actor import Actor
from kalantar.people.queries import read_lately

_WITH = ("party__person", "taken_in_by", "in_error_by", "case__jurisdiction")


def documents_of(reader: Actor, case: Case) -> list[Document]:
    """All of the file, the earliest first, without their contents."""
    found = Document.objects.visible_to(reader).filter(case=case)
    return list(found.select_related(*_WITH))


def document_of(reader: Actor, id: UUID) -> Document | None:
    """One of a file the reader may see; who shows it asks ``read`` of it."""
    found = Document.objects.visible_to(reader).select_related(*_WITH)
    return found.annotate(read_lately=read_lately(reader, "document")).filter(pk=id).first()


def handed_in_by(party: Party | None) -> list[Document]:
    """What the party sent from the citizens' page; also what was found not to belong to the file."""
    return list(Document.objects.filter(party=party, came=Came.PORTAL))


def content_of(document: Document) -> bytes:
    return joined(piece.content for piece in document.pieces.all())


def media_of(document: Document) -> str:
    return MEDIA[document.kind]

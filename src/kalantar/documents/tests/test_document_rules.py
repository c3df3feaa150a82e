"""Every rule of documents by its name."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from kalantar.cases.tests.world import program, refusal
from kalantar.documents import actions
from kalantar.documents.models import MOST_BYTES, Document, DocumentPiece
from kalantar.documents.queries import content_of
from kalantar.documents.rules import (
    MOST,
    document_is_not_erased,
    document_stands,
    file_has_room_for_documents,
    may_read_document,
    paper_is_pdf_or_picture,
)
from kalantar.documents.tests.world import PDF, Papers
from kalantar.people.roles import DESK, Role


@pytest.mark.parametrize("role", list(Role))
def test_may_read_document(papers: Papers, role: Role) -> None:
    world, stands, gone = papers.world, papers.taken_in(), papers.in_error()
    here, there = world.at(world.here, role), world.at(world.there, role)
    leads = role in {Role.STATION_CHIEF, Role.COMMANDER}
    assert may_read_document(here, stands) is (role in DESK)
    assert may_read_document(here.because("شکایت ۱۲"), stands) is (
        role in DESK or role is Role.AUDITOR
    )
    assert may_read_document(here.because("شکایت ۱۲"), gone) is leads
    for by in (there, there.because("شکایت ۱۲"), program(role, world.here)):
        assert not may_read_document(by, stands)
        assert not may_read_document(by, gone)


def test_document_has_something_in_it(papers: Papers) -> None:
    assert refusal(papers.taken_in, content=b"") == "document_has_something_in_it"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"), (b"\xff\xd8\xff\xe0JFIF", "jpeg"), (b"\x89PNG\r\n\x1a\nIHDR", "png"),
        (b"<html>", ""), (b"MZ\x90", ""), (b" %PDF-", ""), (b"<svg", ""),
    ],
)  # fmt: skip
def test_paper_is_pdf_or_picture(papers: Papers, content: bytes, kind: str) -> None:
    assert paper_is_pdf_or_picture(content) is bool(kind)
    if kind:
        assert papers.taken_in(content, name="x.exe").kind == kind
    else:
        assert refusal(papers.taken_in, content=content) == "paper_is_pdf_or_picture"


def test_paper_is_not_too_large(papers: Papers) -> None:
    whole = PDF.ljust(MOST_BYTES, b"x")
    assert refusal(papers.taken_in, content=whole + b"x") == "paper_is_not_too_large"
    assert content_of(papers.taken_in(whole)) == whole


def test_document_is_called_something(papers: Papers) -> None:
    for title in ("", "  ", "ن" * 101):
        assert refusal(papers.taken_in, title=title) == "document_is_called_something"


def test_file_has_room_for_documents(papers: Papers) -> None:
    assert file_has_room_for_documents(MOST - 1)
    row = papers.taken_in()
    copies = [Document.objects.get(pk=row.pk) for _ in range(MOST - 1)]
    for one in copies:
        one.pk = Document().pk
    Document.objects.bulk_create(copies)
    assert refusal(papers.taken_in) == "file_has_room_for_documents"


def test_document_stands(papers: Papers) -> None:
    assert document_stands(papers.taken_in())
    row, by = papers.in_error(), papers.world.desk
    assert not document_stands(row)
    said = refusal(actions.enter_in_error, document=row.pk, why="باز هم", by=by)
    assert said == "document_stands"


def test_a_mistake_has_its_reason(papers: Papers) -> None:
    assert refusal(papers.in_error, why=" ") == "reason_is_given"


def test_it_is_from_a_party_of_the_file(papers: Papers) -> None:
    other = papers.world.case(complainant=papers.world.person("دیگری").pk).parties.get()
    for party in (other.pk, Document().pk):
        assert refusal(papers.taken_in, party=party) == "party_is_of_this_case"


def _broken(row: Document, name: str, **values: object) -> None:
    """As a new row: one that is there is never changed."""
    copy = Document.objects.get(pk=row.pk)
    copy.pk = Document().pk
    for field, value in values.items():
        setattr(copy, field, value)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        copy.save(force_insert=True)


def test_document_is_small_enough(papers: Papers) -> None:
    for size in (0, MOST_BYTES + 1):
        _broken(papers.taken_in(), "document_is_small_enough", size=size)


def test_document_says_how_it_came(papers: Papers) -> None:
    row, name = papers.taken_in(), "document_says_how_it_came"
    _broken(row, name, taken_in_by=None)
    _broken(row, name, came="portal")
    _broken(row, name, came="portal", taken_in_by=None, party=None)
    _broken(row, name, came="post")


def test_document_in_error_says_who_and_when(papers: Papers) -> None:
    row, name = papers.taken_in(), "document_in_error_says_who_and_when"
    _broken(row, name, in_error_at=papers.world.clock())
    _broken(row, name, in_error_by_id=papers.world.desk.id)


def test_document_piece_is_kept_once(papers: Papers) -> None:
    row = papers.taken_in(PDF.ljust(60_000, b"x"))
    with pytest.raises(IntegrityError, match="piece_is_kept_once"), transaction.atomic():
        DocumentPiece.objects.create(document=row, number=0, content="x")


def test_document_is_kept_as_it_came(papers: Papers) -> None:
    row, gone, world = papers.taken_in(), papers.in_error(), papers.world
    later, other = world.clock() + timedelta(hours=1), world.case()
    for change in (
        {"sha256": b"x" * 32}, {"kind": "png"}, {"size": 7}, {"came_at": later}, {"party": None},
        {"case": other}, {"taken_in_by_id": world.chief.id},
    ):  # fmt: skip
        for one in (row, gone):
            _unchanged(one, **change)
    _unchanged(gone, in_error_at=None, in_error_by=None)
    _unchanged(gone, in_error_at=later)
    Document.objects.filter(pk=gone.pk).update(title="نامه", name="n")  # as by another key
    for change in ({"title": ""}, {"name": ""}, {"erased_at": later}):
        _unchanged(row, **change)
    with (
        pytest.raises(IntegrityError, match="kept as it came"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM documents_document WHERE id = %s", [row.pk])
    for piece in ({"number": 9}, {"content": ""}):
        with pytest.raises(IntegrityError, match="kept as it came"), transaction.atomic():
            row.pieces.update(**piece)
    with pytest.raises(IntegrityError, match="kept as it came"), transaction.atomic():
        row.pieces.all().delete()


def test_an_erasure_happens_once_and_leaves_no_text(papers: Papers) -> None:
    row, now = papers.taken_in(), papers.world.clock()
    _unchanged(row, title="", name="گواهی", erased_at=now)
    Document.objects.filter(pk=row.pk).update(title="", name="", erased_at=now)
    row.pieces.all().delete()
    row.refresh_from_db()
    assert bytes(row.sha256)
    assert (content_of(row), row.called) == (b"", "pdf")
    for again in (now + timedelta(hours=1), None):
        _unchanged(row, erased_at=again)


def test_document_is_not_erased(papers: Papers) -> None:
    row = papers.taken_in()
    assert document_is_not_erased(row)
    row.erased_at = papers.world.clock()
    assert not document_is_not_erased(row)


def _unchanged(row: Document, **change: object) -> None:
    with pytest.raises(IntegrityError, match="kept as it came"), transaction.atomic():
        Document.objects.filter(pk=row.pk).update(**change)

"""Documents are taken in, kept sealed and whole, read by whoever may, and marked when they do not belong."""

import hashlib

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kalantar.cases.actions import close_case
from kalantar.cases.tests.world import refusal
from kalantar.documents import queries
from kalantar.documents.content import PIECE, joined, parted
from kalantar.documents.tests.world import PDF, Papers
from kalantar.kernel.models import Entry
from kalantar.kernel.story import told
from kalantar.people.roles import Role


@given(st.binary(max_size=PIECE * 3))
def test_what_was_parted_comes_back_whole(content: bytes) -> None:
    pieces = list(parted(content))
    assert joined(pieces) == content
    assert len(pieces) == -(-len(content) // PIECE)


def test_a_document_is_taken_in_from_a_party(papers: Papers) -> None:
    content = PDF + bytes(range(256)) * 500
    made = papers.taken_in(content)
    row = queries.document_of(papers.world.desk, made.pk)
    assert row
    assert (row.came, row.title, row.name, row.kind) == ("desk", "گواهی پزشک", "scan.pdf", "pdf")
    assert (row.party, row.taken_in_by_id) == (papers.party, papers.world.desk.id)
    assert bytes(row.sha256) == hashlib.sha256(content).digest()
    assert row.pieces.count() == 3
    assert queries.content_of(row) == content
    assert queries.media_of(row) == "application/pdf"
    assert queries.documents_of(papers.world.desk, papers.case) == [row]


def test_one_of_the_stations_own_is_from_nobody(papers: Papers) -> None:
    row = papers.taken_in(party=None)
    assert row.party is None
    assert Entry.objects.get(event="DocumentTakenIn").facts["person"] is None
    assert queries.handed_in_by(papers.party) == []


def test_what_it_is_and_says_rests_sealed_and_is_not_on_the_timeline(papers: Papers) -> None:
    papers.taken_in(PDF + "بازار".encode())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT title || name || content FROM documents_document, documents_documentpiece"
        )
        [(kept,)] = cursor.fetchall()
    for word in ("پزشک", "scan", "بازار", "PDF"):
        assert word.encode() not in bytes(kept)
    facts = str(list(Entry.objects.filter(event__startswith="Document").values_list("facts")))
    assert "پزشک" not in facts
    assert "scan" not in facts
    lines = [line.sentence.en for line in told(papers.case.pk, papers.world.chief)]
    assert "A document was taken in at the station: PDF." in lines


def test_documents_are_seen_by_who_may_see_the_file(papers: Papers) -> None:
    world, row = papers.world, papers.taken_in()
    there, auditor = world.at(world.there), world.scene.person(Role.AUDITOR)
    assert queries.documents_of(there, papers.case) == []
    assert queries.document_of(there, row.pk) is None
    assert queries.document_of(auditor, row.pk) is None
    assert queries.document_of(auditor.because("شکایت"), row.pk) == row


def test_one_entered_in_error_stays_with_the_reason(papers: Papers) -> None:
    row, world = papers.in_error(), papers.world
    assert (row.in_error_at, row.in_error_by_id) == (world.clock(), world.desk.id)
    assert queries.documents_of(world.desk, papers.case) == [row]
    assert queries.content_of(row) == PDF
    assert Entry.objects.get(event="DocumentEnteredInError").why == "نامهٔ پروندهٔ دیگری است"


def test_of_a_closed_file_none_is_taken_in_but_a_mistake_is_still_marked(papers: Papers) -> None:
    row, world = papers.taken_in(), papers.world
    close_case(case=papers.case.pk, outcome=world.outcome(), note="صلح", by=world.desk)
    assert refusal(papers.taken_in) == "case_is_open"
    from kalantar.documents.actions import enter_in_error

    assert refusal(enter_in_error, document=row.pk, why="اشتباه", by=world.desk) == ""


@pytest.mark.parametrize("role", list(Role))
def test_who_handles_the_file_takes_documents_in(papers: Papers, role: Role) -> None:
    world = papers.world
    works = role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
    for by, may in ((world.at(world.here, role), works), (world.at(world.there, role), False)):
        wanted = "" if may else "may_handle_case"
        assert refusal(papers.taken_in, by=by) == wanted
        assert refusal(papers.in_error, by=by) == wanted

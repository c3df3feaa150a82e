"""What parties handed in before there were documents of files is there, is whole, and opens."""

from base64 import b64encode
from collections.abc import Iterator
from importlib import import_module
from uuid import UUID

import pytest
from django.db import connection
from uuid_utils.compat import uuid7

from kalantar.documents.models import Document
from kalantar.documents.queries import content_of
from kalantar.documents.tests.world import PDF, Papers
from kalantar.kernel.sealing import ring
from tests.older import Apply, older_schema

of_which_file = import_module("kalantar.documents.migrations.0002_of_which_file")
NEEDED = ("cases_party", "cases_case", "people_user", "kernel_operation")
ROW = """
INSERT INTO citizens_enclosure (id, party_id, name, kind, size, sha256, handed_in_at)
VALUES (%s, %s, %s, 'pdf', %s, 'x', now())
"""
PIECE = (
    "INSERT INTO citizens_enclosurepiece (id, enclosure_id, number, content) VALUES (%s, %s, 0, %s)"
)


@pytest.fixture
def apply(papers: Papers) -> Iterator[Apply]:
    with older_schema(*NEEDED) as one:
        yield one


def _hand_in(papers: Papers) -> UUID:
    """As the service did before."""
    id = uuid7()
    name = ring().seal("کارت.pdf", "citizens_enclosure.name")
    content = ring().seal(b64encode(PDF).decode(), "citizens_enclosurepiece.content")
    with connection.cursor() as cursor:
        cursor.execute(ROW, [id, papers.party.pk, name, len(PDF)])
        cursor.execute(PIECE, [uuid7(), id, content])
        cursor.execute(
            "INSERT INTO kernel_operation (id, powers, fingerprint, result_model, result_id)"
            " VALUES (%s, '{}', 'x', 'citizens.Enclosure', %s)",
            [uuid7(), id],
        )
    return id


@pytest.mark.django_db(transaction=True)
def test_what_was_handed_in_moves_with_its_seals(
    papers: Papers, apply: Apply, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_which_file, "BATCH", 2)
    apply("citizens", "0001_initial")
    apply("citizens", "0002_asked_and_handed_in")
    ids = [_hand_in(papers) for _ in range(5)]
    apply("documents", "0001_moved_from_citizens")
    for _ in range(2):  # also after it was stopped
        apply("documents", "0002_of_which_file")
    apply("documents", "0003_document_by_case")
    apply("documents", "0004_kept_as_it_came")
    apply("documents", "0005_erased")
    apply("citizens", "0003_what_was_handed_in_moved")
    kept = list(Document.objects.all())
    assert sorted(one.pk for one in kept) == sorted(ids)
    for one in kept:
        assert (one.case, one.party, one.came) == (papers.case, papers.party, "portal")
        assert (one.name, one.title, content_of(one)) == ("کارت.pdf", "", PDF)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT result_model FROM kernel_operation WHERE result_id = ANY(%s)", [ids]
        )
        assert cursor.fetchall() == [("documents.Document",)]

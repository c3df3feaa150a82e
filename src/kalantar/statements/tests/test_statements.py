"""A statement is written down, signed by both, and corrected only by a version that follows it."""

import hashlib

import pytest
from django.db import connection

from kalantar.cases.actions import close_case
from kalantar.cases.tests.world import refusal
from kalantar.kernel.models import Entry
from kalantar.kernel.story import told
from kalantar.people.roles import Role
from kalantar.statements import actions, queries
from kalantar.statements.models import Section, Statement
from kalantar.statements.tests.world import LINE, SAID, Hearing


def test_what_the_person_says_and_what_the_officer_thinks_stay_apart(hearing: Hearing) -> None:
    row = Statement.objects.get(pk=hearing.written([*SAID, ("fact", "  \n ")]).pk)
    assert row.sections == [Section(kind, text) for kind, text in SAID]
    assert row.state == "draft"
    assert row.taken_by_id == hearing.world.desk.id


def test_no_vowel_of_what_is_signed_is_altered(hearing: Hearing) -> None:
    written = hearing.written([("fact", "هُل داد")])
    assert written.sections[0].text == "هُل داد"


def test_it_is_signed_by_the_person_and_then_by_the_officer(hearing: Hearing) -> None:
    world = hearing.world
    agreed = hearing.agree(hearing.written(), how="drawn", drawn=LINE)
    assert (agreed.how, agreed.drawn, agreed.name) == ("drawn", LINE, "سارا احمدی")
    assert agreed.agreed_at == world.clock()
    world.clock.forward(minutes=1)
    row = actions.sign_statement(statement=agreed.pk, by=world.desk)
    row = Statement.objects.get(pk=row.pk)
    assert (row.state, row.signed_at) == ("signed", world.clock())
    assert bytes(row.sha256) == hashlib.sha256(row.words.encode()).digest()


def test_who_does_not_sign_is_written_down_with_the_reason(hearing: Hearing) -> None:
    row = hearing.agree(hearing.written(), how="refused", name="", consents=False, why="می‌ترسد")
    assert (row.state, row.how) == ("agreed", "refused")
    assert Entry.objects.get(event="StatementAgreed").why == "می‌ترسد"


def test_a_correction_is_a_new_version_and_both_stay(hearing: Hearing) -> None:
    by, first = hearing.world.desk, hearing.signed()
    second = actions.follow_statement(statement=first.pk, why="ساعت نادرست بود", by=by)
    assert (second.version, second.why, second.state) == (2, "ساعت نادرست بود", "draft")
    assert second.sections == first.sections
    actions.write_statement(statement=second.pk, sections=[("fact", "ساعت یازده بود.")], by=by)
    first.refresh_from_db()
    assert first.state == "signed"
    assert first.sections[0].text == SAID[0][1]
    assert queries.versions_of(by, first) == queries.versions_of(by, second) == [second, first]


def test_the_words_rest_sealed_and_are_not_on_the_timeline(hearing: Hearing) -> None:
    hearing.signed()
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM statements_statement")
        [(kept,)] = cursor.fetchall()
    assert "بازار".encode() not in bytes(kept)
    facts = str(list(Entry.objects.values_list("facts", flat=True)))
    assert "بازار" not in facts
    lines = [line.sentence.en for line in told(hearing.case.pk, hearing.world.chief)]
    assert any("signed by the officer" in line for line in lines)


def test_they_are_read_by_who_may_see_the_file(hearing: Hearing) -> None:
    world, row = hearing.world, hearing.signed()
    assert queries.statements_of(world.desk, hearing.case) == [row]
    assert queries.statement_of(world.desk, row.pk) == row
    assert queries.statement_of(world.at(world.there), row.pk) is None
    auditor = world.scene.person(Role.AUDITOR)
    assert queries.statement_of(auditor, row.pk) is None
    assert queries.statement_of(auditor.because("شکایت"), row.pk) == row


def test_of_a_file_that_is_not_open_nothing_is_taken_down(hearing: Hearing) -> None:
    world, draft, agreed = hearing.world, hearing.written(), hearing.agree(hearing.written())
    signed = hearing.signed()
    close_case(case=hearing.case.pk, outcome=world.outcome(), note="صلح", by=world.desk)
    assert refusal(lambda: hearing.begun()) == "case_is_open"
    assert refusal(lambda: hearing.agree(draft)) == "case_is_open"
    by = world.desk
    assert (
        refusal(actions.write_statement, statement=draft.pk, sections=SAID, by=by) == "case_is_open"
    )
    assert refusal(actions.sign_statement, statement=agreed.pk, by=by) == "case_is_open"
    assert refusal(actions.follow_statement, statement=signed.pk, why="x", by=by) == "case_is_open"


@pytest.mark.parametrize("role", list(Role))
def test_who_handles_the_file_takes_statements(hearing: Hearing, role: Role) -> None:
    world, draft, signed = hearing.world, hearing.written(), hearing.signed()
    works = role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
    for by, may in ((world.at(world.here, role), works), (world.at(world.there, role), False)):
        wanted = "" if may else "may_handle_case"
        asked = {"case": hearing.case.pk, "party": hearing.party.pk, "by": by}
        assert refusal(actions.begin_statement, **asked) == wanted
        assert refusal(actions.write_statement, statement=draft.pk, sections=SAID, by=by) == wanted
        if not may:
            assert refusal(lambda by=by: hearing.agree(draft, by=by)) == wanted
            for act in (actions.drop_statement, actions.follow_statement):
                assert refusal(act, statement=signed.pk, why="x", by=by) == wanted

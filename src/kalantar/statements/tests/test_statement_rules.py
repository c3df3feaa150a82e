"""Every rule of statements by its name."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from kalantar.cases.tests.world import program, refusal
from kalantar.people.roles import DESK, Role
from kalantar.reception.tests.hall import at_once
from kalantar.statements import actions
from kalantar.statements.models import Statement
from kalantar.statements.rules import (
    LONGEST,
    MOST,
    agreement_is_complete,
    may_sign_statement,
    statement_is_signed,
    statement_says_what_was_signed,
)
from kalantar.statements.tests.world import LINE, Hearing


@pytest.mark.parametrize("role", list(Role))
def test_may_sign_statement(hearing: Hearing, role: Role) -> None:
    world, row = hearing.world, hearing.agree(hearing.written())
    for by in (world.at(world.here, role), world.at(world.there, role), program(role, world.here)):
        assert not may_sign_statement(by, row)
    taker = world.at(world.here, role)
    assert taker.id
    row.taken_by_id = taker.id
    assert may_sign_statement(taker, row) is (role in DESK)
    assert refusal(actions.sign_statement, statement=row.pk, by=world.chief) == "may_sign_statement"


def test_statement_says_something(hearing: Hearing) -> None:
    for sections in ([], [("assessment", "دروغ می‌گوید")]):
        row = hearing.written(sections)
        assert refusal(lambda row=row: hearing.agree(row)) == "statement_says_something"


def test_sections_are_understood(hearing: Hearing) -> None:
    for sections in (
        [("opinion", "x")], [("fact", "x" * (LONGEST + 1))], [("fact", "x")] * (MOST + 1),
    ):  # fmt: skip
        assert refusal(lambda said=sections: hearing.written(said)) == "sections_are_understood"


@pytest.mark.parametrize(
    ("how", "more", "holds"),
    [
        ("typed", {}, True),
        ("drawn", {"drawn": LINE}, True),
        ("refused", {"why": "نمی‌خواهد", "name": "", "consents": False}, True),
        ("typed", {"name": " "}, False),
        ("typed", {"consents": False}, False),
        ("typed", {"identified": ""}, False),
        ("drawn", {}, False),
        ("drawn", {"drawn": 'M1 1"/><script>'}, False),
        ("drawn", {"drawn": LINE, "consents": False}, False),
        ("refused", {}, False),
        ("refused", {"why": "x", "identified": ""}, False),
        ("other", {"drawn": LINE}, False),
    ],
)
def test_agreement_is_complete(
    hearing: Hearing, how: str, more: dict[str, Any], holds: bool
) -> None:
    asked: dict[str, Any] = {
        "name": "سارا",
        "identified": "کارت",
        "consents": True,
        "drawn": "",
        "why": "",
    } | more
    assert agreement_is_complete(how, **asked) is holds
    said = refusal(lambda: hearing.agree(hearing.written(), how=how, **asked))
    assert said == ("" if holds else "agreement_is_complete")


def test_statement_is_signed(hearing: Hearing) -> None:
    assert statement_is_signed(hearing.signed())
    assert not statement_is_signed(hearing.agree(hearing.written()))


def test_statement_says_what_was_signed(hearing: Hearing) -> None:
    row = hearing.agree(hearing.written())
    assert statement_says_what_was_signed(row)
    Statement.objects.filter(pk=row.pk).update(words='[["fact", "چیز دیگر"]]')
    row.refresh_from_db()
    assert not statement_says_what_was_signed(row)
    by = hearing.world.desk
    said = refusal(actions.sign_statement, statement=row.pk, by=by)
    assert said == "statement_says_what_was_signed"


def test_a_new_version_has_its_reason(hearing: Hearing) -> None:
    by, row = hearing.world.desk, hearing.signed()
    assert refusal(actions.follow_statement, statement=row.pk, why=" ", by=by) == "reason_is_given"
    draft = hearing.written()
    assert refusal(actions.drop_statement, statement=draft.pk, why="", by=by) == "reason_is_given"


def test_it_is_of_a_party_of_the_file(hearing: Hearing) -> None:
    world = hearing.world
    other = world.case(complainant=world.person("دیگری").pk).parties.get()
    asked = {"case": hearing.case.pk, "party": other.pk, "by": world.desk}
    assert refusal(actions.begin_statement, **asked) == "party_is_of_this_case"


def test_statement_is_followed_once(hearing: Hearing) -> None:
    by, row = hearing.world.desk, hearing.signed()
    second = actions.follow_statement(statement=row.pk, why="یک", by=by)
    said = refusal(actions.follow_statement, statement=row.pk, why="دو", by=by)
    assert said == "statement_is_followed_once"
    actions.drop_statement(statement=second.pk, why="نه", by=by)
    assert refusal(actions.follow_statement, statement=row.pk, why="سه", by=by) == ""


@pytest.mark.django_db(transaction=True)
def test_statement_is_followed_once_whoever_races(hearing: Hearing) -> None:
    by, row = hearing.world.desk, hearing.signed()

    def follow() -> object:
        return actions.follow_statement(statement=row.pk, why="اصلاح", by=by)

    results = at_once(follow, follow)
    assert "statement_is_followed_once" in results
    assert Statement.objects.filter(follows=row).count() == 1


def _broken(row: Statement, rule: str, /, **wrong: object) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Statement.objects.filter(pk=row.pk).update(**wrong)


def test_new_version_follows_another_with_a_reason(hearing: Hearing) -> None:
    signed, draft = hearing.signed(), hearing.written()
    name = "new_version_follows_another_with_a_reason"
    for wrong in ({"version": 2}, {"follows": signed}, {"follows": signed, "version": 2}):
        _broken(draft, name, **wrong)


def test_agreed_statement_has_how_and_hash(hearing: Hearing) -> None:
    _broken(hearing.written(), "agreed_statement_has_how_and_hash", state="agreed")


def test_signed_statement_has_its_moment(hearing: Hearing) -> None:
    row = hearing.agree(hearing.written())
    _broken(row, "signed_statement_has_its_moment", state="signed")
    _broken(row, "signed_statement_has_its_moment", signed_at=hearing.world.clock())


def test_signed_statement_is_never_changed(hearing: Hearing) -> None:
    row, agreed, dropped = hearing.signed(), hearing.agree(hearing.written()), hearing.dropped()
    later = hearing.world.clock() + timedelta(hours=1)
    for change in (
        {"name": "x"}, {"identified": "x"}, {"sha256": b"x" * 32}, {"how": "drawn"},
        {"agreed_at": later}, {"state": "draft"},
    ):  # fmt: skip
        for one in (row, agreed):
            _broken(one, "never changed", **change)
    _broken(row, "never changed", state="dropped", signed_at=None)
    _broken(row, "never changed", signed_at=later)
    _broken(dropped, "never changed", state="draft")
    for one in (row, agreed, dropped, hearing.written()):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            Statement.objects.filter(pk=one.pk).delete()
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        connection.cursor().execute(
            "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE statements_statement CASCADE"
        )

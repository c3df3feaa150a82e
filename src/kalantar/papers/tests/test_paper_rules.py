"""Every rule of papers by its name."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from kalantar.cases.tests.world import program, refusal
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.notices.tests.world import Parties
from kalantar.papers import actions
from kalantar.papers.models import IssuedPaper, PaperKind
from kalantar.papers.rules import (
    older_papers_are_kept,
    paper_is_in_our_languages,
    paper_is_still_kept,
)
from kalantar.papers.tests.test_papers import issue
from kalantar.people.roles import DESK, Role


@pytest.mark.parametrize("kind", list(PaperKind))
@pytest.mark.parametrize("role", list(Role))
def test_who_handles_the_file_issues_its_papers(parties: Parties, kind: str, role: Role) -> None:
    """A report on an order: who handles the order, such as the officer it was given to."""
    world = parties.world
    rule = "may_handle_order" if kind == PaperKind.ORDER_REPORT else "may_handle_case"
    wanted = "" if role in DESK else rule
    assert refusal(lambda **by: issue(parties, kind, **by), by=world.at(world.here, role)) == wanted
    for by in (world.at(world.there, role), program(role, world.here)):
        assert refusal(lambda by: issue(parties, kind, by=by), by=by) == rule


def test_paper_is_in_our_languages(parties: Parties) -> None:
    assert [code for code in ("fa", "en", "ru", "") if paper_is_in_our_languages(code)] == [
        "fa",
        "en",
    ]
    for kind in PaperKind:
        said = refusal(lambda kind: issue(parties, kind, language="ru"), kind=kind)
        assert said == "paper_is_in_our_languages"


@pytest.mark.parametrize("empty", ["to", "subject", "body"])
def test_letter_says_something(parties: Parties, empty: str) -> None:
    said = refusal(lambda **words: issue(parties, "letter", **words), **{empty: " \n"})
    assert said == "letter_says_something"


def test_a_receipt_is_for_a_party_of_the_file(parties: Parties) -> None:
    other = parties.world.case(complainant=parties.world.person("دیگری").pk).parties.get()
    for party in (other.pk, IssuedPaper().pk):
        said = refusal(lambda party: issue(parties, "receipt", party=party), party=party)
        assert said == "party_is_of_this_case"


def test_paper_is_still_kept(parties: Parties) -> None:
    paper = issue(parties, "cover")
    assert paper_is_still_kept(paper)
    paper.forgotten_at = paper.issued_at
    assert not paper_is_still_kept(paper)


def test_papers_are_kept_their_time(parties: Parties, as_system: Actor) -> None:
    issue(parties, "cover")
    early = parties.world.clock() - settings.KEEP_PAPERS + timedelta(seconds=1)
    said = refusal(actions.forget_papers, before=early, by=as_system)
    assert said == "papers_are_kept_their_time"


def test_older_papers_are_kept(parties: Parties, as_system: Actor) -> None:
    before = parties.world.clock() - settings.KEEP_PAPERS
    assert refusal(actions.forget_papers, before=before, by=as_system) == "older_papers_are_kept"
    assert older_papers_are_kept(1)


def test_only_the_service_forgets(parties: Parties) -> None:
    before = parties.world.clock() - settings.KEEP_PAPERS
    for role in Role:
        by = parties.world.at(parties.world.here, role)
        assert refusal(actions.forget_papers, before=before, by=by) == "may_forget"


def test_paper_code_is_one_papers(parties: Parties, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kalantar.papers.actions.new_code", lambda: "0" * 12)
    issue(parties, "cover")
    assert refusal(lambda kind: issue(parties, kind), kind="letter") == "paper_code_is_one_papers"


def test_issued_paper_has_code_and_hash(parties: Parties) -> None:
    paper = issue(parties, "cover")
    for field, empty in (("sha256", b""), ("code", "")):
        copy = IssuedPaper.objects.get(pk=paper.pk)
        copy.pk, copy.code = IssuedPaper().pk, "1" * 12
        setattr(copy, field, empty)
        with pytest.raises(IntegrityError, match="has_code_and_hash"), transaction.atomic():
            copy.save(force_insert=True)


def test_paper_is_of_a_file_or_an_order(parties: Parties) -> None:
    paper = issue(parties, "order_report")
    for changed in ({"about": None}, {"kind": "cover"}):
        copy = IssuedPaper.objects.get(pk=paper.pk)
        copy.pk, copy.code, copy.case = IssuedPaper().pk, "1" * 12, None
        for field, value in changed.items():
            setattr(copy, field, value)
        with pytest.raises(IntegrityError, match="file_or_an_order"), transaction.atomic():
            copy.save(force_insert=True)


def test_issued_paper_is_never_changed(parties: Parties) -> None:
    paper = issue(parties, "letter")
    row = IssuedPaper.objects.filter(pk=paper.pk)
    changes: list[dict[str, object]] = [
        {"sha256": b"x" * 32}, {"code": "2" * 12}, {"kind": "cover"}, {"issued_by": None},
        {"language": "fa"}, {"issued_at": paper.issued_at + timedelta(1)}, {"title": "x"},
    ]  # fmt: skip
    for change in changes:
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            row.update(**change)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        row.delete()
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        connection.cursor().execute(
            "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE papers_issuedpaper CASCADE"
        )
    row.update(sealed="c2VhbGVkIGFuZXc=")  # by another key
    row.update(sealed="", forgotten_at=paper.issued_at)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        row.update(forgotten_at=None)


def test_a_change_is_refused_in_the_rule_s_words(parties: Parties) -> None:
    from kalantar.kernel.rules import constraints_speak

    model: type[Model] = IssuedPaper
    issue(parties, "letter")
    with pytest.raises(Refused) as refused, constraints_speak(), transaction.atomic():
        model._base_manager.all().delete()
    assert refused.value.rule.name == "issued_paper_is_never_changed"

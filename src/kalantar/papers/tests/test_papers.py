"""A paper says what the file says, in one language; its row proves it for as long as the file is kept."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from kalantar.cases import actions as cases
from kalantar.cases.tests.world import refusal
from kalantar.custody.models import Item
from kalantar.custody.tests.world import Store
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import to_persian_digits
from kalantar.messaging.actions import release_file, withhold_file
from kalantar.notices.models import Notice
from kalantar.notices.tests.world import Parties, react
from kalantar.orders.actions import assign_order, carry_out_order, return_order, withdraw_order
from kalantar.orders.models import Order
from kalantar.papers import actions, queries
from kalantar.papers.codes import LETTERS, in_groups, new_code, typed_code
from kalantar.papers.models import IssuedPaper, PaperKind
from kalantar.papers.queries import note_of_receipt
from kalantar.papers.reactions import forget_old_papers
from kalantar.papers.tests.reading import letters, pages
from kalantar.papers.wording import KEEP, KEEP_AND_ASK
from kalantar.people.roles import Role
from kalantar.statements.actions import sign_statement
from kalantar.statements.models import Statement
from kalantar.statements.tests.world import LINE, Hearing

HERE = "https://110.example"
MARKUP = '#panic("no") $x^2$ *bold* @who'


# As ``data_copies``, which stands above, says it.
GATHERED = {
    "intro": f"What is kept {MARKUP}", "nothing": "Nothing is kept.", "kept": "How long",
    "kept_for": [["Files", "ten years"]], "not_here": "What is not here",
    "left_out": [["Words of others", "theirs"]], "files": [],
    "groups": [{"title": "Who", "source": "the station", "items": [[["Name", MARKUP]]]}],
}  # fmt: skip


def issue(parties: Parties, kind: str, **more: Any) -> IssuedPaper:
    asked: dict[str, Any] = {"case": parties.case.pk, "check_at": HERE, "by": parties.world.desk}
    if kind != "receipt":
        asked["language"] = "en"
    if kind == "letter":
        asked |= {"to": "Branch 1203", "subject": "Answer", "body": "Dear Sir,\n\nIt is done."}
    if kind == "statement":
        del asked["case"]
        asked |= {} if "statement" in more else {"statement": signed(parties).pk}
    if kind in ("custody", "label", "returned"):
        del asked["case"]
        asked["item"] = held(parties).pk
    if kind == "order_report":
        del asked["case"]
        asked["order"] = answered(parties).pk
    if kind == "data_copy":
        asked |= {"party": parties.complainant.pk, "said": GATHERED}
    return getattr(actions, f"issue_{kind}")(**asked | more)  # type: ignore[no-any-return]


def held(parties: Parties) -> Item:
    """A knife of the complainant's, which went to the expert and is there still."""
    store = Store(parties.world, parties.case, parties.complainant, parties.world.chief)
    item = store.taken_in(description=f"Knife {MARKUP}")
    return store.does("hand_out", item)


def answered(parties: Parties) -> Order:
    """An order of the file that was carried out, with markup in its words and in the report."""
    if done := Order.objects.filter(number="140777").first():
        return done
    by = parties.world.desk
    order = parties.courts.order("140777", case=parties.case.pk, text=f"Ask. {MARKUP}")
    assert by.id
    assign_order(order=order.pk, officer=by.id, by=by)
    return carry_out_order(order=order.pk, report=f"Asked. {MARKUP}", by=by)


def signed(parties: Parties) -> Statement:
    """What the complainant said, signed by both; with a drawn line."""
    by = parties.world.desk
    hearing = Hearing(parties.world, parties.case, parties.complainant)
    written = hearing.written([("fact", f"I saw it.\n{MARKUP}"), ("assessment", "Calm.")])
    agreed = hearing.agree(written, how="drawn", drawn=LINE, name="Sara A.")
    return sign_statement(statement=agreed.pk, by=by)


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("kind", list(PaperKind))
def test_each_kind_is_issued_in_both_languages(parties: Parties, kind: str, language: str) -> None:
    react(parties.order())
    paper = issue(parties, kind, language=language)
    assert bytes(paper.sha256) == hashlib.sha256(paper.pdf).digest()
    kept = IssuedPaper.objects.get()
    assert (kept.kind, kept.language, kept.station) == (kind, language, parties.world.here)
    assert kept.pdf == (
        b"" if kind == "data_copy" else paper.pdf
    )  # that one is in its owner's hands only
    assert kept.issued_by_id == parties.world.desk.id
    read = letters(paper.pdf)
    assert in_groups(paper.code) in read
    assert "110.example/check/" in read
    assert ("page1of" in read) == (language == "en")


def test_that_it_was_issued_stands_on_the_timeline(parties: Parties) -> None:
    paper = issue(parties, "cover")
    entry = Entry.objects.get(event="PaperIssued")
    assert entry.facts == {
        "case": str(parties.case.pk), "paper": str(paper.pk), "kind": "cover",
    }  # fmt: skip
    assert {str(one.subject) for one in entry.subjects.all()} == {
        str(parties.case.pk), str(paper.pk),
    }  # fmt: skip


def test_a_receipt_is_in_the_language_the_party_reads(parties: Parties) -> None:
    mine = issue(parties, "receipt", party=parties.complainant.pk)
    theirs = issue(parties, "receipt", party=parties.respondent.pk)
    assert (mine.language, theirs.language) == ("fa", "en")
    assert "RezaNouri" in letters(theirs.pdf)
    assert parties.case.number.replace("/", "") in letters(theirs.pdf).replace("/", "")
    assert issue(parties, "receipt").language == settings.LANGUAGE_CODE


def test_a_receipt_sends_nobody_where_nothing_is_answered(parties: Parties) -> None:
    case, party, world = parties.case, parties.complainant, parties.world
    from_home = "withoutcominghere"
    assert from_home in letters(issue(parties, "receipt", language="en").pdf)
    assert note_of_receipt(case, party) is KEEP
    assert note_of_receipt(case, parties.named("witness")) is KEEP_AND_ASK  # there is no phone
    withhold_file(
        about=("case", case.pk), reason="domestic", area=case.jurisdiction_id, by=world.desk
    )
    assert note_of_receipt(case, party) is KEEP_AND_ASK
    release_file(about=("case", case.pk), area=case.jurisdiction_id, by=world.desk)
    assert note_of_receipt(case, party) is KEEP
    cases.keep_case_confidential(case=case.pk, why="خطر", by=world.desk)
    said = letters(issue(parties, "receipt", language="en").pdf)
    assert from_home not in said
    assert "asyouagreedwiththeofficer" in said


def test_a_receipt_of_a_confidential_file_does_not_say_what_it_is_about(parties: Parties) -> None:
    about = "".join(str(parties.case.category.name.en).split())
    assert about in letters(issue(parties, "receipt", language="en").pdf)
    cases.keep_case_confidential(case=parties.case.pk, why="در خانه", by=parties.world.desk)
    assert about not in letters(issue(parties, "receipt", language="en").pdf)
    cover = letters(issue(parties, "cover").pdf)
    assert about in cover
    assert "confidential" in cover


def test_what_is_written_in_a_letter_stays_text(parties: Parties) -> None:
    paper = issue(
        parties, "letter", to=MARKUP, subject=MARKUP, body=f"{MARKUP}\n= no head\n- no item"
    )
    read = letters(paper.pdf)
    assert read.count("".join(MARKUP.split())) == 3
    assert "=nohead" in read
    assert "-noitem" in read


def test_a_statement_keeps_facts_and_assessments_apart_and_says_how_it_was_signed(
    parties: Parties,
) -> None:
    paper = issue(parties, "statement")
    read = letters(paper.pdf)
    said, thought = read.index("Isawit."), read.index("Calm.")
    assert read.index("Whatthepersonsays") < said < read.index("Theofficer") < thought
    assert "".join(MARKUP.split()) in read
    assert "SaraA." in read
    assert paper.about
    row = Statement.objects.get(pk=paper.about)
    assert bytes(row.sha256).hex()[:32] in read
    hearing = Hearing(parties.world, parties.case, parties.complainant)
    draft = letters(issue(parties, "statement", statement=hearing.written().pk).pdf)
    assert "Draft:nobodyhassignedit" in draft


def test_the_ledger_says_who_was_told_what_by_which_way_and_the_hash_of_the_text(
    parties: Parties,
) -> None:
    parties.named("respondent", name="حسینی")
    react(parties.order())
    paper = issue(parties, "notices")
    read = letters(paper.pdf)
    for row in Notice.objects.exclude(text_sha256=b""):
        hex = bytes(row.text_sha256).hex()
        assert hex[:32] in read
        assert hex[32:] in read
    assert "RezaNouri" in read
    assert "orderreceived" in read
    assert "nottold:nophone" in read


def test_a_long_ledger_has_its_head_on_every_page(parties: Parties) -> None:
    entry = parties.order()
    react(entry)
    row = Notice.objects.exclude(text_sha256=b"").earliest("pk")
    rows = []
    for number in range(300):
        copy = Notice(**{f.attname: getattr(row, f.attname) for f in Notice._meta.concrete_fields})
        copy.pk, copy.entry = Notice().pk, Notice().pk
        copy.told_at = row.told_at + timedelta(seconds=number)
        rows.append(copy)
    Notice.objects.bulk_create(rows)
    for language, head in (("en", "SHA-256ofthetext"), ("fa", "SHA-256")):
        read = pages(issue(parties, "notices", language=language).pdf)
        assert 10 < len(read) < 40
        full = [page for page in read if bytes(row.text_sha256).hex()[:8] in page]
        assert len(full) >= len(read) - 1  # the last one may hold the signatures alone
        assert all(head in page for page in full)
        if language == "en":
            assert all(f"page{n}of{len(read)}" in page for n, page in enumerate(read, 1))


def test_a_custody_receipt_says_what_it_is_and_its_chain(parties: Parties) -> None:
    paper = issue(parties, "custody")
    item = Item.objects.get()
    read = letters(paper.pdf)
    assert (paper.about, paper.title) == (item.pk, item.label)
    for said in ("".join(MARKUP.split()), item.label, "SN-4471", "takenin", "handedout", "expert"):
        assert said in read
    persian = letters(issue(parties, "custody", language="fa").pdf)
    assert to_persian_digits(f"{parties.case.number}/2") in persian  # the next item of the file


def test_a_receipt_of_return_has_a_line_for_the_name_until_it_was_given_back(
    parties: Parties,
) -> None:
    read = letters(issue(parties, "returned").pdf)
    assert "Nameandsignature" in read
    store = Store(parties.world, parties.case, parties.complainant, parties.world.chief)
    item = Item.objects.get()
    store.does("bring_back", item)
    store.does("return", item, to_whom="Sara Ahmadi")
    paper = actions.issue_returned(
        item=item.pk, language="en", check_at=HERE, by=parties.world.desk
    )
    read = letters(paper.pdf)
    assert "SaraAhmadi" in read
    assert "Nameandsignature" not in read


def test_a_label_is_the_number_and_the_kind_and_nobody_s_name(parties: Parties) -> None:
    read = letters(issue(parties, "label").pdf)
    assert f"{parties.case.number}/1" in read
    assert "weapon" in read
    assert "Knife" not in read


def test_the_file_says_which_papers_were_issued(parties: Parties) -> None:
    world = parties.world
    first, second = issue(parties, "cover"), issue(parties, "letter")
    assert queries.papers_of(world.desk, parties.case) == [second, first]
    assert second.title == "Answer"
    there = world.at(world.there)
    assert queries.papers_of(there, parties.case) == []
    assert queries.paper_of(there, first.pk) is None
    auditor = world.scene.person(Role.AUDITOR)
    assert queries.paper_of(auditor, first.pk) is None
    found = queries.paper_of(auditor.because("شکایت"), first.pk)
    assert found
    assert found.pdf == first.pdf


def test_whoever_holds_it_hears_that_it_was_issued_and_nobody_s_name(parties: Parties) -> None:
    paper = issue(parties, "letter")
    heard = queries.issued_under(in_groups(paper.code).lower())
    assert heard
    assert heard == queries.Issued(
        heard.kind, paper.issued_at, parties.world.here, bytes(paper.sha256).hex(), None
    )
    assert heard.kind.en == "Letter"
    assert queries.issued_under(new_code()) is None
    assert queries.issued_under("") is None
    sha = bytes(paper.sha256).hex()
    assert queries.has_hash(heard, queries.hash_of([paper.pdf[:100], paper.pdf[100:]]))
    assert queries.has_hash(heard, queries.hash_typed(f" {sha[:4].upper()} {sha[4:8]} "))
    assert not queries.has_hash(heard, queries.hash_typed(sha[:7]))
    assert not queries.has_hash(heard, queries.hash_typed("g" * 10))
    wrong = "0" if sha[0] != "0" else "1"
    assert not queries.has_hash(heard, wrong + sha[1:])


def test_a_code_is_read_however_it_is_written() -> None:
    assert len({new_code() for _ in range(500)}) == 500
    assert set(new_code()) <= set(LETTERS)
    assert typed_code("o1il-۲۳۴۵ uvwx") == "01112345VVWX"
    for wrong in ("", "ABC", "ABCD-EFGH-JKM!", "A" * 13, "؟" * 12):
        assert typed_code(wrong) == ""


def test_what_can_be_made_anew_is_forgotten_and_its_hash_is_not(
    parties: Parties, as_system: Actor
) -> None:
    world = parties.world
    letter, cover = issue(parties, "letter"), issue(parties, "cover")
    world.clock.forward(days=settings.KEEP_PAPERS.days - 1)
    young = issue(parties, "cover")
    assert not forget_old_papers()
    assert not Entry.objects.filter(event="PapersForgotten").exists()
    world.clock.forward(days=2)
    assert not forget_old_papers()
    kept = {row.pk: bool(row.pdf) for row in IssuedPaper.objects.all()}
    assert kept == {letter.pk: True, cover.pk: False, young.pk: True}
    assert Entry.objects.get(event="PapersForgotten").facts["count"] == 1
    heard = queries.issued_under(cover.code)
    assert heard
    assert heard.sha256 == bytes(cover.sha256).hex()


def test_a_repeat_gives_the_same_paper(parties: Parties) -> None:
    by = parties.world.desk.repeating(IssuedPaper().pk)
    assert issue(parties, "cover", by=by) == issue(parties, "cover", by=by)
    assert IssuedPaper.objects.count() == 1


def test_a_paper_of_too_many_pages_is_not_issued(parties: Parties) -> None:
    with pytest.raises(Refused) as refused:
        issue(parties, "letter", body="سطر\n" * 10_000)
    assert refused.value.rule.name == "paper_has_too_many_pages"
    assert not IssuedPaper.objects.exists()


def test_the_report_on_an_order_says_what_went_back_to_the_branch(parties: Parties) -> None:
    read = letters(issue(parties, "order_report").pdf)
    for said in ("Branch1203", "140777", "Ask.", "Asked.", "carriedout"):
        assert said in read


def test_order_is_answered(parties: Parties) -> None:
    order, by = parties.courts.order(case=parties.case.pk), parties.world.desk
    asked: dict[str, Any] = {"order": order.pk, "language": "fa", "check_at": HERE, "by": by}
    assert refusal(actions.issue_order_report, **asked) == "order_is_answered"
    withdraw_order(order=order.pk, why="نامهٔ شعبه", by=by)
    assert refusal(actions.issue_order_report, **asked) == "order_is_answered"


def test_an_order_on_no_file_has_its_report_with_the_order_alone(parties: Parties) -> None:
    order, by = parties.courts.order(), parties.world.desk
    return_order(order=order.pk, report="نشانی نبود", by=by)
    asked: dict[str, Any] = {"order": order.pk, "language": "en", "check_at": HERE, "by": by}
    paper = actions.issue_order_report(**asked)
    assert (paper.case, paper.about, paper.station) == (None, order.pk, order.jurisdiction)
    read = letters(paper.pdf)
    assert "140512" in read
    assert "Filenumber" not in read
    assert queries.reports_of(order) == [paper]
    assert queries.report_of(by, order, paper.pk) == paper
    issued = queries.issued_under(paper.code)
    assert issued
    assert issued.station == order.jurisdiction
    told = Entry.objects.get(event="PaperIssued")
    assert set(told.subjects.values_list("subject", flat=True)) == {order.pk, paper.pk}

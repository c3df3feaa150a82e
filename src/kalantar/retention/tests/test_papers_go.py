"""Which printed papers of a file go when one of its parties does: those that carry them, and no others."""

from typing import Any

from kalantar.cases.actions import name_party
from kalantar.cases.models import Case
from kalantar.custody.actions import return_item, take_in_item
from kalantar.orders.actions import return_order
from kalantar.orders.tests.world import courts_of
from kalantar.papers import actions as papers
from kalantar.papers.carried import words_of
from kalantar.papers.models import IssuedPaper
from kalantar.persons.actions import correct_person
from kalantar.persons.models import Person
from kalantar.retention.actions import dispose, request_erasure
from kalantar.retention.tests.world import BASIS, FAMILY, LATIN, PHONE, Keeping
from kalantar.statements.actions import begin_statement, write_statement

OTHER = "نوری"


def _file(keeping: Keeping) -> tuple[Case, Person, Person]:
    """With its complainant, and the witness who is to go."""
    world = keeping.world
    goes = world.person(FAMILY, given_en="Sara", family_en=LATIN, phone=PHONE)
    stays = world.person(OTHER)
    case = world.case(complainant=stays.pk)
    name_party(case=case.pk, person=goes.pk, role="witness", by=keeping.desk)
    return case, stays, goes


def _issue(keeping: Keeping, kind: str, **more: Any) -> IssuedPaper:
    said: dict[str, Any] = {"language": "fa", "check_at": "https://110.example"}
    made: IssuedPaper = getattr(papers, f"issue_{kind}")(**said, **more, by=keeping.desk)
    return made


def _letter(keeping: Keeping, case: Case, body: str, subject: str = "استعلام") -> IssuedPaper:
    return _issue(keeping, "letter", case=case.pk, to="بانک", subject=subject, body=body)


def _receipt(keeping: Keeping, case: Case, person: Person) -> IssuedPaper:
    party = case.parties.get(person=person, role__in=("witness", "complainant"))
    return _issue(keeping, "receipt", case=case.pk, party=party.pk)


def _statement(keeping: Keeping, case: Case, person: Person, words: str) -> IssuedPaper:
    party = case.parties.get(person=person, role__in=("witness", "complainant"))
    row = begin_statement(case=case.pk, party=party.pk, by=keeping.desk)
    write_statement(statement=row.pk, sections=[("fact", words)], by=keeping.desk)
    return _issue(keeping, "statement", statement=row.pk)


def _goes(keeping: Keeping, case: Case, person: Person) -> None:
    keeping.close(case)
    review = request_erasure(person=person.pk, basis=BASIS, by=keeping.desk)
    dispose(review=review.pk, by=keeping.chief)


def _kept(issued: dict[str, IssuedPaper]) -> set[str]:
    """Which of them can still be read."""
    rows = {row.pk: row for row in IssuedPaper.objects.all()}
    for row in rows.values():
        assert bool(row.pdf) == bool(row.words) == (row.erased_at is None)
    return {name for name, paper in issued.items() if rows[paper.pk].pdf}


def test_what_carries_them_goes_and_the_rest_stays(keeping: Keeping) -> None:
    case, stays, goes = _file(keeping)
    issued = {
        "receipt of the other": _receipt(keeping, case, stays),
        "receipt of theirs": _receipt(keeping, case, goes),
        "cover": _issue(keeping, "cover", case=case.pk),
        "letter": _letter(keeping, case, "پاسخ دهید"),
        "letter that names them": _letter(keeping, case, f"دربارهٔ خانم {FAMILY}"),
        "letter whose subject does": _letter(keeping, case, "پاسخ دهید", subject=FAMILY),
        "letter with their phone": _letter(keeping, case, "تلفن ۰۹۳۵ ۷۴۱ ۸۵۲۹"),
        "statement of the other": _statement(keeping, case, stays, "در باز بود"),
        "statement that names them": _statement(keeping, case, stays, f"{FAMILY} در را بست"),
        "statement of theirs": _statement(keeping, case, goes, "من چیزی ندیدم"),
    }
    _goes(keeping, case, goes)
    assert _kept(issued) == {"receipt of the other", "letter", "statement of the other"}


def test_a_paper_knows_whom_it_names(keeping: Keeping) -> None:
    case, stays, goes = _file(keeping)
    ids = {person: case.parties.get(person=person).pk for person in (stays, goes)}
    assert _receipt(keeping, case, stays).names == [ids[stays]]
    assert set(_issue(keeping, "cover", case=case.pk).names or []) == set(ids.values())
    assert _letter(keeping, case, "پاسخ دهید").names == []
    assert _letter(keeping, case, f"دربارهٔ {FAMILY}").names == [ids[goes]]
    assert _issue(keeping, "receipt", case=case.pk).names == []  # for nobody by name


def test_a_name_that_was_corrected_is_found_in_papers_from_before(keeping: Keeping) -> None:
    case, stays, goes = _file(keeping)
    issued = {
        "as they were called": _receipt(keeping, case, goes),
        "as they are called": _letter(keeping, case, "دربارهٔ خانم فرهمندپور"),
        "of the other": _receipt(keeping, case, stays),
    }
    correct_person(person=goes.pk, family_fa="فرهمندپور", by=keeping.desk)
    _goes(keeping, case, goes)
    assert _kept(issued) == {"of the other"}


def test_who_was_named_in_a_letter_before_they_were_a_party(keeping: Keeping) -> None:
    case = keeping.world.case(complainant=keeping.world.person(OTHER).pk)
    issued = {
        "names": _letter(keeping, case, f"دربارهٔ {FAMILY}"), "not": _letter(keeping, case, "بی‌نام"),
    }  # fmt: skip
    goes = keeping.world.person(FAMILY)
    name_party(case=case.pk, person=goes.pk, role="witness", by=keeping.desk)
    _goes(keeping, case, goes)
    assert _kept(issued) == {"not"}


def test_of_a_paper_from_before_it_was_noted_nobody_knows_so_it_goes(keeping: Keeping) -> None:
    case, stays, goes = _file(keeping)
    issued = _receipt(keeping, case, stays)
    issued.pk = IssuedPaper().pk
    issued.code, issued.names, issued.words = "0" * 12, None, ""
    issued.save(force_insert=True)
    _goes(keeping, case, goes)
    row = IssuedPaper.objects.get(pk=issued.pk)
    assert (row.pdf, row.erased_at) == (b"", keeping.clock())


def test_who_stays_in_another_role_keeps_what_is_of_that(keeping: Keeping) -> None:
    """The witness's time is over; that they complained is kept, and their name with it."""
    world = keeping.world
    person = world.person(FAMILY, phone=PHONE)
    case = world.case(complainant=person.pk)
    party = name_party(case=case.pk, person=person.pk, role="witness", by=keeping.desk)
    receipts = {
        one.role: _issue(keeping, "receipt", case=case.pk, party=one.pk)
        for one in case.parties.all()
    }
    item = take_in_item(
        case=case.pk,
        kind="device",
        description="گوشی",
        party=party.pk,
        store="انبار",
        by=keeping.desk,
    )
    issued = {
        **receipts,
        "custody": _issue(keeping, "custody", item=item.pk),
        "letter": _letter(keeping, case, f"دربارهٔ {FAMILY}"),
    }
    return_item(item=item.pk, to_whom=FAMILY, identified="کارت ملی", signed=True, party=party.pk,
                by=keeping.desk)  # fmt: skip
    keeping.close(case)
    keeping.dispose(keeping.due_party(party))
    assert _kept(issued) == {"complainant", "letter"}


def test_words_of_a_paper() -> None:
    said = {"a": "یک", "facts": [["نام", "سارا"], ("x",)], "drawn": "M0 0", "n": 3, "none": None}
    assert words_of(said).split("\n") == ["یک", "نام", "سارا", "x"]


def test_a_report_on_an_order_of_no_file_goes_with_whom_it_carries(keeping: Keeping) -> None:
    world, courts = keeping.world, courts_of(keeping.world, keeping.system)
    case, _, goes = _file(keeping)
    issued = {}
    for number, report in (("1", f"{FAMILY} نبود"), ("2", "نشانی نبود")):
        order = courts.order(number, persons=[goes.pk])
        return_order(order=order.pk, report=report, by=world.desk)
        issued[number] = _issue(keeping, "order_report", order=order.pk)
    _goes(keeping, case, goes)
    assert _kept(issued) == {"2"}

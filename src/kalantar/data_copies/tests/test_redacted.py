"""A copy says all that is the person's, and nothing of anybody else: every mark is looked for, in both forms."""

import json

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.case_catalogue.models import CaseCategory
from kalantar.cases.actions import keep_case_confidential
from kalantar.citizens.tests.portal import Portal
from kalantar.data_copies.redaction import BLANK, Redaction
from kalantar.data_copies.tests.asked import Asked, asked_by
from kalantar.data_copies.tests.marked import Marked, marked
from kalantar.kernel.text import to_latin_digits, to_persian_digits
from kalantar.notices.tests.world import last, react
from kalantar.papers.tests.reading import letters
from kalantar.people.opening import read

NAMES = st.text("ابپتجدرزسشکگلمنوهی", min_size=3, max_size=9)


@pytest.fixture
def marks(portal: Portal) -> Marked:
    return marked(portal)


@pytest.fixture
def asked(marks: Marked) -> Asked:
    made = asked_by(marks.portal)
    made.given()
    return made


def _printed(pdf: bytes) -> str:
    """All its letters without spaces, as they run and the other way: Persian is stored as it is drawn."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    there = to_latin_digits("".join("".join(pages).split()))
    return f"{there}\n{there[::-1]}"


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_paper_names_nobody_else(asked: Asked, marks: Marked, language: str) -> None:
    text = _printed(asked.made(form="pdf", language=language).content)
    assert [mark for mark in marks.others if mark in text] == []
    latin_only_once = {mark for mark in marks.mine if mark not in text}
    assert latin_only_once <= _names_in_other_letters(marks, language)


def _names_in_other_letters(marks: Marked, language: str) -> set[str]:
    """A paper says a name in the letters of its language; the other stands in the form for programs."""
    other = "Zq" if language == "fa" else "ژ"
    return {mark for mark in marks.mine if mark.startswith(other)}


def test_a_persian_copy_reads_its_numbers_the_persian_way(asked: Asked, marks: Marked) -> None:
    """The heading of a file as it is seen, from left to right: its number is not turned round."""
    seen = letters(asked.made(form="pdf").content)
    number = to_persian_digits(marks.case.number)
    assert seen.count(number) >= 2  # the heading, and the fact
    years = to_persian_digits(str(marks.case.category.kept_years))
    assert f"لاس{years}" in seen or f"{years}لاس" in seen
    assert f"لاس{marks.case.category.kept_years}" not in seen


def test_what_programs_read_names_nobody_else(asked: Asked, marks: Marked) -> None:
    text = asked.made().content.decode()
    assert [mark for mark in marks.others if mark in text] == []
    assert [mark for mark in marks.mine if mark not in text] == []


def test_what_was_blanked_is_seen_to_be(asked: Asked) -> None:
    said = json.loads(asked.made().content)
    [file] = said["files"]
    [question] = file["questions"]["items"]
    assert question["answer"].count(BLANK) == 7


def test_a_file_that_is_held_back_is_not_even_counted(asked: Asked, marks: Marked) -> None:
    said = json.loads(asked.made().content)
    assert [file["number"] for file in said["files"]] == [marks.case.number]


def test_an_informants_file_is_told_to_nobody(asked: Asked, marks: Marked) -> None:
    rows = CaseCategory.objects.filter(pk=marks.case.category_id)
    rows.update(confidential=True, confidential_because="informant")
    keep_case_confidential(case=marks.case.pk, why="خطر", by=asked.desk)
    react(last("CaseKeptConfidential"))
    assert json.loads(asked.made().content)["files"] == []


def test_a_copy_says_from_where_each_group_is_and_what_is_left_out(asked: Asked) -> None:
    said = json.loads(asked.made().content)
    groups = [one for one in said.values() if isinstance(one, dict)]
    groups += [one for one in said["files"][0].values() if isinstance(one, dict) and "items" in one]
    assert len(groups) == 16
    assert all(one["source"]["fa"] and one["source"]["en"] for one in groups)
    kept = [one["key"] for one in said["kept_for"]]
    assert len(kept) == len(set(kept))
    assert {"files", "role_witness", "visits", "papers", "accesses", "log", "copies"} <= set(kept)
    assert {"officers_notes", "others", "held_back"} <= {one["key"] for one in said["left_out"]}


def test_the_roles_that_opened_a_file_are_told_some_weeks_later(
    asked: Asked, marks: Marked
) -> None:
    read(marks.case, "case", marks.by)

    def opened() -> int:
        return len(json.loads(asked.made().content)["files"][0]["opened"]["items"])

    assert opened() == 0
    later = Asked(marks.portal, asked.held, asked.copy)
    marks.portal.clock.forward(days=30)  # type: ignore[attr-defined]
    later.copy.refresh_from_db()
    from kalantar.data_copies.composing import copy_of

    [file] = copy_of(later.copy, marks.portal.clock()).files
    [items] = [group.items for group in file.groups if group.key == "opened"]
    assert len(items) == 1


@given(
    before=NAMES,
    given=NAMES,
    family=NAMES,
    after=NAMES,
    joint=st.sampled_from([" ", "\u200c", "  ", ""]),
)
def test_a_name_is_found_however_it_is_spaced(
    before: str, given: str, family: str, after: str, joint: str
) -> None:
    hide = Redaction([f"{given} {family}"], [], [])
    left = hide(f"{before} {given}{joint}{family} {after}")
    assert (
        f"{given}{joint}{family}" not in left.replace(before, "", 1)
        or f"{given}{family}" in before + after
    )
    assert BLANK in left


@given(
    digits=st.text("0123456789", min_size=7, max_size=10),
    cut=st.integers(1, 6),
    persian=st.booleans(),
)
def test_a_number_is_found_however_it_is_written(digits: str, cut: int, persian: bool) -> None:
    hide = Redaction([], [digits], [])
    written = f"{digits[:cut]} - {digits[cut:]}"
    if persian:
        written = written.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert hide(f"x {written} y") == f"x {BLANK} y"


@given(text=st.text(st.characters(categories=["L", "P", "Z"], exclude_characters="ژ"), max_size=60))
def test_a_text_that_names_nobody_stays_as_it_is(text: str) -> None:
    assert Redaction([], [], [])(text) == text
    assert Redaction(["ژژژژ"], ["99999999999"], [])(text) == text


def test_a_phone_is_found_with_what_stands_before_it() -> None:
    hide = Redaction([], ["9121112233"], [])
    for written in ("0912 111 2233", "+98 912-111-2233", "00989121112233", "۰۹۱۲۱۱۱۲۲۳۳"):
        assert hide(f"الف {written} ب") == f"الف {BLANK} ب"


def test_ones_own_name_is_no_secret() -> None:
    hide = Redaction(["رضا کریمی", "کریمی"], [], ["کریمی", "سارا کریمی"])
    assert hide("خانم کریمی و رضا کریمی") == f"خانم کریمی و {BLANK}"

"""Reading a file of an old register: what is understood, what is refused as a whole, and what row by row."""

import csv
import io
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kalantar.cases.tests.world import World
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import normalise
from kalantar.old_files import reading
from kalantar.old_files.mapping import STANDARD, Mapping, mapping_of
from kalantar.old_files.models import RegisterImport
from kalantar.old_files.reading import read
from kalantar.old_files.rows import day
from kalantar.old_files.tests.registers import HEAD, MAPPING, a_file, row

ONCE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def _refused(content: bytes, mapping: str = "") -> str:
    with pytest.raises(Refused) as refused:
        read(content, mapping_of(mapping))
    assert str(refused.value.sentence)
    assert "{" not in str(refused.value)
    return refused.value.rule.name


def _faults(*rows: str) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.rule) for one in read(a_file(*rows), STANDARD).faults]


def test_a_row_is_understood(world: World) -> None:
    said = row(
        "۱۲", closed="۱۴۰۳/۰۶/۰۱", outcome="settled_here", complainant_name="سارا علی‌پور احمدی",
        complainant_phone="۰۹۱۲۱۱۱۲۲۳۳", complainant_national_id="0012345679",
        respondent_name="Reza Karimi",
    )  # fmt: skip
    [told] = read(a_file(said), STANDARD).rows
    assert told == {
        "row": 2, "number": "403/12", "category": str(world.category.pk), "opened": "2024-08-02",
        "closed": "2024-08-22", "outcome": str(world.outcome()), "narrative": "سروصدا", "place": "", "happened": "",
        "parties": {
            "complainant": {
                "given_fa": "سارا", "family_fa": "علی‌پور احمدی", "phone": "+989121112233",
                "national_id": "0012345679",
            },
            "respondent": {"given_en": "Reza", "family_en": "Karimi"},
        },
    }  # fmt: skip


def test_an_old_code_page_with_a_mapping_is_understood(world: World) -> None:
    """As the programs of the nineties wrote it: Arabic letters, two digits for the year, semicolons."""
    text = "شماره;موضوع;تاريخ;ختم;نتيجه;شاكي;ستون دیگر\r\n84-17;دعوا;84/5/1;84/5/9;سازش;كريمي;محرمانه\r\n"
    text = text.replace("ی", "ي").replace("ک", "ك")
    [told] = read(text.encode("cp1256"), mapping_of(MAPPING)).rows
    assert (told["opened"], told["closed"]) == ("2005-07-23", "2005-07-31")
    assert (told["category"], told["outcome"]) == (str(world.category.pk), str(world.outcome()))
    assert told["parties"] == {"complainant": {"family_fa": "کریمی"}}
    assert "محرمانه" not in str(told)


cells = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)


@ONCE
@given(narratives=st.lists(cells, min_size=1, max_size=4), delimiter=st.sampled_from(",;\t|"))
def test_what_a_csv_writer_wrote_is_read(
    world: World, narratives: list[str], delimiter: str
) -> None:
    """Whatever stands in a cell: quotation marks, line ends, delimiters."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["number", "category", "opened", "narrative"])
    for number, text in enumerate(narratives):
        writer.writerow([number, "quarrel", "1400/1/1", text])
    mapping = Mapping(delimiter=delimiter)
    found = read(("\ufeff" + out.getvalue()).encode(), mapping)
    assert not found.faults
    assert [told["narrative"] for told in found.rows] == [
        normalise(text).strip() for text in narratives
    ]


@ONCE
@given(content=st.binary(max_size=300), mapping=st.sampled_from(["", MAPPING]))
def test_whatever_is_sent_is_read_or_refused(world: World, content: bytes, mapping: str) -> None:
    with suppress(Refused):  # any other end would be a fault
        read(content, mapping_of(mapping))
    assert not RegisterImport.objects.exists()


@given(st.dates(date(1921, 3, 21), date(2020, 1, 1)))
def test_a_day_is_read_in_either_calendar(when: date) -> None:
    from persiantools.jdatetime import JalaliDate

    jalali = JalaliDate(when)
    said = f"{jalali.year}/{jalali.month:02}/{jalali.day:02}"
    assert day(said, Mapping(calendar="jalali")) == when
    assert day(said.replace("/", ""), Mapping(calendar="jalali")) == when
    assert day(when.isoformat(), Mapping(calendar="gregorian")) == when
    if 1300 <= jalali.year < 1400:
        assert day(said[2:], Mapping(calendar="jalali", century=13)) == when
    for calendar, other in (("gregorian", said), ("jalali", when.isoformat())):
        with pytest.raises(Refused) as refused:
            day(other, Mapping(calendar=calendar))
        assert refused.value.rule.name == "day_of_the_row_is_of_the_calendar"


def test_register_file_has_rows(world: World) -> None:
    for content in (b"", b"\n\n", b"\xef\xbb\xbf", HEAD.encode(), f"{HEAD}\n,,,,\n".encode()):
        assert _refused(content) == "register_file_has_rows"


def test_register_file_is_in_its_encoding(world: World) -> None:
    persian = a_file(row()).decode()
    assert (
        _refused(persian.replace("ی", "ي").encode("cp1256")) == "register_file_is_in_its_encoding"
    )
    assert _refused(persian.encode("utf-16")) == "register_file_is_in_its_encoding"
    assert _refused(persian.encode(), MAPPING) == "register_file_is_in_its_encoding"
    assert _refused(b"PK\x03\x04\x00\x00") == "register_file_is_in_its_encoding"


def test_register_file_is_csv(world: World) -> None:
    assert _refused(a_file(row(), 'x,"an end that never comes')) == "register_file_is_csv"


def test_register_file_has_its_columns(world: World) -> None:
    assert _refused(b"a,b\n1,2\n") == "register_file_has_its_columns"
    assert _refused(b"number,number,category,opened\n1,2,3,4\n") == "register_file_has_its_columns"
    assert (
        _refused("شماره;موضوع\n1;2\n".encode("cp1256"), MAPPING) == "register_file_has_its_columns"
    )


def test_register_file_is_not_too_large(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    content = a_file(row(1), row(2))
    monkeypatch.setattr(reading, "MOST_ROWS", 1)
    assert _refused(content) == "register_file_is_not_too_large"
    monkeypatch.setattr(reading, "LARGEST", len(content) - 1)
    assert _refused(content) == "register_file_is_not_too_large"


@pytest.mark.parametrize(
    "text",
    [
        "encoding = ", "[columns]\nnumber = 'n'", "[columns]\nnumber = 1", "columns = 3", "secret = 1",
        "delimiter = 'x'", "calendar = 'lunar'", "century = 99", "encoding = 'latin-1'", "encoding = 7",
        "[columns]\nnumber='n'\ncategory='c'\nopened='o'\nfaith='f'",
    ],
)  # fmt: skip
def test_mapping_is_understood(text: str) -> None:
    if "columns" not in text:
        text += "\n[columns]\nnumber='n'\ncategory='c'\nopened='o'"
    with pytest.raises(Refused) as refused:
        mapping_of(text)
    assert refused.value.rule.name == "mapping_is_understood"


@pytest.mark.parametrize(
    ("said", "column", "rule"),
    [
        ({"number": " "}, "number", "old_case_has_its_number"),
        ({"category": "جادو"}, "category", "category_of_the_row_is_known"),
        ({"category": ""}, "category", "category_of_the_row_is_known"),
        ({"opened": "دیروز"}, "opened", "date_is_understood"),
        ({"opened": "1403/12/31"}, "opened", "date_exists"),
        ({"outcome": "پرواز"}, "outcome", "outcome_of_the_row_is_known"),
        ({"closed": "1403/6/1"}, "outcome", "old_case_says_how_and_when_it_ended"),
        ({"outcome": "settled_here"}, "outcome", "old_case_says_how_and_when_it_ended"),
        (
            {"opened": "1403/6/2", "closed": "1403/6/1", "outcome": "settled_here"}, "closed",
            "old_case_is_of_the_past",
        ),
        ({"complainant_name": "", "complainant_phone": "09121112233"}, "complainant_name", "party_of_the_row_has_a_name"),
        ({"complainant_phone": "12"}, "complainant_phone", "phone_number_is_possible"),
        ({"complainant_national_id": "1234567890"}, "complainant_national_id", "national_id_check_digit_fits"),
        ({"complainant_name": "س" * 201}, "complainant_name", "cell_of_the_row_is_not_too_long"),
    ],
)  # fmt: skip
def test_a_row_is_refused_where_it_cannot_be(
    world: World, said: dict[str, Any], column: str, rule: str
) -> None:
    assert _faults(row(1), row(2, **said), row(3)) == [(3, column, rule)]


def test_category_of_the_row_is_known(world: World) -> None:
    """By code, by either name in any spelling, or as the mapping says."""
    for name in ("quarrel", "QUARREL", world.category.name_fa, world.category.name_en):
        assert _faults(row(category=f'"{name}"')) == []
    assert _faults(row(category="magic")) == [(2, "category", "category_of_the_row_is_known")]


def test_outcome_of_the_row_is_known(world: World) -> None:
    assert _faults(row(closed="1403/6/1", outcome="settled_here")) == []
    assert _faults(row(closed="1403/6/1", outcome="x")) == [
        (2, "outcome", "outcome_of_the_row_is_known")
    ]


def test_day_of_the_row_is_of_the_calendar(world: World) -> None:
    mapping = mapping_of(MAPPING)
    text = "شماره;موضوع;تاريخ;ختم;نتيجه;شاكي\n1;دعوا;2005-07-23;;;\n".encode("cp1256")
    [fault] = read(text, mapping).faults
    assert (fault.column, fault.rule) == ("تاریخ", "day_of_the_row_is_of_the_calendar")


def test_party_of_the_row_has_a_name(world: World) -> None:
    assert _faults(row(complainant_name="")) == []
    faults = _faults(row(complainant_name="", complainant_phone="09121112233"))
    assert faults == [(2, "complainant_name", "party_of_the_row_has_a_name")]


def test_cell_of_the_row_is_not_too_long(world: World) -> None:
    assert _faults(row(narrative="ا" * 20_000)) == []
    assert _faults(row(narrative="ا" * 20_001)) == [
        (2, "narrative", "cell_of_the_row_is_not_too_long")
    ]


def test_old_number_stands_once_in_the_file(world: World) -> None:
    faults = _faults(row("1"), row("۱"), row(" 1"))
    assert faults == [(n, "number", "old_number_stands_once_in_the_file") for n in (3, 4)]


def test_row_has_no_more_cells_than_the_head(world: World) -> None:
    assert _faults(row() + ",,,") == []
    assert _faults(row() + ",more") == [(2, "number", "row_has_no_more_cells_than_the_head")]

"""A line of a file for a spreadsheet: read again it says the same, and no cell of it is reckoned."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.fronts.base.spreadsheet import FORMULA, MARK, line, safe

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@given(st.lists(st.lists(texts, min_size=2, max_size=2), max_size=5))
def test_what_is_written_is_read_again(rows: list[list[str]]) -> None:
    written = (MARK + "".join(line(row) for row in rows)).encode()
    read = csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))
    assert list(read) == [[safe(cell) for cell in row] for row in rows]


@given(texts)
def test_no_cell_is_a_formula(text: str) -> None:
    cell = safe(text)
    assert not cell.lstrip().startswith(FORMULA)
    assert cell in (text, f"'{text}")


@pytest.mark.parametrize("sign", FORMULA)
def test_each_sign_of_a_formula_is_disarmed(sign: str) -> None:
    assert line([f'{sign}HYPERLINK("x")']).lstrip('"').startswith("'")
    assert sign.isspace() or line([f"  {sign}1+1"]).startswith("'")

"""What is taken out of a text, and what stays; years after a day."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.persons.models import Person
from kalantar.persons.traces import GONE, erased_in, is_in, traces_of
from kalantar.retention.schedule import years_after

SARA = Person(
    given_fa="سارا", family_fa="کریمی نژاد", given_en="Sara", family_en="Karimi",
    phone="+989121112233", national_id="0012345679",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("خانم سارا کریمی نژاد آمد", f"خانم {GONE} آمد"),
        ("کریمی‌نژاد گفت", f"{GONE} گفت"),
        ("کریمی گفت", "کریمی گفت"),
        ("سارا گفت", "سارا گفت"),
        ("Mr KARIMI said", f"Mr {GONE} said"),
        ("Karimian said", "Karimian said"),
        ("۰۹۱۲-۱۱۱-۲۲۳۳", GONE),
        ("+98 912 111 2233", GONE),
        ("00989121112233", GONE),
        ("109121112233", "109121112233"),
        ("کد ۰۰۱۲۳۴۵۶۷۹", f"کد {GONE}"),
    ],
)
def test_what_is_taken_out(text: str, left: str) -> None:
    assert erased_in(text, traces_of([SARA])) == left


def test_of_nobody_nothing_is_taken_out() -> None:
    assert traces_of([Person()]) is None
    assert erased_in("متن", None) == "متن"
    assert not is_in("متن", None)


@given(st.text(max_size=40), st.text(max_size=40))
def test_nothing_of_them_is_left_in_any_text(before: str, after: str) -> None:
    traces = traces_of([SARA])
    once = erased_in(f"{before} سارا کریمی نژاد، 09121112233 {after}", traces)
    assert not is_in(once.replace(GONE, ""), None)
    assert "کریمی نژاد" not in once
    assert erased_in(once, traces) == once


MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(MOMENTS, st.integers(1, 100))
def test_so_many_years_are_whole_years(moment: datetime, years: int) -> None:
    after = years_after(moment, years)
    assert years_after(moment, years + 1) > after
    assert timedelta(days=365 * years) <= after - moment <= timedelta(days=366 * years)
    assert (after.month, after.day) in {(moment.month, moment.day), (3, 1)}

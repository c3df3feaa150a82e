"""A moment from a program is understood or refused, never handed on to break something."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from kalantar.kernel.moment import Moment

MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)


@given(st.datetimes(timezones=st.timezones() | st.just(UTC)))
def test_a_moment_is_in_utc_and_in_a_year_one_can_mean_or_refused(moment: datetime) -> None:
    try:
        told = MOMENT.validate_python(moment)
    except ValidationError:
        return
    assert told.tzinfo is UTC
    assert 1900 <= told.year < 2200


@pytest.mark.parametrize(
    "text", ["0672-03-02T07:01:07+16:39", "2026-03-21T12:00:00", "9999-12-31T23:59:59-12:00"]
)
def test_a_moment_without_meaning_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        MOMENT.validate_python(text)

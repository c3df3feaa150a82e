"""Templates show the reader's calendar, digits and direction."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from kalantar.kernel.sentence import Sentence

MOMENT = datetime(2026, 11, 22, 10, 37, 9, tzinfo=UTC)


def render(source: str, language: str, value: Any) -> str:
    with translation.override(language), timezone.override("Asia/Tehran"):
        return Template("{% load kalantar %}" + source).render(Context({"value": value}))


@pytest.mark.parametrize(
    ("source", "value", "persian", "english"),
    [
        ("{{ value|day }}", MOMENT, "یکشنبه ۱ آذر ۱۴۰۵", "Sunday 22 November 2026"),
        ("{{ value|day }}", date(2026, 11, 22), "یکشنبه ۱ آذر ۱۴۰۵", "Sunday 22 November 2026"),
        ('{{ value|day:"short" }}', MOMENT, "۱۴۰۵/۰۹/۰۱", "2026-11-22"),
        ('{{ value|moment:"short" }}', MOMENT, "۱۴۰۵/۰۹/۰۱ ۱۴:۰۷", "2026-11-22 14:07"),
        ("{{ value|moment }}", None, "", ""),
        ("{{ value|clock }}", MOMENT, "۱۴:۰۷:۰۹", "14:07:09"),
        ("{{ value|hour }}", MOMENT, "۱۴:۰۷", "14:07"),
        ("{{ value|age }}", timedelta(seconds=847), "۱۴:۰۷", "14:07"),
        ("{{ value|digits }}", "پلاک 12", "پلاک ۱۲", "پلاک 12"),
        ("{{ value|number }}", 125340, "۱۲۵٬۳۴۰", "125,340"),
        ("{{ value|ltr }}", "B<12>", '<bdi dir="ltr">B&lt;12&gt;</bdi>', '<bdi dir="ltr">B&lt;12&gt;</bdi>'),
        (
            "{{ value|phone }}",
            "+989123456789",
            '<bdi dir="ltr">۰۹۱۲ ۳۴۵ ۶۷۸۹</bdi>',
            '<bdi dir="ltr">0912 345 6789</bdi>',
        ),
        ("{{ value|sentence }}", Sentence(en="Sent 2.", fa="2 یگان رفت."), "۲ یگان رفت.", "Sent 2."),
    ],
)  # fmt: skip
def test_a_value_is_shown_as_its_reader_reads_it(
    source: str, value: object, persian: str, english: str
) -> None:
    assert render(source, "fa", value) == persian
    assert render(source, "en", value) == english


def test_the_age_of_a_moment_counts_from_now() -> None:
    assert render("{{ value|age }}", "en", timezone.now() - timedelta(hours=2)).startswith("2:00:0")

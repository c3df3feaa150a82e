"""A list is read in pages that neither lose nor repeat a row, in a constant number of questions."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from kalantar.kernel.listing import COUNTED, Listed, count_said, page_of, rows_after, with_words
from kalantar.kernel.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries() -> list[Entry]:
    """Seven, of which several share what they are ordered by."""
    moment = datetime(2026, 3, 21, tzinfo=UTC)
    made = [
        Entry(event=event, happened_at=moment, actor_kind="system", role="", facts={})
        for event in ("b", "a", "b", "c", "a", "b", "می‌رود")
    ]
    return Entry.objects.bulk_create(made)


def _pages(*order: str) -> Iterator[Listed[Entry]]:
    page = page_of(Entry.objects.all(), *order, size=2)
    yield page
    while page.next:
        page = page_of(Entry.objects.all(), *order, after=page.next, size=2)
        yield page


@pytest.mark.parametrize("order", ["event", "-event", "-pk"])
def test_every_row_is_on_exactly_one_page(entries: list[Entry], order: str) -> None:
    pages = list(_pages(order))
    seen = [row.pk for page in pages for row in page.rows]
    direction = "-pk" if order.startswith("-") else "pk"
    assert seen == list(Entry.objects.order_by(order, direction).values_list("pk", flat=True))
    assert [page.beyond for page in pages] == [False, True, True, True]
    assert {page.count for page in pages} == {7}


@pytest.mark.parametrize("after", ["", "nobody", "01890000-0000-7000-8000-000000000000", "\x00"])
def test_what_is_no_place_in_the_list_is_its_first_page(entries: list[Entry], after: str) -> None:
    page = page_of(Entry.objects.all(), "event", after=after, size=2)
    assert page.rows[0].event == "a"
    assert not page.beyond


def test_a_row_outside_the_list_is_no_place_in_it(entries: list[Entry]) -> None:
    some = Entry.objects.exclude(event="b")
    outside = str(Entry.objects.filter(event="b").first().pk)  # type: ignore[union-attr]
    assert page_of(some, "event", after=outside, size=2) == page_of(some, "event", size=2)
    assert rows_after(some, "event", after=outside) == rows_after(some, "event")


def test_a_row_that_left_the_list_has_its_place_among_what_may_be_seen(
    entries: list[Entry],
) -> None:
    some, all = Entry.objects.exclude(event="b"), Entry.objects.all()
    left = Entry.objects.filter(event="b").first()
    page = page_of(some, "event", after=left.pk, among=all, size=2)  # type: ignore[union-attr]
    assert (page.rows[0].event, page.beyond) == ("c", True)


def test_a_row_without_what_the_list_is_ordered_by_is_no_place_in_it(entries: list[Entry]) -> None:
    page = page_of(Entry.objects.all(), "area", after=entries[0].pk, size=2)
    assert not page.beyond


def test_a_page_takes_three_questions_whatever_its_size(entries: list[Entry]) -> None:
    for size in (1, 5):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page_of(Entry.objects.all(), "event", after=str(entries[0].pk), size=size)
        assert len(asked) == 3


def test_a_half_space_is_found_by_a_space(entries: list[Entry]) -> None:
    assert [row.event for row in with_words(Entry.objects.all(), "می رود", "event")] == ["می‌رود"]
    assert with_words(Entry.objects.all(), "می برف", "event").count() == 0


def test_a_long_list_says_only_that_it_is_long() -> None:
    with override("fa"):
        assert count_said(1234) == "۱٬۲۳۴ مورد"
        assert count_said(COUNTED + 1) == "بیش از ۱۰٬۰۰۰ مورد"
    with override("en"):
        assert count_said(1) == "1 in all"

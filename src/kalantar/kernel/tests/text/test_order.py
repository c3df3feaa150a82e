"""Persian lists are in the order of the Persian alphabet, with no ICU on the server."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.kernel.text import normalise, sort_key

ALPHABET = list("آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی")


def bytewise(text: str) -> bytes:
    """How PostgreSQL compares under COLLATE "C"."""
    return sort_key(text).encode("utf-8")


def test_letters_sort_in_alphabetical_order() -> None:
    assert all(bytewise(one) < bytewise(next_one) for one, next_one in pairwise(ALPHABET))


@given(st.lists(st.text(alphabet=ALPHABET, max_size=6), max_size=8))
def test_words_sort_as_their_letters_stand_in_the_alphabet(words: list[str]) -> None:
    expected = sorted(words, key=lambda word: [ALPHABET.index(letter) for letter in word])
    assert sorted(words, key=bytewise) == expected


@pytest.mark.parametrize(
    "in_order",
    [
        ["آبادان", "آذر", "ابراهیم", "اراک", "بابل", "پارس", "تبریز"],
        ["زاهدان", "ژاله", "ساری"],
        ["قم", "کرج", "گرگان", "لاهیجان"],
        ["نور", "ورامین", "همدان", "یزد"],
        ["علی", "علی اکبر", "علیا", "علی‌اکبر"],  # word by word, then letter by letter
        ["کوچهٔ ۲", "کوچه ۱۰", "کوچهٔ ۱۰۴"],  # numbers by value
        ["۱۱۰", "آزادی", "Abbey", "Zoo"],  # digits, Persian, Latin
        ["Aalto", "Äänekoski", "Abo", "Zürich"],
        ["راه", "رأفت", "رئیس", "ربیع"],  # hamza on any seat stands after alef
        ["كاشان", "کرمان", "كيش"],  # an Arabic kaf sorts as kaf
    ],
)
def test_lists_are_in_the_order_a_reader_expects(in_order: list[str]) -> None:
    assert all(bytewise(one) < bytewise(next_one) for one, next_one in pairwise(in_order))


@given(st.lists(st.text(max_size=12), max_size=6))
def test_the_order_is_total_and_equal_only_for_one_stored_text(texts: list[str]) -> None:
    for one, other in pairwise(sorted(texts, key=bytewise)):
        assert bytewise(one) <= bytewise(other)
        assert (bytewise(one) == bytewise(other)) == (normalise(one) == normalise(other))


@given(st.integers(min_value=0, max_value=10**14), st.integers(min_value=0, max_value=10**14))
def test_numbers_sort_by_value(one: int, other: int) -> None:
    if one != other:
        assert (bytewise(f"کوچهٔ {one}") < bytewise(f"کوچهٔ {other}")) == (one < other)


@given(st.text(max_size=30))
def test_a_key_can_be_stored_in_a_text_column(text: str) -> None:
    assert "\x00" not in sort_key(text)
    assert "\n" not in sort_key(text).split("\t")[0]
    bytewise(text)

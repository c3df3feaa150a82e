"""One thing is found however it is typed, and stored in one spelling without losing what is read."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kalantar.kernel.tests.text.pairs import APART, NAMES, WORDS, spellings
from kalantar.kernel.text import ZWNJ, as_said, joined_key, normalise, search_key

# Letters, marks, digits, half-spaces and stray signs as they meet in Persian text.
persian = st.text(
    alphabet=[
        *"آأإاءبپتثجچحخدذرزژسشصضطظعغفقکكڪگلمنوؤهةۀہھیيىئے۰۹٣5aZéÄ .،؛«»-'’٬ـ¬\n\t",
        *"\u200b\u200c\u200d\u200e\u200f\u00ad\u064b\u064c\u064e\u0650\u0651\u0652\u0653\u0654\u0655\u0670",
        *"ﷲﻻﻛﺮﻳﻢ",
    ]
)
any_text = st.one_of(persian, st.text(max_size=40))


@pytest.mark.parametrize(("one", "other"), spellings(WORDS))
def test_spellings_of_one_word_have_one_search_key(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(("one", "other"), spellings(NAMES) + spellings(WORDS))
def test_names_joined_half_joined_and_apart_have_one_joined_key(one: str, other: str) -> None:
    assert joined_key(one) == joined_key(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_words_keep_different_search_keys(one: str, other: str) -> None:
    assert search_key(one) != search_key(other)


def test_there_are_enough_pairs_to_mean_something() -> None:
    assert len(WORDS) + len(NAMES) >= 60


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("كلانتري ١٢", "کلانتری ۱۲"),
        ("  علي   رضا ", "علی رضا"),
        ("قبلاً", "قبلاً"),  # tanvin is correct Persian, it stays
        ("بنّا", "بنّا"),
        ("سَلام", "سلام"),
        ("خانۀ", "خانهٔ"),
        ("خانه‌ی", "خانه‌ی"),
        ("دایرةالمعارف", "دایرةالمعارف"),
        ("کار‌ها", "کارها"),  # a half-space after ر is seen by nobody
        ("می‌‌رود", "می‌رود"),
        ("می‌ رود", "می رود"),
        ("\u202bعلی\u202c", "علی"),
        ("آ", "آ"),  # alef and a madda become one letter
        ("ئ", "ئ"),
        ("Töölö", "Töölö"),
        ("a\x00b\x07c\ufeff", "abc"),
        ("یک\r\nدو\n\n\n\nسه", "یک\nدو\n\nسه"),
        ("12 Main St.", "12 Main St."),  # Latin digits stay as typed
    ],
)
def test_what_is_stored(typed: str, stored: str) -> None:
    assert normalise(typed) == stored


@example("ه\u200b\u0654\u200c\u064b")
@example("ه\u200e\u0654\u064b")
@given(any_text)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(any_text)
def test_stored_text_is_nfc_and_holds_nothing_invisible(text: str) -> None:
    stored = normalise(text)
    assert unicodedata.is_normalized("NFC", stored)
    kinds = {unicodedata.category(sign) for sign in stored if sign not in ("\n", ZWNJ)}
    assert not kinds & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert not set("يىكـ٠١٢٣٤٥٦٧٨٩") & set(stored)
    stored.encode("utf-8")


@given(any_text)
def test_the_key_of_what_is_stored_is_the_key_of_what_was_typed(text: str) -> None:
    assert search_key(normalise(text)) == search_key(text)


@given(any_text)
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


@given(any_text)
def test_a_key_holds_only_words_and_single_spaces(text: str) -> None:
    key = search_key(text)
    assert key == " ".join(key.split())
    assert ZWNJ not in key
    assert joined_key(text) == key.replace(" ", "")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("هُل داد", "هُل داد"),
        ("هِل خريد", "هِل خرید"),
        ("درِ بالكن", "درِ بالکن"),
        ("کِشتی‌ها", "کِشتی‌ها"),
        ("سَلٰام\u06d6", "سَلام"),
    ],
)
def test_what_somebody_said_keeps_its_short_vowels(typed: str, stored: str) -> None:
    assert as_said(typed) == stored


@given(any_text)
def test_it_is_stored_as_everything_else_but_for_the_vowels(text: str) -> None:
    assert as_said(as_said(text)) == as_said(text)
    assert normalise(as_said(text)) == normalise(text)
    assert search_key(as_said(text)) == search_key(text)

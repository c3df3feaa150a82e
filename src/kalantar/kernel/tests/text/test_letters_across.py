"""A name is written in the other script's letters, so that likeness can be counted."""

import pytest

from kalantar.kernel.text import LATIN, PERSIAN, in_other_letters


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("اوفارل", "ofarl"), ("ژوائو پسوآ", "joao psoa"), ("ایپیرانگا", "ipiranga"),
        ("مارکت", "markt"), ("چهارم", "chharm"), ("شریعتی", "shriati"), ("خوزه", "khozh"),
    ],
)  # fmt: skip
def test_persian_becomes_what_a_latin_sign_may_say(typed: str, written: str) -> None:
    assert in_other_letters(typed) == (written, True)


@pytest.mark.parametrize(
    ("typed", "written"),
    [("Shariati", "sariati"), ("Khuzestan", "xozestan"), ("Ghasroddasht", "gasroddast")],
)
def test_latin_becomes_what_the_database_makes_of_a_persian_sign(typed: str, written: str) -> None:
    assert in_other_letters(typed) == (written, False)


def test_each_persian_letter_has_one_latin_letter() -> None:
    assert len(PERSIAN) == len(LATIN) == 32

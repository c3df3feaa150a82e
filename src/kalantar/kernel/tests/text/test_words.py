"""The dictionary knows every word the code uses for the service's things."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, Model

from kalantar.kernel.lifecycle import LIFECYCLES
from kalantar.kernel.text.smells import smells

PAGE = Path(__file__).resolve().parents[5] / "docs" / "words.md"


@pytest.fixture(scope="module")
def words() -> set[str]:
    return set(re.findall(r"`([^`]+)`", PAGE.read_text(encoding="utf-8")))


def models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("kalantar.")]


def choices(model: type[Model]) -> Iterator[str]:
    """The codes of its choices; languages are not the service's words."""
    for field in model._meta.get_fields():
        if isinstance(field, Field) and field.choices and field.name != "language":
            yield from (str(value) for value, _ in field.flatchoices)


def test_every_model_is_in_the_dictionary(words: set[str]) -> None:
    assert {model.__name__ for model in models()} - words == set()


def test_every_state_and_verb_is_in_the_dictionary(words: set[str]) -> None:
    used = {state for lifecycle in LIFECYCLES.values() for state in lifecycle.states}
    used |= {step.verb for lifecycle in LIFECYCLES.values() for step in lifecycle.steps}
    assert used - words == set()


def test_every_choice_is_in_the_dictionary(words: set[str]) -> None:
    used = {value for model in models() for value in choices(model)}
    assert used - words == set()


def test_the_dictionary_names_no_model_that_is_gone(words: set[str]) -> None:
    """A word written as a class name is one in the source."""
    classes = {
        name
        for source in (PAGE.parents[1] / "src").rglob("*.py")
        for name in re.findall(r"^\s*class (\w+)", source.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {word for word in words if re.fullmatch("[A-Z][A-Za-z]+", word)} - classes == set()


def test_each_row_says_it_in_both_languages_and_in_clean_persian() -> None:
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith(("|---", "| English")):
            english, persian, *_ = (cell.strip() for cell in line.strip("|").split("|"))
            assert re.search("[a-z]", english), line
            assert re.search("[آ-ی]", persian), line
            assert list(smells(persian)) == [], line

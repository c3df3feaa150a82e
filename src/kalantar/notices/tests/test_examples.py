"""The examples who approves sees are of the real format, and as long as what stands in the standard lists."""

import pytest

from kalantar.case_catalogue.standard import standard_case_catalogue
from kalantar.cases.lifecycle import CASE
from kalantar.cases.numbering import parse_case_number
from kalantar.message_templates.placeholders import PLACEHOLDERS, examples, filled
from kalantar.message_templates.rules import MOST_SEGMENTS
from kalantar.message_templates.segments import segmented
from kalantar.notices.standard import standard_words
from kalantar.orders.events import KINDS


def test_the_file_number_is_one_that_could_be() -> None:
    example = PLACEHOLDERS["file_number"].example
    assert parse_case_number(example.en) == parse_case_number(example.fa) == example.en


@pytest.mark.parametrize("language", ["fa", "en"])
def test_no_value_of_the_standard_lists_is_longer(language: str) -> None:
    outcomes = [row[f"name_{language}"] for row in standard_case_catalogue().outcomes]
    states = [getattr(said, language) for said in CASE.states.values()]
    kinds = [getattr(said, language) for said in KINDS.values()]
    between = {"fa": "؛ نتیجه: ", "en": "; outcome: "}[language]
    closed = getattr(CASE.states["closed"], language)
    ended = [f"{closed}{between}{outcome}" for outcome in outcomes]
    for name, known in {
        "outcome": outcomes, "order_kind": kinds, "status": [*states, *ended],
    }.items():  # fmt: skip
        assert len(getattr(PLACEHOLDERS[name].example, language)) >= max(map(len, known)), name
    for one in PLACEHOLDERS.values():
        assert len(getattr(one.example, language)) <= one.longest


def test_the_standard_words_fit_with_them() -> None:
    for words in standard_words():
        said = filled(words.text, examples(words.text, words.language))
        assert len(segmented(said)) <= MOST_SEGMENTS

"""Whatever is typed is understood or refused, never a fault; what is written is read again as the same."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.commands.grammar import Said, read, write
from kalantar.commands.rules import command_is_understood, command_is_whole
from kalantar.commands.slots import Kind, Slot
from kalantar.commands.verbs import ASKING, BY_NAME, VERBS, Verb
from kalantar.kernel.rules import Refused, Rule
from kalantar.kernel.text import ZWNJ, joined_key, normalise

TABLE = [
    ("send 12 14 to 1043", "send", {"units": "12 14", "number": "1043"}),
    ("SEND 12 14 TO 1043", "send", {"units": "12 14", "number": "1043"}),
    ("اعزام ۱۲ ۱۴ به ۱۰۴۳", "send", {"units": "12 14", "number": "1043"}),
    ("اعزام ١٢ به ١٠٤٣ چون نزدیک است", "send", {"units": "12", "why": "نزدیک است"}),
    ("dispatch 7 to 1405-1043, because it is near", "send", {"why": "it is near"}),
    ("T-07 on scene", "arrive", {"unit": "T-07"}),
    ("on scene T-07", "arrive", {"unit": "T-07"}),
    ("T-07 در صحنه", "arrive", {"unit": "T-07"}),
    ("کمیل۷ رسید", "arrive", {"unit": "کمیل7"}),
    ("7 clear settled", "clear", {"unit": "7", "ending": "settled"}),
    ("7 clear", "clear", {"unit": "7", "ending": ""}),
    ("close 1043 settled", "close", {"number": "1043", "ending": "settled", "note": ""}),
    ("close 1043: settled; both left", "close", {"ending": "settled", "note": "both left"}),
    ("بستن ۱۰۴۳: صلح و سازش؛ ۲ نفر", "close", {"ending": "صلح و سازش", "note": "۲ نفر"}),
    ("note 1043 two hurt", "add_note", {"text": "two hurt"}),
    ("یادداشت ۱۰۴۳: ۲ مجروح", "add_note", {"number": "1043", "text": "۲ مجروح"}),
    ("بازگشايي 1043: ادامه دارد", "reopen", {"number": "1043", "why": "ادامه دارد"}),
    ("باز‌گشایی 1043", "reopen", {"number": "1043", "why": ""}),
    ("ازاد ۷", "unit_available", {"unit": "7"}),
    ("free 7", "unit_available", {"unit": "7"}),
    ("پايان  شيفت ۷", "end_shift", {"unit": "7"}),
    ("پایان ماموریت ۷", "clear", {"unit": "7"}),
    ("7 divert to 1043: nearer", "divert", {"unit": "7", "number": "1043", "why": "nearer"}),
    ("۱۰۴۳", "show", {"number": "1043"}),
    ("show 1043", "show", {"number": "1043"}),
    ("answers 1043", "answer_questions", {"number": "1043"}),
    ("undo", "undo", {}),
    ("واگرد", "undo", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verb", "words"), TABLE, ids=[row[0] for row in TABLE])
def test_what_is_typed_means_this(text: str, verb: str, words: dict[str, str]) -> None:
    said = read(text)
    assert said.verb.name == verb
    assert {name: said.words[name] for name in words} == words


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", command_is_understood),
        ("hello", command_is_understood),
        ("closed 1043", command_is_understood),
        ("T-07 flies", command_is_understood),
        ("close", command_is_whole),
        ("close 1043", command_is_whole),
        ("send 7 to", command_is_whole),
        ("send 7 to 1: because", command_is_whole),
        ("undo 7", command_is_whole),
        ("priority 1043 6: x", command_is_whole),
    ],
)
def test_what_is_not_understood_is_refused(text: str, rule: object) -> None:
    with pytest.raises(Refused) as refusal:
        read(text)
    assert refusal.value.rule is rule


def test_no_word_means_two_verbs() -> None:
    words = [(joined_key(word), verb.name) for verb in VERBS for word in (*verb.en, *verb.fa)]
    assert len({word for word, _ in words}) == len({*words})


def test_every_verb_has_words_in_both_languages() -> None:
    for verb in VERBS:
        assert verb.en, verb.name
        assert verb.fa, verb.name
        assert all(word.isascii() for word in verb.en), verb.name
        assert all(re.fullmatch(rf"[\u0600-\u06ff\s{ZWNJ}]+", word) for word in verb.fa), verb.name
        assert all(word == normalise(word) for word in (*verb.en, *verb.fa)), verb.name


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_its_sample_is_a_command_of_the_verb(verb: Verb) -> None:
    for sample in (verb.sample.en, verb.sample.fa):
        assert read(sample).verb == verb


PIECES = st.sampled_from(
    ["send", "close", "بستن", "اعزام", "to", "به", "T-07", "۷", "1043", ":", "؛", "،", ";", " ", "  ",
     "because", "چون", "undo", ZWNJ, "\x00", "\n", "-", "آزاد", "clear", "note", "۱۴۰۵-۱"]
)  # fmt: skip
TYPED = st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join))


@given(TYPED)
def test_whatever_is_typed_is_understood_or_refused(text: str) -> None:
    came = _read_or_rule(text)
    if isinstance(came, Said):
        assert came.verb in VERBS
        assert set(came.words) == {slot.name for slot in came.verb.slots}
    else:
        assert came in (command_is_understood, command_is_whole)


def _read_or_rule(text: str) -> Said | Rule:
    try:
        return read(text)
    except Refused as refusal:
        return refusal.rule


SIGNS = st.from_regex(r"[A-Z]-[0-9]{2}|کمیل[0-9]{1,2}|[0-9]{1,3}", fullmatch=True)
NUMBERS = st.from_regex(r"[1-9][0-9]{0,5}|1[34][0-9]{2}-[0-9]{1,6}", fullmatch=True)
WORD = st.from_regex(r"[a-z]{2,8}|[آابپتسشک]{2,8}|[۰-۹]{1,3}", fullmatch=True)
PHRASE = (
    st.lists(WORD, min_size=1, max_size=4)
    .map(" ".join)
    .map(normalise)
    .filter(lambda text: not re.match("because|چون|زیرا", text) and " به " not in text)
)
FIGURED = PHRASE.map(lambda text: text.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")))
OF_KIND: dict[Kind, st.SearchStrategy[str]] = {
    Kind.UNIT: SIGNS,
    Kind.UNITS: st.lists(SIGNS, min_size=1, max_size=3).map(" ".join),
    Kind.INCIDENT: NUMBERS,
    Kind.CLOSED: NUMBERS,
    Kind.ENDING: FIGURED,
    Kind.REASON: FIGURED,
    Kind.TYPE: FIGURED,
    Kind.PRIORITY: st.sampled_from("12345"),
    Kind.PLACE: FIGURED,
    Kind.OFFICER: st.from_regex(r"[a-z0-9]{3,9}", fullmatch=True),
    Kind.OFFICERS: st.lists(st.from_regex(r"[0-9]{6}", fullmatch=True), min_size=1).map(" ".join),
    Kind.TEXT: PHRASE,
    Kind.WHY: PHRASE,
}


@st.composite
def commands(draw: st.DrawFn) -> Said:
    verb = draw(st.sampled_from(VERBS))

    def words(slot: Slot) -> str:
        left_out = slot.optional and draw(st.booleans())
        return "" if left_out else draw(OF_KIND[slot.kind])

    return Said(verb, {slot.name: words(slot) for slot in verb.slots})


@given(commands(), st.sampled_from(["en", "fa"]))
def test_what_is_written_is_read_again_as_the_same(said: Said, language: str) -> None:
    assert read(write(said, language)) == said


def test_what_only_asks_has_an_incident_and_nothing_else() -> None:
    assert all(len(BY_NAME[name].slots) == 1 for name in ASKING)

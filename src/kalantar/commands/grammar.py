"""Reading a command and writing it again, in either language, whatever keyboard it came from.

A Persian word may be typed with spaces, half-spaces or joined, and with آ or ا.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kalantar.commands.rules import command_is_understood, command_is_whole
from kalantar.commands.slots import AS_TYPED, NAMED, WRITTEN, Kind
from kalantar.commands.verbs import BY_NAME, VERBS, Verb
from kalantar.kernel.text import ZWNJ, normalise, to_latin_digits

LONGEST = 2000  # signs: a note may be long
_APART = rf"[\s{ZWNJ}]*"
_ENDS = r"(?![^\s:،,;؛])"  # the words are whole: nothing else is joined to them
_UNIT = rf"(?P<unit>{NAMED[Kind.UNIT]})\s+"
_AROUND = " .!؟?«»\"'،,"  # a phone's writer ends a sentence
_LETTERS = {"آ": "[آا]", "أ": "[أا]", "ئ": "[ئی]"}


@dataclass(frozen=True)
class Said:
    """A command that was read: its verb, and the words of each slot; empty where one was left out."""

    verb: Verb
    words: Mapping[str, str]


def read(text: str) -> Said:
    """What was said; Refused where it is no command, or lacks something."""
    said = normalise(text[:LONGEST])
    figured = to_latin_digits(said)  # sign for sign, so places in one are places in the other
    if re.fullmatch(NAMED[Kind.INCIDENT], figured):
        return Said(BY_NAME["show"], {"number": figured})
    first = begun(figured)
    if first is None:
        raise command_is_understood.refuse()
    verb, beginning = first
    rest = figured[beginning.end() :]
    found = re.fullmatch(_rest(verb, "unit" in beginning.groupdict()), rest, re.I | re.DOTALL)
    if found is None:
        raise command_is_whole.refuse(verb=beginning["words"].strip(), sample=verb.sample)
    typed = said[beginning.end() :]
    words = {slot.name: "" for slot in verb.slots} | beginning.groupdict()
    del words["words"]
    for slot in verb.slots:
        if slot.name in found.groupdict() and found[slot.name]:
            kept = typed if slot.kind in AS_TYPED else rest
            words[slot.name] = kept[slice(*found.span(slot.name))].strip()
    return Said(verb, words)


def read_message(text: str) -> Said:
    """What a crew wrote of itself: the same words, without the call sign or after it; Refused where it
    is no such command."""
    figured = to_latin_digits(normalise(text[:LONGEST])).strip(_AROUND)
    first = begun(figured)
    if first is None or not first[0].of_a_unit:
        raise command_is_understood.refuse()
    verb, beginning = first
    slots = "".join(slot.pattern() for slot in verb.slots[1:])
    found = re.fullmatch(slots, figured[beginning.end() :], re.I | re.DOTALL)
    if found is None:
        raise command_is_understood.refuse()
    unit = beginning.groupdict().get("unit", "")
    said = {name: (words or "").strip() for name, words in found.groupdict().items()}
    return Said(verb, {"unit": unit} | said)


def write(said: Said, language: str) -> str:
    """The command as it is written in that language: ``read`` of it gives the same."""
    persian = language.startswith("fa")
    written = said.verb.word.fa if persian else said.verb.word.en
    for slot in said.verb.slots:
        if words := said.words.get(slot.name, ""):
            joint = WRITTEN[slot.joint]
            written += (joint.fa if persian else joint.en) + words
    return written


def begun(figured: str) -> tuple[Verb, re.Match[str]] | None:
    """The verb it begins with; of two the one of the longer words is meant (“end shift”, not “end”).

    ``figured``: normalised, in Latin digits.
    """
    return max(_begun(figured), key=lambda one: one[1].end("words"), default=None)


def _begun(figured: str) -> Iterator[tuple[Verb, re.Match[str]]]:
    """The verbs the text begins with, else those it says of a unit that it begins with."""
    first = [(verb, found) for verb in VERBS if (found := _beginning(verb).match(figured))]
    yield from first
    if not first:
        for verb in VERBS:
            if verb.of_a_unit and (found := _after_unit(verb).match(figured)):
                yield verb, found


@cache
def _beginning(verb: Verb) -> re.Pattern[str]:
    return re.compile(rf"(?P<words>{words_of(verb)}){_ENDS}", re.I)


@cache
def _after_unit(verb: Verb) -> re.Pattern[str]:
    return re.compile(rf"{_UNIT}(?P<words>{words_of(verb)}){_ENDS}", re.I)


@cache
def _rest(verb: Verb, unit_first: bool) -> str:
    slots = verb.slots[1:] if unit_first else verb.slots
    return "".join(slot.pattern() for slot in slots)


@cache
def words_of(verb: Verb) -> str:
    """A pattern of its words, the longest first: one may be the beginning of another."""
    words = sorted([*verb.en, *verb.fa], key=len, reverse=True)
    return "|".join(_spelled(word) for word in words)


def _spelled(words: str) -> str:
    if words.isascii():
        return r"\s+".join(map(re.escape, words.split()))
    apart = re.split(rf"[\s{ZWNJ}]+", words)
    return _APART.join(f"{ZWNJ}?".join(_LETTERS.get(one, one) for one in word) for word in apart)

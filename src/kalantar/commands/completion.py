"""The possible next words of what is being typed, in the reader's language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from kalantar.commands.candidates import OFFERED, SHOWN, Asked, Candidate
from kalantar.commands.grammar import LONGEST, begun
from kalantar.commands.slots import JOINED, NAMED, WRITTEN, Kind, Slot
from kalantar.commands.verbs import BY_NAME, VERBS, Verb
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import joined_key, normalise, to_latin_digits
from kalantar.places.models import Jurisdiction

TO = {"en": "to", "fa": "به"}
_UNIT_THEN = re.compile(rf"(?P<unit>{NAMED[Kind.UNIT]})\s+(?P<begins>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Option:
    """``line``: the whole line once this is taken, ready for what follows."""

    line: str
    said: str
    about: str


def options(typed: str, city: Jurisdiction, by: Actor) -> list[Option]:
    """At most eight; none where words of one's own are to follow, or all is said. At most three queries."""
    text = _as_typed(typed)
    return [one for one in _options(text, city, by) if one.line.strip() != text.strip()]


def _options(text: str, city: Jurisdiction, by: Actor) -> list[Option]:
    verbs = _allowed(city, by)
    found = begun(to_latin_digits(text))
    if found is not None and found[1].end("words") < len(text):
        verb, beginning = found
        return _in_slot(text, verb, beginning, city, by) if verb in verbs else []
    worded = list(_words(verbs, text, "", 0))
    if not text:
        return worded
    after_unit = None if worded else _UNIT_THEN.fullmatch(text)
    if after_unit:
        of_units = [verb for verb in verbs if verb.of_a_unit]
        worded = list(_words(of_units, after_unit["begins"], f"{after_unit['unit']} ", 1))
    elif len(worded) < SHOWN:
        worded += _things(text, verbs, city, by)
    return worded[:SHOWN]


def _as_typed(typed: str) -> str:
    """In one spelling; a space at the end says that the word before it is whole."""
    said = normalise(typed[:LONGEST])
    return f"{said} " if said and typed[-1:].isspace() else said


def _allowed(city: Jurisdiction, by: Actor) -> list[Verb]:
    """Those the reader may do somewhere in the city. One query, for who has only a part of it."""
    around = set(city.ancestors)
    mine = {grant.area for grant in by.grants} - around
    inside = Jurisdiction.objects.within([city.pk]).filter(pk__in=mine) if mine else None
    there = around | (set(inside.values_list("pk", flat=True)) if inside is not None else set())
    return [verb for verb in VERBS if by.areas(verb.who) & there]


def _words(verbs: list[Verb], begins: str, before: str, skip: int) -> Iterator[Option]:
    """Verbs one of whose words begins so, in any spelling; the reader's own language first."""
    wanted, persian = joined_key(begins), _is_persian()
    if begins.strip() and not wanted:
        return
    for verb in verbs:
        mine, others = (verb.fa, verb.en) if persian else (verb.en, verb.fa)
        for word in (*mine, *others):
            if joined_key(word).startswith(wanted):
                more = WRITTEN[verb.slots[skip].joint] if len(verb.slots) > skip else None
                line = before + word + (" " if more else "")
                yield Option(line, word, str(verb.label))
                break


def _things(text: str, verbs: list[Verb], city: Jurisdiction, by: Actor) -> Iterator[Option]:
    """Units to say something of, and incidents to show, where one begins with those instead."""
    if BY_NAME["join_crew"] in verbs:
        for one in OFFERED[Kind.UNIT](Asked(BY_NAME["join_crew"], text, (), city.pk, by)):
            yield Option(f"{one.said} ", one.said, one.about)
    if to_latin_digits(text).replace("-", "").isdecimal() and BY_NAME["show"] in verbs:
        for one in OFFERED[Kind.INCIDENT](Asked(BY_NAME["show"], text, (), city.pk, by)):
            yield Option(one.said, one.said, one.about)


def _in_slot(
    text: str, verb: Verb, beginning: re.Match[str], city: Jurisdiction, by: Actor
) -> list[Option]:
    slots = verb.slots[1:] if "unit" in beginning.groupdict() else verb.slots
    rest = text[beginning.end() :]
    for at in reversed(range(len(slots))):
        before = "".join(one.pattern() for one in slots[:at]) + JOINED[slots[at].joint]
        found = re.fullmatch(
            f"(?P<done>{before})(?P<begins>.*)", to_latin_digits(rest), re.I | re.DOTALL
        )
        if found:
            done = text[: beginning.end() + found.end("done")]
            begins = rest[found.start("begins") :]
            return list(_offers(done, begins, slots[at:], Asked(verb, begins, (), city.pk, by)))
    return []


def _offers(done: str, begins: str, slots: tuple[Slot, ...], asked: Asked) -> Iterator[Option]:
    """``slots``: the one that is being typed, and those after it."""
    kind, next_ = slots[0].kind, slots[1] if len(slots) > 1 else None
    if kind not in OFFERED:
        return
    if kind == Kind.UNITS:
        before, _, begins = begins.rpartition(" ")
        done += f"{before} " if before else ""
        asked = Asked(asked.verb, begins, tuple(before.split()), asked.city, asked.by)
        if before and not begins:
            to = TO["fa" if _is_persian() else "en"]
            yield Option(f"{done}{to} ", to, "")
    for one in OFFERED[kind](asked):
        yield Option(done + one.said + _joint(kind, next_), one.said, one.about)


def _joint(kind: Kind, next_: Slot | None) -> str:
    if kind == Kind.UNITS:
        return " "
    if next_ is None or next_.optional:
        return ""
    joint = WRITTEN[next_.joint]
    return joint.fa if _is_persian() else joint.en


def _is_persian() -> bool:
    return (get_language() or "en").startswith("fa")


__all__ = ["Candidate", "Option", "options"]

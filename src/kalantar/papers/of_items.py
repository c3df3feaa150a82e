"""What papers about property held say, in the language that is active."""

from kalantar.cases.events import ROLES
from kalantar.custody.events import HOLDERS, KINDS, WHAT
from kalantar.custody.lifecycle import ITEM
from kalantar.custody.models import Item, ItemState, Movement
from kalantar.custody.queries import chain_of
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import say_datetime
from kalantar.papers import wording as w
from kalantar.papers.composing import Said, digits, rows_of


def custody(item: Item) -> Said:
    """The receipt for whom it was taken from, with the whole chain."""
    chain = chain_of(item)
    frm = str(item.party.person.name) if item.party else str(w.HANDS_OVER)
    return {
        "label": str(w.ITEM),
        "number": digits(item.label),
        "facts": rows_of([*_facts(item), (w.STATE, ITEM.states[item.state])]),
        "note": str(w.HOLDS) if item.state == ItemState.HELD else "",
        "chain": str(w.CHAIN),
        "columns": [str(one) for one in w.LINKS],
        "rows": [_link(one) for one in chain],
        "signatures": [frm, f"{chain[0].by.name} · {item.case.jurisdiction.name}"],
    }


def label(item: Item) -> Said:
    """What is stuck on it names nobody: whoever carries it through a corridor shows it."""
    facts: list[tuple[Sentence, object]] = [
        (w.KIND, KINDS[item.kind]), (w.COUNT, digits(item.count)),
        (w.TAKEN_IN, say_datetime(item.taken_in_at, short=True)),
    ]  # fmt: skip
    return {"number": digits(item.label), "facts": rows_of(facts)}


def returned(item: Item) -> Said:
    facts, receiver = _facts(item), str(w.RECEIVER)
    if item.state == ItemState.RETURNED:
        last = chain_of(item)[-1]
        receiver = last.to_whom
        facts += [(w.IDENTIFIED, last.identified), (WHAT[last.what], say_datetime(last.at))]
    return {
        "label": str(w.ITEM),
        "number": digits(item.label),
        "facts": rows_of(facts),
        "note": str(w.HAS_RECEIVED),
        "signatures": [receiver, str(item.case.jurisdiction.name)],
    }


def _facts(item: Item) -> list[tuple[Sentence, object]]:
    facts: list[tuple[Sentence, object]] = [
        (w.KIND, KINDS[item.kind]), (w.DESCRIPTION, item.description),
        (w.COUNT, digits(item.count)),
    ]  # fmt: skip
    if item.identifier:
        facts.append((w.IDENTIFIER, item.identifier))
    if item.party:
        role = ROLES[item.party.role]
        facts.append((w.TAKEN_FROM, f"{item.party.person.name} · {role}"))
    if item.found_at:
        facts.append((w.FOUND_AT, item.found_at))
    return [*facts, (w.TAKEN_IN, say_datetime(item.taken_in_at))]


def _link(one: Movement) -> list[str]:
    holder = str(HOLDERS[one.holder]) if one.holder else ""
    where = [one.place or holder, one.to_whom, str(one.station.name), one.why]
    by = str(one.by.name)
    if one.second:
        by = str(w.SECOND.format(by=by, second=one.second.name))
    return [
        digits(one.number), say_datetime(one.at, short=True), str(WHAT[one.what]),
        " · ".join(part for part in where if part), by,
    ]  # fmt: skip

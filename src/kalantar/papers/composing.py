"""What a paper says, gathered from the file in the language that is active; the words around it too."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from kalantar.cases.events import ROLES
from kalantar.cases.lifecycle import CASE
from kalantar.cases.models import Case, Party
from kalantar.cases.queries import parties_of
from kalantar.kernel.actor import Actor
from kalantar.kernel.printing import drawing, qr
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import digits_for, say_date, say_datetime
from kalantar.notices.queries import in_words, ledger
from kalantar.papers import wording as w
from kalantar.papers.codes import in_groups
from kalantar.papers.queries import note_of_receipt
from kalantar.people.models import User
from kalantar.places.models import Jurisdiction
from kalantar.statements.events import HOW, SECTIONS
from kalantar.statements.lifecycle import STATEMENT
from kalantar.statements.models import Statement

type Said = dict[str, Any]


def digits(text: object) -> str:
    return digits_for(get_language() or "fa", str(text))


def framed(
    title: object, said: Said, station: Jurisdiction, code: str, check_at: str, at: datetime
) -> Said:
    """With what stands around every paper: from whom, when, and where it is checked."""
    at_code = f"{check_at}/check/{in_groups(code)}"
    host = check_at.partition("://")[2]
    check = {
        "words": str(w.CHECK), "at": f"{host}/check/", "code": in_groups(code), "mark": qr(at_code),
    }  # fmt: skip
    above = [station.parent.name] if station.parent else []
    return {
        "title": str(title), "date": say_datetime(at), "from": [*above, station.name],
        "check": check, "pages": str(w.PAGES), **said,
    }  # fmt: skip


def receipt(case: Case, party: Party | None) -> Said:
    """What the complainant takes home. Of a confidential file it does not say what it is about; and where
    neither a message nor the citizens' page would answer, it does not send them there."""
    facts: list[tuple[Sentence, object]] = []
    if party is not None:
        facts.append((w.NAME, party.person.name))
        facts.append((w.ROLE, ROLES[party.role]))
    if not case.confidential:
        facts.append((w.CATEGORY, case.category.name))
    facts.append((w.STATION, case.jurisdiction.name))
    facts.append((w.OPENED, say_datetime(case.opened_at)))
    return {
        "label": str(w.NUMBER),
        "number": digits(case.number),
        "facts": rows_of(facts),
        "note": str(note_of_receipt(case, party)),
    }


def cover(case: Case) -> Said:
    facts: list[tuple[Sentence, object]] = [
        (w.CATEGORY, case.category.name),
        (w.STATE, CASE.states[case.state]),
        (w.OPENED, say_datetime(case.opened_at)),
        (w.OFFICER, case.officer.name if case.officer else w.NOBODY),
    ]
    if case.place:
        facts.append((w.PLACE, case.place))
    if case.happened_on:
        facts.append((w.HAPPENED, say_date(case.happened_on)))
    if case.outcome and case.closed_at:
        facts += [(w.CLOSED, say_datetime(case.closed_at)), (w.OUTCOME, case.outcome.name)]
    return {
        "label": str(w.NUMBER),
        "number": digits(case.number),
        "mark": str(w.CONFIDENTIAL) if case.confidential else "",
        "facts": rows_of(facts),
        "parties": str(w.PARTIES),
        "columns": [str(w.NAME), str(w.ROLE), str(w.SINCE)],
        "rows": [_party(one) for one in parties_of(case)],
    }


def letter(case: Case, to: str, subject: str, body: str, signs: User | None) -> Said:
    facts = [(w.TO, to), (w.SUBJECT, subject), (w.FILE, digits(case.number))]
    signed = [str(signs.name)] if signs else []
    return {
        "facts": rows_of(facts),
        "body": body,
        "signed": [*signed, case.jurisdiction.name],
    }


def notices(by: Actor, case: Case, signs: User | None) -> Said:
    """The whole ledger, with the hash of each exact text."""
    rows = [in_words(row) for row in ledger(by, case)]
    return {
        "facts": rows_of([(w.FILE, digits(case.number)), (w.TOLD_SO_OFTEN, digits(len(rows)))]),
        "intro": str(w.PROVES),
        "columns": [str(one) for one in w.LEDGER],
        "rows": [
            [
                digits(number), say_datetime(row.told_at, short=True, seconds=True), str(row.name),
                str(row.role), str(row.what), str(row.how), _arrived(row.receipt, row.receipt_at),
                row.sha256,
            ]
            for number, row in enumerate(rows, 1)
        ],
        "empty": "" if rows else str(w.NOBODY_TOLD),
        "signatures": [str(signs.name) if signs else case.jurisdiction.name, str(w.STAMP)],
    }  # fmt: skip


def statement(one: Statement) -> Said:
    """What was said, each section by its kind, with how both signed."""
    facts: list[tuple[Sentence, object]] = [
        (w.FILE, digits(one.case.number)),
        (w.NAME, one.party.person.name),
        (w.ROLE, ROLES[one.party.role]),
        (w.TAKEN_BY, one.taken_by.name),
        (w.TAKEN_AT, say_datetime(one.begun_at)),
        (w.VERSION, digits(one.version)),
    ]
    if one.why:
        facts.append((w.CORRECTS, one.why))
    facts.append((w.STATE, STATEMENT.states[one.state]))
    if one.agreed_at:
        facts.append((w.IDENTIFIED, one.identified))
        facts.append((w.AGREED, f"{HOW[one.how]} · {say_datetime(one.agreed_at, short=True)}"))
    signed = say_datetime(one.signed_at, short=True) if one.signed_at else ""
    return {
        "facts": rows_of(facts),
        "sections": [[str(SECTIONS[part.kind]), part.text] for part in one.sections],
        "warning": "" if one.agreed_at else str(w.NOT_SIGNED),
        "drawn": drawing(one.drawn),
        "signatures": [
            one.name or str(one.party.person.name), f"{one.taken_by.name} {signed}".strip(),
        ],
        "hash": [str(w.HASH), bytes(one.sha256).hex()],
    }  # fmt: skip


def _arrived(receipt: Sentence | None, at: datetime | None) -> str:
    if receipt is None:
        return "—"
    return f"{receipt} · {say_datetime(at, short=True, seconds=True)}" if at else str(receipt)


def _party(one: Party) -> list[str]:
    role = str(ROLES[one.role])
    if one.beside:
        role = str(w.BESIDE.format(role=ROLES[one.role], name=one.beside.person.name))
    return [str(one.person.name), role, say_date(one.since, short=True)]


def rows_of(facts: Iterable[tuple[Sentence, object]]) -> list[list[str]]:
    return [[str(name), str(value)] for name, value in facts]


def party_named(case: Case, id: UUID | None) -> Party | None:
    """Of those on the file now; None where there is none of that id."""
    return parties_of(case).filter(pk=id).first() if id else None

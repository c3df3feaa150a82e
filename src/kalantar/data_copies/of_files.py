"""What a file keeps about somebody who is a party to it: their own, and how it stands where they may hear that."""

from datetime import datetime
from uuid import UUID

from kalantar.cases.events import ROLES
from kalantar.cases.lifecycle import CASE
from kalantar.citizens.models import CitizenQuestion
from kalantar.citizens.queries import area_said, openings_of
from kalantar.data_copies import wording as w
from kalantar.data_copies.facts import Coded, FileCopy, Group, Item, Value, item
from kalantar.data_copies.of_messages import notices_of, other_messages_of
from kalantar.data_copies.of_orders import orders_of
from kalantar.data_copies.of_person import OPENINGS, group, openings
from kalantar.data_copies.of_things import documents_of, papers_of, property_of
from kalantar.data_copies.redaction import Redaction
from kalantar.data_copies.scope import Scope, Told
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure
from kalantar.persons.models import Person
from kalantar.statements.events import HOW
from kalantar.statements.models import SectionKind, Statement, StatementState


def file_of(told: Told, rows: list[Person], now: datetime, redact: Redaction) -> FileCopy:
    ids = [row.pk for row in rows]
    groups = [
        group("roles", _roles(told)),
        group("statements", _statements(told)),
        group("documents", documents_of(told, redact)),
        group("property", property_of(told, ids, redact)),
        group("questions", _questions(told, redact)),
        group("papers", papers_of(told)),
    ]
    if told.scope is Scope.WHOLE:
        groups += _of_the_matter(told, rows, ids, now, redact)
    return FileCopy(told.case.pk, _facts(told), groups)


def _of_the_matter(
    told: Told, rows: list[Person], ids: list[UUID], now: datetime, redact: Redaction
) -> list[Group]:
    phones = {row.phone for row in rows if row.phone}
    return [
        group("notices", notices_of(told, redact)),
        group("messages", other_messages_of(told, phones, redact)),
        group("orders", orders_of(told, ids)),
        group("opened", openings(openings_of(told.case, now, limit=OPENINGS))),
    ]


def _facts(told: Told) -> Item:
    case, station = told.case, area_said(told.case.jurisdiction)
    least: tuple[tuple[str, Sentence, Value | None], ...] = (
        ("number", w.NUMBER, case.number),
        ("station", w.STATION, station),
        ("opened_at", w.OPENED, case.opened_at),
    )
    if told.scope is Scope.OWN:
        return item(*least)
    ended = Coded(case.outcome.code, case.outcome.name) if case.outcome else None
    return item(
        *least,
        ("category", w.CATEGORY, Coded(case.category.code, case.category.name)),
        ("state", w.STATE, Coded(case.state, CASE.states[case.state])),
        ("closed_at", w.CLOSED, case.closed_at),
        ("outcome", w.OUTCOME, ended),
        ("kept", w.KEPT, w.YEARS.format(years=figure(case.category.kept_years))),
    )


def _roles(told: Told) -> list[Item]:
    """Beside whom somebody stands is not said: that is another person."""
    return [
        item(
            ("role", w.ROLE, Coded(one.role, w.BESIDE.format(role=ROLES[one.role]) if one.beside_id else ROLES[one.role])),
            ("since", w.SINCE, one.since),
            ("until", w.UNTIL, one.until),
        )
        for one in told.parties
    ]  # fmt: skip


def _statements(told: Told) -> list[Item]:
    """What they signed, in their own words; the officer's assessment beside them is left out."""
    signed = Statement.objects.filter(party__in=told.parties, state=StatementState.SIGNED)
    return [
        item(
            ("version", w.VERSION, one.version),
            ("taken_at", w.WHEN, one.begun_at),
            ("words", w.WORDS, "\n".join(s.text for s in one.sections if s.kind == SectionKind.FACT)),
            ("how", w.SIGNED, Coded(one.how, HOW[one.how])),
            ("signed_at", w.SIGNED_AT, one.agreed_at),
            ("sha256", w.HASH, bytes(one.sha256).hex()),
        )
        for one in signed.order_by("begun_at", "pk")
    ]  # fmt: skip


def _questions(told: Told, redact: Redaction) -> list[Item]:
    asked = CitizenQuestion.objects.filter(party__in=told.parties)
    return [
        item(
            ("at", w.WHEN, one.asked_at),
            ("question", w.QUESTION, one.text),
            ("answer", w.ANSWER, redact(one.answer)),
            ("answered_at", w.ANSWERED, one.answered_at),
        )
        for one in asked
    ]

"""What can be done with a statement. Its row is locked; the file it is of must be open."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from kalantar.cases.models import Case, Party
from kalantar.cases.rules import (
    case_is_not_disposed,
    case_is_open,
    may_handle_case,
    party_is_of_this_case,
)
from kalantar.incidents.rules import reason_is_given
from kalantar.kernel.action import action, find, lock, part
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import as_said, normalise
from kalantar.kernel.timeline import Event, Subject, record
from kalantar.persons.traces import Traces, erased_in, is_in
from kalantar.statements import events
from kalantar.statements.lifecycle import STATEMENT
from kalantar.statements.models import AgreedHow, Section, Statement
from kalantar.statements.rules import (
    agreement_is_complete,
    may_sign_statement,
    sections_are_understood,
    statement_is_signed,
    statement_says_something,
    statement_says_what_was_signed,
)

CASES = Case.objects.select_related("jurisdiction")
STATEMENTS = Statement.objects.select_related("case__jurisdiction", "party")


@action
def begin_statement(*, case: UUID, party: UUID, by: Actor) -> Statement:
    """An officer begins to write down what a party says."""
    row = may_handle_case.allow(by, find(CASES, case))
    case_is_open.require(row)
    says = Party.objects.filter(pk=party).first()
    party_is_of_this_case.require(says, row)
    assert says is not None
    assert by.id is not None
    made = Statement.objects.create(case=row, party=says, taken_by_id=by.id, begun_at=by.now())
    _record(events.StatementBegun(case, made.pk, says.person_id), made, by)
    return made


@action
def write_statement(
    *, statement: UUID, sections: Iterable[tuple[str, str]], by: Actor
) -> Statement:
    """The draft as it is now. ``sections``: kind and text of each, in their order; empty ones are none."""
    may_handle_case.require(by, (row := lock(STATEMENTS, statement)).case)
    case_is_open.require(row.case)
    written = [Section(kind, as_said(text)) for kind, text in sections if text.strip()]
    sections_are_understood.require(written)
    STATEMENT.advance(row, "write")
    row.sections = written
    row.save(update_fields=["words"])
    _record(events.StatementWritten(row.case_id, row.pk, row.party.person_id), row, by)
    return row


@action
def agree_to_statement(
    *,
    statement: UUID,
    how: str,
    name: str = "",
    identified: str,
    consents: bool = False,
    drawn: str = "",
    why: str = "",
    by: Actor,
) -> Statement:
    """The person was shown it and signs, or does not (``why``). From now on its words are fixed."""
    may_handle_case.require(by, (row := lock(STATEMENTS, statement)).case)
    case_is_open.require(row.case)
    STATEMENT.advance(row, "agree")
    statement_says_something.require(row.sections)
    agreement_is_complete.require(how, name, identified, consents, drawn, why)
    row.how, row.agreed_at, row.sha256 = how, by.now(), row.hash_of_words
    row.name, row.identified = normalise(name), normalise(identified)
    row.drawn = drawn if how == AgreedHow.DRAWN else ""
    row.save(update_fields=["state", "how", "name", "identified", "drawn", "agreed_at", "sha256"])
    agreed = events.StatementAgreed(row.case_id, row.pk, row.party.person_id, how)
    _record(agreed, row, by.because(why if how == AgreedHow.REFUSED else ""))
    return row


@action
def sign_statement(*, statement: UUID, by: Actor) -> Statement:
    """The officer who took it stands for it. Nobody changes it any more."""
    row = may_sign_statement.allow(by, lock(STATEMENTS, statement))
    case_is_open.require(row.case)
    STATEMENT.advance(row, "sign")
    statement_says_what_was_signed.require(row)
    row.signed_at = by.now()
    row.save(update_fields=["state", "signed_at"])
    _record(events.StatementSigned(row.case_id, row.pk, row.party.person_id), row, by)
    return row


@action
def drop_statement(*, statement: UUID, why: str, by: Actor) -> Statement:
    """It was not signed to the end, and will not be; it stays, with the reason."""
    may_handle_case.require(by, (row := lock(STATEMENTS, statement)).case)
    case_is_not_disposed.require(row.case)
    reason_is_given.require(why)
    STATEMENT.advance(row, "drop")
    row.save(update_fields=["state"])
    dropped = events.StatementDropped(row.case_id, row.pk, row.party.person_id)
    _record(dropped, row, by.because(why))
    return row


@action
def follow_statement(*, statement: UUID, why: str, by: Actor) -> Statement:
    """A new version of a signed one, with its words to begin with; the signed one stays as it is."""
    may_handle_case.require(by, (row := lock(STATEMENTS, statement)).case)
    assert by.id is not None
    case_is_open.require(row.case)
    reason_is_given.require(why)
    statement_is_signed.require(row)
    made = Statement.objects.create(
        case=row.case, party=row.party, follows=row, version=row.version + 1, why=normalise(why),
        words=row.words, taken_by_id=by.id, begun_at=by.now(),
    )  # fmt: skip
    followed = events.StatementFollowed(row.case_id, made.pk, row.party.person_id, row.pk)
    _record(followed, made, by.because(why))
    return made


@part
def erase_statements(parties: Collection[UUID], now: datetime) -> int:
    """Drafts as well: that something was said, taken and signed is left, with the hash of what was signed."""
    rows = Statement.objects.select_for_update(of=("self",)).filter(party__in=parties)
    return rows.filter(pk__in=list(rows.order_by("pk").values_list("pk", flat=True))).update(
        words="", drawn="", name="", identified="", why="", erased_at=now
    )


@part
def erase_in_statements(case: UUID, traces: Traces, now: datetime) -> None:
    """The name and numbers of somebody in what others said of them; the hash stays of what was signed."""
    for row in Statement.objects.select_for_update(of=("self",)).filter(case=case).order_by("pk"):
        if not any(is_in(text, traces) for text in (row.words, row.why, row.name, row.identified)):
            continue
        row.sections = [Section(one.kind, erased_in(one.text, traces)) for one in row.sections]
        row.why = "" if is_in(row.why, traces) else row.why
        row.name = "" if is_in(row.name, traces) else row.name
        row.identified = "" if is_in(row.identified, traces) else row.identified
        row.erased_at = now
        row.save(update_fields=["words", "why", "name", "identified", "erased_at"])


@part
def _record(event: Event, row: Statement, by: Actor) -> None:
    person: Subject = ("person", row.party.person_id)
    record(event, about=[row.case, row, person], by=by, areas=row.case.jurisdiction.ancestors)

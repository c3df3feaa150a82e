"""What can be done with papers: issue one, and forget the text of those kept long enough.

A paper says how things stand, so nothing is locked; ``check_at`` is the origin under which the public
page of a code is found, such as https://110.example.
"""

import hashlib
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import translation

from kalantar.cases.models import Case
from kalantar.cases.rules import case_is_not_disposed, may_handle_case, party_is_of_this_case
from kalantar.custody.models import Item
from kalantar.kernel.action import action, find, lock, part
from kalantar.kernel.actor import Actor
from kalantar.kernel.keeping import BATCH, may_forget
from kalantar.kernel.printing import typeset
from kalantar.kernel.text import as_said, normalise
from kalantar.kernel.timeline import record
from kalantar.orders.models import Order, OrderPerson
from kalantar.orders.rules import may_handle_order, order_is_answered
from kalantar.papers import composing, events, of_items, of_orders
from kalantar.papers.carried import carries, named_in, words_of
from kalantar.papers.codes import new_code
from kalantar.papers.composing import Said, framed, party_named
from kalantar.papers.kinds import KINDS, TEMPLATES
from kalantar.papers.models import MADE_ANEW, IssuedPaper, PaperKind
from kalantar.papers.rules import (
    letter_says_something,
    older_papers_are_kept,
    paper_is_in_our_languages,
    papers_are_kept_their_time,
)
from kalantar.people.models import User
from kalantar.persons.traces import Traces
from kalantar.places.models import Jurisdiction
from kalantar.statements.models import Statement
from kalantar.statements.rules import statement_says_what_was_signed

CASES = Case.objects.select_related("jurisdiction__parent", "category", "officer", "outcome")
STATEMENTS = Statement.objects.select_related(
    "case__jurisdiction__parent", "party__person", "taken_by"
)
ITEMS = Item.objects.select_related("case__jurisdiction__parent", "station", "party__person")
ORDERS = Order.objects.select_related(
    "branch", "officer", "jurisdiction__parent", "case__jurisdiction__parent"
)
AT_ONCE = min(BATCH, 1_000)  # papers are some tens of kilobytes each


@action
def issue_receipt(
    *, case: UUID, party: UUID | None = None, language: str = "", check_at: str, by: Actor
) -> IssuedPaper:
    """For a party of the file, in the language they read unless another is asked for; or, where the
    station itself took the matter up, for nobody by name."""
    row = may_handle_case.allow(by, find(CASES, case))
    named = party_named(row, party)
    if party is not None:
        party_is_of_this_case.require(named, row)
    language = language or (named.person.reads if named else settings.LANGUAGE_CODE)
    with _written_in(language):
        said = composing.receipt(row, named)
        return _issue(PaperKind.RECEIPT, said, row, language, check_at, by, party, of=party)


@action
def issue_cover(*, case: UUID, language: str, check_at: str, by: Actor) -> IssuedPaper:
    """What lies on top of the file where it is kept on paper."""
    row = may_handle_case.allow(by, find(CASES, case))
    with _written_in(language):
        return _issue(PaperKind.COVER, composing.cover(row), row, language, check_at, by)


@action
def issue_letter(
    *, case: UUID, to: str, subject: str, body: str, language: str, check_at: str, by: Actor
) -> IssuedPaper:
    """Words of the officer's own, to whomever they name."""
    row = may_handle_case.allow(by, find(CASES, case))
    letter_says_something.require(to, subject, body)
    to, subject, body = normalise(to), normalise(subject), as_said(body)
    with _written_in(language):
        said = composing.letter(row, to, subject, body, _signer(by))
        return _issue(PaperKind.LETTER, said, row, language, check_at, by, title=subject)


@action
def issue_notices(*, case: UUID, language: str, check_at: str, by: Actor) -> IssuedPaper:
    """The whole ledger of the file, as proof for a court."""
    row = may_handle_case.allow(by, find(CASES, case))
    with _written_in(language):
        said = composing.notices(by, row, _signer(by))
        return _issue(PaperKind.NOTICES, said, row, language, check_at, by)


@action
def issue_statement(*, statement: UUID, language: str, check_at: str, by: Actor) -> IssuedPaper:
    """What a party said, as it was signed; of a draft, that nobody has signed it."""
    row = may_handle_case.allow(by, (one := find(STATEMENTS, statement)).case)
    statement_says_what_was_signed.require(one)
    with _written_in(language):
        said = composing.statement(one)
        return _issue(
            PaperKind.STATEMENT, said, row, language, check_at, by, statement, of=one.party_id
        )


@action
def issue_custody(*, item: UUID, language: str, check_at: str, by: Actor) -> IssuedPaper:
    """What is held, and its chain so far: for whom it was taken from, and for a court."""
    row = may_handle_case.allow(by, (one := find(ITEMS, item)).case)
    with _written_in(language):
        said = of_items.custody(one)
        return _issue(
            PaperKind.CUSTODY, said, row, language, check_at, by, item, one.label, of=one.party_id
        )


@action
def issue_label(*, item: UUID, language: str, check_at: str, by: Actor) -> IssuedPaper:
    """What is stuck on the thing itself."""
    row = may_handle_case.allow(by, (one := find(ITEMS, item)).case)
    with _written_in(language):
        said = of_items.label(one)
        return _issue(PaperKind.LABEL, said, row, language, check_at, by, item, one.label)


@action
def issue_returned(*, item: UUID, language: str, check_at: str, by: Actor) -> IssuedPaper:
    """What its owner signs; before it is given back, with an empty line for their name."""
    row = may_handle_case.allow(by, (one := find(ITEMS, item)).case)
    with _written_in(language):
        said = of_items.returned(one)
        return _issue(
            PaperKind.RETURNED, said, row, language, check_at, by, item, one.label, of=one.party_id
        )


@action
def issue_order_report(*, order: UUID, language: str, check_at: str, by: Actor) -> IssuedPaper:
    """What goes back to the branch on paper: what was done on its order, or why it was not. It is kept in the
    order's file, and with the order alone where that belongs to none."""
    row = may_handle_order.allow(by, find(ORDERS, order))
    order_is_answered.require(row)
    of = row.case or row
    with _written_in(language):
        said = of_orders.order_report(row, _signer(by))
        return _issue(PaperKind.ORDER_REPORT, said, of, language, check_at, by, order, row.number)


@action
def issue_data_copy(
    *, case: UUID, party: UUID, said: Said, language: str, check_at: str, by: Actor
) -> IssuedPaper:
    """What is kept about a party, for themselves, as ``data_copies`` gathered it. It is in the hands of who
    asked for it and never kept: the row has its code and its hash, and ``pdf`` for this once only."""
    row = may_handle_case.allow(by, find(CASES, case))
    with _written_in(language):
        return _issue(
            PaperKind.DATA_COPY, said, row, language, check_at, by, party, of=party, is_kept=False
        )


@action
def forget_papers(*, before: datetime, by: Actor) -> None:
    """Forget the text of some of the papers issued before then that can be made anew from their file.

    Refused where none is left; what a code answers stays the same.
    """
    may_forget.require(by, None)
    papers_are_kept_their_time.require(before, by.now())
    kept = IssuedPaper.objects.filter(kind__in=MADE_ANEW, issued_at__lt=before, forgotten_at=None)
    found = list(kept.order_by("issued_at").values_list("pk", flat=True)[:AT_ONCE])
    older_papers_are_kept.require(len(found))
    IssuedPaper.objects.filter(pk__in=found).update(sealed="", words="", forgotten_at=by.now())
    outermost = list(Jurisdiction.objects.filter(parent=None))
    record(events.PapersForgotten(len(found), before.isoformat()), about=outermost, by=by)


@part
def erase_papers(cases: Collection[UUID], now: datetime) -> int:
    """All of these files. Its code answers that it was erased."""
    return _erase(IssuedPaper.objects.filter(case__in=cases), now)


@part
def erase_papers_about(cases: Collection[UUID], about: Collection[UUID], now: datetime) -> int:
    """Those of a party, or of what is theirs on these files, such as a statement."""
    return _erase(IssuedPaper.objects.filter(case__in=cases, about__in=about), now)


@part
def erase_in_papers(case: UUID, parties: Collection[UUID], traces: Traces, now: datetime) -> int:
    """Those that carry one of the parties: whom a paper names cannot be taken out of it. The others stay."""
    kept = IssuedPaper.objects.filter(case=case, erased_at=None).defer("sealed")
    gone = [paper.pk for paper in kept if carries(paper, parties, traces)]
    return _erase(IssuedPaper.objects.filter(pk__in=gone), now)


@part
def erase_in_reports(persons: Collection[UUID], traces: Traces, now: datetime) -> int:
    """Reports on orders of no file that concern somebody of these and carry them."""
    theirs = OrderPerson.objects.filter(person__in=persons, order__case=None).values("order")
    kept = IssuedPaper.objects.filter(
        kind=PaperKind.ORDER_REPORT, about__in=theirs, case=None, erased_at=None
    )
    gone = [paper.pk for paper in kept.defer("sealed") if carries(paper, (), traces)]
    return _erase(IssuedPaper.objects.filter(pk__in=gone), now)


@part
def _erase(papers: QuerySet[IssuedPaper], now: datetime) -> int:
    return papers.filter(erased_at=None).update(
        sealed="", words="", title="", erased_at=now,
        forgotten_at=Coalesce("forgotten_at", Value(now)),
    )  # fmt: skip


@part
def _issue(
    kind: PaperKind,
    said: Said,
    of_what: Case | Order,
    language: str,
    check_at: str,
    by: Actor,
    about: UUID | None = None,
    title: str = "",
    of: UUID | None = None,
    is_kept: bool = True,
) -> IssuedPaper:
    code, now = new_code(), by.now()
    case = of_what if isinstance(of_what, Case) else None
    station = of_what.jurisdiction
    whole = framed(KINDS[kind], said, station, code, check_at, now)
    pdf = typeset(TEMPLATES[kind], whole, language=language, at=now)
    paper = IssuedPaper(
        code=code, kind=kind, case=case, about=about, title=title, language=language,
        station=station, issued_by=_signer(by), issued_at=now,
        sha256=hashlib.sha256(pdf).digest(),
    )  # fmt: skip
    words = words_of(said)
    paper.names = named_in(words, kind, case, of)
    if is_kept:
        paper.pdf, paper.words = pdf, words
    else:
        paper.forgotten_at = now
    if case is not None:
        case_is_not_disposed.require(lock(CASES, case.pk))  # which waits for who is just doing it
    paper.save(force_insert=True)
    paper.pdf = pdf
    issued = events.PaperIssued(case.pk if case else None, paper.pk, kind)
    record(issued, about=[of_what, paper], by=by, areas=station.ancestors)
    return paper


def _written_in(language: str) -> translation.override:
    paper_is_in_our_languages.require(language)
    return translation.override(language)


def _signer(by: Actor) -> User | None:
    return User.objects.filter(pk=by.id).first() if by.id else None

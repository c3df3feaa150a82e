"""Of a file, what somebody brought, what was taken from them or given to them, and their papers."""

from uuid import UUID

from django.db.models import Q

from kalantar.custody.events import HOLDERS, KINDS, WHAT
from kalantar.custody.lifecycle import ITEM
from kalantar.custody.models import Item as HeldItem
from kalantar.custody.models import Movement
from kalantar.data_copies import wording as w
from kalantar.data_copies.facts import Coded, Item, item
from kalantar.data_copies.redaction import Redaction
from kalantar.data_copies.scope import Told
from kalantar.documents.models import Came, Document
from kalantar.kernel.models import Entry
from kalantar.papers.kinds import KINDS as PAPER_KINDS
from kalantar.papers.models import IssuedPaper
from kalantar.statements.models import Statement


def documents_of(told: Told, redact: Redaction) -> list[Item]:
    """By what they are; what was found not to belong to the file is closed to everybody here."""
    brought = Document.objects.filter(party__in=told.parties, in_error_at=None)
    return [
        item(
            ("at", w.WHEN, one.came_at),
            ("title", w.TITLE, redact(one.title)),
            ("name", w.FILE_NAME, redact(one.name)),
            ("kind", w.KIND, one.kind),
            ("size", w.SIZE, one.size),
            ("sha256", w.HASH, bytes(one.sha256).hex()),
            ("came", w.CAME, Coded(one.came, w.SENT_IN if one.came == Came.PORTAL else w.TAKEN_IN)),
        )
        for one in brought
    ]


def property_of(told: Told, rows: list[UUID], redact: Redaction) -> list[Item]:
    """Each item, and under it each link of its chain without who had it in hand."""
    given = _given_to(told, rows)
    items = HeldItem.objects.filter(Q(party__in=told.parties) | Q(pk__in=given), case=told.case)
    found = items.select_related("case").prefetch_related("chain")
    return [one for thing in found for one in (_thing(thing, redact), *map(_link, _chain(thing)))]


def _given_to(told: Told, rows: list[UUID]) -> list[UUID]:
    returned = Entry.objects.filter(event="ItemReturned", subjects__subject=told.case.pk)
    facts = returned.filter(facts__person__in=[str(row) for row in rows])
    return [UUID(one["item"]) for one in facts.values_list("facts", flat=True)]


def _chain(thing: HeldItem) -> list[Movement]:
    return list(thing.chain.all())


def _thing(one: HeldItem, redact: Redaction) -> Item:
    return item(
        ("label", w.LABEL, one.label),
        ("kind", w.KIND, Coded(one.kind, KINDS[one.kind])),
        ("description", w.DESCRIPTION, redact(one.description)),
        ("count", w.COUNT, one.count),
        ("identifier", w.IDENTIFIER, one.identifier),
        ("taken_in_at", w.WHEN, one.taken_in_at),
        ("state", w.STATE, Coded(one.state, ITEM.states[one.state])),
    )


def _link(one: Movement) -> Item:
    holder = Coded(one.holder, HOLDERS[one.holder]) if one.holder else None
    return item(
        ("label", w.LABEL, one.item.label),
        ("link", w.LINK, Coded(one.what, WHAT[one.what])),
        ("at", w.WHEN, one.at),
        ("with", w.HOLDER, holder),
    )


def papers_of(told: Told) -> list[Item]:
    """Those about them, what they said and what they brought; each can be checked by its code."""
    parties = [one.pk for one in told.parties]
    said = Statement.objects.filter(party__in=parties).values_list("pk", flat=True)
    held = HeldItem.objects.filter(party__in=parties).values_list("pk", flat=True)
    about = [*parties, *said, *held]
    issued = IssuedPaper.objects.filter(case=told.case, about__in=about).defer("sealed")
    return [
        item(
            ("at", w.WHEN, one.issued_at),
            ("kind", w.KIND, Coded(one.kind, PAPER_KINDS[one.kind])),
            ("code", w.CODE, one.grouped),
            ("sha256", w.HASH, bytes(one.sha256).hex()),
        )
        for one in issued.order_by("issued_at", "pk")
    ]

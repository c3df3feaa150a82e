"""What screens ask about statements; everything starts from what the reader may see."""

from uuid import UUID

from kalantar.cases.models import Case
from kalantar.kernel.actor import Actor
from kalantar.people.queries import read_lately
from kalantar.statements.models import Statement

LATEST = 50
_WITH = ("party__person", "taken_by", "case__jurisdiction")


def statement_of(reader: Actor, id: UUID) -> Statement | None:
    """One of them; who shows it asks ``read`` of it."""
    found = Statement.objects.visible_to(reader).select_related(*_WITH)
    return found.annotate(read_lately=read_lately(reader, "statement")).filter(pk=id).first()


def statements_of(reader: Actor, case: Case, *, limit: int = LATEST) -> list[Statement]:
    """Those of the file, the latest first, without their words."""
    found = Statement.objects.visible_to(reader).filter(case=case)
    return list(found.defer("words", "drawn").select_related(*_WITH)[:limit])


def versions_of(reader: Actor, statement: Statement) -> list[Statement]:
    """The earlier ones it follows, the latest first, and those that follow it before them."""
    known = {one.pk: one for one in statements_of(reader, statement.case, limit=10_000)}
    chain = {statement.pk}
    back = statement.follows_id
    while back in known:
        chain.add(back)
        back = known[back].follows_id
    for one in sorted(known.values(), key=lambda one: one.version):
        if one.follows_id in chain:
            chain.add(one.pk)
    return sorted((known[pk] for pk in chain if pk in known), key=lambda one: -one.version)

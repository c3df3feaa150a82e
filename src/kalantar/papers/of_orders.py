"""What the report on an order says, in the language that is active."""

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import say_date, say_datetime
from kalantar.orders.events import KINDS
from kalantar.orders.lifecycle import ORDER
from kalantar.orders.models import Order
from kalantar.papers import wording as w
from kalantar.papers.composing import Said, digits, rows_of
from kalantar.people.models import User


def order_report(order: Order, signs: User | None) -> Said:
    """It goes back to the branch: its own words, what came of them, and by when; whom the order concerns
    the branch named itself."""
    facts: list[tuple[Sentence, object]] = [
        (w.TO, order.branch.name),
        (w.ORDER, digits(order.number)),
        (w.ORDER_KIND, KINDS[order.kind]),
        (w.ISSUED_ON, say_date(order.issued_on)),
        (w.RECEIVED, say_datetime(order.received_at)),
        (w.DUE, say_datetime(order.due_at)),
        (w.STATE, ORDER.states[order.state]),
    ]
    if order.ended_at:
        facts.append((w.ANSWERED, say_datetime(order.ended_at)))
    if order.officer:
        facts.append((w.CARRIED_OUT_BY, order.officer.name))
    if order.case:
        facts.append((w.FILE, digits(order.case.number)))
    return {
        "facts": rows_of(facts),
        "sections": [[str(w.ORDERED), order.text], [str(w.REPORTED), order.report]],
        "signatures": [str(signs.name) if signs else order.jurisdiction.name, str(w.STAMP)],
    }

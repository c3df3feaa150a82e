"""The part of a file that shows the property held for it."""

from kalantar.custody.events import KINDS
from kalantar.custody.lifecycle import ITEM
from kalantar.custody.queries import items_of
from kalantar.fronts.desk.file_look import Look, Shown
from kalantar.fronts.desk.item_verbs import TAKE_IN, is_overdue

SHOWN = 50  # all of them have a list of their own
VERBS = [TAKE_IN]


def shown(look: Look) -> Shown:
    found, taking = list(items_of(look.by, look.case)[: SHOWN + 1]), look.asks(TAKE_IN)
    return {
        "asks": taking,
        "taking": taking,
        "items": [
            (one, KINDS[one.kind], ITEM.states[one.state], is_overdue(one, look.by))
            for one in found[:SHOWN]
        ],
        "more_items": len(found) > SHOWN,
    }

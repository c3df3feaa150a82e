"""What can be done with property held for a file. Its row is locked; each verb adds one link to its chain."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from kalantar.cases.models import Case, Party
from kalantar.cases.rules import case_is_open, may_handle_case, party_is_of_this_case
from kalantar.custody import events
from kalantar.custody.lifecycle import ITEM
from kalantar.custody.models import Item, Movement, What
from kalantar.custody.rules import (
    destruction_names_its_basis,
    file_went_to_another_station,
    hand_out_is_complete,
    item_is_described,
    item_says_where_it_is_from,
    may_destroy_item,
    may_keep_item,
    may_receive_item,
    place_is_named,
    return_day_is_to_come,
    return_names_who_received_it,
)
from kalantar.incidents.rules import reason_is_given
from kalantar.kernel.action import action, lock, part
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import normalise
from kalantar.kernel.timeline import Event, Subject, record
from kalantar.persons.traces import Traces, erased_in, is_in

CASES = Case.objects.select_related("jurisdiction")
ITEMS = Item.objects.select_related("case__jurisdiction", "station", "next_station")
STATE = ["state", "moves", "station", "store", "shelf", "holder", "due_back_at", "next_station"]


@action
def take_in_item(
    *,
    case: UUID,
    kind: str,
    description: str,
    count: int = 1,
    identifier: str = "",
    party: UUID | None = None,
    found_at: str = "",
    store: str,
    shelf: str = "",
    by: Actor,
) -> Item:
    """For an open file, into the store of its station. It gets the next label of the file."""
    row = may_handle_case.allow(by, lock(CASES, case))
    case_is_open.require(row)
    said = {"description": description, "identifier": identifier, "found_at": found_at}
    said = {name: normalise(text) for name, text in said.items()}
    item_is_described.require(kind, *said.values())
    frm = Party.objects.filter(pk=party).first() if party else None
    if party is not None:
        party_is_of_this_case.require(frm, row)
    item_says_where_it_is_from.require(frm, said["found_at"])
    last = Item.objects.filter(case=row).aggregate(last=Max("serial"))["last"] or 0
    made = Item(
        case=row, serial=last + 1, kind=kind, count=count, party=frm, station=row.jurisdiction,
        taken_in_at=by.now(), moves=1, **said,
    )  # fmt: skip
    _put(made, store, shelf)
    made.save(force_insert=True)
    _link(made, What.TAKEN_IN, by)
    _record(events.ItemTakenIn(case, made.pk, kind), made, by)
    return made


@action
def move_item(*, item: UUID, store: str, shelf: str = "", why: str = "", by: Actor) -> Item:
    """To another place of the same station."""
    row = may_keep_item.allow(by, lock(ITEMS, item))
    ITEM.advance(row, "move")
    _put(row, store, shelf)
    _goes_on(row, What.MOVED, by, why=why)
    _record(events.ItemMoved(row.case_id, item), row, by)
    return row


@action
def hand_out_item(
    *, item: UUID, holder: str, to_whom: str, why: str, due_back_at: datetime, by: Actor
) -> Item:
    """For a while, to an expert, a court or an officer (``holder``); the station goes on answering for it."""
    row = may_keep_item.allow(by, lock(ITEMS, item))
    ITEM.advance(row, "hand_out")
    to_whom, why = normalise(to_whom), normalise(why)
    hand_out_is_complete.require(holder, to_whom, why)
    return_day_is_to_come.require(due_back_at, by.now())
    row.store = row.shelf = ""
    row.holder, row.due_back_at = holder, due_back_at
    _goes_on(row, What.HANDED_OUT, by, to_whom=to_whom, why=why)
    _record(events.ItemHandedOut(row.case_id, item, holder), row, by)
    return row


@action
def bring_back_item(
    *, item: UUID, store: str, shelf: str = "", to_whom: str = "", by: Actor
) -> Item:
    """Into the store again. ``to_whom``: who brought it."""
    row = may_keep_item.allow(by, lock(ITEMS, item))
    ITEM.advance(row, "bring_back")
    row.holder, row.due_back_at = "", None
    _put(row, store, shelf)
    _goes_on(row, What.BROUGHT_BACK, by, to_whom=to_whom)
    _record(events.ItemBroughtBack(row.case_id, item), row, by)
    return row


@action
def return_item(
    *,
    item: UUID,
    to_whom: str,
    identified: str,
    signed: bool,
    party: UUID | None = None,
    by: Actor,
) -> Item:
    """To its owner, who signs for it. ``party``: which one of the file; None where it is somebody else."""
    row = may_keep_item.allow(by, lock(ITEMS, item))
    ITEM.advance(row, "return")
    to_whom, identified = normalise(to_whom), normalise(identified)
    return_names_who_received_it.require(to_whom, identified, signed)
    owner = Party.objects.filter(pk=party).first() if party else None
    if party is not None:
        party_is_of_this_case.require(owner, row.case)
    row.store = row.shelf = ""
    _goes_on(row, What.RETURNED, by, to_whom=to_whom, identified=identified)
    person = owner.person_id if owner else None
    others: list[Subject] = [("person", person)] if person else []
    _record(events.ItemReturned(row.case_id, item, person), row, by, *others)
    return row


@action
def hand_over_item(*, item: UUID, to_whom: str = "", by: Actor) -> Item:
    """Its file is another station's by now: it follows. ``to_whom``: who carries it."""
    row = may_keep_item.allow(by, lock(ITEMS, item))
    ITEM.advance(row, "hand_over")
    file_went_to_another_station.require(row)
    row.store = row.shelf = ""
    row.next_station = row.case.jurisdiction
    _goes_on(row, What.HANDED_OVER, by, to_whom=to_whom)
    _record(events.ItemHandedOver(row.case_id, item, row.next_station.pk), row, by)
    return row


@action
def receive_item(*, item: UUID, store: str, shelf: str = "", by: Actor) -> Item:
    """The station it was sent to has it in hand, and answers for it from now on."""
    row = may_receive_item.allow(by, lock(ITEMS, item))
    ITEM.advance(row, "receive")
    row.station, row.next_station = row.next_station or row.station, None
    _put(row, store, shelf)
    _goes_on(row, What.RECEIVED, by)
    _record(events.ItemReceived(row.case_id, item, row.station_id), row, by)
    return row


@action
def propose_destruction(*, item: UUID, basis: str, by: Actor) -> Item:
    """``basis``: the order or the law. Until another person confirms it, it lies where it was."""
    row = may_keep_item.allow(by, lock(ITEMS, item))
    ITEM.advance(row, "propose_destruction")
    destruction_names_its_basis.require(basis := normalise(basis))
    _goes_on(row, What.CONDEMNED, by, why=basis)
    _record(events.DestructionProposed(row.case_id, item), row, by)
    return row


@action
def keep_item(*, item: UUID, why: str, by: Actor) -> Item:
    """It is not destroyed after all."""
    row = may_keep_item.allow(by, lock(ITEMS, item))
    ITEM.advance(row, "keep")
    reason_is_given.require(why)
    _goes_on(row, What.KEPT, by, why=why)
    _record(events.DestructionDropped(row.case_id, item), row, by.because(why))
    return row


@action
def destroy_item(*, item: UUID, by: Actor) -> Item:
    """Another person than who proposed it saw it destroyed, on the basis that was named."""
    row = may_destroy_item.allow(by, lock(ITEMS, item))
    ITEM.advance(row, "destroy")
    proposed = row.chain.get(number=row.moves)
    row.store = row.shelf = ""
    _goes_on(row, What.DESTROYED, by, why=proposed.why, second=proposed.by_id)
    _record(events.ItemDestroyed(row.case_id, item, proposed.by_id), row, by)
    return row


@part
def erase_items(which: Q, now: datetime) -> int:
    """What it was that is gone; who of the service had it, where and when, stays, without anybody else's
    name. Of what is still held nothing goes: whoever erases has asked that."""
    rows = Item.objects.select_for_update(of=("self",)).filter(which, erased_at=None)
    found = list(rows.order_by("pk").values_list("pk", flat=True))
    said = dict.fromkeys(("description", "identifier", "found_at"), "")
    Item.objects.filter(pk__in=found).update(**said, erased_at=now)
    named = dict.fromkeys(("to_whom", "identified", "why"), "")
    Movement.objects.filter(item__in=found).update(**named, erased_at=now)
    return len(found)


@part
def erase_in_items(case: UUID, traces: Traces, now: datetime) -> None:
    """The name and numbers of somebody in what is written of others' property, held or not, and its chain."""
    for row in Item.objects.select_for_update(of=("self",)).filter(case=case).order_by("pk"):
        for name in ("description", "identifier", "found_at"):
            setattr(row, name, erased_in(getattr(row, name), traces))
        row.save(update_fields=["description", "identifier", "found_at"])
        for link in row.chain.all():
            if any(is_in(text, traces) for text in (link.to_whom, link.identified, link.why)):
                _unnamed(link, traces, now)


@part
def _unnamed(link: Movement, traces: Traces, now: datetime) -> None:
    """Who got it is not said by half: what they showed goes with their name."""
    if is_in(link.to_whom, traces) or is_in(link.identified, traces):
        link.to_whom = link.identified = ""
    link.why, link.erased_at = erased_in(link.why, traces), now
    link.save(update_fields=["to_whom", "identified", "why", "erased_at"])


def _put(row: Item, store: str, shelf: str) -> None:
    row.store, row.shelf = normalise(store), normalise(shelf)
    place_is_named.require(row.store, row.shelf)


@part
def _goes_on(row: Item, what: What, by: Actor, **more: Any) -> None:
    row.moves += 1
    row.save(update_fields=STATE)
    _link(row, what, by, **more)


@part
def _link(
    row: Item,
    what: What,
    by: Actor,
    *,
    to_whom: str = "",
    identified: str = "",
    why: str = "",
    second: UUID | None = None,
) -> None:
    """What was done, and where the item is since."""
    assert by.id is not None
    Movement.objects.create(
        item=row, number=row.moves, what=what, at=by.now(), by_id=by.id, second_id=second,
        station=row.next_station or row.station, store=row.store, shelf=row.shelf,
        holder=row.holder, due_back_at=row.due_back_at, to_whom=normalise(to_whom),
        identified=identified, why=normalise(why),
    )  # fmt: skip


@part
def _record(event: Event, row: Item, by: Actor, *others: Subject) -> None:
    about: list[Case | Item | Subject] = [row.case, row, *others]
    record(event, about=about, by=by, areas=row.station.ancestors)

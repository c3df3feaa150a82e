"""What can be done with what people wrote: it is kept, and what its words mean is done at once."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from kalantar.incoming_messages import events
from kalantar.incoming_messages.joining import PartOf, as_text, is_whole, joined
from kalantar.incoming_messages.meanings import Meaning, meaning
from kalantar.incoming_messages.models import IncomingMessage, IncomingPart
from kalantar.incoming_messages.rules import incoming_part_comes_once, incoming_waits_to_be_read
from kalantar.kernel.action import action, part, upkeep
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.keeping import BATCH, may_forget
from kalantar.kernel.sealing import hashes
from kalantar.kernel.text import parse_phone
from kalantar.kernel.timeline import Subject, record
from kalantar.kernel.turns import one_at_a_time
from kalantar.messaging.actions import opt_in, opt_out
from kalantar.messaging.models import Message, OptOut
from kalantar.messaging.queries import last_message_to, opt_out_of
from kalantar.messaging.rules import may_carry_messages
from kalantar.people.roles import DESK


@action
def receive_message(*, number: str, text: str, route: str, by: Actor) -> IncomingMessage:
    """Somebody answered. What the words mean is done at once: out, in, or not my number."""
    may_carry_messages.require(by, None)
    number = parse_phone(number)
    last = last_message_to(number)
    came = IncomingMessage(number=number, text=text, route=route, meaning=meaning(text))
    came.answers, came.came_at = last, by.now()
    came.save(force_insert=True)
    sent: list[Subject] = [("message", last.pk), (last.about_kind, last.about)] if last else []
    about: list[IncomingMessage | Subject] = [came, *sent]
    areas = last.area.ancestors if last else ()
    record(events.MessageReceived(came.pk, came.meaning), about=about, by=by, areas=areas)
    if came.meaning == Meaning.OPT_OUT:
        opt_out(number=number, reason=OptOut.Reason.STOP, by=by)
    elif came.meaning == Meaning.WRONG_NUMBER:
        number_is_wrong(number, last, by)
    elif came.meaning == Meaning.OPT_IN and opt_out_of(number):
        opt_in(number=number, by=by)
    return came


@action
def receive_part(
    *, number: str, octets: bytes, coding: str, part: PartOf, route: str, by: Actor
) -> IncomingPart | IncomingMessage:
    """A part of a longer text: kept until all are there, and only then judged, as one text.

    Refused where it came already. Where another text with the same reference was never finished, that one
    is forgotten: a phone counts its references round.
    """
    may_carry_messages.require(by, None)
    number = parse_phone(number)
    came = IncomingPart(number=number, octets=as_text(octets), coding=coding, route=route)
    came.reference, came.total, came.at = part.reference, part.total, part.at
    came.came_at = by.now()
    one_at_a_time(f"{number} {route} {part.reference}".encode())  # else neither sees the other
    there = IncomingPart.objects.filter(
        number_hash__in=hashes(number, "phone"), route=route, reference=part.reference
    )
    held = {one.at: one for one in there}
    if same := held.get(part.at):
        if (same.octets, same.total) == (came.octets, came.total):
            raise incoming_part_comes_once.refuse()
        held = {}
    whole = {at: one for at, one in held.items() if one.total == part.total} | {part.at: came}
    there.exclude(pk__in=[one.pk for one in whole.values()]).delete()
    if is_whole(whole.values()):
        there.delete()
        return receive_message(number=number, text=joined(whole.values()), route=route, by=by)
    came.save(force_insert=True)
    record(events.MessagePartReceived(came.pk, part.total), about=[came], by=by)
    return came


@part
def number_is_wrong(number: str, last: Message | None, by: Actor) -> None:
    """Nothing more goes there, and the file it was for says so; ``last``: the last message to it."""
    opt_out(number=number, reason=OptOut.Reason.WRONG_NUMBER, by=by)
    if last:
        wrong, about = (
            events.NumberSaidWrong(last.pk),
            [("message", last.pk), (last.about_kind, last.about)],
        )
        record(wrong, about=about, by=by, areas=last.area.ancestors, roles=DESK)


@part
def settle_incoming(row: IncomingMessage, settled: str, by: Actor) -> None:
    """Somebody has read it and said what it is. ``row`` is locked."""
    incoming_waits_to_be_read.require(row)
    if settled == IncomingMessage.Settled.WRONG_NUMBER:
        number_is_wrong(
            row.number, last_message_to(row.number), system(by.clock, why="as a person read")
        )
    row.settled, row.settled_at = settled, by.now()
    row.save(update_fields=["settled", "settled_at"])


@part
def erase_incoming(numbers: Collection[bytes], answering: Collection[UUID]) -> int:
    """What came from these numbers (their hashes), and what answered these messages; that it came stays."""
    IncomingPart.objects.filter(number_hash__in=numbers).delete()
    theirs = Q(number_hash__in=numbers) | Q(answers__in=answering)
    return IncomingMessage.objects.filter(theirs).update(number="", number_hash=b"", text="")


@upkeep
def forget_incoming_parts(*, before: datetime, by: Actor) -> int:
    """Forget some of the parts whose others never came."""
    may_forget.require(by, None)
    old = IncomingPart.objects.filter(came_at__lt=before).order_by("came_at")
    gone, _ = IncomingPart.objects.filter(
        pk__in=list(old.values_list("pk", flat=True)[:BATCH])
    ).delete()
    return gone

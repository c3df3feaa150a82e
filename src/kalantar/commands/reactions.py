"""A text message that came from an officer on shift is done at once, as that officer, and answered."""

from datetime import timedelta
from uuid import UUID, uuid5

from django.utils import translation

from kalantar.commands.actions import do_as_written
from kalantar.commands.answering import Answer, done, not_done
from kalantar.commands.grammar import read_message
from kalantar.commands.naming import ending_said
from kalantar.commands.queries import CREW, Writer, answered_within, writer_from
from kalantar.incoming_messages.events import MessageReceived
from kalantar.incoming_messages.models import IncomingMessage
from kalantar.kernel.action import done_before
from kalantar.kernel.actor import system
from kalantar.kernel.clock import stopped_at
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.timeline import reacts_to
from kalantar.message_templates.rules import message_has_an_approved_template
from kalantar.messaging.actions import queue_message
from kalantar.messaging.models import Urgency
from kalantar.people.queries import actor_of

BY = system(why="written by a patrol")
LONGEST = 60  # letters: a command is short, and a longer text is for a person to read
ANSWERS_AN_HOUR = 30  # to one number: whoever floods it in an officer's name floods the officer
TWICE = timedelta(minutes=2)
LASTS = timedelta(minutes=10)  # an answer that comes later tells what is no longer so


@reacts_to(MessageReceived)
def do_what_a_patrol_wrote(entry: UUID) -> None:
    """Safe to run twice: the act and its answer each have an operation of their own."""
    came = IncomingMessage.objects.filter(pk=Entry.objects.get(pk=entry).facts["incoming"]).first()
    if came is None or came.meaning != IncomingMessage.Meaning.OTHER:
        return
    if not came.number or len(came.text) > LONGEST:
        return
    writer = writer_from(came.number)
    if writer is not None and not _was_done_before(came):
        _answer(came, writer, _done(came, writer))


def _was_done_before(came: IncomingMessage) -> bool:
    """The same text of a moment ago: an operator may deliver one twice, and it is done once."""
    lately = IncomingMessage.objects.filter(
        came_at__gte=came.came_at - TWICE,
        came_at__lt=came.came_at,
        number_hash=came.number_hash,
        settled=IncomingMessage.Settled.PATROL,
    )
    return any(one.text == came.text for one in lately)


def _done(came: IncomingMessage, writer: Writer) -> Answer:
    """As the officer, in the moment the message came: it says nothing of what was sent later."""
    language = writer.officer.language
    clock, operation = stopped_at(came.came_at), uuid5(came.pk, "done")
    by = actor_of(writer.officer, clock=clock, operation=operation)
    try:
        with translation.override(language):
            said = read_message(came.text)
            note = ending_said(said.words.get("ending", ""))
        do_as_written(
            incoming=came.pk, unit=writer.unit.pk, verb=said.verb.name,
            sign=said.words["unit"], note=note, by=by,
        )  # fmt: skip
    except Refused as refused:
        return not_done(writer.unit, refused, language)
    return done(writer.unit, said.verb.name, came.came_at, language)


def _answer(came: IncomingMessage, writer: Writer, answer: Answer) -> None:
    """To the number we know, so that an officer in whose name another writes hears of it."""
    by = BY.repeating(uuid5(came.pk, "answered"))
    lately = answered_within(came.number, by.now() - timedelta(hours=1))
    if done_before(by) or lately >= ANSWERS_AN_HOUR:
        return
    language = "fa" if writer.officer.language.startswith("fa") else "en"
    try:
        queue_message(
            number=came.number, event=answer.event, language=language, role=CREW,
            values=answer.values, about=("unit", writer.unit.pk), area=writer.unit.jurisdiction_id,
            urgency=Urgency.ASKED_FOR, lasts=LASTS, by=by,
        )  # fmt: skip
    except Refused as refused:
        if refused.rule is not message_has_an_approved_template:
            raise

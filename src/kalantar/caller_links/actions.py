"""What can be done: a link sent and ended by the room, things said from both sides, and all of it deleted."""

from datetime import timedelta
from uuid import UUID

from kalantar.caller_links import events
from kalantar.caller_links.lifecycle import LINK
from kalantar.caller_links.models import (
    OF_ROOM,
    CallerLink,
    CallerWord,
    HelpTold,
    LinkState,
    WordKind,
)
from kalantar.caller_links.queries import calls_to_tell, incident_told_by, told_to_erase
from kalantar.caller_links.rules import (
    LASTS,
    caller_can_say_it,
    caller_has_a_number,
    caller_link_is_open,
    caller_may_be_written_to,
    caller_reads_messages_there,
    caller_said_yes,
    caller_told_this_place,
    caller_waits_to_be_heeded,
    caller_words_are_short,
    few_things_are_said_a_minute,
    help_is_on_its_way,
    may_send_caller_link,
    may_talk_with_caller,
    may_tell_callers,
    may_use_caller_link,
    question_to_caller_is_prepared,
    silent_caller_asked_for_it,
    some_caller_can_be_told,
)
from kalantar.caller_links.tokens import new_token, token_hash
from kalantar.calls.models import Call, PlaceSource
from kalantar.calls.rules import accuracy_is_not_negative, place_is_on_earth
from kalantar.incidents.actions import CALLS, INCIDENTS, correct_place
from kalantar.incidents.models import Incident, IncidentCall
from kalantar.incidents.rules import call_is_joined, incident_is_open
from kalantar.kernel.action import action, find, lock, part
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.geometry import Point
from kalantar.kernel.keeping import may_forget
from kalantar.kernel.ready import insert
from kalantar.kernel.text import normalise
from kalantar.kernel.timeline import Event, record
from kalantar.message_templates.rules import message_language_is_spoken
from kalantar.messaging.actions import erase_messages, queue_message
from kalantar.messaging.models import Message, Urgency
from kalantar.messaging.queries import withheld_because

LINKS = CallerLink.objects.select_related("call__jurisdiction")
CALLER = "caller"  # the role of the words of the message


@action
def send_caller_link(
    *, incident: UUID, call: UUID, language: str, silent: bool = False, agreed: bool = False,
    page_at: str, by: Actor,
) -> CallerLink:  # fmt: skip
    """Only now, by this key. ``agreed``: the caller said yes; ``page_at``: the address before its secret,
    which nobody but the message is given. The link of this call before it is over."""
    told, rang = may_send_caller_link.allow(by, (lock(INCIDENTS, incident), lock(CALLS, call)))
    incident_is_open.require(told)
    call_is_joined.require(
        IncidentCall.objects.filter(incident=told, call=rang, parted_at=None).first()
    )
    caller_has_a_number.require(rang)
    caller_reads_messages_there.require(rang)
    caller_said_yes.require(agreed)
    message_language_is_spoken.require(language)
    before = CallerLink.objects.filter(call=rang).first()
    silent_caller_asked_for_it.require(before)
    caller_may_be_written_to.require(
        withheld_because(rang.number, told.pk, urgency=Urgency.ASKED_FOR)
    )
    if before and before.state == LinkState.OPEN:
        _end(lock(LINKS, before.pk), told, by)
    now, token = by.now(), new_token()
    link = CallerLink(call=rang, language=language, silent=silent, wants_messages=not silent)
    link.token_hash, link.sent_at, link.expires_at = token_hash(token), now, now + LASTS
    link.message = _message(told, rang, link, f"{page_at}{token}/", by)
    insert(link)
    _record(events.CallerLinkSent(told.pk, rang.pk, link.pk, silent), told, link, by)
    return link


@action
def end_caller_link(*, link: UUID, by: Actor) -> CallerLink:
    """The room closes the page; what was said stays until the incident is closed."""
    row, incident = may_talk_with_caller.allow(by, _linked(link))
    _end(row, incident, by)
    return row


@action
def come_to_page(*, link: UUID, token: str, by: Actor) -> CallerLink:
    """The caller opened it: the room knows that the message arrived. Once."""
    row, _, incident = may_use_caller_link.allow(by, _held(link, token))
    if row.come_at is None:
        row.come_at = by.now()
        row.save(update_fields=["come_at"])
    _record(events.CallerCameToPage(_of(incident).pk, link), _of(incident), row, by)
    return row


@action
def say(*, link: UUID, token: str, kind: str, by: Actor) -> CallerWord:
    """A button of the page. Who cannot speak gets a page that is silent from then on."""
    row, _, incident = may_use_caller_link.allow(by, _held(link, token))
    caller_can_say_it.require(kind)
    if kind == WordKind.CANNOT_SPEAK:
        row.silent, row.wants_messages = True, False
        row.save(update_fields=["silent", "wants_messages"])
    return _said(CallerWord(link=row, kind=kind), _of(incident), by)


@action
def write(*, link: UUID, token: str, text: str, by: Actor) -> CallerWord:
    """A few words: an answer, or where they are in words."""
    row, _, incident = may_use_caller_link.allow(by, _held(link, token))
    caller_words_are_short.require(text := normalise(text))
    return _said(CallerWord(link=row, kind=WordKind.WORDS, text=text), _of(incident), by)


@action
def tell_place(
    *, link: UUID, token: str, place: Point, accuracy_m: float | None = None, by: Actor
) -> CallerWord:
    """Where the phone says it is, sent by the caller's own press."""
    row, _, incident = may_use_caller_link.allow(by, _held(link, token))
    place_is_on_earth.require(place)
    accuracy_is_not_negative.require(accuracy_m)
    word = CallerWord(link=row, kind=WordKind.PLACE, place=place, accuracy_m=accuracy_m)
    return _said(word, _of(incident), by)


@action
def want_messages(*, link: UUID, token: str, by: Actor) -> CallerLink:
    """Who cannot speak asks for one all the same."""
    row, _, incident = may_use_caller_link.allow(by, _held(link, token))
    row.wants_messages = True
    row.save(update_fields=["wants_messages"])
    _record(events.CallerWantsMessages(_of(incident).pk, link), _of(incident), row, by)
    return row


@action
def ask_caller(*, link: UUID, question: str, by: Actor) -> CallerWord:
    """A prepared question; the page shows it with a yes and a no."""
    row, incident = may_talk_with_caller.allow(by, _linked(link))
    caller_link_is_open.require(row, incident, by.now())
    question_to_caller_is_prepared.require(question)
    return _asked(CallerWord(link=row, kind=WordKind.ASKED, question=question), _of(incident), by)


@action
def write_to_caller(*, link: UUID, text: str, by: Actor) -> CallerWord:
    """The room's own words."""
    row, incident = may_talk_with_caller.allow(by, _linked(link))
    caller_link_is_open.require(row, incident, by.now())
    caller_words_are_short.require(text := normalise(text))
    return _asked(CallerWord(link=row, kind=WordKind.WRITTEN, text=text), _of(incident), by)


@action
def heed_caller(*, link: UUID, by: Actor) -> CallerLink:
    """Somebody has seen to all that the caller said so far: the alert is over, by name."""
    row, incident = may_talk_with_caller.allow(by, _linked(link))
    waiting = row.words.filter(heeded_at=None).exclude(kind__in=OF_ROOM)
    caller_waits_to_be_heeded.require(waiting.update(heeded_at=by.now()))
    _record(events.CallerHeeded(_of(incident).pk, link), _of(incident), row, by)
    return row


@action
def accept_callers_place(*, word: UUID, by: Actor) -> CallerWord:
    """Where the caller said to be becomes the incident's place. The incident is locked before the link."""
    link, incident = may_talk_with_caller.allow(by, _link_of(word))
    lock(INCIDENTS, _of(incident).pk)
    row = lock(CallerWord.objects.all(), word)
    caller_told_this_place.require(row)
    assert row.place
    correct_place(
        incident=_of(incident).pk, place=row.place, address="", place_source=PlaceSource.HANDSET,
        accuracy_m=row.accuracy_m, by=by,
    )  # fmt: skip
    row.accepted_at = row.heeded_at = by.now()
    row.save(update_fields=["accepted_at", "heeded_at"])
    _record(events.CallerPlaceAccepted(_of(incident).pk, link.pk, word), _of(incident), link, by)
    return row


@action
def tell_help_is_coming(*, incident: UUID, by: Actor) -> Incident:
    """By one key to every caller of it who can be told, in the language of their page, each once."""
    told = may_tell_callers.allow(by, lock(INCIDENTS, incident))
    incident_is_open.require(told)
    help_is_on_its_way.require(told)
    went = 0
    for rang in calls_to_tell(incident):
        if withheld_because(rang.number, incident, urgency=Urgency.URGENT):
            continue
        message = _help_message(told, rang, by)
        insert(HelpTold(call=rang, incident=told, message=message, told_at=by.now()))
        areas = told.jurisdiction.ancestors
        record(events.CallerToldOfHelp(incident, rang.pk), about=[told, rang], by=by, areas=areas)
        went += 1
    some_caller_can_be_told.require(went)
    return told


@action
def clear_caller_link(*, link: UUID, by: Actor) -> CallerLink:
    """All that was said is deleted, with the words and the number of the message; that it was stays."""
    may_forget.require(by, None)
    row = lock(LINKS, link)
    if row.state == LinkState.OPEN:
        _end(row, None, by)
    if row.message_id:
        erase_messages([row.message_id], by)
    number = row.words.all().delete()[0]
    areas = row.call.jurisdiction.ancestors
    about = [row, row.call]
    record(events.CallerWordsDeleted(row.call_id, link, number), about=about, by=by, areas=areas)
    return row


@action
def erase_help_messages(*, incident: UUID, by: Actor) -> Incident:
    """Neither number nor words are left of what told of help, once the incident is closed."""
    may_forget.require(by, None)
    row = lock(INCIDENTS, incident)
    told = told_to_erase().filter(incident=row).values_list("message", flat=True)
    number = erase_messages(list(told), by)
    areas = row.jurisdiction.ancestors
    record(events.CallerMessagesErased(incident, number), about=[row], by=by, areas=areas)
    return row


@action
def end_over_link(*, link: UUID, by: Actor) -> CallerLink:
    """Its time is over."""
    may_forget.require(by, None)
    row = lock(LINKS, link)
    _end(row, None, by)
    return row


def _linked(link: UUID) -> tuple[CallerLink, Incident | None]:
    row = lock(LINKS, link)
    return row, incident_told_by(row.call_id)


def _held(link: UUID, token: str) -> tuple[CallerLink, str, Incident | None]:
    """The same for whoever holds the address."""
    row, incident = _linked(link)
    return row, token, incident


def _link_of(word: UUID) -> tuple[CallerLink, Incident | None]:
    """Not locked: the incident is locked before it."""
    link = find(CallerWord.objects.select_related("link__call__jurisdiction"), word).link
    return link, incident_told_by(link.call_id)


def _of(incident: Incident | None) -> Incident:
    assert incident
    return incident


@part
def _message(told: Incident, rang: Call, link: CallerLink, address: str, by: Actor) -> Message:
    """In silence the words do not name the police."""
    event = "caller_link_silent" if link.silent else "caller_link"
    return queue_message(
        number=rang.number, event=event, language=link.language, role=CALLER,
        values={"own_link": address}, about=("incident", told.pk), area=told.jurisdiction_id,
        urgency=Urgency.ASKED_FOR, lasts=LASTS, by=system(by.clock, why="asked for by a caller"),
    )  # fmt: skip


@part
def _help_message(told: Incident, rang: Call, by: Actor) -> Message:
    page = CallerLink.objects.filter(call=rang).first()
    return queue_message(
        number=rang.number, event="help_on_the_way", language=page.language if page else "fa",
        role=CALLER, values={}, about=("incident", told.pk), area=told.jurisdiction_id,
        urgency=Urgency.URGENT, lasts=LASTS, by=system(by.clock, why="asked for by a caller"),
    )  # fmt: skip


@part
def _end(row: CallerLink, incident: Incident | None, by: Actor) -> None:
    LINK.advance(row, "end_caller_link")
    row.ended_at, row.token_hash = by.now(), b""
    row.save(update_fields=["state", "ended_at", "token_hash"])
    about = [row, row.call, *([incident] if incident else [])]
    areas = (incident or row.call).jurisdiction.ancestors
    record(events.CallerLinkEnded(row.call_id, row.pk), about=about, by=by, areas=areas)


@part
def _said(word: CallerWord, incident: Incident, by: Actor) -> CallerWord:
    word.said_at = by.now()
    minute = word.said_at - timedelta(minutes=1)
    few_things_are_said_a_minute.require(word.link.words.filter(said_at__gt=minute).count())
    insert(word)
    said = events.CallerSaid(incident.pk, word.link_id, word.pk, word.kind)
    _record(said, incident, word.link, by)
    return word


@part
def _asked(word: CallerWord, incident: Incident, by: Actor) -> CallerWord:
    word.said_at, word.said_by_id = by.now(), by.id
    insert(word)
    asked = events.CallerAsked(incident.pk, word.link_id, word.pk, word.question)
    _record(asked, incident, word.link, by)
    return word


def _record(event: Event, incident: Incident, link: CallerLink, by: Actor) -> None:
    areas = incident.jurisdiction.ancestors
    record(event, about=[incident, link], by=by, areas=areas)

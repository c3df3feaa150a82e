"""What a caller's page asks, and what the room asks about callers."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from kalantar.caller_links.models import (
    OF_ROOM,
    CallerLink,
    CallerWord,
    HelpTold,
    LinkState,
    WordKind,
)
from kalantar.caller_links.rules import (
    caller_has_a_number,
    caller_link_is_open,
    caller_reads_messages_there,
    may_send_caller_link,
    silent_caller_asked_for_it,
)
from kalantar.caller_links.tokens import token_hashes
from kalantar.calls.models import Call
from kalantar.calls.queries import seen
from kalantar.calls.rules import may_see_caller
from kalantar.incidents.models import Incident, IncidentCall, IncidentState
from kalantar.incidents.queries import visible_incidents
from kalantar.kernel.actor import Actor
from kalantar.kernel.sentence import Sentence
from kalantar.messaging.models import MessageState

CALLERS = 20  # of an incident, shown at once
WORDS = 50  # of a link, the latest
URGENT = (WordKind.WORSE, WordKind.HURT, WordKind.CANNOT_SPEAK)


@dataclass(frozen=True, slots=True)
class Opened:
    """What an address opens."""

    link: CallerLink
    incident: Incident


def incident_told_by(call: UUID) -> Incident | None:
    """The incident the call is joined to now, whoever may see it."""
    joined = Incident.objects.select_related("jurisdiction", "type")
    return joined.filter(incident_calls__call=call, incident_calls__parted_at=None).first()


def link_at(token: str, now: datetime) -> Opened | None:
    """None for a wrong address and for one that is over: nobody is told which."""
    links = CallerLink.objects.filter(token_hash__in=token_hashes(token), state=LinkState.OPEN)
    link = links.select_related("call__jurisdiction").first()
    incident = incident_told_by(link.call_id) if link else None
    if link is None or incident is None or not caller_link_is_open(link, incident, now):
        return None
    return Opened(link, incident)


def words_of(link: CallerLink) -> list[CallerWord]:
    """The latest, the first of them first."""
    return list(link.words.order_by("-said_at", "-pk")[:WORDS])[::-1]


@dataclass(frozen=True, slots=True)
class CallerSeen:
    """One caller of an incident as the room sees them. ``refusal``: why no link may go there now.

    ``link``: the latest; ``words`` only for who may know who called. ``waiting``: nobody has heeded these.
    """

    call: Call
    caller: Sentence
    link: CallerLink | None
    open: bool
    may_talk: bool
    refusal: Sentence | None
    words: list[CallerWord] = field(hash=False)

    @property
    def waiting(self) -> list[CallerWord]:
        return [one for one in self.words if one.heeded_at is None and one.kind not in OF_ROOM]

    @property
    def urgent(self) -> bool:
        return any(word.kind in URGENT for word in self.waiting)

    @property
    def place(self) -> CallerWord | None:
        """The last one told."""
        told = [word for word in self.words if word.kind == WordKind.PLACE]
        return told[-1] if told else None

    @property
    def not_sent(self) -> bool:
        """The message is not with the operator, and is not going there any more."""
        failed = (MessageState.CANCELLED, MessageState.SUPPRESSED, MessageState.REJECTED,
                  MessageState.EXPIRED, MessageState.UNDELIVERED)  # fmt: skip
        message = self.link.message if self.link else None
        return message is not None and message.state in failed


def callers_of(reader: Actor, incident: Incident) -> list[CallerSeen]:
    """Those whose calls are joined to it, the first first; at most three queries."""
    calls = Call.objects.filter(
        incident_calls__incident=incident, incident_calls__parted_at=None
    ).select_related("jurisdiction")
    rows = list(calls.order_by("incident_calls__joined_at")[:CALLERS])
    links = _latest_links(rows)
    words = _words([link.pk for link in links.values()])
    return [_seen(call, links.get(call.pk), words, incident, reader) for call in rows]


def calls_to_tell(incident: UUID) -> list[Call]:
    """Whom a message that help is on the way may go to: a number that reads messages, not told yet, and
    nobody who cannot speak and has not asked for one. Whether it is withheld, messaging says."""
    told = HelpTold.objects.filter(call=OuterRef("pk"), incident=incident)
    calls = Call.objects.filter(
        ~Exists(told), incident_calls__incident=incident, incident_calls__parted_at=None
    ).order_by("pk")
    rows = [one for one in calls if caller_has_a_number(one) and caller_reads_messages_there(one)]
    links = _latest_links(rows)
    return [one for one in rows if silent_caller_asked_for_it(links.get(one.pk))]


@dataclass(frozen=True, slots=True)
class Unheeded:
    """An incident whose callers said something nobody has seen to, since when, and how many things."""

    incident: Incident
    number: int
    since: datetime
    urgent: bool


def unheeded(reader: Actor, city: UUID, limit: int = CALLERS) -> list[Unheeded]:
    """In a city, the longest first. Two queries."""
    waiting = _waiting().filter(link__call__incident_calls__incident__city=city)
    told = (
        waiting.values("link__call__incident_calls__incident")
        .annotate(
            number=Count("pk"), since=Min("said_at"), worst=Count("pk", filter=Q(kind__in=URGENT))
        )
        .order_by("since")
    )
    rows = {row["link__call__incident_calls__incident"]: row for row in told}
    found = visible_incidents(reader).in_bulk(rows)
    return [
        Unheeded(found[id], row["number"], row["since"], bool(row["worst"]))
        for id, row in rows.items()
        if id in found
    ][:limit]


def count_unheeded(reader: Actor, city: UUID) -> int:
    """How many incidents of a city those are. One query."""
    told = _waiting().filter(
        link__call__incident_calls__incident__in=visible_incidents(reader)
        .filter(city=city).order_by().values("pk")
    )  # fmt: skip
    asked = Count("link__call__incident_calls__incident", distinct=True)
    return int(told.aggregate(number=asked)["number"])


def links_to_clear(incident: UUID | None = None) -> "QuerySet[CallerLink]":
    """Of which something is left that ought not to be: those of no open incident any more.

    ``incident``: of its calls only. What a call taken apart has said waits until its link is over.
    """
    joined = IncidentCall.objects.filter(call=OuterRef("call"), parted_at=None)
    living = joined.exclude(incident__state=IncidentState.CLOSED)
    closed = joined.filter(incident__state=IncidentState.CLOSED)
    rows = CallerLink.objects.filter(~Exists(living))
    if incident is not None:
        rows = rows.filter(Exists(closed.filter(incident=incident)))
    else:
        rows = rows.filter(Exists(closed) | Q(state=LinkState.ENDED))
    words = CallerWord.objects.filter(link=OuterRef("pk"))
    left = Q(state=LinkState.OPEN) | Exists(words) | Q(message__prefix__gt="")
    return rows.filter(left).exclude(message__state=MessageState.SUBMITTING)


def told_to_erase() -> "QuerySet[HelpTold]":
    """Of which incident that is closed the messages still have their numbers."""
    rows = HelpTold.objects.filter(incident__state=IncidentState.CLOSED, message__prefix__gt="")
    return rows.exclude(message__state=MessageState.SUBMITTING)


def links_over(now: datetime) -> "QuerySet[CallerLink]":
    """Still open, and beyond their time."""
    return CallerLink.objects.filter(state=LinkState.OPEN, expires_at__lte=now)


def _waiting() -> "QuerySet[CallerWord]":
    """By the index of what nobody heeded; of calls that are joined to an open incident now."""
    return (
        CallerWord.objects.filter(
            heeded_at=None,
            link__call__incident_calls__parted_at=None,
            link__call__incident_calls__incident__closed_at=None,
        )
        .exclude(kind__in=OF_ROOM)
        .order_by()
    )


def _latest_links(calls: Collection[Call]) -> dict[UUID, CallerLink]:
    rows = CallerLink.objects.filter(call__in=[call.pk for call in calls])
    found: dict[UUID, CallerLink] = {}
    for link in rows.select_related("message").defer("message__number", "message__text"):
        found.setdefault(link.call_id, link)  # the latest first
    return found


def _words(links: Collection[UUID]) -> dict[UUID, list[CallerWord]]:
    rows = CallerWord.objects.filter(link__in=links).order_by("said_at", "pk")
    found: dict[UUID, list[CallerWord]] = {link: [] for link in links}
    for word in rows:
        found[word.link_id].append(word)
    return found


def _seen(
    call: Call,
    link: CallerLink | None,
    words: dict[UUID, list[CallerWord]],
    incident: Incident,
    reader: Actor,
) -> CallerSeen:
    knows = may_see_caller(reader, call)
    return CallerSeen(
        call=call,
        caller=seen(call, reader).caller,
        link=link,
        open=link is not None and caller_link_is_open(link, incident, reader.now()),
        may_talk=may_send_caller_link(reader, (incident, call)),
        refusal=_refusal(call, link, incident, reader),
        words=words[link.pk][-WORDS:] if link and knows else [],
    )


def _refusal(
    call: Call, link: CallerLink | None, incident: Incident, reader: Actor
) -> Sentence | None:
    """The first rule that forbids to send one; what is withheld is asked when it is pressed."""
    if not may_send_caller_link(reader, (incident, call)):
        return may_send_caller_link.said
    for judged in (caller_has_a_number, caller_reads_messages_there):
        if not judged(call):
            return judged.said
    return None if silent_caller_asked_for_it(link) else silent_caller_asked_for_it.said

"""What the citizens' page asks: everything starts from an access that is held."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from kalantar.cases.models import Case, CaseState, Party
from kalantar.cases.purposes import Purpose
from kalantar.cases.queries import parties_of
from kalantar.citizens.court_orders import asked_by_a_court as asked_by_a_court
from kalantar.citizens.court_orders import orders_of as orders_of
from kalantar.citizens.court_orders import orders_told_of, which
from kalantar.citizens.how_told import how_told
from kalantar.citizens.models import Access, CitizenQuestion
from kalantar.citizens.plain_words import (
    BRING,
    ENDED,
    IN_HAND,
    OPENED,
    REFERRED,
    WAITS,
    WHY_ASKED,
    WHY_OPENED,
    Standing,
)
from kalantar.citizens.rules import access_is_held
from kalantar.citizens.tokens import is_token
from kalantar.citizens.written import written_by_nobody as written_by_nobody
from kalantar.citizens.written import written_on as written_on
from kalantar.citizens.written import written_to as written_to
from kalantar.documents.models import Document
from kalantar.documents.queries import handed_in_by
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.clock import stopped_at
from kalantar.kernel.listing import PAGE, rows_after
from kalantar.kernel.models import Entry
from kalantar.kernel.sentence import Sentence
from kalantar.message_templates.queries import approved_template
from kalantar.messaging.models import Message, Urgency, WithheldFile
from kalantar.messaging.queries import WITHOUT_WORDS, opt_out_of, withheld_because
from kalantar.notices.models import Notice
from kalantar.notices.queries import SAID, guarded, side_of
from kalantar.notices.wording import PERSON, language_of
from kalantar.orders.models import Order
from kalantar.people.roles import NAMES, Role
from kalantar.persons.models import Person
from kalantar.persons.queries import rows_of
from kalantar.places.models import Jurisdiction, Kind
from kalantar.places.queries import nearest_address
from kalantar.reception.models import Appointment, Service, Slot
from kalantar.reception.queries import appointments_of as appointments_of_person
from kalantar.reception.queries import free_slots
from kalantar.safe_numbers.queries import phone_of, safe_numbers_of

ASKS_ABOUT_A_FILE = "case_status"  # of the standard services
ACCESSES = Access.objects.select_related(
    "party__person__merged_into", "party__case__category", "party__case__jurisdiction",
    "party__case__outcome", "party__case__referred_to", "party__beside",
)  # fmt: skip


def access_held(id: UUID, token: str, now: datetime) -> Access | None:
    """The access of the browser that shows this token, with its party and file, while it holds."""
    found = ACCESSES.filter(pk=id).first()
    if found is None or not is_token(token, bytes(found.token_hash)):
        return None
    return found if access_is_held(found, now) else None


def party_asking(case: Case, phone: str) -> Party | None:
    """The complainant or respondent of that phone, or who hears for one; the first where it is theirs in
    several roles. In whose place a guardian hears, the guardian asks. Who named a safe number asks by it."""
    there = parties_of(case).select_related("person__merged_into", "beside__person")
    in_their_place, safe = guarded(case), safe_numbers_of(case)
    return next(
        (
            party
            for party in there
            if side_of(party) and party.pk not in in_their_place and phone == phone_of(party, safe)
        ),
        None,
    )


def files_may_be_told_of(person: Person) -> bool:
    """Whether none of their files forbids that whoever reads a phone of theirs hears of the police."""
    theirs = Party.objects.filter(person__in=rows_of(person).values("pk"))
    withheld = WithheldFile.objects.filter(about=OuterRef("case"), until=None)
    forbidden = Q(case__confidential=True) | Exists(withheld)
    return not theirs.filter(forbidden).exists()


def nothing_is_told(case: Case, phone: str, safe_number: bool) -> bool:
    """Whether the file, or the number, forbids a message that the person waits for."""
    forbidden = withheld_because(phone, case.pk, urgency=Urgency.ASKED_FOR, safe_number=safe_number)
    return (case.confidential and not safe_number) or forbidden is not None


def standing_of(case: Case) -> Standing:
    """How the file stands and what comes next, in plain words; nobody is named but the stations."""
    station = area_said(case.jurisdiction)
    if case.state == CaseState.REFERRED and case.referred_to:
        return REFERRED.at(to=area_said(case.referred_to))
    if case.state == CaseState.CLOSED and case.outcome:
        return ENDED[case.outcome.kind].at(station=station)
    return (IN_HAND if case.officer_id else WAITS).at(station=station)


def area_said(area: Jurisdiction) -> Sentence:
    return Sentence(en=area.name_en or area.name_fa, fa=area.name_fa or area.name_en)


@dataclass(frozen=True, slots=True)
class Heard:
    """``what`` happened, ``at`` what moment, and ``how`` the party was told of it, or why by no message.
    ``order``: of a court, which one."""

    code: str
    what: Sentence
    order: Order | None
    at: datetime
    how: Sentence

    @property
    def which(self) -> Sentence | None:
        """Its kind and branch, also to who was told by no message."""
        return which(self.order) if self.order else None


def told_to(access: Access, orders: Collection[Order], now: datetime) -> list[Heard]:
    """Of every step of the file, the earliest first; their own notices, never another's. ``orders``: the file's."""
    message = Message.objects.defer(*WITHOUT_WORDS)
    mine = Notice.objects.filter(party=access.party).prefetch_related(Prefetch("message", message))
    rows = list(mine.order_by("told_at", "pk"))
    told_of = orders_told_of(rows, orders)
    return [
        Heard(one.what, SAID[one.what], told_of.get(one.entry), one.told_at, how_told(one, now))
        for one in rows
    ]


@dataclass(frozen=True, slots=True)
class Opening:
    """A reading: of what (the file, a court's order of it), in which role, when, and what for as it was said,
    else what that role reads files for; never who, nor the words they wrote."""

    what: Sentence
    role: Sentence
    at: datetime
    why: Sentence


def openings_of(case: Case, now: datetime, *, limit: int = 50) -> list[Opening]:
    """The latest that may be told by now: an inquiry under way is not disturbed by them (ADR 0047)."""
    return _openings(("case", "order"), [case.pk], now, limit)


def registration_openings_of(
    persons: Collection[UUID], now: datetime, *, limit: int = 50
) -> list[Opening]:
    """The same of what is registered of somebody, in all rows that are theirs."""
    return _openings(("registered_person",), persons, now, limit)


def _openings(
    pages: Collection[str], of: Collection[UUID], now: datetime, limit: int
) -> list[Opening]:
    told = Entry.objects.filter(
        event="PageOpened", facts__page__in=pages, subjects__subject__in=of,
        happened_at__lte=now - settings.OPENINGS_TOLD_AFTER,
    )  # fmt: skip
    return [
        Opening(OPENED[one.facts["page"]], _role_said(one.role), one.happened_at, _why_said(one))
        for one in told.select_related("reason").order_by("-pk")[:limit]
    ]


def _why_said(opening: Entry) -> Sentence:
    """An auditor always writes words: what their role reads files for says so. Words that were erased are
    words still."""
    by_role = WHY_OPENED.get(opening.role, WHY_OPENED[""])
    if opening.reason is None or opening.role == Role.AUDITOR:
        return by_role
    return WHY_ASKED.get(opening.why, WHY_ASKED[Purpose.OTHER])


def _role_said(role: str) -> Sentence:
    return NAMES[Role(role)] if role in NAMES else Sentence(en="the service", fa="سامانه")


def times_of(access: Access, now: datetime) -> list[Appointment]:
    """Their times at the file's station that are to come, the next one first."""
    assert access.party
    service = system(stopped_at(now))
    theirs = appointments_of_person(service, access.party.person, now)
    return [one for one in theirs if one.slot.station_id == access.party.case.jurisdiction_id]


def times_free(access: Access, now: datetime, *, limit: int = 12) -> list[Slot]:
    """Places that are left at the file's station for who asks about a file, the next one first."""
    assert access.party
    offered = Service.objects.filter(code=ASKS_ABOUT_A_FILE, retired_at=None).first()
    if offered is None:
        return []
    station = access.party.case.jurisdiction
    return free_slots(system(stopped_at(now)), station, offered.pk, now, limit=limit)


def to_bring(case: Case) -> Sentence:
    """The documents for the file's category, as an administrator wrote them."""
    fa, en = case.category.bring_fa, case.category.bring_en
    return Sentence(en=en or fa or BRING.en, fa=fa or en or BRING.fa)


def address_of(station: Jurisdiction) -> str:
    """What stands beside the station's seat on the map of its city; empty where that is not known."""
    city = Jurisdiction.objects.filter(pk__in=station.ancestors, kind=Kind.CITY).first()
    beside = nearest_address(city.pk, station.seat) if city and station.seat else None
    return beside.label if beside else ""


def questions_of(access: Access) -> list[CitizenQuestion]:
    """Their own, the latest first."""
    return list(CitizenQuestion.objects.filter(party=access.party).order_by("-asked_at", "-pk"))


def papers_of(access: Access) -> list[Document]:
    return handed_in_by(access.party)


def wants_messages(access: Access) -> bool:
    return opt_out_of(access.phone) is None


def answers_by_message(access: Access) -> bool:
    """Whether a message says that a question was answered: where they want none, and where nothing may be
    sent or its words were never approved, none does."""
    party = access.party
    assert party
    language = language_of(party.person.standing)
    if approved_template("question_answered", language, PERSON) is None:
        return False
    safe = party.pk in safe_numbers_of(party.case)
    usual, about = Urgency.USUAL, party.case_id
    return withheld_because(access.phone, about, urgency=usual, safe_number=safe) is None


def asked_about(case: Case) -> list[CitizenQuestion]:
    """What parties asked, for who works on the file; the earliest first."""
    asked = CitizenQuestion.objects.filter(party__case=case)
    return list(asked.select_related("party__person", "answered_by"))


def questions_that_wait(
    reader: Actor, area: Jurisdiction, *, after: UUID | None = None, limit: int = PAGE
) -> list[CitizenQuestion]:
    """At the stations of the area, the one asked first first."""
    found = CitizenQuestion.objects.filter(party__case__in=_here(reader, area), answered_at=None)
    return rows_after(
        found.select_related("party__case__category"), "asked_at", after=after, limit=limit
    )


def _here(reader: Actor, area: Jurisdiction) -> QuerySet[Any, Any]:
    within = Jurisdiction.objects.within([area.pk]).values("pk")
    return Case.objects.visible_to(reader).filter(jurisdiction__in=within).values("pk")

"""What the citizens' page asks: everything starts from an access that is held."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kalantar.cases.models import Case, CaseState, Party
from kalantar.cases.queries import parties_of
from kalantar.citizens.models import Access
from kalantar.citizens.plain_words import (
    ENDED,
    IN_HAND,
    REFERRED,
    WAITS,
    WHY_NOT_BY_MESSAGE,
    Standing,
)
from kalantar.citizens.rules import access_is_held
from kalantar.citizens.tokens import is_token
from kalantar.kernel.sentence import Sentence
from kalantar.messaging.models import Urgency
from kalantar.messaging.queries import withheld_because
from kalantar.notices.models import Notice
from kalantar.notices.queries import SAID, guarded, side_of
from kalantar.places.models import Jurisdiction

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
    several roles. In whose place a guardian hears, the guardian asks."""
    there = parties_of(case).select_related("person__merged_into", "beside__person")
    in_their_place = guarded(case)
    return next(
        (
            party
            for party in there
            if side_of(party) and party.pk not in in_their_place and phone in _phones(party)
        ),
        None,
    )


def _phones(party: Party) -> set[str]:
    standing = party.person.merged_into or party.person
    return {standing.phone or party.person.phone} - {""}


def nothing_is_told(case: Case, phone: str) -> bool:
    """Whether the file, or the number, forbids a message that the person waits for."""
    forbidden = withheld_because(phone, case.pk, urgency=Urgency.ASKED_FOR)
    return case.confidential or forbidden is not None


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
    """What the party was told: ``what`` happened, ``at`` what moment, and where by no message, why."""

    what: Sentence
    at: datetime
    why_not: Sentence | None


def told_to(access: Access) -> list[Heard]:
    """Of every step of the file, the earliest first; their own notices, never another's."""
    mine = Notice.objects.filter(party=access.party).order_by("told_at", "pk")
    return [Heard(SAID[one.what], one.told_at, WHY_NOT_BY_MESSAGE.get(one.why_not)) for one in mine]

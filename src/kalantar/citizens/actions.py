"""What can be done from the citizens' page, and what the service answers."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from kalantar.cases.models import Case
from kalantar.cases.numbering import parse_case_number
from kalantar.citizens import events
from kalantar.citizens.lifecycle import ACCESS
from kalantar.citizens.models import TRIES, WINDOW, Access, Scope
from kalantar.citizens.queries import ACCESSES, nothing_is_told, party_asking
from kalantar.citizens.rules import (
    access_code_came_back,
    access_code_is_tried_a_few_times,
    asking_waits_for_its_answer,
    code_is_six_digits,
    may_answer_askings,
    may_ask_for_code,
    may_take_access,
    may_use_access,
)
from kalantar.citizens.tokens import as_typed, asking_key, code_hash, token_hash
from kalantar.kernel.action import action, lock, part, upkeep
from kalantar.kernel.actor import Actor
from kalantar.kernel.keeping import BATCH, may_forget
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import parse_phone
from kalantar.kernel.timeline import Event, record
from kalantar.message_templates.rules import message_has_an_approved_template
from kalantar.persons.codes import LASTS, SENDERS, ToSend, new_code
from kalantar.persons.rules import codes_can_be_sent


@action
def ask_for_code(
    *, number: str, phone: str, address: str, language: str, token: str, by: Actor
) -> Access:
    """Somebody asks for a code. Whether there is such a file is not looked at here: the answer, and the
    time it takes, are everybody's. ``address``: of the internet, only counted; ``token``: the browser's."""
    may_ask_for_code.require(by, None)
    number, phone = parse_case_number(number), parse_phone(phone)
    now = by.now()
    row = Access(number=number, phone=phone, language=language, asked_at=now)
    row.expires_at = now + LASTS
    row.token_hash, row.code_hash = token_hash(token), code_hash(new_code(), row.pk)
    _count(Scope.ALL, asking_key("all"), now)
    _count(Scope.ADDRESS, asking_key(address), now)
    _count(Scope.FILE, asking_key(number), now)
    _count(Scope.PHONE, asking_key(number, phone), now)
    row.save(force_insert=True)
    record(events.CodeAskedFor(row.pk), about=[row], by=by)
    return row


@action
def answer_asking(*, access: UUID, by: Actor) -> Access:
    """Send the code, where file and phone belong together; else forget both."""
    may_answer_askings.require(by, None)
    row = lock(ACCESSES, access)
    asking_waits_for_its_answer.require(row)
    case = Case.objects.select_related("jurisdiction").filter(number=row.number).first()
    why = _sent(row, case, by) if case else "no_file"
    row.number, row.answered_at = "", by.now()
    if why:
        row.phone = ""
        record(events.CodeNotSent(row.pk, why), about=[row], by=by)
    row.save(update_fields=["number", "phone", "party", "code_hash", "answered_at"])
    return row


@action
def take_access(*, access: UUID, token: str, code: str, new_token: str, by: Actor) -> Access:
    """The code as they read it. A wrong one counts as a try, so it is no refusal, which would leave
    nothing of it: what is returned is then not held. With the right one the browser gets another token."""
    row, _ = may_take_access.allow(by, (lock(ACCESSES, access), token))
    code_is_six_digits.require(typed := as_typed(code))
    if not access_code_came_back(row, typed, by.now()):
        return _did_not(row, by)
    ACCESS.advance(row, "take_access")
    row.held_at, row.token_hash = by.now(), token_hash(new_token)
    row.save(update_fields=["state", "held_at", "token_hash"])
    _record(events.AccessTaken, row, by)
    return row


@action
def give_up_access(*, access: UUID, by: Actor) -> Access:
    """They leave; the token opens nothing any more."""
    row = may_use_access.allow(by, lock(ACCESSES, access))
    ACCESS.advance(row, "give_up_access")
    row.given_up_at = by.now()
    row.save(update_fields=["state", "given_up_at"])
    _record(events.AccessGivenUp, row, by)
    return row


@upkeep
def forget_accesses(*, before: datetime, by: Actor) -> int:
    """What a browser could hold so long ago; that it was held stays on the timeline."""
    may_forget.require(by, None)
    old = Access.objects.filter(asked_at__lt=before).order_by("asked_at")
    ids = list(old.values_list("pk", flat=True)[:BATCH])
    return Access.objects.filter(pk__in=ids).delete()[0]


@upkeep
def forget_askings(*, before: datetime, by: Actor) -> int:
    """Counts of quarters of an hour that are over."""
    may_forget.require(by, None)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM citizens_asking WHERE ctid IN"
            " (SELECT ctid FROM citizens_asking WHERE began < %s LIMIT %s)",
            [before, BATCH],
        )
        return int(cursor.rowcount)


_COUNT = """
INSERT INTO citizens_asking AS kept (scope, key, began, times) VALUES (%s, %s, %s, 1)
ON CONFLICT (scope, key, began) DO UPDATE SET times = kept.times + 1
"""


def _count(scope: Scope, key: bytes, now: datetime) -> None:
    """One more in this quarter of an hour; the constraint of the scope refuses what is too many. Two at
    once take their turns at the row."""
    began = now - (now - datetime.min.replace(tzinfo=now.tzinfo)) % WINDOW
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [str(scope), key, began])


@part
def _sent(row: Access, case: Case, by: Actor) -> str:
    """Send the code to the party; or why not."""
    party = party_asking(case, row.phone)
    if party is None:
        return "no_party"
    if nothing_is_told(case, row.phone):
        return "withheld"
    codes_can_be_sent.require(len(SENDERS))
    code = new_code()
    who = party.person.merged_into or party.person
    try:
        SENDERS[-1](
            ToSend(
                who.pk, row.phone, code, row.language, case.jurisdiction_id,
                use="portal_code", about=("case", case.pk),
            ),
            by,
        )  # fmt: skip
    except Refused as refused:
        if refused.rule is not message_has_an_approved_template:
            raise
        return "no_words"
    row.party, row.code_hash = party, code_hash(code, row.pk)
    _record(events.CodeSent, row, by)
    return ""


@part
def _did_not(row: Access, by: Actor) -> Access:
    if row.tries >= TRIES:
        raise access_code_is_tried_a_few_times.refuse()
    row.tries += 1
    row.save(update_fields=["tries"])
    record(events.CodeNotRight(row.pk), about=[row], by=by)
    return row


type _OfAccess = type[events.CodeSent | events.AccessTaken | events.AccessGivenUp]


def _record(event: _OfAccess, row: Access, by: Actor) -> None:
    assert row.party
    case, person = row.party.case, row.party.person_id
    happened: Event = event(row.pk, case.pk, person)
    record(
        happened, about=[row, case, ("person", person)], by=by, areas=case.jurisdiction.ancestors
    )

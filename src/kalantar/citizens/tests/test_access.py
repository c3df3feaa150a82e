"""From the two numbers to the open file; and whoever has no right to it hears the same as everybody."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kalantar.cases.actions import end_party, keep_case_confidential
from kalantar.cases.numbering import number_of
from kalantar.cases.tests.world import refusal
from kalantar.citizens.actions import forget_accesses, forget_askings, give_up_access
from kalantar.citizens.models import Access, Asking
from kalantar.citizens.queries import access_held
from kalantar.citizens.tests.portal import Portal, another, last_code
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.models import Entry
from kalantar.kernel.story import tell
from kalantar.message_templates.actions import retire_template
from kalantar.message_templates.models import MessageTemplate
from kalantar.messaging.actions import opt_out, withhold_file
from kalantar.messaging.models import Message, MessageState, OptOut, WithheldFile
from kalantar.notices.tests.world import RESPONDS
from kalantar.people.roles import Role
from kalantar.persons.actions import correct_person
from kalantar.places.models import Jurisdiction
from tests.plugins.actors import HandClock

STRANGER = "09129998877"


def _codes() -> int:
    return Message.objects.filter(event="portal_code", state=MessageState.QUEUED).count()


def _holds(portal: Portal, access: Access) -> bool:
    return access_held(access.pk, portal.token, portal.clock()) is not None


def test_the_code_opens_the_file(portal: Portal) -> None:
    access = portal.ask()
    message = Message.objects.get(event="portal_code")
    assert (message.number, message.language, message.urgency) == (
        "+989121112233",
        "fa",
        "asked_for",
    )
    assert message.not_before == message.queued_at
    assert not _holds(portal, access)
    persian = last_code().translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    taken = portal.take(access, f" {persian[:3]} {persian[3:]} ")
    assert (taken.state, taken.party, taken.number) == ("held", portal.party, "")


def test_the_browser_holds_another_token_after_the_code(portal: Portal) -> None:
    access = portal.ask()
    before = portal.token
    portal.take(access, last_code())
    assert access_held(access.pk, before, portal.clock()) is None


def test_a_code_is_used_once(portal: Portal) -> None:
    access, first = portal.ask(), portal.token
    code = last_code()
    portal.take(access, code)
    assert refusal(portal.take, access=access, code=code, token=first) == "may_take_access"


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_words_are_of_the_page_they_read(portal: Portal, language: str) -> None:
    portal.ask(language=language, phone=RESPONDS)
    message = Message.objects.get(event="portal_code")
    assert message.language == language
    assert ("one-time" in message.text) is (language == "en")
    assert portal.case.number not in message.text


def test_at_night_too(portal: Portal, clock: HandClock) -> None:
    clock.moment = datetime(2026, 3, 21, 22, 30, tzinfo=UTC)  # two in the morning in Tehran
    portal.ask()
    message = Message.objects.get(event="portal_code")
    assert message.not_before == clock.moment


def test_who_opted_out_still_gets_the_code_they_ask_for(portal: Portal, as_system: Actor) -> None:
    opt_out(number="09121112233", reason=OptOut.Reason.STOP, by=as_system)
    portal.ask()
    assert _codes() == 1


def _no_file(portal: Portal) -> dict[str, Any]:
    return {"number": number_of(1405, 999, 99_999)}


def _another_phone(portal: Portal) -> dict[str, Any]:
    return {"phone": STRANGER}


def _no_phone(portal: Portal) -> dict[str, Any]:
    person = portal.party.person
    correct_person(person=person.pk, phone="", by=portal.parties.world.desk)
    return {}


def _witness(portal: Portal) -> dict[str, Any]:
    portal.parties.named("witness", phone=STRANGER)
    return {"phone": STRANGER}


def _informant(portal: Portal) -> dict[str, Any]:
    portal.parties.named("informant", phone=STRANGER)
    return {"phone": STRANGER}


def _left(portal: Portal) -> dict[str, Any]:
    by = portal.parties.world.desk
    end_party(case=portal.case.pk, party=portal.party.pk, why="اشتباه", by=by)
    return {}


def _confidential(portal: Portal) -> dict[str, Any]:
    keep_case_confidential(case=portal.case.pk, why="امنیت", by=portal.parties.world.desk)
    return {}


def _withheld(portal: Portal) -> dict[str, Any]:
    withhold_file(
        about=("case", portal.case.pk), reason=WithheldFile.Reason.DOMESTIC,
        area=portal.case.jurisdiction_id, by=portal.parties.world.desk,
    )  # fmt: skip
    return {}


def _wrong_number(portal: Portal) -> dict[str, Any]:
    opt_out(number="09121112233", reason=OptOut.Reason.WRONG_NUMBER, by=system(portal.clock))
    return {}


def _guarded(portal: Portal) -> dict[str, Any]:
    portal.parties.named("guardian", portal.party, phone=STRANGER)
    return {}


def _no_words(portal: Portal) -> dict[str, Any]:
    root = Jurisdiction.objects.get(pk=portal.case.jurisdiction.ancestors[0])
    judge = portal.parties.world.scene.person(Role.COMMANDER, root)
    for row in MessageTemplate.objects.filter(event="portal_code", state="approved"):
        retire_template(template=row.pk, by=judge)
    return {}


NOBODYS = [
    (_no_file, "no_file"), (_another_phone, "no_party"), (_no_phone, "no_party"),
    (_witness, "no_party"), (_informant, "no_party"), (_left, "no_party"), (_guarded, "no_party"),
    (_confidential, "withheld"), (_withheld, "withheld"), (_wrong_number, "withheld"),
    (_no_words, "no_words"),
]  # fmt: skip


@pytest.mark.parametrize(("how", "why"), NOBODYS)
def test_nobody_hears_why_no_code_came(portal: Portal, how: Any, why: str) -> None:
    """No code goes out, and what was typed is forgotten; asking and trying answer as they always do."""
    asked = how(portal)
    with CaptureQueriesContext(connection) as its:
        access = portal.ask(answered=False, **asked)
    with CaptureQueriesContext(connection) as usual:
        Portal(portal.parties, portal.clock).ask(answered=False, phone="09120000000")
    assert [_shape(one) for one in its] == [_shape(one) for one in usual]

    before = portal.token
    access = portal.ask(**asked)
    assert _codes() == 0
    assert (access.party, access.number, access.phone) == (None, "", "")
    assert Entry.objects.filter(event="CodeNotSent").latest("pk").facts["why"] == why
    assert portal.token != before
    assert portal.take(access, "123456").state == "asked"
    assert Access.objects.get(pk=access.pk).tries == 1


def _shape(query: Any) -> str:
    """What is asked of PostgreSQL, without the values and the names of savepoints."""
    sql = str(query["sql"])
    return sql[:12] if "SAVEPOINT" in sql else sql[:40]


def test_trying_a_code_asks_the_same_whether_one_was_sent_or_not(portal: Portal) -> None:
    sent = portal.ask()
    token, wrong = portal.token, another(last_code())
    none = portal.ask(phone=STRANGER)
    with CaptureQueriesContext(connection) as its:
        portal.take(none, wrong)
    with CaptureQueriesContext(connection) as usual:
        portal.take(sent, wrong, token=token)
    assert [_shape(one) for one in its] == [_shape(one) for one in usual]


def test_the_guardian_asks_in_the_place_of_whom_they_guard(portal: Portal) -> None:
    guardian = portal.parties.named("guardian", portal.party, phone=STRANGER)
    assert portal.held(phone=STRANGER).party == guardian


def test_a_phone_that_is_changed_ends_the_access_and_the_code_at_once(portal: Portal) -> None:
    held = portal.held()
    asked, token, code = portal.ask(), portal.token, last_code()
    portal.token = token
    by = portal.parties.world.desk
    correct_person(person=portal.party.person_id, phone=STRANGER, by=by)
    assert not _holds(portal, held)
    portal.take(asked, code)
    assert not _holds(portal, asked)


@pytest.mark.parametrize("how", [_left, _confidential])
def test_what_may_no_longer_be_told_is_no_longer_shown(portal: Portal, how: Any) -> None:
    held = portal.held()
    assert _holds(portal, held)
    how(portal)
    assert not _holds(portal, held)


def test_an_access_is_given_up_and_ends_by_itself(portal: Portal, clock: HandClock) -> None:
    first = portal.held()
    give_up_access(access=first.pk, by=portal.citizen)
    assert not _holds(portal, first)
    second = portal.held()
    clock.forward(hours=3, minutes=59)
    assert _holds(portal, second)
    clock.forward(minutes=1)
    assert not _holds(portal, second)


def test_the_story_says_that_it_was_a_citizen(portal: Portal, as_system: Actor) -> None:
    portal.held()
    lines = tell(Entry.objects.filter(event="AccessTaken"), as_system)
    assert [str(line.who.en) for line in lines] == ["a citizen"]
    assert lines[0].role == "citizen"


def test_answering_twice_sends_one_code(portal: Portal) -> None:
    from kalantar.citizens.reactions import answer

    portal.ask()
    answer(Entry.objects.get(event="CodeAskedFor").pk)
    assert _codes() == 1


def test_what_browsers_held_is_forgotten(
    portal: Portal, as_system: Actor, clock: HandClock
) -> None:
    portal.held()
    assert forget_accesses(before=clock(), by=as_system) == 0
    clock.forward(days=31)
    assert forget_accesses(before=clock(), by=as_system) == 1
    assert forget_askings(before=clock(), by=as_system) == 4
    assert (Access.objects.count(), Asking.objects.count()) == (0, 0)
    assert Entry.objects.filter(event="AccessTaken").count() == 1

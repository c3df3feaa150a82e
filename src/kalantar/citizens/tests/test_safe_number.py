"""Whoever named a safe number opens the page by it alone; what the home phone had open ends at once."""

from kalantar.case_catalogue.models import CaseCategory
from kalantar.cases.actions import keep_case_confidential
from kalantar.citizens.actions import answer_question, ask_question
from kalantar.citizens.models import Access
from kalantar.citizens.queries import access_held
from kalantar.citizens.tests.portal import Portal
from kalantar.kernel.text import parse_phone
from kalantar.messaging.models import Message
from kalantar.notices.tests.world import COMPLAINS, last, react
from kalantar.safe_numbers.actions import name_safe_number

SISTERS = "09351112233"


def _holds(portal: Portal, access: Access) -> bool:
    return access_held(access.pk, portal.token, portal.clock()) is not None


def _named(portal: Portal) -> None:
    name_safe_number(
        case=portal.case.pk, party=portal.party.pk, number=SISTERS, why="حضوری",
        by=portal.parties.world.desk,
    )  # fmt: skip


def _confidential(portal: Portal) -> None:
    keep_case_confidential(case=portal.case.pk, why="خطر", by=portal.parties.world.desk)
    react(last("CaseKeptConfidential"))


def test_what_the_home_phone_had_open_ends_at_once(portal: Portal) -> None:
    access = portal.held()
    assert _holds(portal, access)
    _named(portal)
    assert not _holds(portal, access)


def test_the_safe_number_opens_a_confidential_file_and_the_home_phone_does_not(
    portal: Portal,
) -> None:
    _confidential(portal)
    _named(portal)
    portal.ask()
    assert not Message.objects.filter(event="portal_code").exists()
    access = portal.held(phone=SISTERS)
    assert _holds(portal, access)
    code = Message.objects.get(event="portal_code")
    assert (code.number, code.safe_number) == (parse_phone(SISTERS), True)


def test_an_answer_is_told_to_the_safe_number(portal: Portal) -> None:
    _confidential(portal)
    _named(portal)
    access = portal.held(phone=SISTERS)
    asked = ask_question(access=access.pk, text="کی بیایم؟", by=portal.citizen)
    answer_question(
        case=portal.case.pk, question=asked.pk, answer="فردا", by=portal.parties.world.desk
    )
    told = Message.objects.get(event="question_answered")
    assert (told.number, told.state) == (parse_phone(SISTERS), "queued")


def test_the_safe_number_opens_no_informants_file(portal: Portal) -> None:
    _named(portal)
    rows = CaseCategory.objects.filter(pk=portal.case.category_id)
    rows.update(confidential=True, confidential_because="informant")
    _confidential(portal)
    for phone in (SISTERS, COMPLAINS):
        portal.ask(phone=phone)
    assert not Message.objects.filter(event="portal_code").exists()

"""Of a confidential file only who named a safe number is told, there; the home phone hears nothing."""

import pytest

from kalantar.cases import actions as cases
from kalantar.kernel.text import parse_phone
from kalantar.messaging.actions import withhold_file
from kalantar.messaging.models import Message
from kalantar.notices.tests.test_asking import ask, heard, neutral
from kalantar.notices.tests.world import COMPLAINS, Parties, last, react, told
from kalantar.safe_numbers.actions import give_up_safe_number, name_safe_number

SISTERS = "09351112233"


@pytest.fixture
def quiet(parties: Parties) -> Parties:
    """A confidential file, of which the complainant hears by her sister's phone."""
    desk = parties.world.desk
    cases.keep_case_confidential(case=parties.case.pk, why="در خانه می‌خوانند", by=desk)
    react(last("CaseKeptConfidential"))
    name_safe_number(
        case=parties.case.pk, party=parties.complainant.pk, number=SISTERS, why="حضوری", by=desk
    )
    parties.case.refresh_from_db()
    return parties


def test_only_the_safe_number_is_told(quiet: Parties) -> None:
    entry = quiet.order()
    react(entry)
    [message] = Message.objects.all()
    assert (message.number, message.safe_number, message.state) == (
        parse_phone(SISTERS), True, "queued",
    )  # fmt: skip
    notices = told(entry)
    assert notices[quiet.complainant].channel == "sms"
    assert notices[quiet.respondent].why_not == "confidential"


def test_an_informant_is_not_told_even_there(quiet: Parties) -> None:
    case, desk = quiet.case, quiet.world.desk
    cases.end_confidentiality(case=case.pk, why="دلیل دیگر", by=quiet.world.chief)
    react(last("ConfidentialityEnded"))
    withhold_file(about=("case", case.pk), reason="informant", area=case.jurisdiction_id, by=desk)
    react(quiet.order())
    assert {row.state for row in Message.objects.all()} == {"suppressed"}


def test_once_it_is_given_up_nobody_is_told(quiet: Parties) -> None:
    give_up_safe_number(
        case=quiet.case.pk, party=quiet.complainant.pk, why="گوشی را پس داد", by=quiet.world.desk
    )
    entry = quiet.order()
    react(entry)
    assert {row.why_not for row in told(entry).values()} == {"confidential"}
    assert not Message.objects.exists()


def test_of_another_file_too_the_safe_number_alone_is_told(parties: Parties) -> None:
    """Also where the file is not confidential: she said so."""
    name_safe_number(
        case=parties.case.pk, party=parties.complainant.pk, number=SISTERS, why="حضوری",
        by=parties.world.desk,
    )  # fmt: skip
    react(parties.order())
    numbers = {row.number for row in Message.objects.all()}
    assert parse_phone(SISTERS) in numbers
    assert parse_phone(COMPLAINS) not in numbers


def test_who_asks_from_the_safe_number_is_answered_and_from_the_home_phone_is_not(
    quiet: Parties,
) -> None:
    said, text = heard(ask(f"وضعیت {quiet.case.number}", SISTERS))
    assert (said, "در جریان" in text) == ("told", True)
    assert heard(ask(f"وضعیت {quiet.case.number}", COMPLAINS)) == ("neutral", neutral())


def test_the_serial_is_enough_from_the_safe_number(quiet: Parties) -> None:
    serial = quiet.case.number.split("-")[2]
    assert heard(ask(f"وضعیت {serial}", SISTERS))[0] == "told"

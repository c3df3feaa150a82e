"""Of a confidential file only who named a safe number is told, there; the home phone hears nothing."""

from importlib import import_module

import pytest
from django.db import connection

from kalantar.case_catalogue.models import CaseCategory, WhyConfidential
from kalantar.cases import actions as cases
from kalantar.cases.models import Case
from kalantar.kernel.story import told as story
from kalantar.kernel.text import parse_phone
from kalantar.messaging.actions import withhold_file
from kalantar.messaging.events import WITHHELD_REASONS
from kalantar.messaging.models import Message, WithheldFile
from kalantar.notices.models import Notice
from kalantar.notices.tests.test_asking import ask, heard, neutral
from kalantar.notices.tests.world import COMPLAINS, Parties, last, react, told
from kalantar.safe_numbers.actions import give_up_safe_number, name_safe_number
from kalantar.safe_numbers.models import SafeNumber

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


def _of_category(parties: Parties, why: str) -> Case:
    """Another file of the same two, of a category that is confidential for that reason."""
    rows = CaseCategory.objects.filter(pk=parties.world.category.pk)
    rows.update(confidential=True, confidential_because=why)
    case = parties.world.case(complainant=parties.complainant.person_id)
    react(last("CaseOpened"))
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize("why", WhyConfidential)
def test_a_file_is_withheld_for_its_categorys_own_reason(parties: Parties, why: str) -> None:
    case = _of_category(parties, why)
    assert WithheldFile.objects.get(about=case.pk).reason == why
    said = [line.sentence.en for line in story(case.pk, parties.world.chief)]
    assert any(WITHHELD_REASONS[why].en in one for one in said)


def test_on_an_officers_word_it_is_the_officers(quiet: Parties) -> None:
    assert WithheldFile.objects.get(about=quiet.case.pk).reason == "officer"


@pytest.mark.parametrize("why", WhyConfidential)
def test_whoever_named_a_safe_number_is_told_there_but_no_informant(
    parties: Parties, why: str
) -> None:
    case = _of_category(parties, why)
    party = case.parties.get(role="complainant")
    SafeNumber.objects.create(party=party, number=parse_phone(SISTERS), since=case.opened_at)
    react(last("PartyNamed"))
    [notice] = Notice.objects.filter(case=case)
    sent = Message.objects.filter(about=case.pk, state="queued")
    assert sent.exists() is (why != "informant")
    assert notice.why_not == ("confidential" if why == "informant" else "")
    ask(f"وضعیت {case.number}", SISTERS)
    answered = Message.objects.filter(about=case.pk, state="queued", event="case_status")
    assert answered.exists() is (why != "informant")


@pytest.mark.parametrize("why", WhyConfidential)
def test_when_confidentiality_ends_it_is_told_again_but_of_an_informants_file(
    parties: Parties, why: str
) -> None:
    case = _of_category(parties, why)
    rows = CaseCategory.objects.filter(pk=case.category_id)
    rows.update(confidential=False, confidential_because="")
    cases.end_confidentiality(case=case.pk, why="حکم", by=parties.world.chief)
    react(last("ConfidentialityEnded"))
    assert WithheldFile.objects.filter(about=case.pk, until=None).exists() is (why == "informant")


def test_what_was_withheld_before_categories_said_why_gets_its_reason(parties: Parties) -> None:
    """As the migration does it, once and again."""
    move = import_module("kalantar.notices.migrations.0003_withheld_for_their_own_reason")
    case = _of_category(parties, "informant")
    rows = WithheldFile.objects.filter(about=case.pk)
    rows.update(reason="officer")
    for _ in range(2):
        move.say_why(None, connection.schema_editor(atomic=False))
        assert rows.get().reason == "informant"

"""What a party does on their page, and what they are told when it cannot be."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from uuid_utils.compat import uuid7

from kalantar.citizens.models import CitizenQuestion
from kalantar.citizens.tests.portal import Portal
from kalantar.data_copies.models import CopyRequest
from kalantar.documents.models import Document
from kalantar.fronts.citizen.tests.way_in import the_code_comes
from kalantar.kernel.actor import system
from kalantar.messaging.queries import opt_out_of
from kalantar.notices.tests.world import COMPLAINS
from kalantar.people.roles import Role
from kalantar.reception.actions import install_services, open_slot
from kalantar.reception.models import Appointment, Service
from tests.counter import Counter
from tests.people import grant, sign_in

FILE = "/my/file/"


@pytest.fixture
def citizen(client: Client, portal: Portal) -> Client:
    client.post("/my/", {"number": portal.case.number, "phone": COMPLAINS})
    client.post("/my/code/", {"code": the_code_comes()})
    return client


def _paper(content: bytes = b"%PDF-1.7", name: str = "card.pdf") -> dict[str, Any]:
    return {"paper": SimpleUploadedFile(name, content), "operation": str(uuid7())}


def test_a_question_is_asked_once_however_often_it_is_sent(citizen: Client) -> None:
    asked = {"text": "کی بیایم؟", "operation": str(uuid7())}
    for _ in range(2):
        answer = citizen.post("/my/question/", asked)
        assert answer.headers["Location"] == f"{FILE}?done=question#done"
    assert CitizenQuestion.objects.count() == 1
    page = citizen.get(f"{FILE}?done=question").text
    assert "کی بیایم؟" in page
    assert "پرسش شما به افسر پرونده رسید" in page


def test_what_is_refused_stays_with_what_was_typed(citizen: Client) -> None:
    answer = citizen.post("/my/question/", {"text": "ا" * 2001})
    assert answer.status_code == 422
    assert 'data-rule="words_are_a_few_sentences"' in answer.text
    assert "ا" * 2001 in answer.text


def test_a_paper_is_handed_in_and_opened_at_the_desk(citizen: Client, portal: Portal) -> None:
    assert citizen.post("/my/paper/", _paper()).status_code == 302
    [kept] = Document.objects.all()
    desk = Counter()
    desk.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=portal.case.jurisdiction))
    address = f"/documents/{kept.pk}/"
    assert address in desk.get(f"/files/{portal.case.pk}/papers/").text
    given = desk.post(f"{address}content/")
    assert (given.content, given.headers["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    desk.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=portal.parties.world.there))
    assert desk.get(address).status_code == 404


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"MZ", "paper_is_pdf_or_picture"), (b"", "document_has_something_in_it"),
        (b"%PDF-" + b"x" * 5_242_880, "paper_is_not_too_large"),
        (b"%PDF-" + b"x" * 5_400_000, "paper_is_not_too_large"),
    ],
)  # fmt: skip
def test_a_paper_that_cannot_be_taken_says_why(citizen: Client, content: bytes, rule: str) -> None:
    answer = citizen.post("/my/paper/", _paper(content))
    assert (answer.status_code, f'data-rule="{rule}"' in answer.text) == (422, True)


def test_another_sites_form_hands_nothing_in(citizen: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = citizen.cookies
    for address in ("question", "paper", "messages", "copy"):
        assert strict.post(f"/my/{address}/", _paper()).status_code == 403


def test_messages_and_a_copy(citizen: Client) -> None:
    citizen.post("/my/messages/", {"operation": str(uuid7())})
    assert opt_out_of(COMPLAINS)
    assert "بله، پیامک بفرستید" in citizen.get(FILE).text
    citizen.post("/my/messages/", {"want": "yes", "operation": str(uuid7())})
    assert not opt_out_of(COMPLAINS)
    citizen.post("/my/copy/", {"operation": str(uuid7())})
    assert CopyRequest.objects.count() == 1
    assert "حداکثر تا" in citizen.get(FILE).text


def test_after_messages_were_stopped_no_message_is_promised(citizen: Client) -> None:
    citizen.post("/my/question/", {"text": "کی بیایم؟", "operation": str(uuid7())})
    assert "با پیامک خبرتان می‌کنیم" in citizen.get(f"{FILE}?done=question").text
    citizen.post("/my/messages/", {"operation": str(uuid7())})
    page = citizen.get(f"{FILE}?done=question").text
    assert "با پیامک خبرتان می‌کنیم" not in page
    assert "از پاسخ با پیامک خبر داده نمی‌شود" in page
    assert "چند روز دیگر دوباره ببینید" in page


def test_the_address_of_a_verb_leads_to_the_file(citizen: Client) -> None:
    for address in ("question", "paper", "messages", "copy"):
        assert citizen.get(f"/my/{address}/").headers["Location"] == FILE


def test_a_time_at_the_station(citizen: Client, portal: Portal) -> None:
    assert "اکنون وقتی برای گرفتن نیست" in citizen.get(FILE).text
    by = system()
    install_services(by=by)
    starts = portal.clock() + timedelta(days=1)
    slot = open_slot(
        station=portal.case.jurisdiction_id, capacity=1, starts_at=starts, by=by,
        service=Service.objects.get(code="case_status").pk,
        ends_at=starts + timedelta(minutes=30),
    )  # fmt: skip
    assert citizen.post("/my/time/", {}).status_code == 422
    citizen.post("/my/time/", {"slot": slot.pk, "operation": str(uuid7())})
    page = citizen.get(FILE).text
    assert "نمی‌توانم بیایم" in page
    booked = Appointment.objects.get()
    citizen.post("/my/time/", {"give_up": booked.pk, "operation": str(uuid7())})
    assert "گرفتن این وقت" in citizen.get(FILE).text

"""What a party wrote by message: counted, listed without its words, read on the file's page and dealt with."""

import pytest
from django.test import Client

from kalantar.citizens.models import CitizenQuestion
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.incoming_messages.actions import receive_message
from kalantar.incoming_messages.models import IncomingMessage
from kalantar.kernel.actor import system
from kalantar.kernel.models import Entry
from kalantar.people.models import User
from kalantar.people.roles import DESK, Role
from tests.people import grant, sign_in

pytestmark = pytest.mark.django_db
WORDS = "فردا چه ساعتی بیایم؟"


def wrote(number: str = "09121112233") -> IncomingMessage:
    return receive_message(number=number, text=WORDS, route="first", by=system(why="test"))


@pytest.mark.parametrize("role", Role)
def test_whose_messages_they_are(client: Client, papers: Papers, role: Role) -> None:
    case, works = papers.case(), role in DESK
    wrote()
    client.cookies["django_language"] = "en"
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.station))
    listed = client.get("/files/written/").text
    assert (case.number in listed) == works
    assert WORDS not in listed
    assert ('id="written"' in client.get("/files/work/").text) == works
    assert (WORDS in client.get(f"/files/{case.pk}/citizens/").text) == works


def test_it_is_dealt_with_on_the_page_of_its_file(
    desk: Client, papers: Papers, officer: User
) -> None:
    case = papers.case()
    first, second, third = wrote(), wrote(), wrote()
    page = f"/files/{case.pk}"
    desk.post(f"{page}/as_question/", {"incoming": str(first.pk)})
    assert CitizenQuestion.objects.get().text == WORDS
    refused = desk.post(f"{page}/aside/", {"incoming": str(second.pk), "why": " "})
    assert refused.status_code == 422
    assert "دلیل را بنویسید" in refused.text
    desk.post(f"{page}/aside/", {"incoming": str(second.pk), "why": "تشکر"})
    desk.post(f"{page}/as_wrong_number/", {"incoming": str(third.pk)})
    said = IncomingMessage.objects.order_by("came_at").values_list("settled", flat=True)
    assert list(said) == ["question", "nothing", "wrong_number"]
    assert 'id="written"' not in desk.get(f"{page}/citizens/").text
    assert 'id="written"' not in desk.get("/files/work/").text
    assert Entry.objects.filter(event="MessageSettled", actor=officer.pk).count() == 3


def test_who_is_not_assigned_says_first_what_for(papers: Papers) -> None:
    browser, case = Client(), papers.case()
    wrote()
    browser.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=papers.station))
    assert WORDS not in browser.get(f"/files/{case.pk}/citizens/").text


def test_an_unknown_number_is_read_by_the_administrator(client: Client, papers: Papers) -> None:
    one, more = wrote("09359998877"), wrote("09359998877")
    client.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=papers.station))
    assert client.get("/administration/messages/written/").status_code == 403
    client.cookies["sessionid"] = sign_in(grant(Role.ADMINISTRATOR, over=papers.station))
    listed = client.get("/administration/messages/written/").text
    assert str(one.pk) in listed
    assert WORDS not in listed
    at = f"/administration/messages/written/{one.pk}/"
    assert WORDS in client.get(at).text
    assert Entry.objects.filter(event="PageOpened", facts__page="written").exists()
    assert client.post(f"{at}aside/", {"why": ""}).status_code == 422
    client.post(f"{at}aside/", {"why": "تبلیغ"})
    client.post(f"/administration/messages/written/{more.pk}/wrong/")
    assert client.get(at).status_code == 404
    said = IncomingMessage.objects.order_by("came_at").values_list("settled", flat=True)
    assert list(said) == ["nothing", "wrong_number"]

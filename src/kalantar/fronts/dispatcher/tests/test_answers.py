"""What a caller answers later is written down at the card, by keys alone, and the patrol reads it."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from kalantar.catalogue.models import Question
from kalantar.dispatch.actions import send_units
from kalantar.incidents.actions import answer_questions
from kalantar.incidents.models import Answer, Incident
from kalantar.patrols.models import CrewMember, Shift
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def armed(scene: Scene) -> Question:
    return Question.objects.create(
        incident_type=scene.type,
        code="weapon",
        text_fa="آیا سلاح دارند؟",
        text_en="Are they armed?",
        yes_means_priority=1,
    )


@pytest.fixture
def how_many(scene: Scene) -> Question:
    return Question.objects.create(
        incident_type=scene.type,
        code="number",
        order=1,
        kind=Question.Kind.NUMBER,
        text_fa="چند نفرند؟",
        text_en="How many are they?",
    )


@pytest.fixture
def incident(scene: Scene, armed: Question, how_many: Question) -> Incident:
    return scene.incident(scene.person(Role.CALL_TAKER))


@pytest.fixture
def room(client: Client, scene: Scene) -> Client:
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=scene.city))
    return client


def address(incident: Incident) -> str:
    return reverse("dispatcher:answer_questions", args=[incident.pk])


@pytest.mark.parametrize("language", ["fa", "en"])
def test_by_keys_alone_an_answer_is_given_and_the_priority_rises(
    open_page: OpenPage,
    check_page: CheckPage,
    scene: Scene,
    incident: Incident,
    armed: Question,
    how_many: Question,
    language: str,
) -> None:
    session = sign_in(grant(Role.DISPATCHER, over=scene.city))
    page = open_page(f"/room/?incident={incident.pk}", session=session, language=language)
    scene.unit()  # one that Enter would send, were the form not in its way
    page.reload()
    expect(page.locator("[data-send-button]")).to_be_enabled()
    page.keyboard.press("a")
    yes = page.locator(f"#verb [name='answer-{armed.pk}'][value=yes]")
    expect(yes).to_be_focused()
    check_page(page)
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("۳")
    page.keyboard.press("Enter")
    expect(page.locator("#rose")).to_be_visible()
    expect(page.locator("#card .card-title .priority")).to_have_attribute("data-priority", "1")
    expect(page.locator("#card .answers dd")).to_have_count(2)
    check_page(page)
    assert dict(Answer.objects.values_list("question", "text")) == {
        armed.pk: "yes",
        how_many.pk: "3",
    }
    assert not incident.assignments.exists()
    page.keyboard.press("a")  # again: what is kept is in the form, and Enter on it sends nobody
    expect(page.locator(f"#verb [name='answer-{armed.pk}'][value=yes]")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("#verb .errorlist")).to_be_visible()
    expect(page.locator("#card .card-title")).to_be_visible()
    check_page(page)
    assert not incident.assignments.exists()


def test_only_what_is_new_is_written_down(
    room: Client, scene: Scene, incident: Incident, armed: Question, how_many: Question
) -> None:
    by = scene.person(Role.CALL_TAKER)
    answer_questions(incident=incident.pk, answers={armed.pk: "no", how_many.pk: "2"}, by=by)
    kept = Answer.objects.get(question=armed).answered_at
    sent = {f"answer-{armed.pk}": "no", f"answer-{how_many.pk}": "4"}
    assert room.post(address(incident), sent).status_code == 200
    assert Answer.objects.get(question=how_many).text == "4"
    assert Answer.objects.get(question=armed).answered_at == kept


@pytest.mark.parametrize("said", ["many", "", "\x00"])
def test_what_is_no_answer_is_said_in_the_form(
    room: Client, incident: Incident, how_many: Question, said: str
) -> None:
    answer = room.post(address(incident), {f"answer-{how_many.pk}": said})
    assert answer.status_code == 200
    assert "errorlist" in answer.text
    assert answer["HX-Retarget"] == f'#card[data-card="{incident.pk}"] #verb'
    assert not Answer.objects.exists()


def test_a_type_that_asks_nothing_says_so(room: Client, scene: Scene) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    answer = room.get(address(incident), headers={"accept-language": "en"})
    assert "Nothing is asked for this type" in answer.text


def test_the_patrol_reads_the_answers_on_its_phone(
    client: Client, scene: Scene, incident: Incident, armed: Question
) -> None:
    officer, unit = grant(Role.PATROL_OFFICER, over=scene.city), scene.unit()
    shift = Shift.objects.get(unit=unit)
    CrewMember.objects.create(shift=shift, officer=officer, period=(shift.begun_at, None))
    by = scene.person(Role.DISPATCHER)
    send_units(incident=incident.pk, units=[unit.pk], by=by)
    answer_questions(incident=incident.pk, answers={armed.pk: "yes"}, by=by)
    client.cookies["sessionid"] = sign_in(officer)
    page = client.get(reverse("patrol:now_part"), headers={"accept-language": "en"}).text
    said = page.split('class="phone-answers"')[1].split("</dl>")[0]
    assert "Are they armed?" in said
    assert "Yes" in said

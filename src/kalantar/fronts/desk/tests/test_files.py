"""The pages of files: whose they are, what of them is recorded, and what they refuse."""

from typing import Any

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from kalantar.cases.actions import put_in_charge
from kalantar.cases.models import Case, CaseIncident, Party
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.kernel.models import Entry
from kalantar.orders.actions import assign_order
from kalantar.people.roles import Role
from kalantar.persons.models import Person
from tests.counter import WORDS, auditor_of
from tests.people import grant, sign_in

pytestmark = pytest.mark.django_db


def _read(page: str) -> int:
    return Entry.objects.filter(event="PageOpened", facts__page=page).count()


@pytest.mark.parametrize("role", Role)
def test_whose_files_they_are(client: Client, papers: Papers, role: Role) -> None:
    case = papers.case()
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.station))
    works = role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
    status = 200 if works or role == Role.AUDITOR else 404
    answer = client.get(f"/files/{case.pk}/")
    assert answer.status_code == status
    assert (case.narrative in answer.text) == works
    assert client.get("/files/new/").status_code == (200 if works else 403)
    assert (f'href="/files/{case.pk}/"' in client.get("/files/").text) == works
    asked = works or role == Role.AUDITOR  # of their words, or what for
    assert client.post(f"/files/{case.pk}/hide/").status_code == (422 if asked else 404)
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.other))
    assert f'href="/files/{case.pk}/"' not in client.get("/files/").text
    assert client.post(f"/files/{case.pk}/take/").status_code == 404


def test_an_auditor_says_what_for_first(papers: Papers) -> None:
    case, auditor = papers.case(), grant(Role.AUDITOR, over=papers.station)
    at = f"/files/{case.pk}/"
    assert auditor_of(auditor, words="no").post(at).status_code == 422
    assert _read("case") == 0
    page = auditor_of(auditor).get(at)
    assert (page.status_code, case.narrative in page.text) == (200, True)
    assert Entry.objects.get(event="PageOpened", facts__page="case").why == WORDS
    assert auditor_of(auditor).post(f"{at}close/", {"why": WORDS}).status_code == 404


def test_an_auditor_finds_nothing_without_a_purpose(client: Client, papers: Papers) -> None:
    case = papers.case()
    client.cookies["sessionid"] = sign_in(grant(Role.AUDITOR, over=papers.station))
    link = f'href="/files/{case.pk}/"'
    assert client.get("/files/").status_code == 200
    assert link not in client.post("/files/find/", {"q": case.number, "why": "no"}).text
    assert _read("cases") == 0
    assert link in client.post("/files/find/", {"q": case.number, "why": "complaint 12"}).text
    assert _read("cases") == 1


def test_a_leader_of_several_stations_chooses_one(client: Client, papers: Papers) -> None:
    link = f'href="/files/{papers.case().pk}/"'
    client.cookies["sessionid"] = sign_in(grant(Role.COMMANDER, over=papers.hall.scene.city))
    assert link in client.get(f"/files/?station={papers.station.pk}").text
    assert link in client.get("/files/").text  # it is kept
    assert link not in client.get(f"/files/?station={papers.other.pk}").text


def test_a_reading_is_recorded_once(papers: Papers, desk: Client) -> None:
    case = papers.case()
    for _ in range(2):
        desk.get(f"/files/{case.pk}/")
        desk.get("/files/")
        desk.post("/files/find/", {"q": "رضایی"})
    assert [_read("case"), _read("cases")] == [1, 1]


@pytest.mark.parametrize("asked", ["{number}", "09121112233", "زهره رضائی", "0012345679"])
def test_a_file_is_found(papers: Papers, desk: Client, asked: str) -> None:
    case = papers.case()
    desk.cookies["django_language"] = "en"
    page = desk.post("/files/find/", {"q": asked.format(number=case.number)})
    assert case.number in page.text
    assert case.number not in desk.post("/files/find/", {"q": "کسی دیگر"}).text


def test_what_was_typed_stays_where_opening_is_refused(papers: Papers, desk: Client) -> None:
    told = {"category": str(papers.theft.pk), "narrative": "دوچرخه را بردند"}
    page = desk.post("/files/new/open/", told)
    assert page.status_code == 422
    assert 'data-rule="required_fields_are_filled"' in page.text
    assert "دوچرخه را بردند" in page.text
    assert desk.post("/files/new/open/", {}).status_code == 422
    assert not Case.objects.exists()


def test_a_file_asked_for_twice_is_opened_once(papers: Papers, desk: Client) -> None:
    told = {
        "category": str(papers.theft.pk), f"field-{papers.stolen.pk}": "دوچرخه",
        "person": str(papers.zahra.pk), "operation": str(uuid7()),
    }  # fmt: skip
    for _ in range(2):
        assert desk.post("/files/new/open/", told).status_code == 302
    assert Party.objects.get().person == papers.zahra
    receipt = desk.get(f"/files/{Case.objects.get().pk}/receipt/")
    assert "receipt-number" in receipt.text


def test_where_and_when_it_happened_are_written_with_the_file_and_corrected_later(
    papers: Papers, desk: Client
) -> None:
    told = {"category": str(papers.theft.pk), f"field-{papers.stolen.pk}": "دوچرخه",
            "place": "کوچهٔ نیلوفر ۱۲", "happened_on": "۱۴۰۴/۱۰/۱۵"}  # fmt: skip
    wrong = desk.post("/files/new/open/", told | {"happened_on": "۱۴۰۴/۱۳/۱"})
    assert (wrong.status_code, "کوچهٔ نیلوفر" in wrong.text) == (422, True)
    assert desk.post("/files/new/open/", told).status_code == 302
    case = Case.objects.get()
    page = desk.get(f"/files/{case.pk}/").text
    assert "کوچهٔ نیلوفر ۱۲" in page
    assert "۱۵ دی ۱۴۰۴" in page
    moved = {"place": "میدان آزادی", "happened_on": ""}
    assert desk.post(f"/files/{case.pk}/scene/", moved).status_code == 302
    assert f'href="/files/{case.pk}/"' in desk.post("/files/find/", {"q": "آزادی"}).text
    assert f'href="/files/{case.pk}/"' not in desk.post("/files/find/", {"q": "نیلوفر"}).text


def test_a_visitor_complains(papers: Papers, desk: Client) -> None:
    visit = papers.hall.comes(person=papers.zahra.pk, purpose="کیفم را بردند")
    page = desk.get(f"/files/new/?visit={visit.pk}").text
    assert str(papers.zahra.pk) in page
    assert "کیفم را بردند" in page


def test_somebody_new_complains(papers: Papers, desk: Client) -> None:
    page = desk.post("/files/new/somebody/", {"given": "Aino", "phone": "5"})
    assert (page.status_code, 'value="Aino"' in page.text) == (422, True)
    answer = desk.post("/files/new/somebody/", {"given": "Aino", "family": "Virtanen"})
    made = Person.objects.get(given_en="Aino")
    assert answer.headers["Location"] == f"/files/new/?person={made.pk}"
    assert desk.get(answer.headers["Location"]).status_code == 200


def test_every_verb_of_a_file(papers: Papers, desk: Client) -> None:
    case = papers.case()
    incident = papers.incident()

    def does(verb: str, **told: Any) -> int:
        told = {name: str(value) for name, value in told.items()}
        return int(
            desk.post(f"/files/{case.pk}/{verb}/", told | {"operation": str(uuid7())}).status_code
        )

    respondent = papers.hall.somebody("کاوه", family_fa="امینی")
    assert does("take") == 302
    assert does("narrate", narrative="باز نوشته") == 302
    assert does("fill", **{f"field-{papers.stolen.pk}": "دو دوچرخه"}) == 302
    assert does("party", person=respondent.pk, role="respondent") == 302
    assert does("party", person=respondent.pk, role="lawyer") == 422
    party = Party.objects.get(role="respondent")
    assert does("end", party=party.pk, why="") == 422
    assert does("end", party=party.pk, why="نبود") == 302
    assert does("link", incident=incident.number[-6:]) == 302
    assert does("link", incident="999999") == 422
    assert does("unlink", incident=incident.pk, why="دیگری بود") == 302
    assert does("hide", why="خواست شاکی") == 302
    assert does("unhide", why="x") == 422  # a chief's
    assert does("refer", to=papers.other.name_en, why="آنجا رخ داد") == 302
    assert does("accept") == 422
    assert 'data-rule="may_answer_referral"' in desk.post(f"/files/{case.pk}/accept/").text
    assert does("withdraw") == 302
    assert does("close", outcome=papers.outcome.pk) == 302
    assert does("fly") == 404
    case.refresh_from_db()
    assert (case.state, case.narrative, case.confidential) == ("closed", "باز نوشته", True)
    assert CaseIncident.objects.get().parted_at is not None


def test_what_was_typed_stays_in_a_verb(papers: Papers, desk: Client) -> None:
    case = papers.case()
    page = desk.post(f"/files/{case.pk}/refer/", {"to": "nowhere", "why": "آنجا رخ داد"})
    assert page.status_code == 422
    assert 'value="آنجا رخ داد"' in page.text
    page = desk.post(f"/files/{case.pk}/refer/", {"to": papers.other.name_en, "why": ""})
    assert 'data-rule="reason_is_given"' in page.text
    assert desk.get(f"/files/{case.pk}/refer/").headers["Location"] == f"/files/{case.pk}/"
    assert desk.get("/files/new/open/").headers["Location"] == "/files/new/"


def test_a_verb_that_may_not_be_pressed_says_why(papers: Papers, desk: Client) -> None:
    case = papers.case()
    desk.cookies["django_language"] = "en"
    told = {"outcome": str(papers.outcome.pk)}
    assert desk.post(f"/files/{case.pk}/close/", told).status_code == 302
    page = desk.get(f"/files/{case.pk}/").text
    assert "This is decided by the chief" in page
    assert f'action="/files/{case.pk}/reopen/"' not in page


def test_a_long_list_goes_on(papers: Papers, desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from kalantar.fronts.desk import asked_list, lists

    monkeypatch.setattr(asked_list, "PAGE", 1)
    monkeypatch.setattr(lists, "PAGE", 1)
    first, second = papers.case(), papers.case()
    assert f"?after={first.pk}" in desk.get("/files/").text
    page = desk.get(f"/files/?after={first.pk}").text
    assert [f'href="/files/{one.pk}/"' in page for one in (first, second)] == [False, True]


def test_an_officer_of_no_desk_has_their_own(client: Client, papers: Papers) -> None:
    """A patrol officer who was put in charge of a file, or given an order."""
    patrol = grant(Role.PATROL_OFFICER, over=papers.station)
    case, order = papers.case(), papers.order()
    put_in_charge(case=case.pk, officer=patrol.pk, by=papers.hall.by)
    assign_order(order=order.pk, officer=patrol.pk, by=papers.hall.by)
    client.cookies["sessionid"] = sign_in(patrol)
    assert f'href="/files/{case.pk}/"' in client.get("/files/", follow=True).text
    assert f'href="/orders/{order.pk}/"' in client.get("/orders/", follow=True).text
    assert client.get(f"/files/{case.pk}/").status_code == 200
    assert client.post(f"/files/{case.pk}/narrate/", {"narrative": "x"}).status_code == 302


@pytest.mark.django_db
def test_somebody_new_with_a_number_that_is_somebodys_is_asked_about(
    desk: Client, papers: Papers
) -> None:
    case, known = papers.case(), papers.zahra
    before = Person.objects.count()
    told = {"given": "مریم", "family": "رضایی", "national_id": "0012345679", "language": "fa"}
    for at, take in (
        ("/files/new/", "/files/new/"), (f"/files/{case.pk}/", f"/files/{case.pk}/"),
    ):  # fmt: skip
        page = desk.post(f"{at}somebody/", told)
        assert f"{take}?person={known.pk}" in page.text
        assert "مریم" in page.text
        assert Person.objects.count() == before
    made = desk.post("/files/new/somebody/", told | {"another": "yes"})
    assert (made.status_code, Person.objects.count()) == (302, before + 1)

"""The administrator's lists and pages open, can be read by all, and do one action each."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from kalantar.catalogue.models import Question
from kalantar.kernel.clock import system_clock
from kalantar.patrols.models import Unit
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene, a_city

SECTIONS = (
    "people", "units", "types", "dispositions", "reasons", "case_categories", "case_outcomes",
    "outside_services", "services", "branches", "templates", "areas",
)  # fmt: skip


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.fixture
def admin(scene: Scene) -> User:
    return grant(Role.ADMINISTRATOR, over=scene.city)


@pytest.fixture
def signed_in(client: Client, admin: User) -> Client:
    client.cookies["sessionid"] = sign_in(admin)
    return client


@pytest.mark.django_db
def test_a_unit_is_added_and_shown(signed_in: Client, scene: Scene) -> None:
    asked = {"call_sign": "Z-01", "jurisdiction": str(scene.stations[0].pk), "kind": "car"}
    signed_in.post(reverse("administrator:add_unit"), asked)
    assert Unit.objects.get(call_sign="Z-01").jurisdiction == scene.stations[0]
    assert "Z-01" in signed_in.get(reverse("administrator:units")).text


@pytest.mark.django_db
def test_a_person_gets_a_role(signed_in: Client, scene: Scene) -> None:
    signed_in.post(reverse("administrator:add_person"), {"username": "z9001", "name_en": "Zed"})
    zed = User.objects.get(username="z9001")
    asked = {"role": "dispatcher", "jurisdiction": str(scene.city.pk)}
    signed_in.post(reverse("administrator:grant", args=[zed.pk]), asked)
    assert zed.grants.get().role == "dispatcher"


@pytest.mark.django_db
def test_a_refusal_keeps_the_form(signed_in: Client, scene: Scene) -> None:
    asked = {"call_sign": "Z-01", "jurisdiction": str(scene.stations[0].pk), "kind": "car"}
    signed_in.post(reverse("administrator:add_unit"), asked)
    again = signed_in.post(reverse("administrator:add_unit"), asked)
    assert again.status_code == 422
    assert 'data-rule="call_sign_is_one_units"' in again.text
    assert "Z-01" in again.text


@pytest.mark.django_db
@pytest.mark.parametrize("officer", ["", "nobody", "01890000-0000-7000-8000-000000000000"])
@pytest.mark.parametrize("address", ["begin_shift", "join_crew"])
def test_a_crew_without_an_officer_is_asked_for_again(
    signed_in: Client, scene: Scene, address: str, officer: str
) -> None:
    unit = scene.unit(status="off_duty" if address == "begin_shift" else "available")
    answer = signed_in.post(
        reverse(f"administrator:{address}", args=[unit.pk]), {"officer": officer}
    )
    assert answer.status_code == 422
    assert "errorlist" in answer.text
    assert unit.call_sign in answer.text


@pytest.mark.django_db
def test_a_verb_that_is_refused_says_so_on_the_things_page(signed_in: Client, scene: Scene) -> None:
    unit = scene.unit()
    address = reverse("administrator:retire_unit", args=[unit.pk])
    answer = signed_in.post(address)
    assert answer.status_code == 422
    assert 'data-rule="unit_is_off_duty"' in answer.text
    assert signed_in.get(address).headers["Location"] == reverse(
        "administrator:unit", args=[unit.pk]
    )


@pytest.mark.django_db
def test_what_was_typed_into_a_small_form_stays(signed_in: Client, scene: Scene) -> None:
    question = {"code": "weapon", "text_fa": "سلاح دارند؟", "kind": "yes_no"}
    address = reverse("administrator:add_question", args=[scene.type.pk])
    answer = signed_in.post(address, question)
    assert answer.status_code == 422
    assert "errorlist" in answer.text
    assert "سلاح دارند؟" in answer.text
    zed = grant(Role.CALL_TAKER, over=scene.city)
    wanted = {"role": "dispatcher", "jurisdiction": "elsewhere"}
    answer = signed_in.post(reverse("administrator:grant", args=[zed.pk]), wanted)
    assert answer.status_code == 422
    assert '<option value="dispatcher" selected>' in answer.text


def _question(scene: Scene, order: int, **more: object) -> Question:
    usual = {"code": f"q{order}", "text_fa": "سلاح دارد؟", "text_en": "Is there a weapon?"}
    return Question.objects.create(incident_type=scene.type, order=order, **(usual | more))


@pytest.mark.django_db
def test_a_question_is_changed_and_a_yes_raises_nothing_any_more(
    signed_in: Client, scene: Scene
) -> None:
    one = _question(scene, 1, yes_means_priority=1)
    address = reverse("administrator:question", args=[scene.type.pk, one.pk])
    assert address in signed_in.get(reverse("administrator:type", args=[scene.type.pk])).text
    asked = {"text_fa": "کسی سلاح دارد؟", "text_en": "Any weapon?", "order": "4"}
    assert signed_in.post(address, asked).status_code == 302
    one.refresh_from_db()
    assert (one.text_fa, one.text_en, one.order) == ("کسی سلاح دارد؟", "Any weapon?", 4)
    assert one.yes_means_priority is None
    assert signed_in.post(address, asked | {"yes_means_priority": "2"}).status_code == 302
    one.refresh_from_db()
    assert one.yes_means_priority == 2


@pytest.mark.django_db
def test_a_change_of_a_question_that_is_refused_leaves_it_as_it_was(
    signed_in: Client, scene: Scene
) -> None:
    first, number = _question(scene, 1), _question(scene, 2, kind="number")
    address = reverse("administrator:question", args=[scene.type.pk, number.pk])
    asked = {"text_fa": number.text_fa, "text_en": "How many?", "order": first.order}
    taken = signed_in.post(address, asked)
    assert taken.status_code == 422
    assert 'data-rule="question_has_its_own_place"' in taken.text
    assert "How many?" in taken.text
    assert "yes_means_priority" not in taken.text  # its answer is a number
    assert signed_in.post(address, asked | {"text_en": ""}).status_code == 422
    number.refresh_from_db()
    assert (number.text_en, number.order) == ("Is there a weapon?", 2)
    of_another = a_city(system_clock).type.pk
    elsewhere = reverse("administrator:question", args=[of_another, number.pk])
    assert signed_in.get(elsewhere).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "phone"), [("fa", False), ("en", True)])
def test_a_question_is_changed_by_keys_alone(
    open_page: OpenPage,
    check_page: CheckPage,
    scene: Scene,
    admin: User,
    language: str,
    phone: bool,
) -> None:
    one = _question(scene, 1)
    address = reverse("administrator:type", args=[scene.type.pk])
    page = open_page(address, session=sign_in(admin), language=language, phone=phone)
    page.get_by_role("link", name=one.text_fa).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/questions/{one.pk}/")
    check_page(page)
    page.locator("#id_text_en").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("Any weapon?")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    expect(page.locator("#questions tbody")).to_contain_text("Any weapon?")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_every_section_can_be_read_by_everyone(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, admin: User, language: str
) -> None:
    unit = scene.unit()
    page = open_page("/administration/", session=sign_in(admin), language=language)
    addresses = [reverse(f"administrator:{section}") for section in SECTIONS]
    addresses += [
        reverse("administrator:unit", args=[unit.pk]),
        reverse("administrator:person", args=[admin.pk]),
        reverse("administrator:type", args=[scene.type.pk]),
    ]
    for address in addresses:
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
        check_page(page)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_section_one_is_in_and_a_call_sign_are_seen_whole_on_a_phone(
    open_page: OpenPage, scene: Scene, admin: User, language: str
) -> None:
    unit = scene.unit()
    page = open_page(
        "/administration/areas/", session=sign_in(admin), language=language, phone=True
    )
    expect(page.locator(".staff-sections .active")).to_be_in_viewport(ratio=1)
    page.goto("/administration/units/")
    sign = page.get_by_role("link", name=unit.call_sign)
    assert sign.evaluate("link => link.getClientRects().length") == 1


@pytest.mark.django_db
def test_a_number_is_read_in_any_digits_and_shown_in_the_readers(
    signed_in: Client, scene: Scene
) -> None:
    signed_in.cookies["django_language"] = "fa"
    address = reverse("administrator:type", args=[scene.type.pk])
    kept = {
        "name_fa": "نزاع",
        "name_en": "Brawl",
        "priority": "2",
        "order": "۷",
        "wait_alarm_s": "۹۰",
        "word_within_s": "۶۰۰",
    }
    answer = signed_in.post(address, kept | {"units": "۲۱"})
    assert "۲۰" in answer.text.partition("errorlist")[2][:200]
    signed_in.post(address, kept | {"units": "۲"})
    scene.type.refresh_from_db()
    assert (scene.type.order, scene.type.units, scene.type.wait_alarm_s) == (7, 2, 90)
    assert 'value="۹۰"' in signed_in.get(address).text

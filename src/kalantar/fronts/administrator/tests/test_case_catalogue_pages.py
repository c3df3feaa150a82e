"""What files, visits and orders are about is kept by an administrator, without a developer."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from kalantar.case_catalogue.models import CaseCategory, CaseField, CaseOutcome
from kalantar.kernel.clock import system_clock
from kalantar.orders.models import Branch
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction
from kalantar.reception.models import Desk, Service
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene, a_city

NAMED = {"name_fa": "نزاع همسایگان", "name_en": "Neighbours' quarrel", "order": "3"}
KEY = "5a" * 32


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.fixture
def admin(scene: Scene) -> User:
    return grant(Role.ADMINISTRATOR, over=Jurisdiction.objects.get(pk=scene.city.ancestors[0]))


@pytest.fixture
def signed_in(client: Client, admin: User) -> Client:
    client.cookies["sessionid"] = sign_in(admin)
    return client


def _category(**more: Any) -> CaseCategory:
    said = {"code": "quarrel", "name_fa": "نزاع", "name_en": "Quarrel"}
    return CaseCategory.objects.create(**said | more)


@pytest.mark.django_db
def test_a_category_of_files_is_added_changed_retired_and_offered_again(signed_in: Client) -> None:
    asked = NAMED | {
        "code": "neighbours",
        "kept_years": "۵",
        "confidential": "on",
        "confidential_because": "child",
    }
    asked["kept_source"] = "بخشنامهٔ ۱۲"
    signed_in.post(reverse("administrator:add_case_category"), asked)
    row = CaseCategory.objects.get(code="neighbours")
    assert (row.kept_years, row.confidential, row.confidential_because) == (5, True, "child")
    address = reverse("administrator:case_category", args=[row.pk])
    assert address in signed_in.get(reverse("administrator:case_categories")).text
    assert signed_in.post(address, NAMED | {"kept_years": "200"}).status_code == 422
    wrong = signed_in.post(address, NAMED | {"kept_years": "20"})
    assert 'data-rule="kept_years_name_their_source"' in wrong.text
    signed_in.post(address, NAMED | {"kept_years": "20", "kept_source": "مادهٔ ۷"})
    row.refresh_from_db()
    assert (row.kept_years, row.kept_source, row.confidential) == (20, "مادهٔ ۷", False)
    for verb in ("retire", "restore"):
        signed_in.post(reverse(f"administrator:{verb}_case_category", args=[row.pk]))
        row.refresh_from_db()
        assert (row.retired_at is not None) == (verb == "retire")


@pytest.mark.django_db
def test_the_template_of_a_category_is_its_fields(signed_in: Client) -> None:
    category = _category()
    page = reverse("administrator:case_category", args=[category.pk])
    below = reverse("administrator:add_case_field", args=[category.pk])
    asked = {"code": "about", "text_fa": "دربارهٔ چه؟", "kind": "long_text", "required": "on"}
    wrong = signed_in.post(below, asked)
    assert wrong.status_code == 422
    assert "دربارهٔ چه؟" in wrong.text
    signed_in.post(below, asked | {"text_en": "About what?"})
    field = CaseField.objects.get()
    assert (field.category, field.kind, field.required) == (category, "long_text", True)
    address = reverse("administrator:case_field", args=[category.pk, field.pk])
    assert address in signed_in.get(page).text
    signed_in.post(address, {"text_fa": "موضوع؟", "text_en": "What about?", "order": "4"})
    field.refresh_from_db()
    assert (field.text_fa, field.order, field.required) == ("موضوع؟", 4, False)
    for verb in ("retire", "restore"):
        does = reverse(f"administrator:{verb}_case_field", args=[category.pk, field.pk])
        assert signed_in.get(does).headers["Location"] == page
        assert signed_in.post(does).headers["Location"] == page
        field.refresh_from_db()
        assert (field.retired_at is not None) == (verb == "retire")
    other = _category(code="other")
    assert (
        signed_in.get(reverse("administrator:case_field", args=[other.pk, field.pk])).status_code
        == 404
    )


@pytest.mark.django_db
def test_an_outcome_is_counted_as_what_it_was_added_as(signed_in: Client) -> None:
    asked = NAMED | {"code": "reconciled", "kind": "settled"}
    signed_in.post(reverse("administrator:add_case_outcome"), asked)
    row = CaseOutcome.objects.get(code="reconciled")
    signed_in.post(
        reverse("administrator:case_outcome", args=[row.pk]),
        NAMED | {"needs_note": "on", "kind": "court"},
    )
    row.refresh_from_db()
    assert (row.kind, row.needs_note) == ("settled", True)


@pytest.mark.django_db
def test_a_service_is_offered_and_no_longer(signed_in: Client) -> None:
    address = reverse("administrator:add_service")
    wrong = signed_in.post(address, NAMED | {"code": "papers", "letter": "ب"})
    assert 'data-rule="service_has_a_letter"' in wrong.text
    signed_in.post(address, NAMED | {"code": "papers", "letter": "P"})
    row = Service.objects.get()
    page = reverse("administrator:service", args=[row.pk])
    assert NAMED["name_fa"] in signed_in.get(page).text
    signed_in.post(reverse("administrator:retire_service", args=[row.pk]))
    assert Service.objects.get().retired_at is not None
    assert "restore" not in signed_in.get(page).text


@pytest.mark.django_db
def test_a_branch_signs_with_the_key_it_was_given(signed_in: Client) -> None:
    asked = {"code": "b_1203", "name_fa": "شعبهٔ ۱۲۰۳", "name_en": "Branch 1203"}
    address = reverse("administrator:add_branch")
    assert signed_in.post(address, asked | {"public_key": "not a key"}).status_code == 422
    assert (
        'data-rule="branch_key_is_a_key"'
        in signed_in.post(address, asked | {"public_key": "5a"}).text
    )
    signed_in.post(address, asked)
    branch = Branch.objects.get()
    page = reverse("administrator:branch", args=[branch.pk])
    assert page in signed_in.get(reverse("administrator:branches")).text
    signed_in.post(page, {"public_key": KEY})
    branch.refresh_from_db()
    assert bytes(branch.public_key).hex() == KEY
    assert f'value="{KEY}"' in signed_in.get(page).text
    signed_in.post(reverse("administrator:retire_branch", args=[branch.pk]))
    branch.refresh_from_db()
    assert branch.retired_at is not None


@pytest.mark.django_db
def test_the_desks_of_a_station_stand_on_its_page(signed_in: Client, scene: Scene) -> None:
    station = scene.stations[0]
    service = Service.objects.create(code="papers", letter="P", name_fa="مدارک", name_en="Papers")
    page = reverse("administrator:area", args=[station.pk])
    add = reverse("administrator:set_up_desk", args=[station.pk])
    assert signed_in.post(add, {"number": "0"}).status_code == 422
    signed_in.post(add, {"number": "۲"})
    desk = Desk.objects.get()
    assert (desk.station, desk.number, desk.services) == (station, 2, [])
    again = signed_in.post(add, {"number": "2"})
    assert 'data-rule="desk_number_is_one_desks"' in again.text
    address = reverse("administrator:desk", args=[station.pk, desk.pk])
    assert address in signed_in.get(page).text
    signed_in.post(address, {"services": [str(service.pk)]})
    desk.refresh_from_db()
    assert desk.services == [service.pk]
    assert "مدارک" in signed_in.get(page, headers={"accept-language": "fa"}).text
    signed_in.post(reverse("administrator:take_desk_away", args=[station.pk, desk.pk]))
    desk.refresh_from_db()
    assert desk.retired_at is not None
    assert address not in signed_in.get(page).text
    assert (
        reverse("administrator:set_up_desk", args=[scene.city.pk])
        not in signed_in.get(reverse("administrator:area", args=[scene.city.pk])).text
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "phone"), [("fa", False), ("en", True)])
def test_a_field_of_a_category_is_added_by_keys_alone(
    open_page: OpenPage, check_page: CheckPage, admin: User, language: str, phone: bool
) -> None:
    address = reverse("administrator:case_category", args=[_category().pk])
    page = open_page(address, session=sign_in(admin), language=language, phone=phone)
    check_page(page)
    for name, words in (("code", "about"), ("text_fa", "موضوع؟"), ("text_en", "About?")):
        page.locator(f"#fields #id_{name}").focus()
        page.keyboard.insert_text(words)
    page.keyboard.press("Enter")
    expect(page.locator("#fields tbody")).to_contain_text("About?")
    check_page(page)

"""What a verb asks: a refusal stands in its form, nothing typed is lost, and keys find their way."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from kalantar.catalogue.models import Disposition
from kalantar.dispatch.actions import call_off, send_units
from kalantar.fronts.dispatcher.tests.test_keyboard import holding, until_held
from kalantar.incidents.actions import close_incident
from kalantar.incidents.models import Incident
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import OpenPage
from tests.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session(scene: Scene) -> str:
    return sign_in(grant(Role.DISPATCHER, over=scene.city))


@pytest.fixture
def incident(scene: Scene) -> Incident:
    return scene.incident(scene.person(Role.CALL_TAKER))


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_refused_form_says_why_keeps_what_was_chosen_and_can_be_sent_again(
    open_page: OpenPage, scene: Scene, session: str, incident: Incident, language: str
) -> None:
    told = {"code": f"told_{scene.ending.code}", "name_en": "Other", "name_fa": "دیگر"}
    ending = Disposition.objects.create(needs_note=True, **told)
    page = opened(open_page, session, incident, language)
    page.keyboard.press("c")
    form = page.locator("#card #verb")
    expect(form.locator("select")).to_be_focused()
    form.locator("select").select_option(str(ending.pk))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    refusal = form.locator("[role=alert][data-rule=disposition_has_its_note]")
    expect(refusal).to_contain_text({"fa": "توضیح", "en": "few words"}[language])
    expect(form.locator("select")).to_have_value(str(ending.pk))
    expect(form.locator("input[name=note]")).to_be_focused()
    page.keyboard.type("seen by nobody")
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_contain_text("seen by nobody")
    incident.refresh_from_db()
    assert incident.disposition == ending


def test_a_reason_that_is_always_needed_is_asked_for_before_it_is_sent(
    open_page: OpenPage, session: str, incident: Incident
) -> None:
    """The browser asks where nothing is written, the rule where nothing is said by it."""
    page = opened(open_page, session, incident, "en")
    page.keyboard.press("p")
    form = page.locator("#card #verb")
    expect(form.get_by_label("Why (required)")).to_have_js_property("required", True)
    form.locator("select").select_option("1")
    form.locator("button.next").click()
    expect(form.locator("input:invalid")).to_be_focused()
    page.keyboard.type("  ")
    page.keyboard.press("Enter")
    expect(form.locator("[data-rule=reason_is_given]")).to_be_visible()
    expect(form.locator("select")).to_have_value("1")


def test_what_is_asked_is_sent_by_the_same_keys_as_every_form(
    open_page: OpenPage, session: str, incident: Incident
) -> None:
    page = opened(open_page, session, incident, "fa")
    page.keyboard.press("t")
    expect(page.locator("#card #verb :is(input, textarea):not([type=hidden])")).to_be_focused()
    page.keyboard.type("در پشتی باز است")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#card")).to_contain_text("در پشتی باز است")


def test_every_verb_that_asks_shows_its_refusal_where_it_asked(
    client: Client, scene: Scene, session: str, incident: Incident
) -> None:
    client.cookies["sessionid"] = session
    dispatcher, unit = scene.person(Role.DISPATCHER), scene.unit()
    send_units(incident=incident.pk, units=[unit.pk], by=dispatcher)
    ended, call = incident.assignments.get().pk, scene.call(scene.person(Role.CALL_TAKER)).pk
    call_off(assignment=ended, by=dispatcher)
    close_incident(incident=incident.pk, disposition=scene.ending.pk, by=dispatcher)
    asked = {
        reverse("dispatcher:call_off", args=[ended]): {"why": "kept words"},
        reverse("dispatcher:change_type", args=[incident.pk]): {
            "type": scene.type.pk,
            "why": "kept words",
        },
        reverse("dispatcher:join", args=[incident.pk, call]): {},
        reverse("dispatcher:part", args=[incident.pk, call]): {},
    }
    for address, said in asked.items():
        answer = client.post(address, said)
        assert (answer.status_code, 'role="alert"' in answer.text) == (422, True), address
        assert answer["HX-Retarget"] == f'#card[data-card="{incident.pk}"] #verb'
        assert ("kept words" in answer.text) is bool(said)


def test_a_form_that_comes_late_does_not_come_into_another_card(
    open_page: OpenPage, scene: Scene, session: str, incident: Incident
) -> None:
    other = scene.incident(scene.person(Role.CALL_TAKER))
    page = opened(open_page, session, incident, "en")
    held = holding(page, "**/priority/")
    page.locator("#card[data-card]").wait_for()
    page.evaluate(
        "() => { window.came = new Promise((resolve) => document.addEventListener("
        "'htmx:finally:request', ({ detail }) => "
        "detail.ctx.request.action.includes('priority') && resolve(true))) }"
    )
    page.keyboard.press("p")
    until_held(page, held, 1)
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#card[data-card='{other.pk}']:not([inert])")).to_be_visible()
    held[0].continue_()
    assert page.evaluate("window.came")
    expect(page.locator("#verb form")).to_have_count(0)


def opened(open_page: OpenPage, session: str, incident: Incident, language: str) -> Page:
    page = open_page(f"/room/?incident={incident.pk}", session=session, language=language)
    page.locator("#card[data-card]").wait_for()
    return page


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("key", ["c", "y", "p", "b"])
def test_what_decides_is_chosen_by_nobody_but_who_decides(
    open_page: OpenPage, scene: Scene, session: str, incident: Incident, language: str, key: str
) -> None:
    """The list opens empty; sent so it is refused in words, and nothing is done."""
    if key == "b":
        by, unit = scene.person(Role.DISPATCHER), scene.unit()
        send_units(incident=incident.pk, units=[unit.pk], by=by)
    page = opened(open_page, session, incident, language)
    page.keyboard.press(key)
    form = page.locator("#card #verb")
    expect(form.locator("select")).to_have_value("")
    if key == "p":
        form.locator("input[name=why]").fill("screams")
    page.keyboard.press("Control+Enter")
    said = {"fa": "چیزی انتخاب نشده است", "en": "Nothing is chosen"}[language]
    expect(form.locator(".errorlist")).to_contain_text(said)
    expect(form.locator("select")).to_be_focused()
    before = incident.priority, incident.type_id
    incident.refresh_from_db()
    assert (incident.priority, incident.type_id, incident.closed_at) == (*before, None)
    assert not incident.assignments.exclude(ended_at=None).exists()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_divert_names_the_unit_and_promises_no_more_than_the_rule(
    open_page: OpenPage, scene: Scene, session: str, incident: Incident, language: str
) -> None:
    unit, by = scene.unit(), scene.person(Role.DISPATCHER)
    send_units(incident=incident.pk, units=[unit.pk], by=by)
    equal = scene.incident(scene.person(Role.CALL_TAKER))
    page = opened(open_page, session, incident, language)
    verb = {"fa": "تغییر مسیر", "en": "Divert"}[language]
    expect(page.locator(".assigned [data-key=D]")).to_have_text(f"{verb} D")
    page.keyboard.press("d")
    form = page.locator("#card #verb")
    expect(form.locator("#asked")).to_have_text(f"{verb} {unit.call_sign}")
    form.locator("select").select_option(str(equal.pk))
    form.locator("input[name=why]").fill("nearer to it")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".assigned")).to_have_count(0)
    assert equal.assignments.filter(unit=unit, ended_at=None).exists()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_unit_is_not_taken_off_the_board_without_a_reason(
    open_page: OpenPage, scene: Scene, session: str, language: str
) -> None:
    unit = scene.unit()
    page = open_page("/room/", session=session, language=language)
    page.keyboard.press("s")
    line = page.locator(f"#unit-{unit.pk}")
    expect(line.locator("select")).to_have_value("")
    line.locator("button").click()
    expect(page.locator("#card [data-rule=unavailable_unit_has_reason]")).to_be_visible()
    unit.refresh_from_db()
    assert unit.status == "available"

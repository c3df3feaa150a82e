"""Every verb of the room can be written, in either language, and says what it lacks."""

import pytest
from django.utils import translation
from playwright.sync_api import expect

from kalantar.catalogue.models import Disposition, IncidentType, UnavailableReason
from kalantar.commands.line import run
from kalantar.commands.verbs import VERBS
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused
from kalantar.patrols.models import CrewMember, Unit
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)
BEGINNINGS = [
    (words, language)
    for one in VERBS
    if one.slots
    for language, words in (("en", one.en[0]), ("fa", one.fa[-1]))
]


@pytest.fixture
def by(scene: Scene) -> Actor:
    return scene.person(Role.DISPATCHER)


def opened(scene: Scene, priority: int = 2) -> tuple[Incident, str]:
    """An incident, and its number as it is said."""
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    Incident.objects.filter(pk=incident.pk).update(priority=priority)
    return incident, incident.number.rpartition("-")[2].lstrip("0")


def on_it(scene: Scene, by: Actor) -> tuple[Unit, Incident, str]:
    unit = scene.unit()
    incident, number = opened(scene)
    run(f"dispatch {unit.call_sign} to {number}", scene.city, by)
    return unit, incident, number


def refused(text: str, scene: Scene, by: Actor) -> str:
    with pytest.raises(Refused) as refusal:
        run(text, scene.city, by)
    return refusal.value.rule.name


@pytest.mark.parametrize("words", ["call off {}: false alarm", "لغو {}: گزارش نادرست"])
def test_a_unit_is_called_off(scene: Scene, by: Actor, words: str) -> None:
    unit, incident, _number = on_it(scene, by)
    assert run(words.format(unit.call_sign), scene.city, by) == incident.pk
    assert incident.assignments.get().state == "called_off"


@pytest.mark.parametrize("words", ["divert {} to {}: nearer", "تغییر مسیر {} به {}: نزدیک‌تر است"])
def test_a_unit_is_diverted(scene: Scene, by: Actor, words: str) -> None:
    unit, incident, _number = on_it(scene, by)
    urgent, number = opened(scene, priority=1)
    assert run(words.format(unit.call_sign, number), scene.city, by) == urgent.pk
    assert incident.assignments.get().state == "diverted"
    assert urgent.assignments.get().unit == unit


@pytest.mark.parametrize("words", ["divert {} to {}", "تغییر مسیر {} به {}"])
def test_a_divert_past_a_better_unit_asks_for_the_reason(
    scene: Scene, by: Actor, words: str
) -> None:
    unit, incident, _number = on_it(scene, by)
    unit.position.delete()
    scene.unit()
    _urgent, number = opened(scene, priority=1)
    said = words.format(unit.call_sign, number)
    assert refused(said, scene, by) == "override_says_why"
    assert incident.assignments.get().state == "sent"
    run(f"{said}: has the ram", scene.city, by)
    assert incident.assignments.get().state == "diverted"


@pytest.mark.parametrize("words", ["broken down {}: broken", "بازماندن {}: نقص فنی"])
def test_a_unit_breaks_down(scene: Scene, by: Actor, words: str) -> None:
    unit, incident, _number = on_it(scene, by)
    run(words.format(unit.call_sign), scene.city, by)
    assert incident.assignments.get().state == "broken_down"
    assert Unit.objects.get(pk=unit.pk).status == "unavailable"


@pytest.mark.parametrize(
    "words", ["close {}: settled; both went home", "بستن {}: صلح و سازش؛ رفتند"]
)
def test_an_incident_is_closed_by_the_words_of_its_disposition(
    scene: Scene, by: Actor, words: str
) -> None:
    incident, number = opened(scene)
    assert run(words.format(number), scene.city, by) == incident.pk
    closed = Incident.objects.get(pk=incident.pk)
    assert (closed.state, closed.disposition) == ("closed", scene.ending)
    assert closed.notes.count() == 1


@pytest.mark.parametrize("words", ["reopen {}: it goes on", "بازگشایی {}: ادامه دارد"])
def test_a_closed_incident_is_opened_again(scene: Scene, by: Actor, words: str) -> None:
    incident, number = opened(scene)
    run(f"close {number}: settled", scene.city, by)
    assert run(words.format(number), scene.city, by) == incident.pk
    assert Incident.objects.get(pk=incident.pk).state == "waiting"


@pytest.mark.parametrize("words", ["priority {} 1: a knife", "اولویت {} ۱ چون چاقو دارد"])
def test_a_priority_is_changed(scene: Scene, by: Actor, words: str) -> None:
    incident, number = opened(scene)
    run(words.format(number), scene.city, by)
    assert Incident.objects.get(pk=incident.pk).priority == 1


@pytest.mark.parametrize("words", ["type {} street theft: said so", "نوع {} سرقت خیابانی: گفت"])
def test_a_type_is_changed(scene: Scene, by: Actor, words: str) -> None:
    theft = IncidentType.objects.create(
        code="theft_t", name_en="Street theft", name_fa="سرقت خیابانی", priority=3
    )
    incident, number = opened(scene)
    run(words.format(number), scene.city, by)
    assert Incident.objects.get(pk=incident.pk).type == theft


@pytest.mark.parametrize("words", ["place {}: 35.71, 51.41", "محل {}: ۳۵٫۷۱، ۵۱٫۴۱"])
def test_a_place_is_corrected(scene: Scene, by: Actor, words: str) -> None:
    incident, number = opened(scene)
    run(words.format(number), scene.city, by)
    assert Incident.objects.get(pk=incident.pk).place == Point(51.41, 35.71)


@pytest.mark.parametrize(
    ("away", "back"),
    [("unavailable {}: broken down", "available {}"), ("خارج از دسترس {}: نقص فنی", "آزاد {}")],
)
def test_a_unit_is_taken_off_the_board_and_back(
    scene: Scene, by: Actor, away: str, back: str
) -> None:
    unit = scene.unit()
    assert run(away.format(unit.call_sign), scene.city, by) is None
    assert Unit.objects.get(pk=unit.pk).status == "unavailable"
    run(back.format(unit.call_sign), scene.city, by)
    assert Unit.objects.get(pk=unit.pk).status == "available"


@pytest.mark.parametrize(
    ("begin", "join", "leave", "end"),
    [
        ("begin shift {}: {}", "join {}: {}", "leave {}: {}", "end shift {}"),
        ("آغاز شیفت {}: {}", "پیوستن {}: {}", "جداشدن {}: {}", "پایان شیفت {}"),
    ],
)
def test_a_shift_is_begun_its_crew_changed_and_the_shift_ended(
    scene: Scene, by: Actor, begin: str, join: str, leave: str, end: str
) -> None:
    unit = scene.unit(status="off_duty")
    first, second = (grant(Role.PATROL_OFFICER, over=scene.city) for _ in range(2))
    run(begin.format(unit.call_sign, first.username), scene.city, by)
    assert crew(unit) == {first.pk}
    run(join.format(unit.call_sign, second.username), scene.city, by)
    assert crew(unit) == {first.pk, second.pk}
    run(leave.format(unit.call_sign, first.username), scene.city, by)
    assert crew(unit) == {second.pk}
    run(end.format(unit.call_sign), scene.city, by)
    assert Unit.objects.get(pk=unit.pk).status == "off_duty"


def crew(unit: Unit) -> set[object]:
    now = CrewMember.objects.filter(shift__unit=unit, period__upper_inf=True)
    return set(now.values_list("officer", flat=True))


@pytest.mark.parametrize(("words", "language"), BEGINNINGS)
def test_command_is_whole(scene: Scene, by: Actor, words: str, language: str) -> None:
    """The refusal shows the sample of that verb, in the language it is read in."""
    with translation.override(language), pytest.raises(Refused) as refusal:
        run(words, scene.city, by)
    assert refusal.value.rule.name == "command_is_whole"
    samples = [one.sample for one in VERBS if words in one.en + one.fa]
    with translation.override(language):
        assert any(str(sample) in str(refusal.value) for sample in samples)


@pytest.mark.parametrize("number", ["999999", "x"])
def test_command_names_one_closed_incident(scene: Scene, by: Actor, number: str) -> None:
    wanted = {"x": "command_is_whole"}.get(number, "command_names_one_closed_incident")
    assert refused(f"reopen {number}: why", scene, by) == wanted
    _incident, still_open = opened(scene)
    said = refused(f"reopen {still_open}: why", scene, by)
    assert said == "command_names_one_closed_incident"


def test_command_names_one_choice(scene: Scene, by: Actor) -> None:
    incident, number = opened(scene)
    unit = scene.unit()
    Disposition.objects.create(code="s2", name_en="Settled in court", name_fa="حکم دادگاه")
    UnavailableReason.objects.create(code="meal_t", name_en="Meal", name_fa="غذا")
    assert refused(f"close {number}: nonsense", scene, by) == "command_names_one_choice"
    assert refused(f"close {number}: !", scene, by) == "command_names_one_choice"
    assert (
        refused(f"unavailable {unit.call_sign}: fishing", scene, by) == "command_names_one_choice"
    )
    assert refused(f"type {number} nonsense", scene, by) == "command_names_one_choice"
    run(f"close {number}: settled in", scene.city, by)
    assert Incident.objects.get(pk=incident.pk).state == "closed"


def test_command_names_one_officer(scene: Scene, by: Actor) -> None:
    unit = scene.unit(status="off_duty")
    stranger = User.objects.create(username="900900", name_en="No officer", name_fa="نامأمور")
    text = f"begin shift {unit.call_sign}: {stranger.username}"
    assert refused(text, scene, by) == "command_names_one_officer"
    assert Unit.objects.get(pk=unit.pk).status == "off_duty"


def test_command_names_one_place(scene: Scene, by: Actor) -> None:
    _incident, number = opened(scene)
    assert refused(f"place {number}: nowhere at all", scene, by) == "command_names_one_place"


@pytest.mark.parametrize("language", ["fa", "en"])
def test_units_are_taken_off_the_board_by_keys_and_the_sheet_lists_the_commands(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, language: str
) -> None:
    unit = scene.unit()
    session = sign_in(grant(Role.DISPATCHER, over=scene.city))
    page = open_page("/room/", session=session, language=language)
    page.keyboard.press("?")
    sheet = page.locator("#keys")
    sample = {"fa": "لغو ۷: دلیل", "en": "call off 7: why"}[language]
    expect(sheet.locator(".commands li")).to_have_count(len(VERBS))
    expect(sheet).to_contain_text(sample)
    check_page(page)
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.locator("#card[data-units] [data-key=A]").wait_for()
    page.keyboard.press("a")
    page.locator("#card[data-units]:not(:has([data-key=A]))").wait_for()
    line = page.locator(f"#unit-{unit.pk}")
    line.wait_for()
    page.keyboard.press("1")
    expect(line.locator("select")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(line.locator("[data-status=unavailable]")).to_be_visible()
    check_page(page)
    page.keyboard.press("1")
    expect(line.locator("[data-status=available]")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type(f"unavailable {unit.call_sign}: broken")
    page.keyboard.press("Enter")
    expect(page.locator("#command-answer .chip")).to_be_visible()
    expect(line.locator("[data-status=unavailable]")).to_be_visible()


def test_why_these_units_is_opened_by_a_key(open_page: OpenPage, scene: Scene, by: Actor) -> None:
    _unit, incident, _number = on_it(scene, by)
    session = sign_in(grant(Role.DISPATCHER, over=scene.city))
    page = open_page(f"/room/?incident={incident.pk}", session=session)
    why = page.locator("details[id^=why-]")
    expect(why.locator("summary")).to_be_visible()
    page.keyboard.press(".")
    expect(why).to_have_attribute("open", "")

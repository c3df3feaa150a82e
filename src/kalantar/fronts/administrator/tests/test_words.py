"""Messages are read as a phone shows them, and approved by somebody who did not write them."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor
from kalantar.kernel.clock import system_clock
from kalantar.kernel.models import Entry
from kalantar.kernel.text import localise_number
from kalantar.message_templates.actions import approve_template, write_template
from kalantar.message_templates.models import MessageTemplate
from kalantar.message_templates.placeholders import PLACEHOLDERS
from kalantar.message_templates.queries import example_of
from kalantar.messaging.actions import queue_message
from kalantar.notices.actions import install_notice_words
from kalantar.people.models import User
from kalantar.people.queries import actor_of
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import a_city

ROUTES = """
[routes.first]
binds = ["127.0.0.1:2775"]
system_id = "kalantar"
source = "110110"
prefixes = ["+9891"]
price = { ucs2 = 1250, gsm7 = 3800 }
"""


@pytest.fixture
def admins(as_system: Actor) -> list[User]:
    city = a_city(system_clock).city
    root = Jurisdiction.objects.get(pk=city.ancestors[0])
    install_notice_words(by=as_system)
    return [grant(Role.ADMINISTRATOR, over=root) for _ in range(2)]


def _as(user: User) -> Client:
    client = Client()
    client.cookies["sessionid"] = sign_in(user)
    client.cookies["django_language"] = "en"
    return client


def _draft() -> MessageTemplate:
    return MessageTemplate.objects.get(event="order_received", language="fa", role="respondent")


@pytest.mark.django_db
def test_a_message_is_previewed_with_examples_and_its_parts_are_counted(admins: list[User]) -> None:
    draft = _draft()
    page = _as(admins[0]).get(reverse("administrator:template", args=[draft.pk])).text
    preview = page.partition('id="preview"')[2].partition("</section>")[0]
    assert "شعبهٔ ۱۲۰۳" in preview
    assert "{branch}" not in preview
    assert "Unicode" in preview
    assert "<bdi>1</bdi>" in preview or "<bdi>2</bdi>" in preview
    assert "{branch}" in page.partition('id="places"')[2]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fa"])
def test_who_approves_words_sees_what_a_message_costs(
    admins: list[User], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    draft, client = _draft(), _as(admins[0])
    client.cookies["django_language"] = language
    address = reverse("administrator:template", args=[draft.pk])
    said = {"en": "no route says its price", "fa": "در هیچ مسیری نرخ هر بخش نیامده است"}
    before = client.get(address).text
    assert said[language] in before
    assert "messaging.toml" in before
    (tmp_path / "messaging.toml").write_text(ROUTES)
    monkeypatch.setenv("KALANTAR_MESSAGING", str(tmp_path / "messaging.toml"))
    preview = client.get(address).text.partition('id="preview"')[2].partition("</section>")[0]
    parts = len(example_of(draft).segments)
    amount = {"en": f"{1250 * parts:,} rials", "fa": f"{localise_number(1250 * parts, 'fa')} ریال"}
    assert amount[language] in preview
    assert {"en": "+9891", "fa": "+۹۸۹۱"}[language] in preview


@pytest.mark.django_db
def test_in_a_demo_the_cost_is_said_at_an_example_of_a_price(
    admins: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kalantar.sms_gateway.queries.is_demos", lambda: True)
    draft = _draft()
    page = _as(admins[0]).get(reverse("administrator:template", args=[draft.pk])).text
    parts = len(example_of(draft).segments)
    assert f"{152 * parts} rials (at an example of a price" in page.partition('id="preview"')[2]


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COMMANDER])
def test_new_words_are_tried_on_what_was_really_sent(
    admins: list[User], as_system: Actor, role: Role
) -> None:
    """An administrator sees no file: its number is made up, in the same length."""
    draft = _draft()
    root = admins[0].grants.get().jurisdiction
    judge = grant(role, over=root)
    address = reverse("administrator:template", args=[draft.pk])
    assert "No such message was among the latest" in _as(judge).get(address).text
    approve_template(template=draft.pk, by=actor_of(admins[0]))
    number, branch = "۱۴۰۵-۰۰۱۲-۰۰۳۴۷-۶", "شعبهٔ ۷ دادیاری"
    queue_message(
        number="09121112233", event=draft.event, language="fa", role=draft.role, area=root.pk,
        values={"file_number": number, "branch": branch, "order_kind": "احضار", "station": "کلانتری"},
        about=("case", uuid7()), by=as_system,
    )  # fmt: skip
    words = "دستور {branch} دربارهٔ پروندهٔ {file_number} رسید؛ تاریخ: {date}"
    newer = write_template(
        event=draft.event, language="fa", role=draft.role, text=words, by=actor_of(admins[1])
    )
    page = _as(judge).get(reverse("administrator:template", args=[newer.pk])).text
    sent = page.partition('id="sent"')[2].partition("</section>")[0]
    assert f"دستور {branch} دربارهٔ پروندهٔ" in sent
    assert (number in sent) == (role == Role.COMMANDER)
    assert PLACEHOLDERS["date"].example.fa in sent
    length = len(words.format(branch=branch, file_number=number, date="۱۴۰۵/۰۹/۰۷"))
    assert f"<bdi>{length}</bdi>" in sent
    read = Entry.objects.filter(event="PageOpened", facts__page="messages")
    assert read.exists() == (role == Role.COMMANDER)


@pytest.mark.django_db
def test_a_draft_of_the_service_is_approved_by_a_person(admins: list[User]) -> None:
    draft = _draft()
    client = _as(admins[0])
    listed = client.get(
        reverse("administrator:templates"), {"state": "draft", "q": "order_received"}
    )
    address = reverse("administrator:template", args=[draft.pk])
    assert address in listed.text
    client.post(reverse("administrator:approve_template", args=[draft.pk]))
    draft.refresh_from_db()
    assert (draft.state, draft.judged_by) == ("approved", admins[0])
    assert address not in client.get(reverse("administrator:templates"), {"state": "draft"}).text


@pytest.mark.django_db
def test_who_wrote_a_message_does_not_approve_it(admins: list[User]) -> None:
    before, writer = _draft(), _as(admins[0])
    writer.post(reverse("administrator:approve_template", args=[before.pk]))
    address = reverse("administrator:template", args=[before.pk])
    wrong = writer.post(address, {"text": "پروندهٔ {name}"})
    assert wrong.status_code == 422
    assert 'data-rule="template_names_only_what_is_listed"' in wrong.text
    assert "پروندهٔ {name}" in wrong.text
    writer.post(address, {"text": "پروندهٔ {file_number}: دستور {branch}"})
    new = MessageTemplate.objects.get(
        event="order_received", language="fa", role="respondent", version=2
    )
    page, approve = (
        reverse(f"administrator:{name}", args=[new.pk]) for name in ("template", "approve_template")
    )
    assert approve not in writer.get(page).text
    refused = writer.post(approve)
    assert 'data-rule="may_judge_template"' in refused.text
    assert approve in _as(admins[1]).get(page).text
    _as(admins[1]).post(approve)
    before.refresh_from_db()
    new.refresh_from_db()
    assert (before.state, new.state) == ("retired", "approved")


@pytest.mark.django_db
@pytest.mark.parametrize(("verb", "state"), [("refuse", "refused"), ("retire", "retired")])
def test_a_message_is_refused_or_taken_out_of_use(
    admins: list[User], verb: str, state: str
) -> None:
    draft, client = _draft(), _as(admins[0])
    if verb == "retire":
        client.post(reverse("administrator:approve_template", args=[draft.pk]))
    client.post(reverse(f"administrator:{verb}_template", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.state == state


@pytest.mark.django_db
def test_a_message_for_another_event_is_written(admins: list[User]) -> None:
    asked = {
        "event": "visit_missed",
        "role": "visitor",
        "language": "en",
        "text": "Ticket {ticket} was called.",
    }
    client = _as(admins[0])
    client.post(reverse("administrator:add_template"), asked)
    assert MessageTemplate.objects.get(event="visit_missed").written_by == admins[0]
    listed = client.get(reverse("administrator:templates"), {"q": "ticket"})
    assert "Ticket {ticket} was called." in listed.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "phone"), [("fa", False), ("en", True)])
def test_a_message_can_be_read_and_judged_by_everyone(
    open_page: OpenPage, check_page: CheckPage, admins: list[User], language: str, phone: bool
) -> None:
    address = reverse("administrator:template", args=[_draft().pk])
    page = open_page(address, session=sign_in(admins[0]), language=language, phone=phone)
    check_page(page)
    page.goto(reverse("administrator:add_template"))
    check_page(page)

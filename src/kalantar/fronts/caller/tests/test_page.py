"""The page of who rang: what it says to whom, without a cookie or a script, in a few kilobytes."""

import io

import pytest
from django.core.cache import cache
from django.test import Client

from kalantar.caller_links.actions import ask_caller
from kalantar.caller_links.models import CallerLink, CallerWord
from kalantar.caller_links.tests.callers import Callers
from kalantar.fronts.caller import views
from kalantar.incidents.actions import close_incident
from tests.config.test_logs import lines_of
from tests.test_persian_pages import latin

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


def address(callers: Callers, link: CallerLink) -> str:
    return f"/h/{callers.token(link)}/"


def test_it_tells_minutes_and_nothing_else_of_the_incident(
    client: Client, callers: Callers
) -> None:
    at, incident = address(callers, callers.send()), callers.incident
    assert list(latin(client.get(at).text)) == []
    for path, said in ((at, "هنوز گشتی اعزام نشده"), (f"{at}en/", "No patrol has been sent yet")):
        page = client.get(path)
        assert said in page.text
        station = incident.jurisdiction
        for hidden in (
            incident.number, incident.address, incident.type.name_fa, incident.type.name_en,
            station.name_fa, station.name_en, str(incident.pk), str(callers.call.pk), "2111223",
        ):  # fmt: skip
            assert hidden not in page.text
        assert page.cookies.output() == ""
        assert page["Referrer-Policy"] == "no-referrer"
        assert "no-store" in page["Cache-Control"]
        assert len(page.content) < 5_000


def test_whatever_opens_nothing_is_answered_alike(client: Client, callers: Callers) -> None:
    old = address(callers, callers.send())
    now = address(callers, callers.send())
    close_incident(
        incident=callers.incident.pk, disposition=callers.scene.ending.pk, by=callers.taker
    )
    said = {client.get(at).content for at in (old, now, "/h/x/", f"/h/{'x' * 43}/", "/h/%00/")}
    assert len(said) == 1
    assert client.get(now).status_code == client.post(now, {"do": "over"}).status_code == 404


@pytest.mark.parametrize(
    ("posted", "kind"),
    [
        ({"do": "worse"}, "worse"), ({"do": "over"}, "over"), ({"do": "hurt"}, "hurt"),
        ({"do": "words", "text": "طبقهٔ سوم"}, "words"), ({"do": "cannot_speak"}, "cannot_speak"),
        ({"do": "place", "lon": "51.41", "lat": "35.7", "accuracy": "8"}, "place"),
    ],
)  # fmt: skip
def test_what_is_pressed_is_said(
    client: Client, callers: Callers, posted: dict[str, str], kind: str
) -> None:
    at = address(callers, callers.send())
    answer = client.post(at, posted)
    assert answer["Location"] == at
    assert CallerWord.objects.get().kind == kind
    assert "35.7" not in client.get(at).text, "a place that was told is not told again"


@pytest.mark.parametrize(
    "posted",
    [
        {}, {"do": "asked"}, {"do": "words"}, {"do": "place"},
        {"do": "place", "lon": "nan", "lat": "1"}, {"do": "place", "lon": "inf", "lat": "1"},
        {"do": "place", "lon": "999", "lat": "1"}, {"do": "words", "text": "x" * 400},
    ],
)  # fmt: skip
def test_what_says_nothing_is_refused_in_plain_words(
    client: Client, callers: Callers, posted: dict[str, str]
) -> None:
    answer = client.post(address(callers, callers.send()), posted)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert not CallerWord.objects.exists()


def test_the_room_and_the_caller_are_told_apart(client: Client, callers: Callers) -> None:
    link = callers.send()
    callers.say(link, "worse")
    ask_caller(link=link.pk, question="hurt", by=callers.taker)
    said = client.get(address(callers, link)).text
    assert said.index("<b>شما:</b>") < said.index("<b>۱۱۰:</b>")
    assert 'name="do" value="yes"' in said


def test_the_first_look_is_known_and_a_head_is_none(client: Client, callers: Callers) -> None:
    at = address(callers, callers.send())
    client.head(at)
    assert CallerLink.objects.get().come_at is None
    client.get(at)
    assert CallerLink.objects.get().come_at is not None


def test_one_address_tries_so_many_a_minute_and_a_page_is_opened_so_often(
    client: Client, callers: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "LIMITS", {"page": "2/m/key", "wrong": "2/m/ip"})
    at = address(callers, callers.send())
    assert [client.get("/h/x/").status_code for _ in range(3)] == [404, 404, 429]
    assert [client.get(at).status_code for _ in range(3)] == [200, 200, 429]


def test_no_log_can_open_the_page(client: Client, callers: Callers) -> None:
    at = address(callers, callers.send())
    stream: io.StringIO
    for stream in lines_of("django.request"):
        client.post(at, {"do": "nothing"})
        client.put(at)
        assert "/h/…/" in stream.getvalue()
        assert at not in stream.getvalue()


def test_the_page_it_hides_behind_says_nothing_of_us(client: Client) -> None:
    for word in ("110", "۱۱۰", "پلیس", "olice", "Kalantar", "کلانتر"):
        assert word not in client.get("/today/").text

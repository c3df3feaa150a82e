"""The auditor reads what was done and read, by person, area, day, event and subject; it is recorded."""

import csv
import io
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from uuid_utils.compat import uuid7

from kalantar.fronts.auditor import export
from kalantar.kernel.clock import system_clock
from kalantar.kernel.listing import PAGE
from kalantar.kernel.models import Entry
from kalantar.patrols.actions import end_shift
from kalantar.people.actions import record_reading
from kalantar.people.models import User
from kalantar.people.queries import actor_of
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene, a_city

WHY = "complaint 12"
ADDRESS = "/audit/"


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.fixture
def auditor(scene: Scene) -> User:
    return grant(Role.AUDITOR, over=scene.city)


@pytest.fixture
def asking(client: Client, auditor: User) -> Client:
    client.cookies["sessionid"] = sign_in(auditor)
    client.cookies["django_language"] = "en"
    return client


def _told(asking: Client, **asked: str) -> list[str]:
    """The events answered, newest first, without the questions themselves."""
    found = _found(asking, **asked)
    return [line.told.event for line in found["lines"] if line.told.why != WHY]


def _found(asking: Client, **asked: str) -> Any:
    answer = asking.post(ADDRESS, {"why": WHY, **asked})
    assert answer.status_code == 200, answer.text
    return answer.context


def _incident(scene: Scene) -> tuple[User, Any]:
    taker = grant(Role.CALL_TAKER, over=scene.city)
    return taker, scene.incident(actor_of(taker))


@pytest.mark.django_db
def test_nothing_is_shown_or_recorded_without_a_purpose(asking: Client, scene: Scene) -> None:
    _incident(scene)
    assert "lines" not in asking.get(ADDRESS).context
    refused = asking.post(ADDRESS, {"person": ""})
    assert refused.status_code == 422
    assert "lines" not in refused.context
    assert not Entry.objects.filter(event="PageOpened").exists()


@pytest.mark.django_db
def test_each_question_is_a_reading_of_whom_it_names_with_its_purpose(
    asking: Client, scene: Scene, auditor: User
) -> None:
    taker, incident = _incident(scene)
    _found(asking, person=taker.username, about=incident.number)
    readings = Entry.objects.filter(event="PageOpened", actor=auditor.pk)
    assert {(row.why, row.role) for row in readings} == {(WHY, "auditor")}
    about = {row.subjects.get().subject for row in readings}
    assert about == {taker.pk, incident.pk}
    _found(asking)
    assert Entry.objects.filter(event="PageOpened", subjects__subject=scene.city.pk).count() == 1


@pytest.mark.django_db
def test_it_is_asked_by_person_subject_event_area_and_day(asking: Client, scene: Scene) -> None:
    taker, incident = _incident(scene)
    unit = scene.unit()
    end_shift(unit=unit.pk, by=scene.person(Role.DISPATCHER))
    created = ["IncidentCreated"]
    assert _told(asking, person=taker.username) == created
    assert _told(asking, about=incident.number) == created
    assert _told(asking, event="IncidentCreated") == created
    assert _told(asking, about=unit.call_sign) == ["ShiftEnded"]
    west, east = scene.stations
    assert "ShiftEnded" in _told(asking, area=west.name_en)
    assert "ShiftEnded" not in _told(asking, area=east.name_en)
    assert _told(asking, person=taker.username, until="2020-01-01") == []
    assert _told(asking, person=taker.username, since="2020-01-01") == created


@pytest.mark.django_db
def test_what_was_written_down_late_is_found_by_its_day_and_long_after_by_its_subject(
    asking: Client, scene: Scene
) -> None:
    now, unit = scene.clock(), scene.unit()
    by = actor_of(grant(Role.DISPATCHER, over=scene.city))
    for age in (2, 20):
        record_reading(subject=unit, page="unit", by=by.at(now - timedelta(days=age)))
    of_days = {"since": _day(now - timedelta(days=30)), "until": _day(now - timedelta(days=2))}
    assert _told(asking, **of_days) == ["PageOpened"] * 2
    long_ago = {"until": _day(now - timedelta(days=10))}
    assert _told(asking, **long_ago) == []
    assert _told(asking, **long_ago, about=unit.call_sign) == ["PageOpened"]


def _day(moment: datetime) -> str:
    return timezone.localdate(moment).isoformat()


@pytest.mark.django_db
def test_what_was_read_says_whose_page_it_was(asking: Client, scene: Scene) -> None:
    _, incident = _incident(scene)
    reader = grant(Role.DISPATCHER, over=scene.city)
    record_reading(subject=incident, page="incident", by=actor_of(reader))
    found = _found(asking, person=reader.username, event="PageOpened")
    (line,) = found["lines"]
    assert [one.en for one in line.about] == [incident.number]
    assert incident.number in asking.post(ADDRESS, {"why": WHY, "person": reader.username}).text


@pytest.mark.django_db
def test_what_belongs_to_another_auditor_is_not_shown(asking: Client, scene: Scene) -> None:
    far = a_city(system_clock)
    end_shift(unit=far.unit().pk, by=far.person(Role.DISPATCHER))
    stranger = grant(Role.DISPATCHER, over=far.city)
    record_reading(subject=stranger, page="person", by=actor_of(stranger))
    assert _told(asking) == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_nobody_else_opens_it(client: Client, scene: Scene, role: Role) -> None:
    client.cookies["sessionid"] = sign_in(grant(role, over=scene.city))
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, {"why": WHY, "export": "csv"}).status_code == 403
    assert ADDRESS not in client.get(reverse("account")).text


@pytest.mark.django_db
def test_it_is_read_in_pages_and_the_next_page_is_the_same_reading(
    asking: Client, scene: Scene, auditor: User
) -> None:
    taker, incident = _incident(scene)
    for _ in range(PAGE + 2):
        record_reading(subject=incident, page="incident", by=actor_of(taker))
    asked = {"person": taker.username}
    first = _found(asking, **asked)
    second = _found(asking, **asked, after=first["found"].next)
    ids = [line.told.id for page in (first, second) for line in page["lines"]]
    assert len(set(ids)) == len(ids) == PAGE + 3
    assert ids == sorted(ids, reverse=True)
    assert Entry.objects.filter(event="PageOpened", actor=auditor.pk).count() == 1


@pytest.mark.django_db
def test_no_place_to_begin_at_is_a_way_past_the_recording(
    asking: Client, scene: Scene, auditor: User
) -> None:
    taker, incident = _incident(scene)
    record_reading(subject=incident, page="incident", by=actor_of(taker))
    readings = Entry.objects.filter(event="PageOpened", actor=auditor.pk)
    for number, after in enumerate(("x", str(uuid7())), start=1):
        assert _found(asking, person=taker.username, after=after)["found"].rows
        assert readings.count() == number
    last = Entry.objects.filter(actor=taker.pk).latest("pk")
    assert _found(asking, person=taker.username, after=str(last.pk))["found"].rows
    assert readings.count() == 2  # the same question goes on
    assert _found(asking, about=incident.number, after=str(last.pk))["found"].rows
    assert readings.filter(subjects__subject=incident.pk).count() == 1
    for _ in range(2):
        asked = {"why": "complaint 13", "person": taker.username, "after": str(last.pk)}
        assert asking.post(ADDRESS, asked).context["found"].rows
        assert readings.filter(reason__text="complaint 13").count() == 1


@pytest.mark.django_db
def test_many_lines_take_as_many_questions_as_few(asking: Client, scene: Scene) -> None:
    taker, incident = _incident(scene)
    counts = []
    for _ in range(2):
        record_reading(subject=incident, page="incident", by=actor_of(taker))
        with CaptureQueriesContext(connection) as asked:
            _found(asking, person=taker.username)
        counts.append(len(asked))
        for _ in range(20):
            record_reading(subject=incident, page="incident", by=actor_of(taker))
    assert counts[0] == counts[1]


def _file(answer: Any) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.django_db
def test_the_file_holds_what_was_asked_for_and_is_itself_recorded(
    asking: Client, scene: Scene, auditor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "PART", 2)
    taker, incident = _incident(scene)
    for why in ("=1+1", "one", "two"):
        record_reading(subject=incident, page="incident", by=actor_of(taker, why=why))
    answer = asking.post(ADDRESS, {"why": WHY, "person": taker.username, "export": "csv"})
    head, *rows = _file(answer)
    assert head[:2] == ["Happened", "Written down"]
    assert [row[2] for row in rows] == ["PageOpened"] * 3 + ["IncidentCreated"]
    assert [row[7] for row in rows][:3] == ["two", "one", "'=1+1"]
    assert re.fullmatch(r'attachment; filename="record-[\d-]+.csv"', answer["Content-Disposition"])
    reading = Entry.objects.get(event="PageOpened", actor=auditor.pk)
    assert (reading.facts, reading.why) == ({"page": "record_file"}, WHY)


@pytest.mark.django_db
def test_the_file_is_bounded_and_says_where_it_was_cut(
    asking: Client, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "PART", 1)
    monkeypatch.setattr(export, "MOST", 2)
    taker, incident = _incident(scene)
    for _ in range(4):
        record_reading(subject=incident, page="incident", by=actor_of(taker))
    answer = asking.post(ADDRESS, {"why": WHY, "person": taker.username, "export": "csv"})
    rows = _file(answer)
    assert len(rows) == 1 + 2 + 1
    assert rows[-1][0].startswith("Cut here")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("language", "theme", "phone"), [("fa", "light", False), ("en", "dark", True)]
)
def test_the_page_can_be_read_by_everyone(
    open_page: OpenPage,
    check_page: CheckPage,
    scene: Scene,
    auditor: User,
    language: str,
    theme: str,
    phone: bool,
) -> None:
    _incident(scene)
    session = sign_in(auditor)
    page = open_page("/", session=session, language=language, theme=theme, phone=phone)
    expect(page).to_have_url(re.compile(f"{ADDRESS}$"))
    check_page(page)
    page.locator("#id_why").fill(WHY)
    page.keyboard.press("Control+Enter")
    expect(page.locator("tbody tr")).not_to_have_count(0)
    check_page(page)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("phone", [False, True])
def test_a_day_between_persian_words_reads_from_its_year(
    open_page: OpenPage, scene: Scene, auditor: User, phone: bool
) -> None:
    page = open_page("/", session=sign_in(auditor), language="fa", phone=phone)
    hint = page.locator("#id_since_helptext")
    expect(hint).to_contain_text("۲۰۲۶-۱۱-۲۲")
    year, day = (hint.evaluate(_LEFT_OF, part) for part in ("۲۰۲۶", "۲۲"))
    assert year < day


_LEFT_OF = """(hint, part) => {
    const range = document.createRange(), text = hint.firstChild;
    const from = text.data.lastIndexOf(part);
    range.setStart(text, from);
    range.setEnd(text, from + part.length);
    return range.getBoundingClientRect().left;
}"""

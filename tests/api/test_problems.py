"""Whatever goes wrong under the interface's addresses is a problem with the name of its rule."""

import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from kalantar.people.roles import Role
from tests.config.test_logs import lines_of

type Ask = Callable[..., Any]
type Issue = Callable[..., str]
SAID = {"en": "The interface has nothing", "fa": "در این نشانی"}


def the_problem(answer: Any, status: int, rule: str) -> dict[str, Any]:
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    told: dict[str, Any] = answer.json()
    assert (told["status"], told["rule"]) == (status, rule)
    assert told["type"] == f"urn:kalantar:rule:{rule}"
    assert all((told["title"], told["detail"]))
    assert told["instance"] == f"urn:kalantar:request:{answer['X-Request-ID']}"
    return told


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("path", ["/nope", "/incidents/not-a-uuid", "/", "/../nope", "/nope/é"])
def test_address_is_of_the_interface(ask: Ask, db: None, path: str, language: str) -> None:
    answer = ask("GET", path, **{"Accept-Language": language})
    told = the_problem(answer, 404, "address_is_of_the_interface")
    assert told["title"].startswith(SAID[language])
    assert answer["Content-Language"] == language
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("method", ["DELETE", "PUT", "OPTIONS", "TRACE"])
def test_method_is_of_the_address(ask: Ask, db: None, method: str, language: str) -> None:
    answer = ask(method, "/incidents", **{"Accept-Language": language})
    told = the_problem(answer, 405, "method_is_of_the_address")
    assert {said.strip() for said in answer["Allow"].split(",")} == {"GET", "POST"}
    assert ("متد" in told["title"]) is (language == "fa")


@pytest.mark.parametrize(("path", "status"), [("/nope", 404), ("/incidents", 405)])
def test_head_has_the_same_head_and_no_body(ask: Ask, db: None, path: str, status: int) -> None:
    answer = ask("HEAD", path)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.content == b""


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_host_is_ours(ask: Ask, db: None, method: str) -> None:
    answer = ask(method, "/incidents", Host="elsewhere.example", **{"Accept-Language": "en"})
    told = the_problem(answer, 400, "host_is_ours")
    assert "elsewhere" not in json.dumps(told)


def test_request_can_be_read(ask: Ask, token: Issue, scene: Any, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = ask("POST", "/incidents", token(Role.DISPATCHER), {"address": "x" * 100})
    the_problem(answer, 400, "request_can_be_read")


def test_request_comes_from_our_page(scene: Any, settings: Any) -> None:
    from tests.people import grant

    settings.SECOND_FACTOR_REQUIRED = False
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(grant(Role.DISPATCHER, over=scene.city))
    answer = browser.post("/api/v1/incidents", "{}", content_type="application/json")
    the_problem(answer, 403, "request_comes_from_our_page")


def test_who_is_nobody_is_told_so_and_not_of_pages(db: None) -> None:
    for said in ({}, {"Authorization": "Bearer wrong"}):
        answer = Client(enforce_csrf_checks=True).post("/api/v1/incidents", headers=said)
        the_problem(answer, 401, "program_shows_a_token")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    yield from lines_of("")


@pytest.mark.parametrize("language", SAID)
def test_service_did_not_fail(
    ask: Ask, token: Issue, client: Client, monkeypatch: Any, written: io.StringIO, language: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Key (number)=(+982188776655) already exists")

    monkeypatch.setattr("kalantar.incidents.queries.incidents_found", broken)
    client.raise_request_exception = False
    answer = ask("GET", "/incidents", token(Role.DISPATCHER), **{"Accept-Language": language})
    told = the_problem(answer, 500, "service_did_not_fail")
    assert answer["X-Request-ID"] in told["detail"]
    assert ("ناکام" in told["title"]) is (language == "fa")
    assert not re.search("8877|Runtime", answer.content.decode())
    (line,) = [line for line in map(json.loads, written.getvalue().splitlines()) if "error" in line]
    assert (line["error"], line["request"]) == ("RuntimeError", answer["X-Request-ID"])
    assert "8877" not in written.getvalue()


def test_a_refusal_of_the_interface_itself_stays_as_it_is(
    ask: Ask, token: Issue, scene: Any
) -> None:
    answer = ask("GET", f"/incidents/{uuid7()}", token(Role.DISPATCHER))
    the_problem(answer, 404, "thing_exists")


def test_pages_for_people_stay_pages(client: Client, db: None) -> None:
    assert client.get("/nope")["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    ("language", "missing", "uuid"),
    [
        ("en", "This is missing.", "It must be a UUID."),
        ("fa", "این مورد نیامده است.", "باید UUID باشد."),
    ],
)
def test_where_a_request_differs_is_said_in_the_readers_language(
    ask: Ask, token: Issue, scene: Any, language: str, missing: str, uuid: str
) -> None:
    asked = {"type": "no uuid"}
    answer = ask(
        "POST", "/incidents", token(Role.DISPATCHER), asked, **{"Accept-Language": language}
    )
    told = {one["where"][-1]: one["what"] for one in answer.json()["errors"]}
    assert told == {"place": missing, "type": uuid}


DIFFERENT = [
    ("/incidents", {"narrative": "a\x00b"}, "narrative",
     "It has a character that cannot be kept: NUL (U+0000).", "نویسه‌ای دارد که نمی‌توان نگه داشت"),
    ("/incidents", {"place": {"lon": float("inf"), "lat": 35.7}}, "lon",
     "It must be a finite number.", "باید عددی متناهی باشد."),
    ("/incidents", {"place": {"lon": float("nan"), "lat": 35.7}}, "lon",
     "It must be a finite number.", "باید عددی متناهی باشد."),
    ("/dispatch/incidents/{id}/send", {"units": []}, "units",
     "It has 0 items; the fewest accepted is 1.", "0 مورد دارد و کمتر از 1 مورد پذیرفته نمی‌شود."),
    ("/dispatch/incidents/{id}/send", {"units": "all"}, "units", "It must be a list.", "باید فهرست باشد."),
    ("/dispatch/incidents/{id}/send", {"units": ["0" * 36] * 51}, "units",
     "It has more items than are accepted: at most 50.", "حداکثر 50 مورد"),
    ("/calls", {"place_source": "dream"}, "place_source",
     "It must be one of these: 'unknown', 'cell', 'subscriber', 'handset', 'caller', 'map'.", "یکی از این‌ها"),
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize(("path", "body", "field", "en", "fa"), DIFFERENT)
def test_what_is_wrong_with_a_field_is_said_in_the_readers_language(
    ask: Ask,
    token: Issue,
    scene: Any,
    path: str,
    body: Any,
    field: str,
    en: str,
    fa: str,
    language: str,
) -> None:
    address, reader = path.format(id=uuid7()), token(Role.DISPATCHER)
    answer = ask("POST", address, reader, body, **{"Accept-Language": language})
    told = the_problem(answer, 422, "request_fits_the_schema")
    said = {one["where"][-1]: one["what"] for one in told["errors"]}
    assert (en if language == "en" else fa) in said[field]

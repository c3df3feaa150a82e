"""Saved searches on the pages: kept from a list, opened, renamed, deleted; never a search for somebody."""

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from kalantar.cases.actions import close_case
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.saved_searches.models import SavedSearch
from tests.people import grant, sign_in

pytestmark = pytest.mark.django_db


def test_a_search_is_kept_and_opened(papers: Papers, desk: Client) -> None:
    open_one, closed = papers.case(), papers.case()
    close_case(case=closed.pk, outcome=papers.outcome.pk, by=papers.hall.by)
    told = {"list": "open", "state": "closed", "since": "1400/1/1", "name": "بسته‌شده‌ها"}
    assert desk.post("/files/searches/keep/", told).status_code == 302
    search = SavedSearch.objects.get()
    assert search.words == {"state": "closed", "since": "2021-03-21"}
    page = desk.get("/files/").text
    start = page.index("/files/?since=")
    address = page[start : page.index('"', start)].replace("&amp;", "&")
    shown = desk.get(address).text
    assert f'href="/files/{closed.pk}/"' in shown
    assert f'href="/files/{open_one.pk}/"' not in shown
    assert 'data-key="1"' in page


def test_a_search_for_somebody_is_not_kept(papers: Papers, desk: Client) -> None:
    told = {"list": "found", "q": "رضایی", "name": "رضایی"}
    page = desk.post("/files/searches/keep/", told)
    assert 'data-rule="saved_search_names_nobody"' in page.text
    page = desk.post("/files/searches/keep/", {"list": "open", "name": "۰۹۱۲۱۱۱۲۲۳۳"})
    assert page.status_code == 422
    assert 'data-rule="saved_search_names_nobody"' in page.text
    assert 'value="۰۹۱۲۱۱۱۲۲۳۳"' in page.text
    assert not SavedSearch.objects.exists()


def test_a_shared_one_is_the_stations(papers: Papers, desk: Client, client: Client, officer: User) -> None:  # fmt: skip
    desk.post("/files/searches/keep/", {"list": "open", "officer": "nobody", "name": "بی‌افسر", "shared": "yes"})  # fmt: skip
    search = SavedSearch.objects.get()
    assert search.shared_with == papers.station
    at = f"/files/searches/{search.pk}"
    client.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=papers.other))
    assert "بی‌افسر" not in client.get("/files/").text
    assert client.post(f"{at}/delete/").status_code == 404
    client.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=papers.station))
    assert "بی‌افسر" in client.get("/files/searches/").text
    assert client.post(f"{at}/rename/", {"name": "دیگر"}).status_code == 422
    client.cookies["sessionid"] = sign_in(grant(Role.STATION_CHIEF, over=papers.station))
    assert client.post(f"{at}/rename/", {"name": "بدون افسر"}).status_code == 302
    assert client.post(f"{at}/delete/").status_code == 302
    assert client.post(f"/files/searches/{uuid7()}/delete/").status_code == 404
    assert not SavedSearch.objects.exists()

"""Opening a sensitive page is itself recorded: once a reading, after asking who may see it."""

from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from kalantar.kernel.action import thing_exists
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.people.opening import opens
from kalantar.people.roles import Role
from kalantar.people.tests.small import Small
from kalantar.places.models import Jurisdiction


def _visible(by: Actor, id: UUID) -> Jurisdiction:
    found = Jurisdiction.objects.within(by.areas(set(Role))).filter(pk=id).first()
    if found is None:
        raise thing_exists.refuse()
    return found


@opens("incident", _visible)
def _page(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    return HttpResponse(place.name_en)


def _open(by: Actor, place: Jurisdiction) -> HttpResponse:
    request = RequestFactory().get("/")
    request.actor = by  # type: ignore[attr-defined]
    return _page(request, place.id)


def test_an_opening_says_who_in_which_role_when_why_and_whose_page(small: Small) -> None:
    by = small.actor("someone", (Role.DISPATCHER, "city")).because("a complaint")
    assert _open(by, small.places["first"]).content == b"first"
    entry = Entry.objects.get(event="PageOpened")
    assert (entry.actor, entry.role, entry.why) == (by.id, "dispatcher", "a complaint")
    assert entry.happened_at == small.clock()
    assert entry.facts == {"page": "incident"}
    assert entry.subjects.get().subject == small.places["first"].id


def test_the_same_reading_is_recorded_once_a_quarter_of_an_hour(small: Small) -> None:
    by = small.actor("someone", (Role.DISPATCHER, "city"))
    for _ in range(4):
        _open(by, small.places["first"])
        small.clock.forward(minutes=6)
    assert Entry.objects.filter(event="PageOpened").count() == 2
    _open(small.actor("other", (Role.DISPATCHER, "city")), small.places["first"])
    _open(by, small.places["second"])
    assert Entry.objects.filter(event="PageOpened").count() == 4


def test_what_may_not_be_seen_is_neither_shown_nor_recorded(small: Small) -> None:
    by = small.actor("someone", (Role.DISPATCHER, "south"))
    with pytest.raises(Refused):
        _open(by, small.places["first"])
    assert not Entry.objects.filter(event="PageOpened").exists()


@pytest.mark.django_db(transaction=True)
def test_an_opening_wakes_no_live_board(small: Small) -> None:
    """A page that is opened has not changed; adding a person after it is the first thing heard."""
    by = small.actor("someone", (Role.DISPATCHER, "city"))
    with connection.cursor() as cursor:
        cursor.execute("LISTEN kalantar")
    try:
        _open(by, small.places["first"])
        small.person("other")
        (heard,) = connection.connection.notifies(timeout=5, stop_after=1)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("UNLISTEN *")
    assert "PersonAdded" in heard.payload

"""A photo from the phone is seen by who may see the incident, each opening recorded."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kalantar.dispatch.actions import send_units
from kalantar.dispatch.models import Assignment
from kalantar.kernel.clock import system_clock
from kalantar.kernel.models import Entry
from kalantar.patrols.models import CrewMember, Shift
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.scene_photos.models import MOST_BYTES, ScenePhoto
from kalantar.scene_photos.queries import content_of
from kalantar.scene_photos.tests.test_scene_photos import JPEG, MARK
from tests.people import grant, sign_in
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.fixture
def officer(scene: Scene) -> User:
    unit, officer = scene.unit(), grant(Role.PATROL_OFFICER, over=scene.stations[0])
    shift = Shift.objects.get(unit=unit)
    CrewMember.objects.create(shift=shift, officer=officer, period=(shift.begun_at, None))
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    send_units(incident=incident.pk, units=[unit.pk], by=scene.person(Role.DISPATCHER))
    return officer


def send(client: Client, content: bytes) -> str:
    address = reverse("patrol:photo", args=[Assignment.objects.get().pk])
    return client.post(address, {"photo": SimpleUploadedFile("x.jpg", content)}).text


def test_it_is_read_by_name_and_by_nobody_else(client: Client, scene: Scene, officer: User) -> None:
    client.cookies["sessionid"] = sign_in(officer)
    assert 'class="photos' in send(client, JPEG + MARK)
    photo = ScenePhoto.objects.get()
    address = reverse("scene_photo", args=[photo.pk])
    assert content_of(photo) == JPEG
    for role, seen in ((Role.DISPATCHER, True), (Role.AUDITOR, True), (Role.DESK_OFFICER, False)):
        reader = grant(role, over=scene.city)
        client.cookies["sessionid"] = sign_in(reader)
        answer = client.get(address)
        assert answer.status_code == (200 if seen else 404)
        read = Entry.objects.filter(subjects__subject=photo.pk, actor=reader.pk)
        assert read.exists() is seen
    client.cookies["sessionid"] = sign_in(officer)
    answer = client.get(address)
    assert answer.content == JPEG
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content", "rule"),
    [(b"no picture", "photo_is_a_picture"), (JPEG + bytes(MOST_BYTES), "photo_is_not_too_large")],
)
def test_what_is_no_photo_is_refused_in_words(
    client: Client, officer: User, content: bytes, rule: str
) -> None:
    client.cookies["sessionid"] = sign_in(officer)
    assert f'data-rule="{rule}"' in send(client, content)
    assert not ScenePhoto.objects.exists()

"""Photos of a scene: who adds and sees them, and that nothing but the picture is kept."""

import zlib
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from hypothesis import given
from hypothesis import strategies as st

from kalantar.dispatch.actions import call_off, send_units
from kalantar.dispatch.models import Assignment
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.people.roles import WATCHERS, Role
from kalantar.scene_photos.actions import add_photo
from kalantar.scene_photos.models import MOST_BYTES, ScenePhoto, ScenePhotoPiece
from kalantar.scene_photos.picture import only_the_picture
from kalantar.scene_photos.queries import content_of, photo_of, photos_of
from kalantar.scene_photos.rules import MOST, may_see_photo
from tests.plugins.actors import HandClock
from tests.scene import Scene, a_city

MARK = b"35.70487 51.40512 on the phone of Goharneshan"


def segment(marker: int, said: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(said) + 2).to_bytes(2) + said


JFIF = segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\0\0")
SCAN = segment(0xDB, bytes(65)) + segment(0xDA, bytes(10)) + b"\x12\xff\0\x34" + b"\xff\xd9"
JPEG = b"\xff\xd8" + JFIF + SCAN


def chunk(name: bytes, said: bytes) -> bytes:
    return len(said).to_bytes(4) + name + said + zlib.crc32(name + said).to_bytes(4)


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\2\0\0\0")
    + chunk(b"IDAT", zlib.compress(bytes(4)))
    + chunk(b"IEND", b"")
)


@given(
    st.lists(
        st.tuples(st.sampled_from([0xE0, 0xE1, 0xE2, 0xED, 0xEF, 0xFE]), st.binary(max_size=60))
    )
)
def test_a_jpeg_keeps_nothing_but_the_picture(beside: list[tuple[int, bytes]]) -> None:
    written = b"".join(segment(marker, said + MARK) for marker, said in beside)
    small = segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\1\1" + MARK)
    told = only_the_picture(b"\xff\xd8" + written + small + JFIF + SCAN + MARK + JPEG)
    assert told == ("jpeg", JPEG)


def test_a_png_keeps_nothing_but_the_picture() -> None:
    head, rest = PNG[:33], PNG[33:]
    texts = chunk(b"tEXt", MARK) + chunk(b"eXIf", MARK) + chunk(b"tIME", MARK)
    assert only_the_picture(head + texts + rest + MARK) == ("png", PNG)


@given(
    st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", JPEG[:30]])
)
def test_whatever_is_sent_is_a_picture_or_refused(content: bytes, begin: bytes) -> None:
    found = only_the_picture(begin + content)
    assert found is None or only_the_picture(found[1]) == found


@pytest.fixture
def scene(db: None, clock: HandClock) -> Scene:
    return a_city(clock)


@pytest.fixture
def crew(scene: Scene) -> Actor:
    return scene.person(Role.PATROL_OFFICER, over=scene.stations[0])


@pytest.fixture
def sent(scene: Scene, crew: Actor) -> Assignment:
    by = scene.person(Role.DISPATCHER)
    incident, unit = scene.incident(by), scene.unit(crew=crew)
    return send_units(incident=incident.pk, units=[unit.pk], by=by).assignments.get()


def refused(by_rule: str, act: Callable[..., Any], **asked: Any) -> None:
    with pytest.raises(Refused) as told:
        act(**asked)
    assert told.value.rule.name == by_rule


def test_who_attends_adds_one_and_nobody_else(scene: Scene, sent: Assignment, crew: Actor) -> None:
    photo = add_photo(assignment=sent.pk, content=JPEG + MARK, by=crew)
    assert content_of(photo) == JPEG
    assert JPEG[:40] not in ScenePhotoPiece.objects.values_list("content", flat=True).get().encode()
    assert Entry.objects.filter(event="ScenePhotoTaken").get().facts["photo"] == str(photo.pk)
    stranger = scene.person(Role.PATROL_OFFICER)
    refused("may_attend", add_photo, assignment=sent.pk, content=JPEG, by=stranger)


def test_may_see_photo(scene: Scene, sent: Assignment, crew: Actor) -> None:
    photo, elsewhere = add_photo(assignment=sent.pk, content=PNG, by=crew), a_city(scene.clock)
    for role in Role:
        one, other = scene.person(role), elsewhere.person(role)
        seen = role in WATCHERS
        assert may_see_photo(one, photo) is seen
        assert bool(photo_of(one, photo.pk)) is bool(photos_of(one, sent.incident_id)) is seen
        assert not may_see_photo(other, photo)
        assert photo_of(other, photo.pk) is None
    assert may_see_photo(crew, photo)
    assert photos_of(crew, sent.incident_id) == [photo]
    call_off(assignment=sent.pk, why="over", by=scene.person(Role.DISPATCHER))
    assert not may_see_photo(crew, photo), "no longer there"
    assert photos_of(crew, sent.incident_id) == []


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", JPEG[:-2], PNG[:-12], b"\xff\xd8\xff\xe0\0\1"]
)
def test_photo_is_a_picture(sent: Assignment, crew: Actor, content: bytes) -> None:
    refused("photo_is_a_picture", add_photo, assignment=sent.pk, content=content, by=crew)


def test_photo_is_not_too_large(sent: Assignment, crew: Actor) -> None:
    large = JPEG + bytes(MOST_BYTES)
    refused("photo_is_not_too_large", add_photo, assignment=sent.pk, content=large, by=crew)


def test_incident_has_room_for_photos(sent: Assignment, crew: Actor) -> None:
    photo = add_photo(assignment=sent.pk, content=JPEG, by=crew)
    many = [
        ScenePhoto(
            incident=sent.incident,
            taken_by_id=crew.id,
            taken_at=photo.taken_at,
            kind="png",
            size=1,
            sha256=b"",
        )  # type: ignore[misc]
        for _ in range(MOST - 1)
    ]
    ScenePhoto.objects.bulk_create(many)
    refused("incident_has_room_for_photos", add_photo, assignment=sent.pk, content=JPEG, by=crew)


def test_nothing_is_added_to_an_incident_that_was_erased(
    scene: Scene, sent: Assignment, crew: Actor
) -> None:
    Incident.objects.filter(pk=sent.incident_id).update(
        state="closed", waiting_since=None, units_on_it=0, closed_at=scene.clock(),
        disposition=scene.ending, erased_at=scene.clock(), address="", narrative="",
    )  # fmt: skip
    refused("incident_is_not_erased", add_photo, assignment=sent.pk, content=JPEG, by=crew)


def broken(constraint: str, act: Callable[[], Model]) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        act()


def test_photo_is_small_enough(sent: Assignment, crew: Actor) -> None:
    photo = add_photo(assignment=sent.pk, content=JPEG, by=crew)
    for size in (0, MOST_BYTES + 1):
        with pytest.raises(IntegrityError, match="photo_is_small_enough"), transaction.atomic():
            ScenePhoto.objects.filter(pk=photo.pk).update(size=size)


def test_photo_piece_is_kept_once(sent: Assignment, crew: Actor) -> None:
    photo = add_photo(assignment=sent.pk, content=JPEG, by=crew)
    broken(
        "photo_piece_is_kept_once",
        lambda: ScenePhotoPiece.objects.create(photo=photo, number=0, content="x"),
    )

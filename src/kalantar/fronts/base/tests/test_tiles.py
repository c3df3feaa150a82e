"""The map's file is read by ranges, by those who have signed in."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory

from kalantar.fronts.base.tiles import ranged

pytestmark = pytest.mark.django_db  # closing an answer tells the database


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "map.pmtiles"
    path.write_bytes(bytes(range(256)) * 4)
    return path


def read(response: Any) -> bytes:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return body


def ask(archive: Path, **headers: str) -> Any:
    return ranged(RequestFactory().get("/", headers=headers), archive)


def test_a_range_is_answered_with_its_bytes(archive: Path) -> None:
    answer = ask(archive, range="bytes=10-19")
    assert answer.status_code == 206
    assert read(answer) == bytes(range(10, 20))
    assert answer["Content-Range"] == "bytes 10-19/1024"


def test_a_range_past_the_end_is_cut(archive: Path) -> None:
    answer = ask(archive, range="bytes=1020-4000")
    assert read(answer) == bytes([252, 253, 254, 255])
    assert answer["Content-Length"] == "4"


def test_a_range_beyond_the_end_is_refused(archive: Path) -> None:
    answer = ask(archive, range="bytes=2000-2010")
    assert answer.status_code == 416
    assert answer["Content-Range"] == "bytes */1024"


def test_without_a_range_the_whole_file_comes(archive: Path) -> None:
    answer = ask(archive)
    assert answer.status_code == 200
    assert len(read(answer)) == 1024


def test_a_range_of_another_version_gets_the_whole_file(archive: Path) -> None:
    answer = ask(archive, range="bytes=0-1", if_range='"old"')
    assert answer.status_code == 200
    assert len(read(answer)) == 1024


def test_nobody_reads_the_map_without_signing_in(client: Client) -> None:
    answer = client.get("/tiles/0197b1a0-0000-7000-8000-000000000000.pmtiles")
    assert answer.status_code == 302
    assert "/account/sign-in/" in answer.headers["Location"]

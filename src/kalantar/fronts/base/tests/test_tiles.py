"""The map's file is read by pieces, by those who have signed in."""

from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from kalantar.fronts.base.tiles import piece

pytestmark = pytest.mark.django_db  # closing an answer tells the database


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "map.pmtiles"
    path.write_bytes(bytes(range(256)) * 4)
    return path


def read(response: Any) -> bytes:
    body = b"".join(response.streaming_content)
    response.close()
    return body


def test_a_piece_is_answered_whole_with_its_bytes(archive: Path) -> None:
    answer = piece(archive, "10-19")
    assert answer.status_code == 200  # kept by its address, not as a part of another
    assert answer["Content-Length"] == "10"
    assert "immutable" in answer["Cache-Control"]
    assert read(answer) == bytes(range(10, 20))


def test_a_piece_past_the_end_is_cut(archive: Path) -> None:
    answer = piece(archive, "1020-4000")
    assert answer["Content-Length"] == "4"
    assert read(answer) == bytes([252, 253, 254, 255])


@pytest.mark.parametrize("asked", ["", "10", "-19", "a-b", "19-10", "1024-2000", "1-" + "9" * 5000])
def test_what_the_file_does_not_have_is_not_found(archive: Path, asked: str) -> None:
    with pytest.raises(Http404):
        piece(archive, asked)


def test_nobody_reads_the_map_without_signing_in(client: Client) -> None:
    answer = client.get("/tiles/0197b1a0-0000-7000-8000-000000000000.pmtiles?bytes=0-9")
    assert answer.status_code == 302
    assert "/account/sign-in/" in answer.headers["Location"]

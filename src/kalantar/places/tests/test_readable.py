"""A file that cannot be read is refused with what is in the way, whatever it was to be read for."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kalantar.kernel.rules import Refused
from kalantar.places.boundaries import read_boundaries
from kalantar.places.extract.prepare import digest_of
from kalantar.places.listing import read_list

READERS = [digest_of, read_boundaries, read_list]


def _refused(read: Callable[[Path], object], file: Path) -> Refused:
    with pytest.raises(Refused) as refusal:
        read(file)
    return refusal.value


@pytest.mark.parametrize("read", READERS)
def test_a_file_that_is_not_there_is_missed(read: Callable[[Path], object], tmp_path: Path) -> None:
    for name in ("none", "n" * 300):
        refusal = _refused(read, tmp_path / name)
        assert refusal.rule.name == "extract_is_there"
        assert name in refusal.sentence.en


@pytest.mark.parametrize("read", READERS)
def test_file_is_a_regular_one(read: Callable[[Path], object], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for file in (Path("/dev/zero"), tmp_path, Path("/"), pipe):
        refusal = _refused(read, file)
        assert refusal.rule.name == "file_is_a_regular_one"
        assert refusal.sentence.en.startswith(file.name or "/")


@pytest.mark.parametrize("read", READERS)
def test_file_may_be_read(
    read: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "theirs"
    file.write_text("something")
    file.chmod(0)
    if os.access(file, os.R_OK):  # the superuser may read everything
        monkeypatch.setattr("os.access", lambda *_asked: False)
    assert _refused(read, file).rule.name == "file_may_be_read"


@pytest.mark.parametrize("read", READERS)
def test_file_holds_something(read: Callable[[Path], object], tmp_path: Path) -> None:
    file = tmp_path / "empty"
    file.touch()
    assert _refused(read, file).rule.name == "file_holds_something"

"""The secret key is made once, whole, and for its owner alone."""

import os
from pathlib import Path

import pytest

from kalantar.config.secret import secret_key


@pytest.fixture(autouse=True)
def no_key_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KALANTAR_SECRET_KEY", raising=False)


def test_it_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    key = secret_key(home)
    assert len(key) >= 50
    assert secret_key(home) == key
    assert (home / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in home.iterdir()] == ["secret-key"]


def test_a_disk_too_full_for_it_leaves_no_empty_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as once:
        once.setattr(os, "fdopen", full)
        with pytest.raises(OSError, match="No space"):
            secret_key(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert len(secret_key(tmp_path)) >= 50

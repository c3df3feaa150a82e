"""The sealing keys come by environment or file; nonsense is refused without showing what it says."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from kalantar.config.sealing import FILE, VARIABLE, keep, new_key, sealing_keys, written


@pytest.fixture(autouse=True)
def no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def test_the_first_start_makes_a_key_only_its_owner_may_read(tmp_path: Path) -> None:
    (made,) = sealing_keys(tmp_path)
    assert sealing_keys(tmp_path) == (made,)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_the_order_of_the_file_is_the_order_of_the_ring(tmp_path: Path) -> None:
    keys = [new_key(2), new_key(1)]
    keep(keys, tmp_path)
    assert sealing_keys(tmp_path) == tuple(keys)


def test_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    keys = [new_key(7), new_key(3)]
    monkeypatch.setenv(VARIABLE, ",".join(written(keys).split()))
    assert sealing_keys(tmp_path) == tuple(keys)
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize(
    "said", ["secretword", "1:c2hvcnQ=", "0:" + "A" * 43 + "=", "x:" + "A" * 43]
)
def test_a_key_that_is_none_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str
) -> None:
    monkeypatch.setenv(VARIABLE, said)
    with pytest.raises(ImproperlyConfigured, match=VARIABLE) as refused:
        sealing_keys(tmp_path)
    assert said not in str(refused.value)


def test_two_keys_of_one_number_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(VARIABLE, written([new_key(1), new_key(1)]))
    with pytest.raises(ImproperlyConfigured, match=VARIABLE):
        sealing_keys(tmp_path)

"""The locks hold everything by hash and name no place to download from."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from kalantar.config.settings import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PACKAGES = json.loads((ROOT / "package-lock.json").read_text())["packages"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_each_package_by_hash_and_names_no_host(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)


def test_npm_packages_are_pinned_by_hash_and_name_no_host() -> None:
    for path, package in PACKAGES.items():
        assert "resolved" not in package
        assert not path or "integrity" in package


def test_what_the_project_names_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run, dev = ((ROOT / "requirements" / f"{name}.txt").read_text() for name in ("run", "dev"))
    for name in project["project"]["dependencies"]:
        assert f"\n{name.partition('[')[0]}==" in f"\n{run}"
    for name in project["dependency-groups"]["dev"]:
        assert f"\n{name.partition('[')[0]}==" in f"\n{dev}"


def test_both_locks_hold_the_same_version_of_what_they_share() -> None:
    pins = [
        dict(
            re.findall(r"^(\S+)==(\S+)", (ROOT / "requirements" / f"{name}.txt").read_text(), re.M)
        )
        for name in ("run", "dev")
    ]
    assert pins[0].items() <= pins[1].items()

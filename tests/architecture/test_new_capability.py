"""The recipe makes what it says, in a copy of the house."""

import shutil
from pathlib import Path

import pytest

from kalantar.config.new_capability import make
from kalantar.kernel.rules import Refused
from tests.architecture.source import ROOT


@pytest.fixture
def house(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "src/kalantar/config").mkdir(parents=True)
    shutil.copy(ROOT / "src/kalantar/config/settings.py", tmp_path / "src/kalantar/config")
    return tmp_path


def test_a_new_capability_stands_in_the_order_and_is_installed(house: Path) -> None:
    folder = make("mediation", above="calls", root=house)
    layers = (house / "pyproject.toml").read_text(encoding="utf-8")
    assert '  "mediation",\n  "calls | patrols | reception",' in layers
    assert '"kalantar.mediation",\n]' in (house / "src/kalantar/config/settings.py").read_text(
        "utf-8"
    )
    assert {"README.md", "models.py", "rules.py", "actions.py", "tests"} <= {
        path.name for path in folder.iterdir()
    }


@pytest.mark.parametrize("name", ["Mediation", "a b", "", "utils!"])
def test_capability_has_a_free_plain_name(house: Path, name: str) -> None:
    with pytest.raises(Refused) as refused:
        make(name, above="calls", root=house)
    assert refused.value.rule.name == "capability_has_a_free_plain_name"


def test_capability_stands_above_one_that_exists(house: Path) -> None:
    with pytest.raises(Refused) as refused:
        make("mediation", above="nowhere", root=house)
    assert refused.value.rule.name == "capability_stands_above_one_that_exists"
    assert not (house / "src/kalantar/mediation").exists()

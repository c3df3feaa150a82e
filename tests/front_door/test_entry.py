"""./kalantar itself: installs once, again only when a lock has changed, and says what is wrong.

Packages come from a stand-in for uv that counts how often it is asked, so nothing is downloaded.
"""

import os
import shutil
import signal
import site
import subprocess
import sys
from pathlib import Path

import pytest

from kalantar.config.settings import ROOT
from tests.front_door.processes import lives, until

UV = """#!/bin/sh
# $UV_LOG counts; the "installed" packages are those of the Python that runs the tests.
echo "$*" >> "$UV_LOG"
[ -z "$UV_FAILS" ] || exit 1
for folder in "$KALANTAR_HOME"/venv/lib/python3*/site-packages; do
    echo "$PACKAGES" > "$folder/all.pth"
done
"""


class Clone:
    """A copy of the front door in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home, self.log = folder / "clone", folder / "home", folder / "uv.log"
        self.folder.mkdir()
        for name in ("kalantar", ".python-version"):
            shutil.copy(ROOT / name, self.folder)
        shutil.copytree(ROOT / "requirements", self.folder / "requirements")
        (self.folder / "src").symlink_to(ROOT / "src")
        commands = folder / "bin"
        commands.mkdir()
        (commands / "uv").write_text(UV)
        (commands / "uv").chmod(0o755)
        self.environment = {
            "PATH": f"{commands}:/usr/bin:/bin",
            "HOME": str(folder),
            "KALANTAR_HOME": str(self.home),
            "KALANTAR_PYTHON": sys.executable,
            "PACKAGES": site.getsitepackages()[0],
            "UV_LOG": str(self.log),
            "UV_FAILS": "",
            "PIP_NO_INDEX": "1",
            "LANG": "C.UTF-8",
        }

    def run(self, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [self.folder / "kalantar", *words],
            env=self.environment | environment,
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )

    def installs(self) -> list[str]:
        """The lock files that were installed, in order."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [Path(line.split()[-1]).name for line in lines]


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


def test_a_second_start_installs_nothing_and_a_changed_lock_is_installed(clone: Clone) -> None:
    first = clone.run("--help")
    assert first.returncode == 0, first.stderr
    assert "Installing what requirements/run.txt names" in first.stderr
    assert "./kalantar [OPTIONS] COMMAND" in first.stdout
    assert clone.installs() == ["run.txt"]

    second = clone.run("--help")
    assert (second.returncode, second.stderr) == (0, "")
    assert clone.installs() == ["run.txt"]

    clone.run("check", "--help")
    assert clone.installs() == ["run.txt", "dev.txt"]

    with (clone.folder / "requirements" / "run.txt").open("a") as lock:
        lock.write("# changed\n")
    clone.run("--help")
    assert clone.installs() == ["run.txt", "dev.txt", "run.txt"]


def test_what_cannot_be_installed_is_said_and_done_at_the_next_start(clone: Clone) -> None:
    refused = clone.run("--help", UV_FAILS="1", LANG="fa_IR.UTF-8")
    assert refused.returncode == 1
    assert "بسته‌ها نصب نشد" in refused.stderr
    assert clone.run("--help").returncode == 0


def test_without_a_new_enough_python_it_says_what_to_install(clone: Clone, tmp_path: Path) -> None:
    for name in ("sh", "cat", "cmp", "cp", "dirname", "mkdir"):
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    (tmp_path / "bin" / "uv").unlink()
    refused = clone.run("--help", PATH=str(tmp_path / "bin"), KALANTAR_PYTHON="/nonexistent/python")
    assert refused.returncode == 1
    assert "needs Python 3.12" in refused.stderr


def test_a_home_that_cannot_be_written_is_said(clone: Clone, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for language, said in (("en", "cannot write into"), ("fa", "نمی‌تواند در")):
        refused = clone.run(
            "--help", KALANTAR_HOME=str(tmp_path / "file" / "home"), KALANTAR_LANGUAGE=language
        )
        assert refused.returncode == 1
        assert said in refused.stderr
        assert "KALANTAR_HOME=FOLDER" in refused.stderr


def test_a_home_may_have_spaces_and_persian_letters(clone: Clone, tmp_path: Path) -> None:
    clone.environment["KALANTAR_HOME"] = str(tmp_path / "خانهٔ من" / "a b")
    assert clone.run("--help").returncode == 0


def test_an_environment_that_was_cut_short_is_made_again(clone: Clone) -> None:
    assert clone.run("--help").returncode == 0
    (clone.home / "venv" / "installed-run.txt").unlink()
    for pip in clone.home.glob("venv/lib/python3*/site-packages/pip"):
        shutil.rmtree(pip / "_internal" / "cli")
    made = clone.run("--help")
    assert made.returncode == 0
    assert "Making a Python environment" in made.stderr


def test_an_installation_that_was_cut_short_is_done_anew(clone: Clone) -> None:
    clone.run("--help", UV_FAILS="1")
    assert clone.run("--help").returncode == 0
    assert "--force-reinstall" in clone.log.read_text().splitlines()[-1]
    assert "--force-reinstall" not in clone.log.read_text().splitlines()[0]


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_what_is_being_installed_ends_with_the_command(clone: Clone, by: signal.Signals) -> None:
    uv = Path(clone.environment["PATH"].split(os.pathsep)[0]) / "uv"
    uv.write_text('#!/bin/sh\necho $$ >> "$UV_LOG"\nexec sleep 300\n')
    with subprocess.Popen(
        [clone.folder / "kalantar", "--help"],
        env=clone.environment, stderr=subprocess.PIPE, text=True,
    ) as command:  # fmt: skip
        until(lambda: clone.log.exists() and clone.log.read_text() != "", "uv is asked")
        command.send_signal(by)
        _, told = command.communicate()
    assert command.returncode == 130
    assert "Stopped. The same command goes on from here." in told
    assert not lives(int(clone.log.read_text()))
    uv.write_text(UV)
    assert clone.run("--help").returncode == 0


def test_pip_settings_reach_uv(clone: Clone) -> None:
    script = 'echo "index: $UV_DEFAULT_INDEX $UV_INDEX" >> "$UV_LOG"; exit 1\n'
    uv = Path(clone.environment["PATH"].split(os.pathsep)[0]) / "uv"
    uv.write_text(f"#!/bin/sh\n{script}")
    clone.run("--help", PIP_INDEX_URL="file:///mirror", PIP_EXTRA_INDEX_URL="file:///more")
    assert "index: file:///mirror file:///more" in clone.log.read_text()

"""A wrong setting is said in a sentence before anything is done: what it is, why, and what to do."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from kalantar.config import given

NAME = "KALANTAR_KEEP_TEST_DAYS"
WRONG = {
    "KALANTAR_POSITION_FRESH_S": ["abc", "0", "-1", "1.5"],
    "KALANTAR_CALL_BACK_WITHIN_S": ["five minutes", "29", "86401", "-300", "300.5"],
    "KALANTAR_WELFARE_STEP_S": ["two minutes", "29", "3601", "-60"],
    "KALANTAR_PROXIES": ["x", "-1"],
    "KALANTAR_TIME_ZONE": ["Nowhere", "Asia", "../etc/passwd", "/etc/passwd"],
    "KALANTAR_PHONE_REGION": ["Iran", "ir", "XX"],
    "KALANTAR_KEEP_JOBS_DAYS": ["abc", "0"],
    "KALANTAR_KEEP_POSITIONS_DAYS": ["a month"],
    "KALANTAR_KEEP_OPERATIONS_DAYS": ["-1"],
    "KALANTAR_HOSTS": ["https://110.example", "110.example:8000", "a,,b"],
    "KALANTAR_HTTPS": ["true", "1", "Yes"],
    "KALANTAR_LIVE_URL": ["live", "ftp://110.example/", "https://110.example:port/"],
    "KALANTAR_PAGE_ORIGIN": ["110.example", "https://110.example/"],
    "KALANTAR_NODE_MODULES": ["/nowhere/node_modules"],
    "DATABASE_URL": ["mysql://sara:secret@host/name", "postgresql://[::1/secret", "secret"],
}
EACH = [(name, text) for name, texts in WRONG.items() for text in texts]


def _run(command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kalantar", *command.split()],
        env=os.environ | settings, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize(("name", "text"), EACH)
def test_a_wrong_setting_is_a_sentence(name: str, text: str) -> None:
    told = _run("migrate", **{name: text, "KALANTAR_LANGUAGE": "en"})
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith(f"The setting {name} says “")
    assert "Correct it" in told.stderr
    assert told.stderr.count("\n") == 1
    if name == "DATABASE_URL":
        assert "secret" not in told.stderr
    else:
        assert f"“{text}”" in told.stderr


@pytest.mark.parametrize(
    "command", ["serve", "worker", "migrate", "users list", "city list", "demo", "--help"]
)
def test_every_command_says_it_in_the_language_of_the_terminal(command: str) -> None:
    told = _run(command, KALANTAR_POSITION_FRESH_S="abc", KALANTAR_LANGUAGE="fa")
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("تنظیم KALANTAR_POSITION_FRESH_S می‌گوید «abc»")
    assert "از ۱ تا ۸۶۴۰۰" in told.stderr


@pytest.mark.parametrize(("said", "kept"), [("", 30), ("1", 1), (" 400 ", 400)])
def test_a_period_is_what_is_said_or_the_usual_one(
    monkeypatch: pytest.MonkeyPatch, said: str, kept: int
) -> None:
    monkeypatch.delenv(NAME, raising=False)
    assert given.days(NAME, usually=30) == timedelta(days=30)
    monkeypatch.setenv(NAME, said)
    assert given.days(NAME, usually=30) == timedelta(days=kept)


@pytest.mark.parametrize("said", ["0", "-1", "1.5", "a month", "99999999999"])
def test_a_period_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv(NAME, said)
    with pytest.raises(given.WrongSetting, match=NAME):
        given.days(NAME, usually=30)


def test_hosts_are_names_addresses_or_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KALANTAR_HOSTS", "110.example, .police.example,10.0.0.1,[::1],*")
    assert given.hosts("KALANTAR_HOSTS", usually="localhost") == [
        "110.example", ".police.example", "10.0.0.1", "[::1]", "*",
    ]  # fmt: skip


def test_right_addresses_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("/live/", "https://110.example:444/live/"):
        monkeypatch.setenv("KALANTAR_LIVE_URL", text)
        assert given.address("KALANTAR_LIVE_URL") == text
    monkeypatch.setenv("KALANTAR_PAGE_ORIGIN", "https://[::1]:8000")
    assert given.origin("KALANTAR_PAGE_ORIGIN") == "https://[::1]:8000"
    monkeypatch.setenv("DATABASE_URL", "postgresql://sara@a:1,b:2/name?host=/run")
    assert given.database("DATABASE_URL") == "postgresql://sara@a:1,b:2/name?host=/run"

"""Routes as the file says them, without a secret in it."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kalantar.kernel.rules import Refused
from kalantar.message_templates.segments import segmented
from kalantar.sms_gateway.queries import Cost, costs
from kalantar.sms_gateway.routes import FILE, VARIABLE, lanes, routes

WHOLE = """
[routes.first]
binds = ["127.0.0.1:2775", "127.0.0.1:2776"]
system_id = "kalantar"
password_file = "{home}/password"
source = "110110"
prefixes = ["+9891", "+98990"]
per_second = 10

[routes.rest]
binds = ["127.0.0.1:2777"]
system_id = "kalantar"
source = "Police"
rank = 2
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("KALANTAR_SMPP_PASSWORD_REST", "by the environment")
    (tmp_path / "password").write_text("by a file\n")
    return tmp_path


def _written(home: Path, text: str) -> Path:
    (home / FILE).write_text(text.replace("{home}", str(home)))
    return home


def test_without_a_file_there_are_no_routes(home: Path) -> None:
    assert routes(home) == []


def test_routes_and_their_secrets_are_read(home: Path) -> None:
    first, rest = routes(_written(home, WHOLE))
    assert first.binds == (("127.0.0.1", 2775), ("127.0.0.1", 2776))
    assert (first.password, rest.password) == ("by a file", "by the environment")
    assert (first.per_second, first.window, first.rank) == (10, 50, 1)
    assert (first.source_kind, rest.source_kind) == ((3, 1), (5, 0))
    assert "by a file" not in repr(first)


def test_the_variable_names_another_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _written(home, WHOLE)
    monkeypatch.setenv(VARIABLE, str(home / FILE))
    assert len(routes(Path("/nowhere"))) == 2


def test_of_the_routes_for_a_prefix_the_lowest_rank_is_first(home: Path) -> None:
    again = WHOLE + WHOLE.replace("first", "second").partition("[routes.rest]")[0] + "rank = 0\n"
    found = lanes(routes(_written(home, again)))
    assert list(found) == ["", "+9891", "+98990"]
    assert [route.name for route in found["+9891"]] == ["second", "first"]


def test_a_price_is_of_each_alphabet_or_of_both(home: Path) -> None:
    for said in ("price = { ucs2 = 152, gsm7 = 380.5 }", "price = 152"):
        first, rest = routes(_written(home, WHOLE.replace("per_second = 10", said)))
        assert first.price
        assert first.price["ucs2"] == 152
        assert first.price["gsm7"] == (Decimal("380.5") if "gsm7" in said else 152)
        assert rest.price is None


def test_what_a_text_costs_is_told_by_prefix_and_without_the_passwords(
    home: Path, settings: Any
) -> None:
    settings.HOME = _written(
        home, WHOLE.replace("per_second = 10", "price = { ucs2 = 152, gsm7 = 380 }").replace(
            "rank = 2", "rank = 2\nprice = 0.5")
    )  # fmt: skip
    (home / "password").unlink()
    assert costs(segmented("پ" * 71)) == [
        Cost("+9891", "first", Decimal(304)), Cost("+98990", "first", Decimal(304)), Cost("", "rest", Decimal(1)),
    ]  # fmt: skip
    assert costs(segmented("a"))[0].rials == 380
    _written(home, WHOLE)
    assert costs(segmented("a")) == []
    _written(home, WHOLE.replace("per_second = 10", "price = -1"))
    assert costs(segmented("a")) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('password = "open"\nsource = "110110"', 'source = "110110"'),
        ("binds = []", 'binds = ["127.0.0.1:2777"]'),
        ('prefixes = ["0912"]', 'prefixes = ["+9891", "+98990"]'),
        ('prefixes = ["+98912111"]', 'prefixes = ["+9891", "+98990"]'),
        ("per_second = 0", "per_second = 10"),
        ('binds = ["127.0.0.1"]', 'binds = ["127.0.0.1:2777"]'),
        ("[routes", "[routes.first]"),
        ("", 'system_id = "kalantar"'),
        ("price = -1", "per_second = 10"),
        ('price = "dear"', "per_second = 10"),
        ("price = { ucs2 = 1 }", "per_second = 10"),
        ("price = { ucs2 = 1, latin = 1 }", "per_second = 10"),
        ("price = nan", "per_second = 10"),
        ("price = inf", "per_second = 10"),
    ],
)
def test_routes_are_understood(home: Path, wrong: str, right: str) -> None:
    assert right in WHOLE
    with pytest.raises(Refused) as refused:
        routes(_written(home, WHOLE.replace(right, wrong)))
    assert refused.value.rule.name == "routes_are_understood"

"""By which accounts messages leave: ``messaging.toml`` in KALANTAR_HOME, or the file the variable names.

    [routes.first]
    binds = ["10.0.0.1:2775", "10.0.0.2:2775"]  # connections, all used at once
    system_id = "kalantar"
    password_file = "/run/secrets/first"        # or KALANTAR_SMPP_PASSWORD_FIRST
    source = "110110"                           # what the phone shows as the sender
    prefixes = ["+9891", "+98990"]              # of numbers; left out: all
    rank = 1                                    # of the routes for a prefix the lowest that is up sends
    window = 50                                 # parts on each connection without an answer
    per_second = 100                            # parts
    price = { ucs2 = 152, gsm7 = 380 }          # rials for a part of each alphabet; or one for both

A number goes by the longest prefix that fits it. No secret stands in the file itself.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from kalantar.kernel.rules import input_rule
from kalantar.message_templates.models import Encoding

VARIABLE, FILE = "KALANTAR_MESSAGING", "messaging.toml"
SCREEN = "screen"  # the name of the route that is none: our own phone screen
EXAMPLE_PRICE = {
    Encoding.UCS2: Decimal(152),
    Encoding.GSM7: Decimal(380),
}  # of the screen: no operator's

routes_are_understood = input_rule(
    "routes_are_understood",
    en="The routes for messages cannot be understood: {fault}",
    fa="مسیرهای ارسال پیام خوانا نیست: {fault}",
    do_en="Correct the file; an example stands at the top of src/kalantar/sms_gateway/routes.py.",
    do_fa="فایل را درست کنید؛ نمونه‌ای در آغاز src/kalantar/sms_gateway/routes.py آمده است.",
)


@dataclass(frozen=True, slots=True)
class Route:
    """One account at an operator. ``per_second`` and ``window`` count parts, as operators do.

    ``price``: of a part by its alphabet, in rials; None where the file does not say it.
    """

    name: str
    binds: tuple[tuple[str, int], ...]
    system_id: str
    password: str = field(repr=False)
    source: str
    prefixes: tuple[str, ...] = ("",)
    rank: int = 1
    window: int = 50
    per_second: float = 100.0
    price: Mapping[str, Decimal] | None = None

    @property
    def source_kind(self) -> tuple[int, int]:
        """Type of number and numbering plan: a name, a full number, or a short code."""
        if not self.source.lstrip("+").isdigit():
            return 5, 0
        return (1, 1) if self.source.startswith("+") else (3, 1)


def routes(home: Path, *, secrets: bool = True) -> list[Route]:
    """Those of the file; none where there is none. Refused where it cannot be understood.

    ``secrets``: with the passwords, which whoever only asks for prices need not be able to read.
    """
    file = Path(os.environ.get(VARIABLE) or home / FILE)
    if not file.exists():
        return []
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)["routes"]
        return [_route(name, given, secrets) for name, given in told.items()]
    except (OSError, ValueError, ArithmeticError, KeyError, TypeError, AttributeError) as fault:
        raise routes_are_understood.refuse(fault=f"{file}: {fault}") from None


def lanes(known: list[Route]) -> dict[str, list[Route]]:
    """For each prefix its routes, the one to use first in front."""
    prefixes = sorted({prefix for route in known for prefix in route.prefixes})
    return {
        prefix: sorted((r for r in known if prefix in r.prefixes), key=lambda r: (r.rank, r.name))
        for prefix in prefixes
    }


def _route(name: str, given: Mapping[str, Any], secrets: bool) -> Route:
    known = {
        "binds",
        "system_id",
        "password_file",
        "source",
        "prefixes",
        "rank",
        "window",
        "per_second",
        "price",
    }
    if unknown := given.keys() - known:
        raise ValueError(f"{name}: {', '.join(sorted(unknown))} is not known")
    route = Route(
        name=name,
        binds=tuple(_address(bind) for bind in given["binds"]),
        system_id=str(given["system_id"]),
        password=_password(name, given) if secrets else "",
        source=str(given["source"]),
        prefixes=tuple(given.get("prefixes", ("",))),
        rank=int(given.get("rank", 1)),
        window=int(given.get("window", 50)),
        per_second=float(given.get("per_second", 100)),
        price=_price(name, given["price"]) if "price" in given else None,
    )
    if not (route.binds and route.prefixes and route.window > 0 and route.per_second > 0):
        raise ValueError(f"{name}: it needs a connection, a prefix, a window and a rate")
    if wrong := [
        one
        for one in route.prefixes
        if one and not (one[0] == "+" and one[1:].isdigit() and len(one) <= 7)
    ]:
        raise ValueError(f"{name}: a prefix is + and at most six digits, not {wrong[0]}")
    return route


def _price(name: str, given: Any) -> dict[str, Decimal]:
    by_alphabet = given if isinstance(given, dict) else dict.fromkeys(Encoding, given)
    price = {str(Encoding(alphabet)): Decimal(said) for alphabet, said in by_alphabet.items()}
    if len(price) != len(Encoding) or not all(
        said.is_finite() and said >= 0 for said in price.values()
    ):
        raise ValueError(f"{name}: a price is a number of rials, for both alphabets")
    return price


def _address(bind: str) -> tuple[str, int]:
    host, _, port = bind.rpartition(":")
    return host, int(port)


def _password(name: str, given: Mapping[str, Any]) -> str:
    if said := os.environ.get(f"KALANTAR_SMPP_PASSWORD_{name.upper().replace('-', '_')}"):
        return said
    return Path(given["password_file"]).read_text(encoding="utf-8").strip()

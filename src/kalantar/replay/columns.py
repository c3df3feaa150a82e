"""Which column of a file means what: read from a small TOML, refused in words when it does not fit."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kalantar.kernel.rules import input_rule
from kalantar.places.readable import require_regular

KNOWN = Path(__file__).with_name("san_francisco.toml")
STAGES = ("received", "entry", "dispatch", "on_scene", "available")
NEEDED = {"call", "type", "received"}

mapping_names_what_is_needed = input_rule(
    "mapping_names_what_is_needed",
    en="The mapping {file} cannot be used: {problem}.",
    fa="نگاشت {file} به کار نمی‌آید: {problem}.",
    do_en="See the documented example src/kalantar/replay/san_francisco.toml.",
    do_fa="نمونهٔ مستند src/kalantar/replay/san_francisco.toml را ببینید.",
)


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column is called, how its times are written, and which words mean which type.

    ``names``: our word → the file's column (``call``, ``type``, ``received``, …, ``location`` or
    ``longitude`` and ``latitude``). A list of columns is read as one text, joined by spaces. ``header``:
    the names of the columns, for a file whose first row is a call already. ``types``: the file's type → an incident type's code; ``other``
    is for any that is not listed. ``priorities``: the file's priority → 1 to 5.
    """

    names: Mapping[str, tuple[str, ...]]
    time_format: str
    zone: str
    types: Mapping[str, str]
    other: str
    priorities: Mapping[str, int] = field(default_factory=dict)
    header: tuple[str, ...] = ()


def read_columns(path: Path = KNOWN) -> Columns:
    """The mapping in a TOML file; Refused with what is wrong when it cannot be used."""
    require_regular(path)
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as trouble:
        raise _refuse(path, trouble.strerror or "unreadable") from trouble
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise _refuse(path, str(trouble)) from trouble
    return _columns(path, told)


def _columns(path: Path, told: dict[str, Any]) -> Columns:
    names = told.get("columns", {})
    if missing := NEEDED - names.keys():
        raise _refuse(path, f"[columns] lacks {', '.join(sorted(missing))}")
    if "location" not in names and not {"longitude", "latitude"} <= names.keys():
        raise _refuse(path, "[columns] needs location, or longitude and latitude")
    try:
        ZoneInfo(told["time"]["zone"])
        return Columns(
            names={
                ours: (theirs,) if isinstance(theirs, str) else tuple(theirs)
                for ours, theirs in names.items()
            },
            time_format=told["time"]["format"],
            zone=told["time"]["zone"],
            types=told["types"]["known"],
            other=told["types"]["other"],
            priorities={str(key): int(value) for key, value in told.get("priorities", {}).items()},
            header=tuple(told.get("header", ())),
        )
    except (ZoneInfoNotFoundError, IsADirectoryError):
        raise _refuse(path, f"there is no time zone {told['time']['zone']!r}") from None
    except (KeyError, TypeError, ValueError) as trouble:
        raise _refuse(path, f"{trouble!s} is missing or wrong") from trouble


def _refuse(path: Path, problem: str) -> Exception:
    return mapping_names_what_is_needed.refuse(file=path.name, problem=problem)

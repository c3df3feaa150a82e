"""Which column of a file means what: read from a small TOML, refused in words when it does not fit."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kalantar.places.readable import require_regular
from kalantar.replay.mapping import judge, mapping_names_what_is_needed

KNOWN = Path(__file__).with_name("san_francisco.toml")


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column is called, how its times are written, and which words mean which type.

    ``names``: our word → the file's column (``call``, ``type``, ``received``, …, ``location`` or
    ``longitude`` and ``latitude``). A list of columns is read as one text, joined by spaces. ``header``:
    the names of the columns, for a file whose first row is a call already. ``types``: the file's type → an incident type's code; ``other``
    is for any that is not listed. ``priorities``: the file's priority → 1 to 5. ``mapping``: the name of
    the file that says all this.
    """

    mapping: str
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
    judge(path.name, told)
    return _columns(path.name, told)


def _columns(mapping: str, told: dict[str, Any]) -> Columns:
    return Columns(
        mapping=mapping,
        names={
            ours: (theirs,) if isinstance(theirs, str) else tuple(theirs)
            for ours, theirs in told["columns"].items()
        },
        time_format=told["time"]["format"],
        zone=told["time"]["zone"],
        types=told["types"]["known"],
        other=told["types"]["other"],
        priorities=told.get("priorities", {}),
        header=tuple(told.get("header", ())),
    )


def _refuse(path: Path, problem: str) -> Exception:
    return mapping_names_what_is_needed.refuse(file=path.name, problem=problem)

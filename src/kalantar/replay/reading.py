"""From a file's rows to calls to be played: one row a unit in, one call out, refusals counted."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused, input_rule
from kalantar.kernel.sentence import Sentence
from kalantar.places.readable import require_readable
from kalantar.replay.columns import Columns
from kalantar.replay.mapping import STAGES

PAIR = re.compile(r"\(?\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*\)?")

calls_file_can_be_read = input_rule(
    "calls_file_can_be_read",
    en="The file of calls {file} cannot be used: {problem}.",
    fa="فایل تماس‌های {file} به کار نمی‌آید: {problem}.",
    do_en="It must be CSV in UTF-8 with the columns its mapping names.",
    do_fa="باید CSV با UTF-8 و ستون‌هایی باشد که در نگاشت آن آمده است.",
)
NO_COLUMN = Sentence(
    en="it has no column {names}, which its mapping {mapping} names; it has: {there}",
    fa="ستون {names} را که نگاشت {mapping} نام می‌برد ندارد؛ ستون‌هایش: {there}",
)
OTHER_HEADER = Sentence(
    en="its first row has not as many columns as the header in {mapping}, which names {count}",
    fa="شمار ستون‌های ردیف نخستش با header در {mapping}، که {count} ستون نام می‌برد، یکی نیست",
)


@dataclass(frozen=True, slots=True)
class PastCall:
    """A call as the file tells it; stage times are aware, and absent where the file has none."""

    key: str
    type: str  # an incident type's code
    priority: int | None
    place: Point
    address: str
    stages: Mapping[str, datetime]

    @property
    def received(self) -> datetime:
        return self.stages["received"]

    @property
    def stayed(self) -> timedelta | None:
        """How long they were there; None where the file does not say, or says they left before."""
        if not {"on_scene", "available"} <= self.stages.keys():
            return None
        stayed = self.stages["available"] - self.stages["on_scene"]
        return stayed if stayed > timedelta() else None


@dataclass(slots=True)
class Reading:
    """The calls in their order, and why the other rows were refused (reason → how many rows)."""

    calls: list[PastCall] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    calls_in_file: int = 0

    def seconds(self, start: str, end: str) -> list[float]:
        """The file's own seconds between two stages, of the calls that have both."""
        return [
            (call.stages[end] - call.stages[start]).total_seconds()
            for call in self.calls
            if start in call.stages and end in call.stages
        ]

    @property
    def says_how_long_they_stay(self) -> bool:
        return any(call.stayed for call in self.calls)

    def usual_minutes_at_scene(self) -> float:
        """The median of the file, 20 where it says nothing."""
        known = [call.stayed.total_seconds() for call in self.calls if call.stayed]
        return median(known) / 60 if known else 20.0


def read_calls(path: Path, columns: Columns, bounds: tuple[float, float, float, float]) -> Reading:
    """Read and judge every row. ``bounds``: west, south, east, north of the map in degrees."""
    reading, rows = Reading(), defaultdict(list)
    for row in _rows(path, columns):
        reading.rows += 1
        if not row["call"]:
            reading.refused["no call number"] += 1
            continue
        rows[row["call"]].append(row)
    reading.calls_in_file = len(rows)
    for key, of_call in rows.items():
        call = _call(key, of_call, columns)
        if isinstance(call, str):
            reading.refused[call] += len(of_call)
        elif not _inside(call.place, bounds):
            reading.refused["outside the map"] += len(of_call)
        else:
            reading.calls.append(call)
    reading.calls.sort(key=lambda call: (call.received, call.key))
    return reading


def _rows(path: Path, columns: Columns) -> Iterator[dict[str, str]]:
    """Each row, by our words for what it holds."""
    require_readable(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, columns.header or None)
            missing = {name for named in columns.names.values() for name in named} - {
                *(rows.fieldnames or ())
            }
            if missing:
                raise _refuse(
                    path, NO_COLUMN, names=", ".join(sorted(missing)), mapping=columns.mapping,
                    there=", ".join(rows.fieldnames or ()),
                )  # fmt: skip
            for number, row in enumerate(rows):
                if number == 0 and columns.header and (None in row or None in row.values()):
                    count = len(columns.header)
                    raise _refuse(path, OTHER_HEADER, mapping=columns.mapping, count=count)
                yield {
                    ours: " ".join((row[name] or "").strip() for name in named).strip()
                    for ours, named in columns.names.items()
                }
    except OSError as trouble:
        problem = trouble.strerror or "unreadable"
        raise calls_file_can_be_read.refuse(file=path.name, problem=problem) from trouble
    except UnicodeDecodeError as trouble:
        problem = f"it is not UTF-8 (byte {trouble.start + 1} of what was read)"
        raise calls_file_can_be_read.refuse(file=path.name, problem=problem) from trouble
    except csv.Error as trouble:
        raise calls_file_can_be_read.refuse(file=path.name, problem=str(trouble)) from trouble


def _refuse(path: Path, problem: Sentence, **facts: object) -> Refused:
    return calls_file_can_be_read.refuse(file=path.name, problem=problem.format(**facts))


def _call(key: str, rows: list[dict[str, str]], columns: Columns) -> PastCall | str:
    """One call of all its rows, or the reason it cannot be used. A stage is its first unit's,
    but free again is when the last one is."""
    first = rows[0]
    try:
        place = _place(first)
        times = {stage: list(_times(rows, stage, columns)) for stage in STAGES}
    except ValueError as trouble:
        return str(trouble)
    stages = {
        stage: (max if stage == "available" else min)(found)
        for stage, found in times.items()
        if found
    }
    if "received" not in stages:
        return "no time of receipt"
    if any(moment < stages["received"] for moment in stages.values()):
        return "a stage before the call was received"
    return PastCall(
        key=key,
        type=columns.types.get(first["type"], columns.other),
        priority=columns.priorities.get(first.get("priority", "")),
        place=place,
        address=first.get("address", ""),
        stages=stages,
    )


def _times(rows: list[dict[str, str]], stage: str, columns: Columns) -> Iterator[datetime]:
    zone = ZoneInfo(columns.zone)
    for row in rows:
        if text := row.get(stage):
            try:
                yield datetime.strptime(text, columns.time_format).replace(tzinfo=zone)
            except ValueError:
                raise ValueError(f"a time not written as {columns.time_format}") from None


def _place(row: dict[str, str]) -> Point:
    if "location" in row:
        found = PAIR.search(row["location"])
        if found is None:
            raise ValueError("no place")
        return _on_earth(float(found[2]), float(found[1]))
    try:
        return _on_earth(float(row["longitude"]), float(row["latitude"]))
    except ValueError:
        raise ValueError("no place") from None


def _on_earth(lon: float, lat: float) -> Point:
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError("a place that is not on the earth")
    return Point(lon, lat)


def _inside(place: Point, bounds: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds
    return west <= place.lon <= east and south <= place.lat <= north

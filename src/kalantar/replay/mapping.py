"""What a mapping may say, and the sentences that refuse one that says anything else.

What nothing reads, or what means nothing here, would be played as if it were not there: a slip of the
pen would then be found in the report, or never.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kalantar.kernel.rules import input_rule
from kalantar.kernel.sentence import Sentence

STAGES = ("received", "entry", "dispatch", "on_scene", "available")
PLACE = ("location", "longitude", "latitude")
# Each section: what it must hold, and what it may hold besides.
SECTIONS: Mapping[str, tuple[Collection[str], Collection[str]]] = {
    "columns": (("call", "type", "received"), (*STAGES, "priority", "address", *PLACE)),
    "time": (("format", "zone"), ()),
    "types": (("other", "known"), ()),
}
PRIORITIES = range(1, 6)
A_MOMENT = datetime(2017, 1, 2, 15, 4, tzinfo=UTC)

mapping_names_what_is_needed = input_rule(
    "mapping_names_what_is_needed",
    en="The mapping {file} cannot be used: {problem}.",
    fa="نگاشت {file} به کار نمی‌آید: {problem}.",
    do_en="See the documented example src/kalantar/replay/san_francisco.toml.",
    do_fa="نمونهٔ مستند src/kalantar/replay/san_francisco.toml را ببینید.",
)
mapping_says_only_what_is_read = input_rule(
    "mapping_says_only_what_is_read",
    en="The mapping {file} says {unknown}, which nothing reads; it would be as if it were not there.",
    fa="در نگاشت {file} آمده است {unknown} که هیچ‌جا خوانده نمی‌شود؛ گویی نوشته نشده است.",
    do_en="Correct the word or take it out; what can stand there: {known}.",
    do_fa="واژه را درست یا حذف کنید؛ آنچه آنجا می‌آید: {known}.",
)
mapping_priorities_are_one_to_five = input_rule(
    "mapping_priorities_are_one_to_five",
    en="The mapping {file} makes priority {theirs} into {ours}, which is no priority here: they are 1 (life in danger) to 5 (no hurry).",
    fa="نگاشت {file} اولویت {theirs} را {ours} می‌کند که اینجا اولویت نیست: اولویت از ۱ (جان در خطر) تا ۵ (بی‌شتاب) است.",
    do_en='Write a whole number from 1 to 5 in [priorities], such as "3" = 2.',
    do_fa="در [priorities] برای هر اولویت فایل عددی درست از ۱ تا ۵، با رقم لاتین، بنویسید.",
)
mapping_names_types_of_the_catalogue = input_rule(
    "mapping_names_types_of_the_catalogue",
    en="The mapping {file} makes calls into {codes}, which is no type of incident on offer in the catalogue.",
    fa="نگاشت {file} تماس‌ها را {codes} می‌کند که در فهرست نوع‌های رخداد نیست یا دیگر به کار نمی‌رود.",
    do_en="Write the code of a type in [types], such as {near}.",
    do_fa="در [types] کد یکی از نوع‌های رخداد را بنویسید؛ مانند {near}.",
)
LACKS = Sentence(en="[{section}] lacks {names}", fa="[{section}] این‌ها را ندارد: {names}")
SHAPE = Sentence(en="{where} must be {what}", fa="{where} باید {what} باشد")
TABLE = Sentence(en="a section", fa="یک بخش")
TEXT = Sentence(en="a text that is not empty", fa="متنی ناتهی")
TEXTS = Sentence(en="a list of names", fa="فهرستی از نام‌ها")
COLUMN = Sentence(
    en="the name of a column, or a list of names", fa="نام یک ستون یا فهرستی از نام‌ها"
)
NO_PLACE = Sentence(
    en="[columns] needs location, or longitude and latitude",
    fa="[columns] باید location یا longitude و latitude را داشته باشد",
)
NO_ZONE = Sentence(en="there is no time zone {zone!r}", fa="منطقهٔ زمانی {zone!r} وجود ندارد")
NO_MOMENT = Sentence(
    en="[time] format {format!r} does not give just the day and the time of day to the minute",
    fa="قالب {format!r} در [time] روز و ساعت را تا دقیقه، و نه جز آن، به دست نمی‌دهد",
)
NO_PRIORITY = Sentence(
    en="it has [priorities], but [columns] names no column of priority",
    fa="بخش [priorities] را دارد ولی در [columns] ستون priority نیامده است",
)


def judge(file: str, told: Mapping[str, Any]) -> None:
    """Refused with the first thing that is wrong in what the mapping ``file`` says."""
    _only(file, told, [*SECTIONS, "priorities", "header"], Sentence("{}", "{}"))
    for section, (needed, others) in SECTIONS.items():
        table = told.get(section, {})
        _require(file, isinstance(table, dict), _shape(f"[{section}]", TABLE))
        _only(
            file,
            table,
            {*needed, *others},
            Sentence(f"{{}} in [{section}]", f"{{}} در [{section}]"),
        )
        missing = [name for name in needed if name not in table]
        lacks = LACKS.format(section=section, names=", ".join(missing))
        _require(file, not missing, lacks)
    _judge_columns(file, told["columns"], told.get("header", []))
    _judge_time(file, **told["time"])
    _judge_types(file, **told["types"])
    _judge_priorities(file, told.get("priorities", {}), told["columns"])


def require_offered(file: str, named: Collection[str], offered: Collection[str]) -> None:
    """Refused when the mapping names a type of incident that is not ``offered``."""
    if unknown := sorted(set(named) - set(offered)):
        near = get_close_matches(unknown[0], sorted(offered)) or sorted(offered)[:3]
        raise mapping_names_types_of_the_catalogue.refuse(
            file=file, codes=", ".join(unknown), near=", ".join(near)
        )


def _judge_columns(file: str, columns: Mapping[str, Any], header: object) -> None:
    placed = "location" in columns or {"longitude", "latitude"} <= columns.keys()
    _require(file, placed, NO_PLACE)
    for ours, theirs in columns.items():
        fits = _is_text(theirs) or (_are_texts(theirs) and theirs)
        _require(file, fits, _shape(f"{ours} in [columns]", COLUMN))
    _require(file, _are_texts(header), _shape("header", TEXTS))


def _judge_time(file: str, format: object, zone: object) -> None:
    _require(file, _is_text(format), _shape("format in [time]", TEXT))
    _require(file, _is_text(zone), _shape("zone in [time]", TEXT))
    try:
        ZoneInfo(str(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        _require(file, False, NO_ZONE.format(zone=zone))
    _require(file, _tells_a_moment(str(format)), NO_MOMENT.format(format=format))


def _judge_types(file: str, other: object, known: object) -> None:
    _require(file, _is_text(other), _shape("other in [types]", TEXT))
    _require(file, isinstance(known, dict), _shape("[types.known]", TABLE))
    for theirs, ours in known.items() if isinstance(known, dict) else ():
        _require(file, _is_text(ours), _shape(f'"{theirs}" in [types.known]', TEXT))


def _judge_priorities(file: str, priorities: object, columns: Mapping[str, Any]) -> None:
    _require(file, isinstance(priorities, dict), _shape("[priorities]", TABLE))
    _require(file, not priorities or "priority" in columns, NO_PRIORITY)
    for theirs, ours in priorities.items() if isinstance(priorities, dict) else ():
        if type(ours) is not int or ours not in PRIORITIES:
            raise mapping_priorities_are_one_to_five.refuse(
                file=file, theirs=f'"{theirs}"', ours=repr(ours)
            )


def _tells_a_moment(format: str) -> bool:
    """Whether a moment written so is read back the same. An offset would be a second zone, and is none."""
    try:
        again = datetime.strptime(A_MOMENT.strftime(format), format).replace(tzinfo=UTC)
    except ValueError:
        return False
    return again == A_MOMENT and "%z" not in format


def _only(file: str, table: Mapping[str, Any], known: Collection[str], said: Sentence) -> None:
    for name in table:
        if name not in known:
            unknown = Sentence(said.en.format(name), said.fa.format(name))
            raise mapping_says_only_what_is_read.refuse(
                file=file, unknown=unknown, known=", ".join(sorted(known))
            )


def _require(file: str, holds: object, problem: Sentence) -> None:
    if not holds:
        raise mapping_names_what_is_needed.refuse(file=file, problem=problem)


def _shape(where: str, what: Sentence) -> Sentence:
    return SHAPE.format(where=where, what=what)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(_is_text(one) for one in value)

"""``replay``: what would a week of real calls have been here? Played through the same actions as people use."""

import json
from collections.abc import Mapping
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from kalantar.cli.areas import area_named
from kalantar.cli.ready import service
from kalantar.cli.words import console, step, tell
from kalantar.config.processes.interrupts import first_signal_sets, signals_as_interrupt
from kalantar.config.processes.trouble import Trouble
from kalantar.config.terminal import language, said
from kalantar.kernel.sentence import Sentence

if TYPE_CHECKING:
    from kalantar.replay.report import Report, Times

STOPPED = Sentence(
    en="Stopped after {taken} of {of} calls; those under way were played to their end. The same"
    " command begins from the first call.",
    fa="پس از {taken} تماس از {of} تماس متوقف شد؛ تماس‌های در جریان تا پایان بازپخش شد. همین فرمان"
    " از نخستین تماس آغاز می‌کند.",
)
NOT_SAID = Sentence(en="the file does not say", fa="در فایل نیامده است")
PERSIAN = {
    "no call number": "بدون شمارهٔ تماس",
    "outside the map": "بیرون از نقشه",
    "no time of receipt": "بدون زمان دریافت",
    "a stage before the call was received": "مرحله‌ای پیش از دریافت تماس",
    "a place that is not on the earth": "مکانی که روی زمین نیست",
    "no place": "بدون مکان",
    "a time not written as": "زمانی که به این شکل نوشته نشده:",
    "received": "دریافت",
    "entry": "ثبت",
    "dispatch": "اعزام",
    "on_scene": "در صحنه",
    "available": "آزادشدن",
    "→": "←",
    "a unit on two incidents": "یگانی که هم‌زمان در دو رخداد است",
    "a closed incident with a unit on it": "رخداد بسته‌ای که یگانی در آن مانده است",
    "an incident that miscounts its units": "رخدادی که شمار یگان‌هایش درست نیست",
    "a unit whose status is not its assignment's": "یگانی که وضعیتش با مأموریتش نمی‌خواند",
    "stages out of order": "مرحله‌هایی که به ترتیب نیست",
    "a call or an incident that ends before it begins": "تماس یا رخدادی که پیش از آغازش پایان یافته است",
    "a unit of the replay that is not free at the end": "یگانی از بازپخش که در پایان آزاد نشده است",
    "a call that rang": "تماس گرفته‌شده",
    "a call that was answered": "تماس پاسخ‌داده‌شده",
    "a call that ended": "تماس پایان‌یافته",
    "an incident that was opened": "رخداد ثبت‌شده",
    "an incident that was closed": "رخداد بسته‌شده",
    "a unit that was sent": "یگان اعزام‌شده",
    "a unit that arrived": "یگان رسیده به صحنه",
    "a unit that was cleared": "یگانی که کارش پایان یافته",
    "a unit that was called off": "یگانی که اعزامش لغو شده",
    ", not told once and at that time": "، که یک بار و با همان زمان در روند نیامده است",
}


def replay(
    file: Annotated[Path, typer.Argument(help="The calls, as CSV.")],
    city: Annotated[str, typer.Option(help="The city it is played in: its name or code.")],
    speed: Annotated[
        float | None,
        typer.Option(min=0.1, help="Times faster than life; without, as fast as it goes."),
    ] = None,
    columns: Annotated[
        Path | None,
        typer.Option(help="TOML saying which column means what; without, San Francisco's."),
    ] = None,
    most: Annotated[
        int | None, typer.Option(min=1, help="Play only the first so many calls.")
    ] = None,
    cars: Annotated[int, typer.Option(min=1, help="Cars on duty; other units in proportion.")] = 16,
    output: Annotated[Path | None, typer.Option(help="Write the report here too, as JSON.")] = None,
) -> None:
    """Play past calls with simulated patrols and report what came of them; fails if a rule was broken.

    Example: ./kalantar replay calls.csv --city "San Francisco" --speed 100 --output report.json
    """
    if output:
        require_writable(output)
    stop = Event()
    with signals_as_interrupt(), service():
        from kalantar.replay.columns import read_columns
        from kalantar.replay.file import replay_file

        known = read_columns(columns) if columns else read_columns()
        place = area_named(city)
        with (
            step("Reading the file and playing its calls", "خواندن فایل و بازپخش تماس‌ها"),
            first_signal_sets(stop),
        ):
            played = replay_file(file, known, place, speed=speed, cars=cars, most=most, stop=stop)
        if output:
            told = json.dumps(played.report.as_json(), ensure_ascii=False, indent=2)
            output.write_text(told + "\n", encoding="utf-8")
        show(played.report)
    if stop.is_set():
        tell(STOPPED.format(taken=played.report.calls_taken, of=len(played.reading.calls)))
        raise typer.Exit(130)
    raise typer.Exit(0 if played.report.sound else 1)


def require_writable(output: Path) -> None:
    """Better before hours of playing than after."""
    try:
        output.open("a").close()
    except OSError as fault:
        raise Trouble(
            Sentence(
                en="The report cannot be written to {file}: {problem}. Name another file in --output.",
                fa="گزارش را نمی‌توان در {file} نوشت: {problem}. فایل دیگری در ‎--output معرفی کنید.",
            ).format(file=output, problem=fault.strerror or "")
        ) from fault


def show(report: "Report") -> None:
    counts = Table(box=None, show_header=False)
    in_file = report.processed_within_60_s_in_file
    for en, fa, value in (
        ("Rows in the file", "ردیف‌های فایل", report.file_rows),
        ("Calls in the file", "تماس‌های فایل", report.file_calls),
        ("Calls taken", "تماس‌های گرفته‌شده", report.calls_taken),
        ("Incidents closed", "رخدادهای بسته‌شده", report.incidents_closed),
        ("Not closed", "بسته‌نشده", report.not_closed),
        (
            "Rules broken (must be none)",
            "قاعده‌های نقض‌شده (باید هیچ باشد)",
            _counted(report.rules_broken),
        ),
        ("Answered within", "پاسخ در کمتر از", _shares(report.answered_within)),
        ("  the replay's own", "  از خود بازپخش", said(report.answered_by)),
        (
            "  in the file, receipt to entry within",
            "  در فایل، از دریافت تا ثبت در کمتر از",
            _shares(report.entered_within_in_file) or said(NOT_SAID),
        ),
        (
            "Dispatched within 60 s",
            "اعزام در کمتر از ۶۰ ثانیه",
            _percent(report.processed_within_60_s),
        ),
        ("  the replay's own", "  از خود بازپخش", said(report.processed_by)),
        (
            "  in the file, entry to dispatch",
            "  در فایل، از ثبت تا اعزام",
            said(NOT_SAID) if in_file is None else _percent(in_file),
        ),
        ("Times faster than life", "چند برابر زمان واقعی", f"{report.speed:.0f}"),
    ):
        counts.add_row(said(Sentence(en=en, fa=fa)), _figure(value))
    counts.add_row(
        said(Sentence(en="Rows refused", fa="ردیف‌های پذیرفته‌نشده")),
        _figure(sum(report.refused_rows.values())),
    )
    for reason, count in report.refused_rows.items():
        counts.add_row(f"  {_in_words(reason)}", _figure(count))
    stages = Table(
        said(
            Sentence(
                en="Stage, seconds: median (nine of ten within)",
                fa="مرحله، به ثانیه: میانه (صدک نودم)",
            )
        ),
        said(Sentence(en="here", fa="اینجا")),
        said(Sentence(en="in the file", fa="در فایل")),
        said(Sentence(en="here it was played", fa="بازپخش در اینجا")),
        box=None,
    )
    for stage, times in report.stages.items():
        played = said(report.played[stage].sentence)
        stages.add_row(_in_words(stage), _times(times["here"]), _times(times["file"]), played)
    console.print(counts, stages)


def _in_words(reason: str) -> str:
    """A reason or a pair of stages of the report, in the reader's language."""
    if language() != "fa":
        return reason.replace("on_scene", "on scene")
    for en, fa in PERSIAN.items():
        reason = reason.replace(en, fa)
    return reason


def _figure(value: object) -> str:
    """A number in the reader's digits."""
    from kalantar.kernel.text import digits_for  # loads what other commands need not wait for

    return digits_for(language(), str(value))


def _times(times: "Times") -> str:
    if times.median is None or times.p90 is None:
        return "–"
    return _figure(f"{times.median:.0f} ({times.p90:.0f})")


def _counted(counts: Mapping[str, int]) -> str:
    return (
        ", ".join(f"{_in_words(name)}: {count}" for name, count in counts.items() if count) or "0"
    )


def _shares(shares: Mapping[str, float]) -> str:
    fa = language() == "fa"
    told = [
        f"{_figure(within.removesuffix(' s'))} {'ثانیه' if fa else 's'}: {_percent(share)}"
        for within, share in shares.items()
    ]
    return ("، " if fa else ", ").join(told)


def _percent(share: float) -> str:
    from kalantar.kernel.text import localise_number  # as above

    return localise_number(round(share * 100, 1), language()) + ("٪" if language() == "fa" else "%")

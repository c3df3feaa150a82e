"""``city …``: maps and boundaries, brought in from OpenStreetMap and GeoJSON files."""

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from kalantar.cli.areas import area_named
from kalantar.cli.ready import service
from kalantar.cli.words import console, tell
from kalantar.config.processes.interrupts import signals_as_interrupt
from kalantar.config.terminal import language, said
from kalantar.kernel.actor import system
from kalantar.kernel.sentence import Sentence

if TYPE_CHECKING:
    from kalantar.places.boundaries import Findings
    from kalantar.places.city import Brought


class BoundaryKind(StrEnum):
    """The kinds of areas, as places keeps them; here too, because Django is not yet set up."""

    NATION = "nation"
    PROVINCE = "province"
    COUNTY = "county"
    CITY = "city"
    STATION = "station"


city = typer.Typer(
    help="Bring in the map of a city and the boundaries of its stations."
    "\n\nExample: ./kalantar city list"
)
CONTEXT = "by the command line"
MAP_SINCE = Sentence(en="Map since", fa="تاریخ ورود نقشه")
DATA_OF = Sentence(en="Map data of", fa="تاریخ داده‌های نقشه")
NOT_SAID = Sentence(en="the file does not say", fa="در فایل نیامده است")
STEPS = {
    "read": Sentence(en="Reading the file", fa="خواندن فایل"),
    "graph": Sentence(en="Making the road graph", fa="ساختن شبکهٔ راه‌ها"),
    "names": Sentence(en="Gathering streets, crossings and places", fa="گردآوری خیابان‌ها، تقاطع‌ها و مکان‌ها"),
    "map": Sentence(en="Drawing the map", fa="ترسیم نقشه"),
    "keep": Sentence(en="Keeping it", fa="ذخیره"),
    "done": Sentence(en="Done", fa="پایان یافت"),
}  # fmt: skip


@city.command("import")
def bring(
    file: Annotated[Path, typer.Argument(help="An OpenStreetMap extract: .osm.pbf.")],
    name: Annotated[
        list[str], typer.Option(help="Its name; once in Persian, once in Latin letters.")
    ],
    parent: Annotated[str, typer.Option(help="The county or province it lies in.")] = "",
    stations: Annotated[
        Path | None,
        typer.Option(help="GeoJSON with a polygon per station; without, it is divided."),
    ] = None,
    overlapping: Annotated[
        bool, typer.Option("--overlapping", help="Also where another city has the same ground.")
    ] = False,
    elsewhere: Annotated[
        bool, typer.Option("--elsewhere", help="Also where its map of today has other ground.")
    ] = False,
) -> None:
    """Make a city from an extract: road graph, map, and names to search; the same again changes nothing.

    Example: ./kalantar city import tehran.osm.pbf --name تهران --name Tehran --stations stations.geojson
    """
    with signals_as_interrupt(), service():
        inside = area_named(parent).id if parent else None
        brought = bring_in(
            file, *_fa_and_en(name), parent=inside, stations=stations,
            overlapping=overlapping, elsewhere=elsewhere,
        )  # fmt: skip
        _tell_of(brought)


@city.command()
def boundaries(
    file: Annotated[Path, typer.Argument(help="GeoJSON with a named polygon per area.")],
    kind: Annotated[BoundaryKind, typer.Option(help="What the areas are.")],
    around: Annotated[
        str, typer.Option(help="The area they lie in; without, found by place.")
    ] = "",
    retire_provisional: Annotated[
        bool,
        typer.Option(
            "--retire-provisional",
            help="Of stations: retire those that were made by dividing the map.",
        ),
    ] = False,
) -> None:
    """Draw the boundaries of areas; overlaps and gaps are told.

    Example: ./kalantar city boundaries stations.geojson --kind station --around Tehran
    """
    with signals_as_interrupt(), service():
        from kalantar.places.city import bring_boundaries, bring_stations

        inside, by = area_named(around).id if around else None, system(why=CONTEXT)
        retired = 0
        if retire_provisional and kind is BoundaryKind.STATION:
            count, retired, findings = bring_stations(file, around=inside, by=by)
        else:
            count, findings = bring_boundaries(file, kind=kind, around=inside, by=by)
        tell(
            Sentence(en="Areas drawn: {count}.", fa="محدوده‌های ترسیم‌شده: {count}.").format(
                count=count
            )
        )
        _tell_provisional(retired, inside, kind)
        _tell_findings(findings)


@city.command("list")
def cities() -> None:
    """The cities there are, since when each has its map, and of what date the map's data is.

    Example: ./kalantar city list
    """
    with service():
        from kalantar.kernel.text import say_date
        from kalantar.places.models import Extract

        table = Table("", said(MAP_SINCE), said(DATA_OF), box=None)
        for extract in Extract.objects.filter(retired_at=None).select_related("city"):
            until = extract.data_until
            table.add_row(
                str(extract.city),
                say_date(extract.imported_at, language(), short=True),
                say_date(until, language(), short=True) if until else said(NOT_SAID),
            )
        console.print(table)


def bring_in(
    file: Path,
    fa: str,
    en: str,
    *,
    parent: UUID | None = None,
    stations: Path | None = None,
    overlapping: bool = False,
    elsewhere: bool = False,
) -> "Brought":
    """Import with a bar that says what is being done."""
    from kalantar.places.city import bring_city

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as bar:
        task = bar.add_task(said(STEPS["read"]), total=1.0)

        def show(step: str, part: float) -> None:
            doing = said(STEPS[step.partition(":")[0]])
            if not console.is_terminal and ":" not in step and step != "done":
                console.print(f"  {doing} …")
            bar.update(task, completed=part, description=doing)

        return bring_city(
            file, name_fa=fa, name_en=en, parent=parent, stations=stations,
            overlapping=overlapping, elsewhere=elsewhere, by=system(why=CONTEXT), said=show,
        )  # fmt: skip


def _fa_and_en(names: list[str]) -> tuple[str, str]:
    """Which of the names is Persian is seen from its letters."""
    persian = [name for name in names if re.search(r"[\u0600-\u06ff]", name)]
    latin = [name for name in names if name not in persian]
    return persian[-1] if persian else "", latin[-1] if latin else ""


def _tell_of(brought: "Brought") -> None:
    sentence = (
        Sentence(
            en="{city}: this very map is already here; nothing was changed.",
            fa="{city}: همین نقشه از پیش موجود است؛ چیزی تغییر نکرد.",
        )
        if brought.again
        else Sentence(
            en="{city} is here. New stations: {stations}.",
            fa="{city} آماده است. کلانتری‌های تازه: {stations}.",
        )
    )
    tell(sentence.format(city=brought.extract.city, stations=brought.stations))
    for shared in brought.shared:
        tell(
            Sentence(
                en="{city} has {percent} percent of this ground on its map too.",
                fa="{percent} درصد این زمین روی نقشهٔ {city} هم هست.",
            ).format(city=shared.city, percent=shared.percent)
        )
    _tell_findings(brought.findings)


def _tell_provisional(retired: int, around: UUID | None, kind: BoundaryKind) -> None:
    from kalantar.places.queries import provisional_stations

    if retired:
        tell(
            Sentence(
                en="Provisional stations retired: {count}.",
                fa="کلانتری‌های موقت کنارگذاشته‌شده: {count}.",
            ).format(count=retired)
        )
    elif kind is BoundaryKind.STATION and (left := provisional_stations(around).count()):
        tell(
            Sentence(
                en="Made by dividing the map and still in use beside these: {count}. They may get their"
                " calls. Where these are all there are, give the same"
                " command with --retire-provisional.",
                fa="{count} کلانتری که از تقسیم نقشه ساخته شده‌اند هنوز در کنار این‌ها در کارند و شاید"
                " تماس‌های آن‌ها را بگیرند. اگر کلانتری دیگری نیست همین فرمان را با"
                " ‎--retire-provisional بدهید.",
            ).format(count=left)
        )


def _tell_findings(findings: "Findings") -> None:
    for mended in findings.mended:
        tell(
            Sentence(
                en="The line of {name} crosses itself around {at}. It was mended: what it goes around"
                " on either side belongs to {name}. Look at it on the map.",
                fa="خط مرز {name} پیرامون {at} خودش را قطع می‌کند. مرز اصلاح شد: آنچه در هر دو سوی این"
                " نقطه درون خط است از آنِ {name} شد. آن را روی نقشه ببینید.",
            ).format(name=mended.name, at=_place(mended.at))
        )
    for overlap in findings.overlaps:
        tell(
            Sentence(
                en="{a} and {b} overlap: {size} m² around {at}.",
                fa="{a} و {b} هم‌پوشانی دارند: {size} متر مربع پیرامون {at}.",
            ).format(
                a=overlap.a,
                b=overlap.b,
                size=round(overlap.square_metres),
                at=_place(overlap.inside),
            )
        )
    for gap in findings.gaps:
        tell(
            Sentence(
                en="No station for {size} m² around {at}.",
                fa="{size} متر مربع پیرامون {at} در محدودهٔ هیچ کلانتری نیست.",
            ).format(size=round(gap.square_metres), at=_place(gap.inside))
        )


def _place(point: tuple[float, float]) -> str:
    longitude, latitude = point
    return f"{latitude:.5f}, {longitude:.5f}"

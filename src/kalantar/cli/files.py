"""``files …``: the files of an old register, brought in at a station."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kalantar.cli.areas import area_named
from kalantar.cli.ready import service
from kalantar.cli.words import console, tell
from kalantar.config.processes.interrupts import signals_as_interrupt
from kalantar.config.processes.trouble import Trouble
from kalantar.config.terminal import said
from kalantar.kernel.actor import system
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure

if TYPE_CHECKING:
    from kalantar.old_files.models import RegisterImport
    from kalantar.old_files.reading import Read

files = typer.Typer(
    help="Bring in the files of an old register."
    "\n\nExample: ./kalantar files import 1403.csv --mapping register.toml --station 12"
)
BY = system(why="by the command line")
Station = Annotated[str, typer.Option(help="The station whose register it is: its name or code.")]
READ_AT_MOST = 50_000_001  # bytes: one more than is taken, so that more is seen to be too large
BRINGING = Sentence(en="Bringing in", fa="در حال ورود")


@files.callback()
def of_files() -> None:
    """Bring in the files of an old register.

    Example: ./kalantar files import 1403.csv --mapping register.toml --station 12
    """


@files.command("import")
def bring(
    file: Annotated[Path, typer.Argument(help="CSV, its head in the first row.")],
    station: Station,
    mapping: Annotated[
        Path | None,
        typer.Option(help="TOML: which column is what; src/kalantar/old_files/README.md."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would come in and what would not.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(help="Where the refused rows are written, as CSV.")
    ] = None,
) -> None:
    """Bring in the files of an old register; the same again goes on where it was cut, and brings nothing twice.

    Example: ./kalantar files import 1403.csv --mapping register.toml --station 12 --report refused.csv
    """
    content, words = _read(file), _read(mapping).decode(errors="replace") if mapping else ""
    with signals_as_interrupt(), service():
        from kalantar.old_files.bringing import begin, look

        here = area_named(station)
        if dry_run:
            _tell_of_look(look(content, words))
            return
        run = _to_its_end(begin(content, words, here.pk, BY))
        _tell_of(run)
        if report is not None and run.refused:
            _write(run, report)


@files.command("give-up")
def give_up(station: Station) -> None:
    """Give up the import that is going on at a station: what still waits is forgotten.

    Example: ./kalantar files give-up --station 12
    """
    with service():
        from kalantar.old_files.actions import give_up_register
        from kalantar.old_files.queries import import_going_on

        run = import_going_on(area_named(station))
        if run is None:
            raise Trouble(
                Sentence(
                    en="No file of an old register is being brought in at this station.",
                    fa="در این کلانتری فایلی از دفتر پیشین در حال ورود نیست.",
                )
            )
        _tell_of(give_up_register(run=run.pk, by=BY))


def _read(file: Path) -> bytes:
    """No more than what is judged too large."""
    try:
        with file.open("rb") as opened:
            return opened.read(READ_AT_MOST)
    except OSError as fault:
        raise Trouble(
            Sentence(
                en="{file} cannot be read. Name a file that is there and may be read.",
                fa="فایل {file} خوانده نمی‌شود. فایلی را نام ببرید که هست و اجازهٔ خواندنش را دارید.",
            ).format(file=file)
        ) from fault


def _to_its_end(run: "RegisterImport") -> "RegisterImport":
    from kalantar.old_files.bringing import go_on

    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=console, transient=True, disable=not console.is_terminal,
    ) as bar:  # fmt: skip
        task = bar.add_task(said(BRINGING), total=run.rows, completed=run.done)
        for now in go_on(run, BY):
            run = now
            bar.update(task, completed=run.done)
    return run


def _tell_of_look(found: "Read") -> None:
    tell(
        Sentence(
            en="{rows} rows can be brought in, {refused} cannot. Nothing was changed.",
            fa="{rows} ردیف را می‌توان وارد کرد و {refused} ردیف را نه. چیزی تغییر نکرد.",
        ).format(rows=figure(len(found.rows)), refused=figure(len(found.faults)))
    )
    from kalantar.kernel.rules import RULES

    for fault in found.faults[:20]:
        console.print(
            f"✗ {fault.row}  {fault.column}  {said(RULES[fault.rule].sentence)}", markup=False
        )


def _tell_of(run: "RegisterImport") -> None:
    tell(
        Sentence(
            en="Brought in: {brought}; here already: {known}; refused: {refused}; left: {left}.",
            fa="واردشده: {brought}؛ از پیش موجود: {known}؛ پذیرفته‌نشده: {refused}؛ باقی‌مانده: {left}.",
        ).format(
            brought=figure(run.brought),
            known=figure(run.known),
            refused=figure(run.refused),
            left=figure(run.left),
        )
    )


def _write(run: "RegisterImport", to: Path) -> None:
    from kalantar.fronts.base.spreadsheet import MARK, line
    from kalantar.old_files.report import HEAD, report

    with to.open("w", encoding="utf-8", newline="") as file:
        file.write(MARK + line(HEAD))
        file.writelines(line(cells) for cells in report(run))

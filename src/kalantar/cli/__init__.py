"""The command line. One file per group of commands; every command shows an example in its help."""

import sys
from collections.abc import Callable

import typer
import typer.main

from kalantar.cli import (
    areas,
    bench,
    capability,
    check,
    city,
    day,
    demo,
    files,
    keys,
    lock,
    messages,
    orders,
    pictures,
    replay,
    sender,
    serve,
    users,
)
from kalantar.cli.persian import in_persian
from kalantar.cli.words import tell
from kalantar.config.processes.trouble import (
    Trouble,
    database_full,
    disk_full,
    has_no_room,
    is_database_full,
    is_disk_full,
)
from kalantar.config.settings import HOME
from kalantar.config.terminal import language
from kalantar.kernel.rules import Refused

app = typer.Typer(
    name="./kalantar",
    help="Kalantar runs a neighbourhood police service.\n\nExample: ./kalantar demo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # a traceback must not show what a person told the police
)
PANELS: dict[str, list[Callable[..., None]]] = {
    "See it": [demo.demo, replay.replay],
    "Run it": [serve.serve, serve.worker, sender.sender, serve.migrate],
    "Change it": [
        check.check,
        check.test,
        check.books,
        messages.messages,
        pictures.pictures,
        bench.bench,
        capability.new_capability,
        lock.lock,
    ],
}
for panel, verbs in PANELS.items():
    for verb in verbs:
        app.command(rich_help_panel=panel)(verb)
app.command(hidden=True)(day.day)
app.add_typer(areas.areas, name="areas", rich_help_panel="Run it")
app.add_typer(city.city, name="city", rich_help_panel="Run it")
app.add_typer(files.files, name="files", rich_help_panel="Run it")
app.add_typer(keys.keys, name="keys", rich_help_panel="Run it")
app.add_typer(orders.orders, name="orders", rich_help_panel="Run it")
app.add_typer(users.users, name="users", rich_help_panel="Run it")


def main() -> None:
    """Trouble is said in a sentence, without a traceback; so is a full disk wherever it shows."""
    command = typer.main.get_command(app)
    if language() == "fa":
        in_persian(command)
    try:
        command(prog_name="./kalantar")
    except Trouble as trouble:
        tell(trouble.sentence, style="red")
        sys.exit(trouble.code)
    except Refused as refusal:
        tell(refusal.sentence, style="red")
        tell(refusal.remedy)
        sys.exit(1)
    except Exception as fault:
        if is_database_full(fault):
            told = database_full()
        elif is_disk_full(fault) or has_no_room(HOME):  # not every library says why
            told = disk_full(HOME)
        else:
            raise
        tell(told.sentence, style="red")
        sys.exit(told.code)

"""``demo``: everything, from nothing, on this machine: a city, its patrols, and a day under way."""

from typing import Annotated

import typer

from kalantar.cli.parts import make_parts_ready
from kalantar.cli.ready import service
from kalantar.cli.serve import Host, Port, bring_up_to_date
from kalantar.cli.words import tell
from kalantar.config.processes import programs
from kalantar.config.processes.children import (
    allow_many_connections,
    children,
    signals_as_interrupt,
)
from kalantar.config.processes.ports import require_free
from kalantar.config.settings import HOME
from kalantar.kernel.sentence import Sentence

LOGS = HOME / "logs"


def demo(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    speed: Annotated[float, typer.Option(help="How many times faster than life the day goes.")] = 1,
) -> None:
    """Show Kalantar at work: prepares a city, starts everything, and plays a day of calls on it.

    Example: ./kalantar demo --port 8100
    """
    require_free(host, port, programs.live_port(port))
    allow_many_connections()
    with signals_as_interrupt(), service():
        bring_up_to_date()
        make_parts_ready()
        with children(
            programs.worker(LOGS / "worker.log"),
            programs.live(host, port, LOGS / "live.log"),
            programs.pages(host, port, 1, LOGS / "pages.log"),
        ) as family:
            tell(
                Sentence(
                    en="Kalantar is at http://{host}:{port}/ Ctrl-C stops it.",
                    fa="کلانتر در نشانی http://{host}:{port}/ آماده است. برای توقف Ctrl-C را بزنید.",
                ).format(host=host, port=port),
                style="bold",
            )
            family.watch()

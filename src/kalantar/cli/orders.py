"""``orders …``: orders that courts drop as files, and the branches that give them."""

from pathlib import Path
from typing import Annotated

import typer

from kalantar.cli.ready import service
from kalantar.cli.words import console, tell
from kalantar.config.processes.trouble import Trouble
from kalantar.config.terminal import said
from kalantar.kernel.actor import system
from kalantar.kernel.rules import Refused
from kalantar.kernel.sentence import Sentence

orders = typer.Typer(
    help="Receive the orders of courts, and keep the branches that give them."
    "\n\nExample: ./kalantar orders take /srv/court",
    no_args_is_help=True,
)
BY = system()


@orders.command()
def take(
    folder: Annotated[
        Path,
        typer.Argument(help="Where NAME.json and NAME.json.sig lie; their format: docs/orders.md."),
    ],
) -> None:
    """Receive the signed orders that lie in a folder; what was refused is put aside with the reason.

    Example: ./kalantar orders take /srv/court
    """
    if not folder.is_dir():
        raise Trouble(
            Sentence(
                en="There is no folder {folder}. Name the one the court's program writes to.",
                fa="پوشهٔ {folder} نیست. پوشه‌ای را نام ببرید که سامانهٔ دادگاه در آن می‌نویسد.",
            ).format(folder=folder)
        )
    with service():
        from kalantar.orders.drop import take as taken

        counts = {True: 0, False: 0}
        for document, came in taken(folder, BY):
            refused = isinstance(came, Refused)
            counts[refused] += 1
            if isinstance(came, Refused):
                console.print(f"✗ {document.name}  {said(came.sentence)}", markup=False)
        tell(
            Sentence(
                en="{taken} orders received, {refused} refused.",
                fa="{taken} دستور ثبت و {refused} دستور رد شد.",
            ).format(taken=counts[False], refused=counts[True])
        )


@orders.command("branch")
def add_branch(
    code: Annotated[str, typer.Argument(help="Its code, in small Latin letters.")],
    name_fa: Annotated[str, typer.Option(help="The name in Persian letters.")],
    name_en: Annotated[str, typer.Option(help="The name in Latin letters.")],
    key: Annotated[
        str,
        typer.Option(
            help="Its public key, Ed25519, in hexadecimal; without, its orders come on paper only."
        ),
    ] = "",
) -> None:
    """Add a branch that gives orders.

    Example: ./kalantar orders branch teh_1203 --name-fa "شعبهٔ ۱۲۰۳ دادسرا" --name-en "Branch 1203"
    """
    with service():
        from kalantar.orders import actions

        actions.add_branch(code=code, name_fa=name_fa, name_en=name_en, public_key=_key(key), by=BY)


def _key(written: str) -> bytes:
    try:
        return bytes.fromhex(written)
    except ValueError:
        return b"none"  # which the rule refuses in its own words

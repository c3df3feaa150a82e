"""``messages``: the Persian catalogues, gathered from the code, checked and compiled."""

from typing import Annotated

import typer

from kalantar.cli.parts import compile_messages
from kalantar.cli.words import console


def messages(
    extract: Annotated[
        bool, typer.Option("--extract", help="First bring the catalogues up to date with the code.")
    ] = False,
    check: Annotated[
        bool,
        typer.Option("--check", help="Say what is untranslated or badly written; fail if any."),
    ] = False,
) -> None:
    """Compile the translations; needs no gettext on the machine.

    Example: ./kalantar messages --extract --check
    """
    from kalantar.kernel.text import messages as texts

    if extract:
        for changed in texts.extract_all():
            console.print(str(changed), markup=False, soft_wrap=True)
    compile_messages()
    if check and (found := texts.problems()):
        for problem in found:
            console.print(str(problem), markup=False, soft_wrap=True)
        raise typer.Exit(1)

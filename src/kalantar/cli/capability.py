"""``new-capability``: the next part of the house, in its place in the order."""

from typing import Annotated

import typer

from kalantar.cli.words import tell
from kalantar.kernel.sentence import Sentence


def new_capability(
    name: Annotated[str, typer.Argument(help="One lower-case word of the field.")],
    above: Annotated[str, typer.Option(help="The folder it stands on: it may import that one.")],
) -> None:
    """Make a capability's folder with its usual files and a first test; docs/new-capability.md goes on.

    Example: ./kalantar new-capability evidence --above incidents
    """
    import django

    from kalantar.config.new_capability import make

    django.setup()
    folder = make(name, above)
    tell(
        Sentence(
            en="{folder} is there. Write its README.md first; docs/new-capability.md leads on.",
            fa="پوشهٔ {folder} ساخته شد. نخست README.md آن را بنویسید؛ ادامهٔ راه در"
            " docs/new-capability.md است.",
        ).format(folder=folder)
    )

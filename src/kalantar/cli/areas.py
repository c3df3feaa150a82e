"""``areas …``: the tree of areas from a list; and an area as people name it on the command line."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kalantar.cli.ready import service
from kalantar.cli.words import tell
from kalantar.config.processes.interrupts import signals_as_interrupt
from kalantar.config.processes.trouble import Trouble
from kalantar.kernel.actor import system
from kalantar.kernel.sentence import Sentence

if TYPE_CHECKING:
    from kalantar.places.models import Jurisdiction


areas = typer.Typer()


@areas.callback()
def of_areas() -> None:
    """Set up the nation, its provinces, counties and cities.

    Example: ./kalantar areas import country.csv
    """


@areas.command("import")
def bring(
    file: Annotated[
        Path, typer.Argument(help="CSV with the columns kind, code, parent, name_fa, name_en.")
    ],
) -> None:
    """Open the areas of a list, each below the one its column “parent” has the code of; the same again changes nothing.

    Example: ./kalantar areas import country.csv
    """
    with signals_as_interrupt(), service():
        from kalantar.places.city import bring_areas

        new, known = bring_areas(file, by=system(why="by the command line"))
        tell(
            Sentence(
                en="Areas opened: {new}; here already: {known}.",
                fa="محدوده‌های افزوده‌شده: {new}؛ از پیش موجود: {known}.",
            ).format(new=new, known=known)
        )


def area_named(words: str) -> "Jurisdiction":
    """The one living area with that name in either language, or with that code or id."""
    from django.db.models import Q

    from kalantar.kernel.text import normalise
    from kalantar.places.models import Jurisdiction

    asked = normalise(words)
    named = Q(name_fa=asked) | Q(name_en__iexact=asked) | (Q(code=asked) & ~Q(code=""))
    found = list(Jurisdiction.objects.living().filter(named))
    if len(found) == 1:
        return found[0]
    if not found:
        sentence = Sentence(
            en="There is no area called “{words}”. ./kalantar city list tells the cities.",
            fa="محدوده‌ای به نام «{words}» نیست. ./kalantar city list شهرها را نشان می‌دهد.",
        )
    else:
        sentence = Sentence(
            en="“{words}” is the name of {count} areas. Give the area's code instead.",
            fa="«{words}» نام {count} محدوده است. به‌جای آن کد محدوده را بدهید.",
        )
    raise Trouble(sentence.format(words=words, count=len(found)))

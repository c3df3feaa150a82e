"""``day``: the demo's day, in a process of its own; ``demo`` starts and ends it."""

from typing import Annotated
from uuid import UUID

import typer

from kalantar.cli.demo_home import require_demo
from kalantar.cli.ready import service


def day(
    city: Annotated[UUID, typer.Argument(help="The id of the demo's city.")],
    seed: Annotated[int, typer.Option(help="Another seed draws other calls.")] = 1,
) -> None:
    """Play invented calls in the demo's city until it is stopped; the demo starts this itself.

    Example: ./kalantar day 01890000-0000-7000-8000-000000000000 --seed 2
    """
    with service():
        from kalantar.places.models import Jurisdiction
        from kalantar.replay.demo import play_day

        require_demo()
        play_day(Jurisdiction.objects.get(pk=city), seed=seed)

"""What follows: who asked for a code gets it, where file and phone belong together; and by the hour."""

from datetime import timedelta
from uuid import UUID

from kalantar.citizens.actions import answer_asking, forget_accesses, forget_askings
from kalantar.citizens.events import CodeAskedFor
from kalantar.citizens.rules import asking_waits_for_its_answer
from kalantar.kernel.actor import system
from kalantar.kernel.jobs import every_hour
from kalantar.kernel.keeping import little_by_little
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.timeline import reacts_to

BY = system(why="asked for by a citizen")
KEPT = timedelta(days=30)  # a browser's access, for whoever asks what a wrong code was about
COUNTED = timedelta(hours=1)


@reacts_to(CodeAskedFor)
def answer(entry: UUID) -> None:
    """Of all who ask, beside the page: so nobody can tell from its time whether there is such a file."""
    access = UUID(Entry.objects.get(pk=entry).facts["access"])
    try:
        answer_asking(access=access, by=BY)
    except Refused as refused:
        if refused.rule is not asking_waits_for_its_answer:
            raise


@every_hour(at_minute=47)
def forget_old_accesses() -> bool:
    now = BY.now()
    more = little_by_little(lambda: forget_accesses(before=now - KEPT, by=BY))
    return little_by_little(lambda: forget_askings(before=now - COUNTED, by=BY)) or more

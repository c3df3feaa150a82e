"""What is done by the hour about papers: what can be made anew is not kept for ever."""

from datetime import datetime

from django.conf import settings

from kalantar.kernel.actor import system
from kalantar.kernel.jobs import every_hour
from kalantar.kernel.keeping import little_by_little
from kalantar.kernel.rules import Refused
from kalantar.papers.actions import forget_papers
from kalantar.papers.rules import older_papers_are_kept

BY = system(why="kept long enough")


@every_hour(at_minute=42)
def forget_old_papers() -> bool:
    before = BY.now() - settings.KEEP_PAPERS
    return little_by_little(lambda: _some(before))


def _some(before: datetime) -> int:
    try:
        forget_papers(before=before, by=BY)
    except Refused as refusal:
        if refusal.rule is older_papers_are_kept:
            return 0
        raise
    return 1

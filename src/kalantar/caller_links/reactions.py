"""What follows when an incident closes: what callers said is deleted. By the hour, what was missed."""

from uuid import UUID

from kalantar.caller_links.actions import clear_caller_link, end_over_link, erase_help_messages
from kalantar.caller_links.queries import links_over, links_to_clear, told_to_erase
from kalantar.incidents.events import IncidentClosed
from kalantar.kernel.actor import system
from kalantar.kernel.jobs import every_hour
from kalantar.kernel.keeping import little_by_little
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.timeline import reacts_to

BY = system(why="a caller's page is over")
SOME = 100


@reacts_to(IncidentClosed)
def delete_what_callers_said(entry: UUID) -> None:
    """Of the calls joined to it, unless it was opened again meanwhile."""
    incident = UUID(Entry.objects.get(pk=entry).facts["incident"])
    for link in links_to_clear(incident).values_list("pk", flat=True):
        clear_caller_link(link=link, by=BY.at(BY.now()))
    if told_to_erase().filter(incident=incident).exists():
        erase_help_messages(incident=incident, by=BY.at(BY.now()))


@every_hour(at_minute=41)
def delete_what_is_over() -> bool:
    more = [little_by_little(some) for some in (_end_some, _clear_some, _erase_some)]
    return any(more)


def _end_some() -> int:
    over = list(links_over(BY.now()).values_list("pk", flat=True)[:SOME])
    for link in over:
        end_over_link(link=link, by=BY)
    return len(over)


def _clear_some() -> int:
    """A message that is being sent in this moment is left to the next hour."""
    done = 0
    for link in list(links_to_clear().values_list("pk", flat=True)[:SOME]):
        try:
            clear_caller_link(link=link, by=BY)
        except Refused:
            continue
        done += 1
    return done


def _erase_some() -> int:
    closed = set(told_to_erase().values_list("incident", flat=True)[:SOME])
    for incident in closed:
        erase_help_messages(incident=incident, by=BY)
    return len(closed)

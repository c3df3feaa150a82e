"""A replay that was killed: its units, calls and incidents are brought to an end before another begins."""

from datetime import timedelta
from uuid import UUID

from kalantar.calls.actions import abandon_call, end_call
from kalantar.calls.models import Call, CallState
from kalantar.catalogue.models import Disposition
from kalantar.dispatch.actions import call_off, clear
from kalantar.dispatch.lifecycle import ASSIGNMENT
from kalantar.dispatch.models import Assignment
from kalantar.incidents.actions import close_incident
from kalantar.incidents.models import Incident, IncidentState
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.models import EntrySubject
from kalantar.patrols.actions import end_shift, retire_unit
from kalantar.patrols.models import CrewMember
from kalantar.people.actions import deactivate
from kalantar.people.models import User
from kalantar.people.queries import actor_of

PREFIX = "replay-"
RINGS_AT_MOST = timedelta(hours=1)  # nobody waits longer; such a call is left of a killed run


def settle_killed_replays() -> int:
    """End what replays that were killed left under way; how many people of theirs left."""
    people = list(User.objects.active().filter(username__startswith=PREFIX))
    if not people:
        return 0
    by = system(why="end of replay")
    sender = next(actor_of(user) for user in people if "-dispatcher-" in user.username)
    _end_calls(people, by)
    _free_units(people, sender)
    _close_incidents(people, sender)
    for member in _crews(people):
        end_shift(unit=member.shift.unit_id, by=by)
        retire_unit(unit=member.shift.unit_id, by=by)
    for user in people:
        deactivate(user=user.pk, by=by)
    return len(people)


def _crews(people: list[User]) -> list[CrewMember]:
    serving = CrewMember.objects.filter(shift__ended_at=None, officer__in=people)
    return list(serving.select_related("shift", "officer"))


def _end_calls(people: list[User], by: Actor) -> None:
    for call in Call.objects.filter(ended_at=None, pk__in=_touched("call", people)):
        end_call(call=call.pk, by=by)
    long_ago = by.now() - RINGS_AT_MOST
    for call in Call.objects.filter(state=CallState.OFFERED, offered_at__lt=long_ago):
        abandon_call(call=call.pk, by=by)


def _free_units(people: list[User], sender: Actor) -> None:
    crews = {member.shift.unit_id: member.officer for member in _crews(people)}
    for assignment in Assignment.objects.filter(ended_at=None, unit__in=crews):
        if ASSIGNMENT.can(assignment, "clear"):
            clear(assignment=assignment.pk, by=actor_of(crews[assignment.unit_id]))
        else:
            call_off(assignment=assignment.pk, why="end of replay", by=sender)


def _close_incidents(people: list[User], sender: Actor) -> None:
    ending = Disposition.objects.filter(code="gone_on_arrival", needs_note=False).first()
    theirs = Incident.objects.filter(pk__in=_touched("incident", people))
    for incident in theirs.exclude(state=IncidentState.CLOSED):
        if ending is not None:
            close_incident(incident=incident.pk, disposition=ending.pk, by=sender)


def _touched(kind: str, people: list[User]) -> list[UUID]:
    """What entries of these people are about."""
    about = EntrySubject.objects.filter(kind=kind, entry__actor__in=[user.pk for user in people])
    return list(about.values_list("subject", flat=True).distinct())

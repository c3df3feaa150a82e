"""How long a unit on an incident has been silent: read from what is written anyway, by PostgreSQL.

Its word is a step of its assignment, a note of its crew, its button, or what the room heard by radio. That
its phone says where it is, is none: a phone reports from a pocket, whatever has become of who carries it.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Greatest

from kalantar.dispatch.models import Assignment, AssignmentState
from kalantar.incidents.models import Note
from kalantar.patrols.models import CrewMember

SAID_BY_THE_UNIT = (AssignmentState.CLEARED, AssignmentState.BROKEN_DOWN)


def with_last_word(assignments: QuerySet[Any]) -> QuerySet[Any]:
    """``last_word``: when it was last heard; ``due_at``: until when it gives word, null without a limit.

    Of the words nobody was heard to say it was sent; the end is one where the unit itself said it.
    """
    ended = Case(When(state__in=SAID_BY_THE_UNIT, then=F("ended_at")))
    last = Greatest(
        "sent_at", "acknowledged_at", "en_route_at", "on_scene_at", "heard__at", ended, _written()
    )
    limit = Func(
        F("incident__type__word_within_s"),
        template="make_interval(secs => %(expressions)s)",
        output_field=DurationField(),
    )
    due = Case(
        When(
            incident__type__word_within_s__gt=0,
            then=ExpressionWrapper(F("last_word") + limit, output_field=DateTimeField()),
        )
    )
    timed: QuerySet[Any] = assignments.annotate(last_word=last).annotate(due_at=due)
    return timed


def silent(now: datetime) -> QuerySet[Any]:
    """Running ones whose unit should have given word by now; at most one for each unit on an incident."""
    return with_last_word(Assignment.objects.filter(ended_at=None)).filter(due_at__lte=now)


def heard_since(now: datetime) -> Q:
    """Of checks: the unit has given word since, by itself, and it only is to be written down."""
    words = with_last_word(Assignment.objects.filter(pk=OuterRef("assignment")))
    newer = words.filter(last_word__gt=OuterRef("last_word_at"), last_word__lte=now)
    return Q(assignment__in=newer.values("pk"))


def last_word_of(assignment: UUID) -> Assignment:
    """The assignment with both times."""
    found: Assignment = with_last_word(Assignment.objects.all()).get(pk=assignment)
    return found


def _written() -> Subquery:
    """The latest note on the incident by somebody who is in the unit now."""
    crew = CrewMember.objects.filter(
        shift__unit=OuterRef(OuterRef("unit")), shift__ended_at=None
    ).values("officer")
    notes = Note.objects.filter(incident=OuterRef("incident"), author__in=crew).order_by()
    return Subquery(notes.values("incident").annotate(at=Max("written_at")).values("at"))

"""The queue: its order and pages, its alarms by one rule, and that it stays quick when it is long."""

from datetime import timedelta
from itertools import product
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from kalantar.calls.models import PlaceSource
from kalantar.dispatch.models import Assignment, Dispatch
from kalantar.dispatch.queries import incident_card
from kalantar.dispatch.queue import CLOSE_WITHIN, queue, queue_counts
from kalantar.incidents.models import Incident, IncidentState
from kalantar.kernel.actor import Actor
from kalantar.people.roles import Role
from tests.plugins.actors import HandClock
from tests.scene import CENTRE, NOON, Scene


def put(scene: Scene, number: int, **more: object) -> Incident:
    """An incident as it would be after so long, written directly: only the queue is asked here."""
    usual = {
        "number": f"1405-{number:06}",
        "type": scene.type,
        "priority": 1 + number % 5,
        "place": CENTRE,
        "address": "Example st.",
        "place_source": PlaceSource.CALLER,
        "city": scene.city,
        "jurisdiction": scene.stations[0],
        "opened_at": NOON,
        "waiting_since": NOON,
    }
    return Incident(**(usual | more))


@pytest.mark.django_db
def test_pages_hold_each_incident_once_in_the_order_of_the_whole(
    scene: Scene, dispatcher: Actor
) -> None:
    for number in range(7):
        opened = NOON + timedelta(seconds=number % 3)
        put(scene, number, opened_at=opened, waiting_since=opened).save()
    now = scene.clock()
    whole = [row.incident.pk for row in queue(dispatcher, scene.city.pk, now)]
    paged: list[UUID] = []
    while page := queue(
        dispatcher, scene.city.pk, now, after=paged[-1] if paged else None, limit=2
    ):
        paged += [row.incident.pk for row in page]
    assert paged == whole
    assert len(set(paged)) == 7
    assert [row.incident.priority for row in queue(dispatcher, scene.city.pk, now)] == [
        1, 1, 2, 2, 3, 4, 5,
    ]  # fmt: skip


@pytest.mark.django_db
def test_an_incident_that_left_has_its_place_and_one_unseen_has_none(scene: Scene) -> None:
    chief = scene.person(Role.STATION_CHIEF, over=scene.stations[0])
    for number in range(5):
        put(scene, number).save()
    left = put(scene, 102, state=IncidentState.CLOSED, waiting_since=None)
    unseen = put(scene, 107, jurisdiction=scene.stations[1])
    left.disposition, left.closed_at = scene.ending, NOON
    left.save()
    unseen.save()

    def page(after: UUID | None) -> list[int]:
        found = queue(chief, scene.city.pk, scene.clock(), after=after)
        return [row.incident.priority for row in found]

    assert page(left.pk) == [4, 5]
    assert page(unseen.pk) == page(uuid7()) == page(None) == [1, 2, 3, 4, 5]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [2, 2000])
def test_it_takes_as_few_queries_when_it_is_long(
    scene: Scene, dispatcher: Actor, number: int, django_assert_num_queries: object
) -> None:
    Incident.objects.bulk_create([put(scene, each) for each in range(number)])
    now = scene.clock() + timedelta(hours=1)
    last = Incident.objects.order_by("priority", "opened_at", "pk")[0].pk
    with django_assert_num_queries(2):  # type: ignore[operator]
        rows = queue(dispatcher, scene.city.pk, now, limit=100)
    assert len(rows) == min(100, number)
    with django_assert_num_queries(3):  # type: ignore[operator]
        queue(dispatcher, scene.city.pk, now, after=last, limit=100)
    with django_assert_num_queries(1):  # type: ignore[operator]
        counts = queue_counts(dispatcher, scene.city.pk, now)
    assert (counts.opened, counts.waiting) == (number, number)


ALLOWED_S, LEFT_S = 120, round(CLOSE_WITHIN.total_seconds())
WAITED = (0, 60, 61, ALLOWED_S, ALLOWED_S + 1, 600, 601, 9000)
LEFT: tuple[list[int], ...] = ([], [0], [LEFT_S], [LEFT_S + 1], [9000, LEFT_S], [9000, LEFT_S + 1])
HISTORIES = [
    *((IncidentState.WAITING, waited, left, 0) for waited, left in product(WAITED, LEFT)),
    *((IncidentState.ACTIVE, None, left, on_it) for left, on_it in product(LEFT, (0, 1))),
    *((IncidentState.CLOSED, None, left, 0) for left in LEFT),
]


def allowed(priority: int) -> int:
    """The type's own, which is of priority 2; of a more urgent one no longer, of another no shorter than
    others of that priority may wait."""
    return {1: 60, 2: ALLOWED_S, 3: 600, 4: 1200, 5: 2700}[priority]


def the_rule(
    state: str, priority: int, waited: int | None, left: list[int], on_it: int
) -> str | None:
    """In words: it waits longer than it may; or nobody is on it for a quarter of an hour."""
    if waited is not None and waited > allowed(priority):
        return "waiting"
    if state == IncidentState.ACTIVE and not on_it and left and min(left) > LEFT_S:
        return "to_be_closed"
    return None


@pytest.mark.django_db
def test_row_card_and_count_agree_with_the_rule_whatever_happened(
    scene: Scene, dispatcher: Actor, clock: HandClock
) -> None:
    now, unit = clock.forward(hours=5), scene.unit()
    expected: dict[UUID, str | None] = {}
    for number, (state, waited, left, on_it) in enumerate(HISTORIES):
        closed = state == IncidentState.CLOSED
        incident = put(
            scene,
            number,
            state=state,
            units_on_it=on_it,
            waiting_since=None if waited is None else now - timedelta(seconds=waited),
            closed_at=now if closed else None,
            disposition=scene.ending if closed else None,
        )
        incident.save()
        for seconds in left:
            sent = Dispatch.objects.create(incident=incident, sent_at=NOON)
            Assignment.objects.create(
                dispatch=sent,
                incident=incident,
                unit=unit,
                state="cleared",
                sent_at=NOON,
                ended_at=now - timedelta(seconds=seconds),
            )
        expected[incident.pk] = the_rule(state, incident.priority, waited, left, on_it)
        card = incident_card(dispatcher, incident.pk, with_recommendation=False)
        assert card is not None
        assert card.alarm == expected[incident.pk], (state, waited, left, on_it)
    rows = queue(dispatcher, scene.city.pk, now)
    assert {row.incident.pk: row.alarm for row in rows} == {
        id: alarm
        for id, alarm in expected.items()
        if Incident.objects.get(pk=id).state != IncidentState.CLOSED
    }
    counts = queue_counts(dispatcher, scene.city.pk, now)
    assert counts.opened == len(rows)
    assert counts.waiting == sum(row.alarm == "waiting" for row in rows) > 0
    assert counts.to_be_closed == sum(row.alarm == "to_be_closed" for row in rows) > 0

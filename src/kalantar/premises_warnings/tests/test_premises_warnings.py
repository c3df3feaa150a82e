"""A warning is of a place, rests on something, is somebody's, ends by itself, and is seen by whom it is for."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kalantar.dispatch.actions import call_off, send_units
from kalantar.kernel.actor import Actor, ActorKind, system
from kalantar.kernel.geometry import Point
from kalantar.kernel.models import Entry, Reason
from kalantar.kernel.rules import Refused
from kalantar.people.roles import Role
from kalantar.premises_warnings.actions import (
    end_warning,
    enter_warning,
    erase_warnings,
    renew_warning,
)
from kalantar.premises_warnings.models import PremisesWarning
from kalantar.premises_warnings.queries import warning_of, warnings_at, warnings_kept
from kalantar.premises_warnings.reactions import erase_some
from kalantar.premises_warnings.rules import (
    basis_is_readable,
    erased_warning_says_nothing,
    may_keep_warnings,
    may_read_warnings,
    place_is_of_a_station,
    some_warning_is_over,
    warning_change_says_why,
    warning_is_in_force,
    warning_is_of_one_place,
    warning_is_of_the_lists,
    warning_lasts_at_most_a_year,
    warning_names_nobody,
    warning_says_its_basis,
)
from tests.plugins.actors import HandClock
from tests.scene import CENTRE, NOON, Scene, a_city

DOOR = Point(CENTRE.lon + 0.0002, CENTRE.lat)  # 18 m away
NEXT_STREET = Point(CENTRE.lon + 0.001, CENTRE.lat)  # 90 m


def _enter(by: Actor, at: Point = DOOR, days: int = 100, **more: Any) -> PremisesWarning:
    asked: dict[str, Any] = {
        "place": at, "address": "Example st. 4", "kind": "dog", "note": "A large dog in the yard.",
        "basis": "seen", "expires_at": by.now() + timedelta(days=days),
    }  # fmt: skip
    return enter_warning(**(asked | more), by=by)


def _end(row: PremisesWarning, by: Actor, why: str = "gone") -> PremisesWarning:
    return end_warning(warning=row.pk, why=why, by=by)


def _renew(row: PremisesWarning, by: Actor, why: str = "still") -> PremisesWarning:
    return renew_warning(warning=row.pk, expires_at=by.now() + timedelta(days=9), why=why, by=by)


def test_it_is_seen_where_an_incident_is_and_not_a_street_further(
    scene: Scene, chief: Actor
) -> None:
    here, _further = _enter(chief), _enter(chief, at=NEXT_STREET)
    wide = _enter(chief, at=NEXT_STREET, radius_m=100)
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    seen = warnings_at(incident, scene.person(Role.DISPATCHER))
    assert [one.warning for one in seen] == [wide, here]
    assert (seen[1].kind.en, seen[1].basis.en) == ("dog", "seen by an officer there")
    assert seen[1].owner.en == "Somebody"


def test_the_crew_sees_it_while_it_is_sent_there_and_no_longer(scene: Scene, chief: Actor) -> None:
    _enter(chief)
    dispatcher = scene.person(Role.DISPATCHER)
    officer = scene.person(Role.PATROL_OFFICER, scene.stations[0])
    incident, unit = scene.incident(dispatcher), scene.unit(crew=officer)
    assert warnings_at(incident, officer) == []
    sent = send_units(incident=incident.pk, units=[unit.pk], by=dispatcher).assignments.get()
    assert len(warnings_at(incident, officer)) == 1
    assert warnings_kept(officer) == []
    call_off(assignment=sent.pk, by=dispatcher)
    assert warnings_at(incident, officer) == []


KEEPS = {Role.STATION_CHIEF, Role.COMMANDER}
READS = {
    *KEEPS,
    Role.CALL_TAKER,
    Role.DISPATCHER,
    Role.AUDITOR,
}


@pytest.mark.parametrize("role", Role)
def test_may_keep_warnings(scene: Scene, chief: Actor, role: Role) -> None:
    warning, by = _enter(chief), scene.person(role)
    elsewhere = scene.person(role, scene.stations[0])
    assert may_keep_warnings(by, warning) == (role in KEEPS)
    assert not may_keep_warnings(elsewhere, warning)
    for who in (elsewhere, *([] if role in KEEPS else [by])):
        for act in (partial(_enter), partial(_end, warning), partial(_renew, warning)):
            with pytest.raises(Refused) as refused:
                act(by=who)
            assert refused.value.rule is may_keep_warnings


@pytest.mark.parametrize("role", Role)
def test_may_read_warnings(scene: Scene, chief: Actor, role: Role) -> None:
    warning, incident = _enter(chief), scene.incident(scene.person(Role.CALL_TAKER))
    for area, reads in (
        (scene.city, role in READS),
        (scene.stations[1], role in READS),
        (scene.stations[0], False),
    ):
        reader = scene.person(role, area)
        assert may_read_warnings(reader, scene.stations[1]) == reads
        assert (warnings_at(incident, reader) != []) == reads
        assert (warnings_kept(reader) != []) == reads
        assert (warning_of(reader, warning.pk) is not None) == reads


def test_a_program_enters_none_and_reads_them_with_its_scope(scene: Scene, chief: Actor) -> None:
    _enter(chief)
    asked: dict[str, Any] = {"kind": ActorKind.PROGRAM, "id": chief.id, "grants": chief.grants}
    reading = Actor(**asked, scopes=frozenset({"incidents:read"}), clock=chief.clock)
    with pytest.raises(Refused):
        _enter(reading)
    assert len(warnings_kept(reading)) == 1
    assert warnings_kept(Actor(**asked, scopes=frozenset({"units:read"}), clock=chief.clock)) == []


def test_warning_lasts_at_most_a_year(chief: Actor, clock: HandClock) -> None:
    for days in (-1, 0, 367):
        with pytest.raises(Refused) as refused:
            _enter(chief, days=days)
        assert refused.value.rule is warning_lasts_at_most_a_year
    kept = _enter(chief, days=366)
    clock.forward(days=300)
    again = {"warning": kept.pk, "why": "Seen again today.", "by": chief}
    with pytest.raises(Refused):
        renew_warning(**again, expires_at=clock() + timedelta(days=367))  # type: ignore[arg-type]
    renew_warning(**again, expires_at=clock() + timedelta(days=366))  # type: ignore[arg-type]


def test_warning_is_of_one_place(chief: Actor) -> None:
    for metres in (9, 151):
        with pytest.raises(Refused) as refused:
            _enter(chief, radius_m=metres)
        assert refused.value.rule is warning_is_of_one_place


@pytest.mark.parametrize(
    "said",
    [
        {"basis": "incident"},
        {"basis": "file"},
        {"basis": "letter", "number": "  "},
        {"basis": "seen", "number": "14"},
    ],
)
def test_warning_says_its_basis(chief: Actor, said: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        _enter(chief, **said)
    assert refused.value.rule is warning_says_its_basis
    assert _enter(chief, basis="file", number="۱۲۳/۴").basis_number == "123/4"


def test_basis_is_readable(scene: Scene, chief: Actor) -> None:
    by = scene.person(Role.CALL_TAKER)
    there = scene.incident(by)
    assert warning_of(chief, _enter(chief, basis="incident", incident=there.pk).pk)
    elsewhere = scene.incident(by, at=Point(51.35, 35.70))
    with pytest.raises(Refused) as refused:
        _enter(chief, basis="incident", incident=elsewhere.pk)
    assert refused.value.rule is basis_is_readable


def test_warning_is_of_the_lists(chief: Actor) -> None:
    wrong: list[dict[str, Any]] = [{"kind": "drunkard"}, {"basis": "rumour"}]
    for more in wrong:
        with pytest.raises(Refused) as refused:
            _enter(chief, **more)
        assert refused.value.rule is warning_is_of_the_lists


def test_warning_names_nobody(chief: Actor) -> None:
    for note in ("Call 0912 111 2233 first", "کد ملی ۰۰۴۹۹۱۲۳۴۵", "x" * 301):
        with pytest.raises(Refused) as refused:
            _enter(chief, note=note)
        assert refused.value.rule is warning_names_nobody
    assert _enter(chief, note="Second floor, flat 12; ring 3 times.").note


def test_place_is_of_a_station(chief: Actor) -> None:
    for place in (Point(10, 10), Point(500, 10)):
        with pytest.raises(Refused) as refused:
            _enter(chief, at=place)
        assert refused.value.rule is place_is_of_a_station


def test_warning_is_in_force(scene: Scene, chief: Actor, clock: HandClock) -> None:
    ended, expired = _enter(chief), _enter(chief, days=10)
    incident, reader = scene.incident(scene.person(Role.CALL_TAKER)), scene.person(Role.DISPATCHER)
    end_warning(warning=ended.pk, why="The dog is gone.", by=chief)
    assert [one.warning for one in warnings_at(incident, reader)] == [expired]
    clock.forward(days=10)
    assert warnings_at(incident, reader) == []
    for row in (ended, expired):
        for act in (_end, _renew):
            with pytest.raises(Refused) as refused:
                act(row, chief)
            assert refused.value.rule is warning_is_in_force
    assert {one.warning for one in warnings_kept(chief, which="over")} == {ended, expired}


def test_warning_change_says_why(scene: Scene, chief: Actor, clock: HandClock) -> None:
    warning = _enter(chief)
    for act in (_end, _renew):
        with pytest.raises(Refused) as refused:
            act(warning, chief, why=" ")
        assert refused.value.rule is warning_change_says_why
    commander = scene.person(Role.COMMANDER)
    until = clock() + timedelta(days=200)
    renewed = renew_warning(
        warning=warning.pk, expires_at=until, why="Seen again today.", by=commander
    )
    assert (renewed.owner_id, renewed.expires_at) == (commander.id, until)
    assert Reason.objects.get().text == "Seen again today."


def test_those_that_expire_soon_are_listed(chief: Actor) -> None:
    soon, later = _enter(chief, days=30), _enter(chief, days=31)
    assert [one.warning for one in warnings_kept(chief, which="soon")] == [soon]
    assert [one.soon for one in warnings_kept(chief)] == [True, False]
    assert [one.warning for one in warnings_kept(chief, after=soon.pk)] == [later]


def test_erased_warning_says_nothing(chief: Actor, clock: HandClock) -> None:
    over, kept = _enter(chief, days=1, basis="letter", number="77"), _enter(chief)
    clock.forward(days=90)
    assert erase_some(system(clock)) == 0
    clock.forward(days=2)
    assert erase_some(system(clock)) == 1
    over.refresh_from_db()
    assert (over.note, over.address, over.basis_number, over.erased_at) == ("", "", "", clock())
    assert over.place == Point(round(DOOR.lon, 2), round(DOOR.lat, 2))
    assert PremisesWarning.objects.get(pk=kept.pk).note
    over.note = "again"
    broken = pytest.raises(IntegrityError, match=erased_warning_says_nothing.name)
    with broken, transaction.atomic():
        over.save()


def test_some_warning_is_over(scene: Scene, chief: Actor, clock: HandClock) -> None:
    _enter(chief)
    with pytest.raises(Refused) as refused:
        erase_warnings(before=clock(), by=system(clock))
    assert refused.value.rule is some_warning_is_over
    with pytest.raises(Refused) as refused:
        erase_warnings(before=clock(), by=chief)
    assert refused.value.rule.name == "may_forget"


def test_the_log_holds_neither_words_nor_place(chief: Actor) -> None:
    _enter(chief, note="A secret word", address="Hidden lane")
    said = str(list(Entry.objects.values_list("facts", flat=True)))
    assert "secret" not in said
    assert "lane" not in said


def test_the_place_is_looked_up_in_the_index(scene: Scene, chief: Actor) -> None:
    """Among two hundred thousand, by two questions."""
    warning, incident = _enter(chief), scene.incident(scene.person(Role.CALL_TAKER))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO premises_warnings_premiseswarning (id, jurisdiction_id, place, radius_m,"
            " address, kind, note, basis, basis_number, owner_id, entered_at, since, expires_at)"
            " SELECT gen_random_uuid(), %s, point(50 + random() * 3, 34 + random() * 3), 30, '',"
            " 'dog', '', 'seen', '', %s, %s, %s, %s FROM generate_series(1, 20000)",
            [scene.stations[1].pk, chief.id, NOON, NOON, warning.expires_at],
        )
        cursor.execute("ANALYZE premises_warnings_premiseswarning")
        with CaptureQueriesContext(connection) as asked:
            assert len(warnings_at(incident, scene.person(Role.DISPATCHER))) == 1
        first = next(one["sql"] for one in asked if "circle" in one["sql"])
        cursor.execute("EXPLAIN " + first)
        assert "premises_warning_by_spot" in str(cursor.fetchall())
    about = [one for one in asked if "premises_warnings" in one["sql"]]
    assert len(about) == 2


def test_another_city_at_the_same_place_does_not_read_it(chief: Actor, clock: HandClock) -> None:
    warning = _enter(chief)
    other = a_city(clock, start=53.0).person(Role.COMMANDER)
    assert warning_of(other, warning.pk) is None

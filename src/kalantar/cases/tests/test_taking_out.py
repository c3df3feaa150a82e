"""A list that leaves as a file: who may take it, what for, how long it may be, and what is recorded of it."""

import pytest

from kalantar.cases.actions import note_list_taken_out
from kalantar.cases.rules import (
    MOST_TAKEN_OUT,
    list_is_taken_out_for_a_purpose,
    list_taken_out_is_not_too_long,
    may_take_out_list,
)
from kalantar.cases.tests.world import World, program, refusal
from kalantar.kernel.models import Entry
from kalantar.people.roles import Role

WHO = {
    Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER, Role.PATROL_OFFICER, Role.AUDITOR,
}  # fmt: skip


@pytest.mark.parametrize("role", list(Role))
def test_may_take_out_list(world: World, role: Role) -> None:
    by = world.at(world.here, role).because("گزارش ماهانه")
    assert may_take_out_list(by, None) is (role in WHO)
    assert not may_take_out_list(program(role, world.here), None)
    said = refusal(note_list_taken_out, areas=[world.here.pk], rows=3, by=by)
    assert said == ("" if role in WHO else "may_take_out_list")


@pytest.mark.parametrize("why", ["", "   ", "no  "])
def test_list_is_taken_out_for_a_purpose(world: World, why: str) -> None:
    assert not list_is_taken_out_for_a_purpose(why)
    said = refusal(note_list_taken_out, areas=[world.here.pk], rows=3, by=world.desk.because(why))
    assert said == "list_is_taken_out_for_a_purpose"


@pytest.mark.parametrize(("rows", "allowed"), [(0, False), (1, True), (MOST_TAKEN_OUT, True), (MOST_TAKEN_OUT + 1, False)])  # fmt: skip
def test_list_taken_out_is_not_too_long(world: World, rows: int, allowed: bool) -> None:
    assert list_taken_out_is_not_too_long(rows) is allowed
    by = world.desk.because("گزارش ماهانه")
    said = refusal(note_list_taken_out, areas=[world.here.pk], rows=rows, by=by)
    assert said == ("" if allowed else "list_taken_out_is_not_too_long")
    assert Entry.objects.filter(event="CaseListTakenOut").count() == int(allowed)


def test_what_was_taken_out_is_recorded(world: World) -> None:
    by = world.desk.because("گزارش ماهانه")
    note_list_taken_out(areas=[world.here.pk], rows=12, by=by)
    entry = Entry.objects.get(event="CaseListTakenOut")
    assert (entry.why, entry.facts, entry.actor) == ("گزارش ماهانه", {"rows": 12}, by.id)
    assert list(entry.subjects.values_list("subject", flat=True)) == [world.here.pk]

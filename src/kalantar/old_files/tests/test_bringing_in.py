"""An old register comes in: once, whole, by who may, in silence; and goes on where it was cut."""

import pytest
from django.apps import apps
from django.db import connection, connections
from django.db.utils import OperationalError

from kalantar.cases.actions import bring_in_case
from kalantar.cases.events import OldCaseBroughtIn
from kalantar.cases.models import Case, CaseState, OldNumber, Party
from kalantar.cases.queries import find_cases
from kalantar.cases.rules import may_bring_in_cases
from kalantar.cases.tests.world import World, program, refusal
from kalantar.kernel.actor import system
from kalantar.kernel.models import Entry
from kalantar.kernel.timeline import REACTIONS
from kalantar.messaging.models import Message, WithheldFile
from kalantar.old_files import actions, reactions
from kalantar.old_files.bringing import begin, go_on
from kalantar.old_files.models import RefusedRow, RegisterImport, WaitingRows
from kalantar.old_files.queries import import_of, imports_of, refused_rows
from kalantar.old_files.tests.registers import a_file, bring, row
from kalantar.people.roles import Role
from kalantar.persons.models import Person

CLOSED = {"closed": "1403/06/01", "outcome": "settled_here"}


def test_the_files_are_as_they_were(world: World) -> None:
    run = bring(world, a_file(row(1, **CLOSED), row(2, respondent_name="رضا کریمی")))
    assert (run.rows, run.brought, run.known, run.refused) == (2, 2, 0, 0)
    assert run.ended_at is not None
    assert not run.given_up
    closed, opened = (Case.objects.get(old_number__number=f"403/{n}") for n in (1, 2))
    assert (closed.state, closed.outcome_id) == (CaseState.CLOSED, world.outcome())
    assert opened.state == CaseState.OPEN
    assert closed.number.startswith("1403-")
    assert (closed.narrative, closed.jurisdiction) == ("سروصدا", world.here)
    assert set(opened.parties.values_list("role", flat=True)) == {"complainant", "respondent"}
    assert not WaitingRows.objects.exists()


def test_a_file_is_found_by_its_old_number(world: World) -> None:
    bring(world, a_file(row(17)))
    [case] = Case.objects.all()
    for asked in ("403/17", "۴۰۳/۱۷", " 403 / 17 "):
        assert find_cases(world.desk, asked) == [case]
    assert find_cases(world.at(world.there), "403/17") == []


@pytest.mark.django_db(transaction=True)
def test_nobody_is_told_of_an_old_step(world: World) -> None:
    """Every reaction to every entry of the import is run: nothing is sent, nor written down as not sent."""
    phones = {"complainant_phone": "09121112233", "complainant_national_id": "0012345679"}
    bring(world, a_file(row(1, **CLOSED, **phones), row(2, **phones)))
    for entry in Entry.objects.all():
        for reaction in REACTIONS.get(entry.event, ()):
            reaction(entry.pk)
    assert Party.objects.count() == 2
    assert OldCaseBroughtIn.__name__ in REACTIONS, "a confidential one is kept so"
    assert not Message.objects.exists()
    assert not apps.get_model("notices", "Notice")._default_manager.exists()
    assert not Entry.objects.filter(event__in=["PartyNamed", "CaseClosed", "CaseOpened"]).exists()


@pytest.mark.django_db(transaction=True)
def test_a_confidential_one_stays_so(world: World) -> None:
    world.category.confidential = True
    world.category.save()
    bring(world, a_file(row(1)))
    case = Case.objects.get()
    assert case.confidential
    [entry] = Entry.objects.filter(event="OldCaseBroughtIn")
    for reaction in REACTIONS[entry.event]:
        reaction(entry.pk)
    assert WithheldFile.objects.get().about == case.pk


def test_somebody_known_is_not_registered_again(world: World) -> None:
    known = world.person(national_id="0012345679")
    rows = [
        row(1, complainant_national_id="0012345679"),
        row(2, complainant_national_id="0012345679", complainant_name="س احمدی"),
        row(3, complainant_phone="09121112233"),
        row(4, complainant_phone="09121112233"),
        row(5, complainant_phone="09121112233", complainant_name="رضا احمدی"),
        row(6), row(7),
    ]  # fmt: skip
    bring(world, a_file(*rows))
    of = {
        old.number: old.case.parties.get().person_id
        for old in OldNumber.objects.select_related("case")
    }
    assert of["403/1"] == of["403/2"] == known.pk
    assert of["403/3"] == of["403/4"] != of["403/5"]
    assert of["403/6"] != of["403/7"], "a name alone is many people's"
    assert Person.objects.count() == 5


def test_what_is_here_already_is_passed_over(world: World) -> None:
    bring(world, a_file(row(1), row(2)))
    again = bring(world, a_file(row(1), row(2), row(3)))
    assert (again.brought, again.known, again.refused) == (1, 2, 0)
    assert Case.objects.count() == 3
    there = bring(world, a_file(row(1)), by=world.at(world.there, Role.STATION_CHIEF), station=world.there.pk)  # fmt: skip
    assert (there.brought, there.known) == (1, 0), "each station has its own register"


def test_a_refused_row_holds_none_of_the_others(world: World) -> None:
    rows = [row(1), row(2, category="magic"), row(3, opened="1499/1/1"), row(4)]
    run = bring(world, a_file(*rows))
    assert (run.brought, run.refused) == (2, 2)
    told = [(one.row, one.column, one.rule) for one in refused_rows(run)]
    assert told == [
        (3, "category", "category_of_the_row_is_known"),
        (4, "", "old_case_is_of_the_past"),
    ]


def test_a_file_with_nothing_but_refused_rows_is_over_at_once(world: World) -> None:
    run = begin(a_file(row(1, category="magic")), "", world.here.pk, world.chief)
    assert run.ended_at is not None
    assert list(go_on(run, world.chief)) == []


def test_it_goes_on_where_it_was(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same file again is the same import, and begins with the part that was not done."""
    monkeypatch.setattr(actions, "PART", 2)
    content = a_file(*(row(n) for n in range(7)))
    run = begin(content, "", world.here.pk, world.chief)
    next(go_on(run, world.chief))
    assert Case.objects.count() == 2
    again = begin(content, "", world.here.pk, world.chief)
    assert again == run
    counts = [now.brought for now in go_on(again, world.chief)]
    assert counts == [4, 6, 7]
    assert sorted(OldNumber.objects.values_list("number", flat=True)) == [
        f"403/{n}" for n in range(7)
    ]


@pytest.mark.django_db(transaction=True)
def test_a_cut_in_the_middle_of_a_part_leaves_nothing_of_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database itself ends the session in the middle of the second part, as a power cut does."""
    monkeypatch.setattr(actions, "PART", 3)
    content = a_file(*(row(n) for n in range(8)))
    run = begin(content, "", world.here.pk, world.chief)
    next(go_on(run, world.chief))
    seen: list[object] = []

    def cut(**asked: object) -> Case:
        seen.append(asked["number"])
        if len(seen) == 2:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return bring_in_case(**asked)  # type: ignore[arg-type]

    monkeypatch.setattr("kalantar.old_files.actions.bring_in_case", cut)
    with pytest.raises(OperationalError):
        list(go_on(run, world.chief))
    connections.close_all()
    assert Case.objects.count() == 3
    monkeypatch.setattr("kalantar.old_files.actions.bring_in_case", bring_in_case)
    end = bring(world, content)
    assert end == run
    assert (end.brought, end.refused, Case.objects.count()) == (8, 0, 8)


def test_what_waits_is_sealed_and_forgotten(world: World) -> None:
    """Nothing of a row can be read in the database, and giving up leaves nothing of it."""
    run = begin(a_file(row(1, complainant_name="سارا رازدار")), "", world.here.pk, world.chief)
    with connection.cursor() as cursor:
        cursor.execute("SELECT rows FROM old_files_waitingrows")
        assert "رازدار".encode() not in bytes(cursor.fetchone()[0])
    actions.give_up_register(run=run.pk, by=world.chief)
    run.refresh_from_db()
    assert run.given_up
    assert not WaitingRows.objects.exists()
    assert not Case.objects.exists()
    assert not Person.objects.exists()


def test_what_waits_too_long_is_given_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    run = begin(a_file(row(1)), "", world.here.pk, world.chief)
    by = system(world.clock)
    monkeypatch.setattr(reactions, "BY", by)
    reactions.give_up_what_waits()
    assert WaitingRows.objects.exists()
    world.clock.forward(days=8)
    reactions.give_up_what_waits()
    run.refresh_from_db()
    assert run.given_up
    assert not WaitingRows.objects.exists()


@pytest.mark.parametrize("role", list(Role))
def test_may_bring_in_cases(world: World, role: Role) -> None:
    leads = role in {Role.STATION_CHIEF, Role.COMMANDER}
    content = a_file(row(1))
    for by, may in (
        (world.at(world.here, role), leads),
        (world.at(world.scene.city, role), leads),
        (world.at(world.there, role), False),
        (program(role, world.here), False),
    ):
        assert may_bring_in_cases(by, world.here) is may
        wanted = "" if may else "may_bring_in_cases"
        assert refusal(lambda by=by: bring(world, content, by=by)) == wanted
        run = RegisterImport.objects.first()
        if run:
            assert (import_of(by, run.pk) is not None) is may
            assert bool(imports_of(by, world.here)) is may
    assert may_bring_in_cases(system(world.clock), world.here)


def test_who_reads_it_must_may_go_on_with_it(world: World) -> None:
    run = begin(a_file(row(1)), "", world.here.pk, world.chief)
    asked = {"run": run.pk, "by": world.desk}
    assert refusal(actions.bring_in_next, **asked) == "may_bring_in_cases"
    assert refusal(actions.give_up_register, **asked) == "may_bring_in_cases"
    assert not RefusedRow.objects.exists()

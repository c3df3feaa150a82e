"""Why others were sent than recommended is kept once: an erasure reaches it, and old copies moved there."""

from importlib import import_module
from typing import Any

import pytest
from django.db import connection, transaction

from kalantar.dispatch.actions import send_units
from kalantar.dispatch.models import Dispatch
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry, Reason
from kalantar.people.actions import erase_reason
from kalantar.people.roles import Role
from tests.scene import Scene

WORDS = "knows the family"
moving = import_module("kalantar.dispatch.migrations.0003_move_reasons")


@pytest.fixture
def decision(scene: Scene, dispatcher: Actor) -> Dispatch:
    units = [scene.unit().pk, scene.unit(None).pk]
    incident = scene.incident(dispatcher).pk
    return send_units(incident=incident, units=units, why=WORDS, by=dispatcher)


def test_an_erasure_reaches_the_decision_and_all_its_entries(
    scene: Scene, decision: Dispatch
) -> None:
    assert Reason.objects.get(text=WORDS).pk == decision.reason_id
    sent = Entry.objects.filter(event="UnitSent")
    assert {entry.why for entry in sent} == {WORDS}
    assert sent.count() == 2
    by = scene.person(Role.ADMINISTRATOR)
    erase_reason(entry=sent[0].pk, why="order 12", by=by)
    assert {entry.why for entry in sent.all()} == {""}
    decision.refresh_from_db()
    assert (decision.overridden, decision.why) == (True, "")
    assert not Reason.objects.filter(text=WORDS).exists()


def test_an_older_copy_becomes_the_reason_its_entries_give_or_one_of_its_own(
    decision: Dispatch,
) -> None:
    shared = decision.reason_id
    other = Dispatch.objects.create(incident=decision.incident, sent_at=decision.sent_at)
    plain = Dispatch.objects.create(incident=decision.incident, sent_at=decision.sent_at)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE dispatch_dispatch DROP CONSTRAINT override_says_why")
        cursor.execute("ALTER TABLE dispatch_dispatch ADD why text NOT NULL DEFAULT ''")
        cursor.execute(
            "UPDATE dispatch_dispatch SET reason_id = NULL, why = CASE WHEN id = %s THEN %s ELSE"
            " 'closer' END WHERE id <> %s",
            [decision.pk, f" {WORDS} ", plain.pk],
        )
    _again()
    _again()
    for row in (decision, other, plain):
        row.refresh_from_db()
    assert (decision.reason_id, decision.why) == (shared, WORDS)
    assert (other.why, plain.why, plain.reason_id) == ("closer", "", None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM dispatch_dispatch WHERE why <> ''")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_the_copies_move_beside_the_service_also_when_the_index_was_left_half_made(
    decision: Dispatch,
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE dispatch_dispatch ADD why text NOT NULL DEFAULT ''")
        try:
            cursor.execute("UPDATE dispatch_dispatch SET why = %s", [WORDS])
            cursor.execute(f"CREATE INDEX {moving.INDEX} ON dispatch_dispatch ((true))")
            cursor.execute(
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = %s::regclass",
                [moving.INDEX],
            )
            moving.move_beside_the_service(None, Editor())
            cursor.execute("SELECT count(*) FROM dispatch_dispatch WHERE why <> ''")
            assert cursor.fetchone() == (0,)
            cursor.execute(
                "SELECT indisvalid, pg_get_expr(indpred, indrelid) FROM pg_index"
                " WHERE indexrelid = %s::regclass",
                [moving.INDEX],
            )
            assert cursor.fetchone() == (True, "(why <> ''::text)")
        finally:
            cursor.execute("ALTER TABLE dispatch_dispatch DROP why")
            cursor.execute("SELECT to_regclass(%s)", [moving.INDEX])
            assert cursor.fetchone() == (None,)  # gone with the column
    shared = decision.reason_id
    decision.refresh_from_db()
    assert decision.reason_id == shared


class Editor:
    """What a migration is given of the schema editor here: the connection."""

    def __init__(self) -> None:
        self.connection: Any = connection


def _again() -> None:
    with transaction.atomic():
        moving.move(None, Editor())

"""A migration is safe on a table of a hundred million rows, and can be run again after a cut."""

from typing import Any

import pytest
from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from tests.architecture.migrations import faults, ours

INDEX = models.Index(fields=["size"], name="stone_by_size")
CHECK = models.CheckConstraint(condition=models.Q(size__gt=0), name="stone_has_a_size")
NEW = migrations.CreateModel("Stone", [("size", models.IntegerField())])
DROP = migrations.RunSQL("DROP INDEX CONCURRENTLY IF EXISTS stone_by_size")
EMPTY: dict[str, Any] = {"null": True}
TEXT = "ALTER TABLE stone "


@pytest.mark.parametrize(
    "migration", ours(), ids=lambda one: f"{one.app_label}-{one.name.split('_')[0]}"
)
def test_a_migration_keeps_nobody_out_and_can_be_run_again(
    migration: migrations.Migration,
) -> None:
    assert faults(migration) == []


def test_every_folder_of_migrations_is_read() -> None:
    assert {"kernel", "people", "places", "patrols", "dispatch"} <= {
        one.app_label for one in ours()
    }


def _migration(*steps: Operation, atomic: bool = True) -> migrations.Migration:
    inside = {"operations": list(steps), "atomic": atomic}
    made: type[migrations.Migration] = type("Migration", (migrations.Migration,), inside)
    return made("9999_made_up", "stones")


def _field(field: Any) -> Operation:
    return migrations.AddField("stone", "more", field)


@pytest.mark.parametrize(
    "step",
    [
        migrations.AddIndex("stone", INDEX),
        migrations.AddConstraint("stone", CHECK),
        migrations.AlterField("stone", "size", models.BigIntegerField()),
        _field(models.IntegerField()),
        _field(models.IntegerField(db_index=True, **EMPTY)),
        _field(models.ForeignKey("stone", models.CASCADE, **EMPTY)),
        _field(models.DateTimeField(db_default=models.functions.Now())),
        migrations.RunSQL("CREATE UNIQUE INDEX stone_by_size ON stone (size)"),
        migrations.RunSQL("UPDATE stone SET size = 1"),
        migrations.RunSQL(TEXT + "ADD CONSTRAINT heavy CHECK (size > 0)"),
        migrations.RunSQL(TEXT + "ADD UNIQUE (size)"),
        migrations.RunSQL(TEXT + "ALTER COLUMN size TYPE bigint"),
        migrations.RunSQL(TEXT + "ALTER size SET NOT NULL"),
        migrations.RunSQL(TEXT + "ADD COLUMN id uuid DEFAULT gen_random_uuid()"),
        migrations.RunSQL(TEXT + "ADD COLUMN more int NOT NULL"),
    ],
)
def test_what_locks_a_table_that_is_in_use_is_refused(step: Operation) -> None:
    assert len(faults(_migration(step))) == 1


@pytest.mark.parametrize(
    "steps",
    [
        (NEW, migrations.AddIndex("stone", INDEX), migrations.AddConstraint("stone", CHECK)),
        (_field(models.ForeignKey("stone", models.CASCADE, db_index=False, **EMPTY)),),
        (_field(models.TextField(db_default="")),),
        (AddConstraintNotValid("stone", CHECK),),
        (
            migrations.RunSQL(
                f"{TEXT} ADD CONSTRAINT sized CHECK (size IS NOT NULL) NOT VALID;"
                f"{TEXT} VALIDATE CONSTRAINT sized; {TEXT} ALTER size SET NOT NULL"
            ),
        ),
        (migrations.RunSQL("CREATE TABLE pile (n int); CREATE INDEX by_n ON pile (n)"),),
    ],
)
def test_what_reads_no_row_or_is_on_a_new_table_is_allowed(steps: tuple[Operation, ...]) -> None:
    assert faults(_migration(*steps)) == []


@pytest.mark.parametrize(
    "steps",
    [
        (AddIndexConcurrently("stone", INDEX),),
        (DROP, AddIndexConcurrently("stone", models.Index(fields=["size"], name="other"))),
        (migrations.RunSQL("CREATE INDEX CONCURRENTLY stone_by_size ON stone (size)"),),
        (migrations.RunSQL(TEXT + "ADD COLUMN more int"),),
        (_field(models.IntegerField(**EMPTY)),),
    ],
)
def test_what_cannot_be_run_again_needs_a_transaction(steps: tuple[Operation, ...]) -> None:
    assert len(faults(_migration(*steps, atomic=False))) == 1


def test_what_is_dropped_first_can_be_run_again() -> None:
    made = [DROP, AddIndexConcurrently("stone", INDEX)]
    also = [DROP, migrations.RunSQL("CREATE INDEX CONCURRENTLY stone_by_size ON stone (size)")]
    assert faults(_migration(*made, *also, atomic=False)) == []

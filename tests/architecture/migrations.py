"""What in a migration could keep the service out of a large table, or could not be run again after a cut.

A table that the same migration makes is empty and nobody's yet: there all is allowed.
"""

import sys
from collections.abc import Iterator
from typing import Any

from django.contrib.postgres import operations as postgres
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.models.expressions import Value

from tests.architecture.statements import (
    DROP,
    INDEX,
    TABLE,
    repeatable,
    statement_faults,
    statements,
    texts_of,
)


def ours() -> list[migrations.Migration]:
    """Every migration of the house, as Django reads them: no database is asked."""
    loaded = MigrationLoader(None).disk_migrations.values()
    return [one for one in loaded if type(one).__module__.startswith("kalantar.")]


def faults(migration: migrations.Migration) -> list[str]:
    """What is wrong with it, in words; empty where a table of any size may be in use meanwhile."""
    return list(_Reading(migration).faults())


def concurrent_indexes(migration: migrations.Migration) -> list[str]:
    """The names of the indexes that its operations make beside the running service."""
    return list(_Reading(migration).made_beside())


class _Reading:
    def __init__(self, migration: migrations.Migration) -> None:
        self.migration = migration
        self.steps = list(_done_to_the_database(migration.operations))
        created = [step for step in self.steps if isinstance(step, migrations.CreateModel)]
        self.new_models = {step.name_lower for step in created}
        self.new_tables = {
            str(step.options.get("db_table", f"{migration.app_label}_{step.name_lower}"))
            for step in created
        } | {found[1] for text in self.texts() if (found := TABLE.match(text))}

    def texts(self) -> Iterator[str]:
        for step in self.steps:
            if isinstance(step, migrations.RunSQL):
                yield from statements(step.sql)

    def faults(self) -> Iterator[str]:
        cleared, proven = "", " ".join(self.texts())
        for step in self.steps:
            yield from self._judge(step)
            if isinstance(step, migrations.RunSQL):
                for text in statements(step.sql):
                    yield from statement_faults(text, self.new_tables, proven)
                    yield from self._again(text, cleared)
                    cleared = dropped[1] if (dropped := DROP.match(text)) else ""
            elif isinstance(step, migrations.RunPython):
                yield from self._judge_python(sys.modules[step.code.__module__])
            elif isinstance(step, postgres.AddIndexConcurrently) and cleared != step.index.name:
                yield f"{step.index.name} is left half made by a cut: drop it before"
            elif not self.migration.atomic and not isinstance(step, _ALL_AT_ONCE):
                yield f"{type(step).__name__} is not done again after a cut: it needs a transaction"

    def _judge(self, step: Operation) -> Iterator[str]:
        named = getattr(step, "model_name_lower", getattr(step, "name_lower", ""))
        if named in self.new_models:
            return
        if type(step) is migrations.AddIndex:
            yield f"{step.index.name} is made while nobody may write: AddIndexConcurrently"
        elif type(step) is migrations.AddConstraint:
            yield f"{step.constraint.name} reads all rows under a lock: NOT VALID, then validate"
        elif isinstance(step, _WRITE_ANEW):
            yield f"{type(step).__name__} of {named} may write or read all rows under a lock"
        elif isinstance(step, migrations.AddField) and (why := _costly(step.field)):
            yield f"{named}.{step.name} {why}"

    def _judge_python(self, module: Any) -> Iterator[str]:
        """What it sends, as far as it can be read there; batches of rows are its business."""
        cleared: list[str] = []
        for text in texts_of(module):
            yield from statement_faults(text, self.new_tables, text, rows=True)
            if dropped := DROP.match(text):
                cleared.append(dropped[1])
            made = INDEX.match(text)
            if made and made[1] and made[2] not in cleared:
                yield f"{made[2]} is left half made by a cut: drop it before"

    def _again(self, text: str, cleared: str) -> Iterator[str]:
        made = INDEX.match(text)
        if made and made[1]:
            if cleared != made[2]:
                yield f"{made[2]} is left half made by a cut: drop it before"
        elif not self.migration.atomic and not repeatable(text):
            yield f"not done again after a cut: {text}"

    def made_beside(self) -> Iterator[str]:
        for step in self.steps:
            if isinstance(step, postgres.AddIndexConcurrently):
                yield step.index.name
        yield from (made[2] for text in self.texts() if (made := INDEX.match(text)) and made[1])


_WRITE_ANEW = (
    migrations.AlterField,
    migrations.AlterUniqueTogether,
    migrations.AlterIndexTogether,
    migrations.AlterOrderWithRespectTo,
)
_ALL_AT_ONCE = (
    postgres.AddIndexConcurrently,
    postgres.RemoveIndexConcurrently,
    postgres.ValidateConstraint,
)


def _costly(field: Any) -> str:
    if isinstance(field, models.GeneratedField):
        return "is computed for every row, which writes the table anew"
    if field.unique or field.db_index:
        return "makes an index while nobody may write"
    if field.has_db_default() and not isinstance(field._db_default_expression, Value):
        return "has a default of its own for each row"
    if field.remote_field and (field.has_default() or field.has_db_default()):
        return "is a key with a default, which reads all rows"
    if not (field.null or field.has_default() or field.has_db_default()):
        return "has no value for the rows there are"
    return ""


def _done_to_the_database(steps: Any) -> Iterator[Operation]:
    for step in steps:
        if isinstance(step, migrations.SeparateDatabaseAndState):
            yield from _done_to_the_database(step.database_operations)
        else:
            yield step

"""Only actions write; every action begins with who may, and records."""

import ast

import pytest

from kalantar.kernel.action import ACTIONS
from tests.architecture.source import (
    PACKAGE,
    body,
    called,
    decorators,
    functions,
    modules,
    tree,
    where,
)
from tests.architecture.writes import may_write, writing, writing_in

WRITES = [
    "incident.notes.create(text='x')",
    "row.delete()",
    "row.save_base()",
    "shift.crew.all().delete()",
    "rows = Unit.objects.all()\nrows.update(status='x')",
    "unit.tags.add(x)",
    "unit.tags.set(x)",
    "unit.tags.clear()",
    "rows = {}\nrows = Unit.objects.all()\nrows.update(status='x')",
    "for rows in all_of_them:\n    rows.update(status='x')",
    "def f() -> None:\n    rows = {}\ndef g(rows: Rows) -> None:\n    rows.update(status='x')",
    "insert(Unit())",
    "'UPDATE patrols_unit AS u SET status = 1'",
    "f'UPDATE {table} SET status = 1'",
    "'WITH x AS (SELECT 1) DELETE FROM calls_call'",
    "'MERGE INTO patrols_unit USING x ON true'",
    "'COPY patrols_unit (id) FROM STDIN'",
]
READS = [
    "found = set()\nfound.add(x)",
    "def f(held: dict[str, set[int]]) -> None:\n    held['x'].add(1)",
    "held = defaultdict(set)\nheld.setdefault('x', set()).clear()",
    "from kalantar.dispatch import actions\nactions.clear(assignment=x)",
    "'SELECT id FROM patrols_unit FOR UPDATE'",
    "'Update the unit and set its state.'",
]


@pytest.mark.parametrize("code", WRITES)
def test_what_writes_is_seen(code: str) -> None:
    assert len(list(writing(ast.parse(code)))) == 1


@pytest.mark.parametrize("code", READS)
def test_what_only_reads_may_stand_anywhere(code: str) -> None:
    assert list(writing(ast.parse(code))) == []


def test_a_file_named_actions_writes_only_where_a_capability_keeps_its_rows() -> None:
    assert may_write(PACKAGE / "dispatch" / "actions.py")
    assert not may_write(PACKAGE / "fronts" / "patrol" / "actions.py")
    assert not may_write(PACKAGE / "dispatch" / "later" / "actions.py")


def test_only_actions_write() -> None:
    found = [
        f"{where(path, node)} {ast.unparse(node)[:80]}"
        for path in modules()
        for node in writing_in(path)
    ]
    assert found == []


def test_every_public_function_of_actions_is_an_action_or_says_what_else_it_is() -> None:
    plain = [
        f"{where(path, node)} {node.name}"
        for path in modules()
        if path.name == "actions.py"
        for node in functions(path)
        if not decorators(node) & {"action", "intake", "part", "upkeep"}
    ]
    assert plain == []


def test_an_action_begins_with_exactly_one_who_may() -> None:
    wrong = []
    for path in modules():
        if path.name != "actions.py":
            continue
        for node in functions(path):
            if decorators(node) & {"action", "intake", "upkeep"}:
                asked = [name for name in called(body(node)[0]) if name.startswith("may_")]
                if len(asked) != 1:
                    wrong.append(f"{where(path, node)} {node.name}: {asked}")
    assert wrong == []


def test_every_action_records() -> None:
    """It calls record itself, or something that does; the kernel insists on it again at run time."""
    recording = {"record"}
    everything = [
        (path, node)
        for path in modules()
        if path.name == "actions.py"
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef)
    ]
    for _ in everything:  # until nothing is added: who calls a recorder records
        more = {node.name for _, node in everything if recording & set(called(node))} - recording
        if not more:
            break
        recording |= more
    silent = [
        f"{where(path, node)} {node.name}"
        for path, node in everything
        if "action" in decorators(node) and node.name not in recording
    ]
    assert silent == []
    assert ACTIONS

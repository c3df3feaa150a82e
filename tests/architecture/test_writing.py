"""Only actions write; every action begins with who may, and records."""

import ast
import re
from pathlib import Path

from kalantar.kernel.action import ACTIONS
from tests.architecture.source import body, called, decorators, functions, modules, tree, where

KERNEL_WRITERS = {"action.py", "ready.py", "timeline.py"}  # they are how actions write
WRITES = {
    "save", "asave", "create", "acreate", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create", "select_for_update",
}  # fmt: skip
QUERY_WRITES = {"update", "delete", "aupdate", "adelete"}  # also names of dict and set methods
SQL = re.compile(
    r"^\s*(WITH .*)?\b(INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|TRUNCATE)\b", re.S
)


def _may_write(path: Path) -> bool:
    return path.name == "actions.py" or (
        path.parent.name == "kernel" and path.name in KERNEL_WRITERS
    )


def _of_rows(target: ast.expr) -> bool:
    """Whether ``target`` is a manager, a queryset chain or an obvious row."""
    text = ast.unparse(target)
    return ".objects" in text or "filter(" in text or "exclude(" in text


def _writes(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return bool(SQL.match(node.value))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id == "insert"  # of kernel.ready
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    name, target = node.func.attr, node.func.value
    if name in QUERY_WRITES:
        return _of_rows(target)
    return name in WRITES and (name not in {"create", "save"} or _of_rows(target) or name == "save")


def test_only_actions_write() -> None:
    writing = [
        f"{where(path, node)} {ast.unparse(node)[:80]}"
        for path in modules()
        if not _may_write(path)
        for node in ast.walk(tree(path))
        if _writes(node)
    ]
    assert writing == []


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

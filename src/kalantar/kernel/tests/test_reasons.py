"""What the service itself gives as a reason is said in the reader's language."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils.translation import override

import kalantar
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.models import Entry
from kalantar.kernel.reasons import REASONS
from kalantar.kernel.story import told
from kalantar.kernel.tests.verbs import turn_stone

PACKAGE = Path(kalantar.__file__).parent


def test_every_reason_the_service_gives_in_code_has_its_sentence() -> None:
    given = {
        words for path in PACKAGE.rglob("*.py") if "tests" not in path.parts for words in _in(path)
    }
    assert {"migrate", "kept long enough", "by the command line", "step of the file"} <= given
    assert given - set(REASONS) == set()


def _in(path: Path) -> set[str]:
    """What ``why=`` says in calls of ``system``, also by a name of the module."""
    module = ast.parse(path.read_text())
    named = {
        node.targets[0].id: node.value.value
        for node in module.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    said = [
        keyword.value
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "system"
        for keyword in node.keywords
        if keyword.arg == "why"
    ]
    found = {one.value if isinstance(one, ast.Constant) else named[one.id] for one in said}  # type: ignore[attr-defined]
    return {str(words) for words in found}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [ActorKind.SYSTEM, ActorKind.PERSON])
def test_only_the_services_own_reason_is_said_otherwise_and_the_entry_keeps_the_code(
    as_system: Actor, kind: ActorKind
) -> None:
    person = replace(as_system, kind=kind, why="kept long enough")
    stone = turn_stone(times=1, by=person)
    (line,) = told(stone.pk, as_system)
    own = "مهلت نگهداری آن به پایان رسیده است"
    with override("fa"):
        assert str(line.why) == (own if kind is ActorKind.SYSTEM else "kept long enough")
    assert Entry.objects.get().why == "kept long enough"

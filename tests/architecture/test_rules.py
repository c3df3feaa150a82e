"""Every rule has a test of its name; every named constraint has its rule, and the reverse."""

import ast
import re
from collections import Counter
from pathlib import Path

from django.apps import apps

from kalantar.kernel.lifecycle import LIFECYCLES
from kalantar.kernel.rules import RULES, RuleKind
from tests.architecture.source import PACKAGE, called, modules, modules_of_tests, tree

# Asked of thousands of rows at once, by the measure that the rule itself asks by.
JUDGED_IN_SQL = {"position_is_fresh": "fresh_for"}
RAISED = re.compile(r"CONSTRAINT\s*=\s*'(\w+)'")  # a trigger that refuses names its constraint


def _constraints() -> list[str]:
    declared = [
        constraint.name
        for model in apps.get_models()
        if model.__module__.startswith("kalantar.")
        for constraint in model._meta.constraints
    ]
    raised = {
        name
        for path in PACKAGE.glob("*/migrations/*.py")
        for name in RAISED.findall(path.read_text(encoding="utf-8"))
    }
    return [*declared, *raised]


def test_every_named_constraint_is_a_rule_and_the_reverse() -> None:
    rules = {rule.name for rule in RULES.values() if rule.kind is RuleKind.CONSTRAINT}
    assert set(_constraints()) - rules == set(), "constraints without a rule"
    assert rules - set(_constraints()) == set(), "rules without their constraint"
    assert [name for name, times in Counter(_constraints()).items() if times > 1] == []


def test_every_rule_has_a_test_of_its_name() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in modules_of_tests())
    named = set(re.findall(r"def test_(\w+)", tests))
    untested = [rule for rule in RULES if not any(name.startswith(rule) for name in named)]
    assert untested == []


def _named(path: Path) -> set[str]:
    """The names that the module uses, other than where it binds or imports them."""
    return {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load)
    }


def test_every_rule_decides_something() -> None:
    """It is asked where something is done, and not by its tests alone. PostgreSQL and the lifecycle
    themselves ask theirs; another rule may be what asks one."""
    named = {path: _named(path) for path in modules()}
    asked = set().union(*(names for path, names in named.items() if path.name != "rules.py"))
    inside = set().union(*(_asked_by_rules(path) for path in named if path.name == "rules.py"))
    idle = [
        rule.name
        for rule in RULES.values()
        if rule.kind not in {RuleKind.CONSTRAINT, RuleKind.LIFECYCLE}
        and rule.name not in asked | inside
        and JUDGED_IN_SQL.get(rule.name) not in asked
    ]
    assert idle == []


def _asked_by_rules(path: Path) -> set[str]:
    """The rules that other functions of a rules.py ask."""
    return {
        name
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef)
        for name in (set(called(node)) - {node.name})
    }


def test_every_rule_says_its_sentence_in_both_languages() -> None:
    silent = [rule.name for rule in RULES.values() if not (rule.sentence.en and rule.sentence.fa)]
    half = [rule.name for rule in RULES.values() if bool(rule.remedy.en) != bool(rule.remedy.fa)]
    assert silent + half == []


def test_every_lifecycle_reaches_every_state() -> None:
    for lifecycle in LIFECYCLES.values():
        reached = {lifecycle.start} | {step.to for step in lifecycle.steps}
        assert set(lifecycle.states) - reached == set(), lifecycle.name

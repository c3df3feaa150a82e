"""What a capability shows to others; the rest is its own, and may be changed without asking them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import CAPABILITIES, PACKAGE, modules, tree, where

FACE = {"models", "events", "lifecycle", "rules", "queries", "actions"}
ASSEMBLE = {"cli", "config"}  # they put the house together, and know every room of it
# Plainly named modules that others need as well: a vocabulary, or an engine with one question.
MORE = {
    "places": {"boundaries", "city", "coordinates", "files", "hit", "readable", "routing"},
    "people": {"middleware", "opening", "passwords", "roles", "scopes", "tokens"},
    "persons": {"codes", "traces"},
    "retention": {"room", "schedule"},
    "catalogue": {"capabilities"},
    "incoming_messages": {"joining"},
    "message_templates": {"placeholders", "segments"},
    "devices": {"pairing", "tokens"},
    "patrols": {"board", "positions", "states", "whereabouts"},
    "incidents": {"answers", "numbering"},
    "cases": {"closing", "narrowing", "numbering", "purposes"},
    "notices": {"delays", "wording"},
    "citizens": {"tokens"},
    "caller_links": {"asking", "help_coming"},
    "data_copies": {"kept"},
    "old_files": {"bringing", "mapping", "report"},
    "papers": {"codes", "kinds"},
    "service_levels": {"levels"},
    "dispatch": {
        "by_hour",
        "decided",
        "nearer",
        "queue",
        "recommendation",
        "sent",
        "verbs",
        "why_not",
    },
}
NAMES = {capability.name for capability in CAPABILITIES}


def _imported(module: ast.Module) -> Iterator[tuple[ast.AST, str, str]]:
    """Each import of a module of a capability: (where, capability, the module's first name in it)."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            named = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            named = [f"{node.module}.{name.name}" for name in node.names]
        else:
            continue
        for name in named:
            parts = name.split(".")
            if parts[0] == "kalantar" and len(parts) > 2 and parts[1] in NAMES:
                yield node, parts[1], parts[2]


def _is_shown(capability: str, module: str, to: Path) -> bool:
    shapes = {"api"} if to.name == "api.py" else set()  # of what a program is answered
    return module in FACE | MORE.get(capability, set()) | shapes


def _own(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def test_a_capability_is_known_by_its_public_face_only() -> None:
    private = [
        f"{where(path, node)} {capability}.{module}"
        for path in modules()
        if _own(path) not in ASSEMBLE
        for node, capability, module in _imported(tree(path))
        if capability != _own(path) and not _is_shown(capability, module, path)
    ]
    assert private == []


def test_what_stands_open_is_used_by_somebody() -> None:
    """A module nobody else needs any more goes back to being the capability's own."""
    used = {
        (capability, module)
        for path in modules()
        if _own(path) not in ASSEMBLE
        for _, capability, module in _imported(tree(path))
        if capability != _own(path)
    }
    assert {(name, module) for name, more in MORE.items() for module in more} - used == set()


@pytest.mark.parametrize(
    ("code", "capability", "module"),
    [
        ("from kalantar.dispatch.candidates import walk", "dispatch", "candidates"),
        ("from kalantar.dispatch import candidates", "dispatch", "candidates"),
        ("import kalantar.places.extract.tiles", "places", "extract"),
    ],
)
def test_an_import_of_what_is_private_is_seen(code: str, capability: str, module: str) -> None:
    [(_, *seen)] = _imported(ast.parse(code))
    assert seen == [capability, module]
    assert not _is_shown(capability, module, PACKAGE / "fronts" / "patrol" / "views.py")


def test_nothing_private_to_a_module_is_taken_from_it() -> None:
    taken = [
        f"{where(path, node)} {name.name}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kalantar")
        for name in node.names
        if name.name.startswith("_")
    ]
    assert taken == []

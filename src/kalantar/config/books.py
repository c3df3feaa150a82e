"""The books generated from the code: every rule, every event, every lifecycle. Compared in the check."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from importlib import import_module
from itertools import groupby
from pathlib import Path
from pkgutil import walk_packages

import kalantar
from kalantar.config.settings import ROOT
from kalantar.kernel.lifecycle import LIFECYCLES, Lifecycle
from kalantar.kernel.rules import RULES
from kalantar.kernel.timeline import EVENTS, Event

SILENT = {"tests", "migrations", "__main__", "live_asgi", "wsgi"}  # they declare nothing, or start
NOTE = "<!-- Generated from the code by `./kalantar books`; do not edit. -->"


def read_the_house() -> None:
    """Import every module of the package, so that whatever it declares is known."""
    for module in walk_packages(kalantar.__path__, "kalantar."):
        if not SILENT & set(module.name.split(".")):
            import_module(module.name)


def rules_book() -> str:
    """Every rule by capability: its name, its kind, what it says in both languages, what to do."""
    lines = [NOTE, "# The rule book", ""]
    for capability, rules in _by_capability(RULES.values(), lambda rule: rule.module):
        lines += [f"## {capability}", "", "| rule | kind | it says | می‌گوید |", "|---|---|---|---|"]
        lines += [
            f"| `{rule.name}` | {rule.kind} | {rule.sentence.en} {rule.remedy.en} "
            f"| {rule.sentence.fa} {rule.remedy.fa} |"
            for rule in sorted(rules, key=lambda rule: rule.name)
        ]
        lines.append("")
    return "\n".join(lines)


def events_book() -> str:
    """Every event by capability: its facts, its sentence, who reads it, how long it is kept."""
    lines = [NOTE, "# What can happen", ""]
    for capability, events in _by_capability(EVENTS.values(), lambda event: event.__module__):
        lines += [f"## {capability}", ""]
        lines += [
            "| event | facts | it says | می‌گوید | readers | kept |",
            "|---|---|---|---|---|---|",
        ]
        lines += [_event_row(event) for event in sorted(events, key=lambda event: event.__name__)]
        lines.append("")
    return "\n".join(lines)


def lifecycles_book() -> str:
    """Every lifecycle: its diagram and its table."""
    lines = [NOTE, "# Lifecycles", ""]
    for lifecycle in sorted(LIFECYCLES.values(), key=lambda lifecycle: lifecycle.name):
        lines += [f"## {lifecycle.name}", "", "```mermaid", lifecycle.diagram(), "```", ""]
        lines += ["| state | وضعیت |", "|---|---|"]
        lines += [f"| {state}: {name.en} | {name.fa} |" for state, name in lifecycle.states.items()]
        lines += ["", *_step_rows(lifecycle), ""]
    return "\n".join(lines)


BOOKS: dict[str, Callable[[], str]] = {
    "rules.md": rules_book,
    "events.md": events_book,
    "lifecycles.md": lifecycles_book,
}


def write() -> None:
    """Write the books into docs/."""
    read_the_house()
    for name, book in BOOKS.items():
        (ROOT / "docs" / name).write_text(book(), encoding="utf-8")


def out_of_date() -> list[Path]:
    """The books that do not say what the code says."""
    read_the_house()
    paths = {ROOT / "docs" / name: book for name, book in BOOKS.items()}
    return [
        path
        for path, book in paths.items()
        if not path.exists() or path.read_text(encoding="utf-8") != book()
    ]


def _by_capability[T](
    items: Iterable[T], module: Callable[[T], str]
) -> Iterator[tuple[str, list[T]]]:
    ours = [item for item in items if ".tests." not in module(item)]
    named = sorted(ours, key=lambda item: _capability(module(item)))
    for name, group in groupby(named, key=lambda item: _capability(module(item))):
        yield name, list(group)


def _capability(module: str) -> str:
    return module.removeprefix("kalantar.").split(".")[0]


def _event_row(event: type[Event]) -> str:
    facts = ", ".join(field.name for field in fields(event))
    kept = f"{event.kept.days} days" if event.kept else "as long as its subjects"
    readers = ", ".join(event.readers)
    sentence = event.sentence
    return f"| `{event.__name__}` | {facts} | {sentence.en} | {sentence.fa} | {readers} | {kept} |"


def _step_rows(lifecycle: Lifecycle) -> Iterator[str]:
    yield "| verb | فعل | from | to | event | who |"
    yield "|---|---|---|---|---|---|"
    for step in lifecycle.steps:
        yield (
            f"| {step.verb}: {step.label.en} | {step.label.fa} | {', '.join(step.frm)} | {step.to} "
            f"| `{step.event.__name__}` | {', '.join(step.who)} |"
        )

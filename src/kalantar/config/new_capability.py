"""A new capability's folder, with the usual files and a first test, in its place in the order."""

import re
from pathlib import Path

from kalantar.config.settings import ROOT
from kalantar.kernel.rules import input_rule

capability_has_a_free_plain_name = input_rule(
    "capability_has_a_free_plain_name",
    en="“{name}” cannot be a capability's name: it is taken or is not one lower-case word.",
    fa="«{name}» نمی‌تواند نام یک بخش باشد: یا گرفته شده است یا یک واژهٔ سادهٔ لاتین با حروف کوچک نیست.",
    do_en="Choose the field's own word for it, in lower-case letters.",
    do_fa="واژهٔ رایج آن کار را با حروف کوچک لاتین برگزینید.",
)
capability_stands_above_one_that_exists = input_rule(
    "capability_stands_above_one_that_exists",
    en="“{name}” is not a folder in the order of the house.",
    fa="«{name}» پوشه‌ای در ترتیب خانه نیست.",
    do_en="Name one of the layers in pyproject.toml.",
    do_fa="نام یکی از لایه‌های pyproject.toml را بدهید.",
)

QUESTIONS = {
    "models.py": "What do we keep? Tables, named constraints, querysets.",
    "events.py": "What can happen? Frozen dataclasses of ids and plain values, each with its sentence.",
    "lifecycle.py": "Which verb leads from which state to which? One table.",
    "rules.py": "What may not happen? Predicates that carry their sentence.",
    "queries.py": "What do screens and the API ask? Every one starts from what this actor may see.",
    "actions.py": "What can be done? The only file that writes.",
    "reactions.py": "What follows when something happened, and by the hour? Safe to run twice.",
}


def make(name: str, above: str, root: Path = ROOT) -> Path:
    """Make ``src/kalantar/NAME``, a layer above ``above``, and return its folder.

    Raises Refused for a name that is taken or no plain word, or an ``above`` that is no layer.
    """
    folder = root / "src" / "kalantar" / name
    if folder.exists() or not re.fullmatch(r"[a-z][a-z_]*[a-z]", name):
        raise capability_has_a_free_plain_name.refuse(name=name)
    project, settings = (
        root / "pyproject.toml",
        root / "src" / "kalantar" / "config" / "settings.py",
    )
    layers, apps = project.read_text(encoding="utf-8"), settings.read_text(encoding="utf-8")
    line = re.search(rf'^  "(?:\w+ \| )*{re.escape(above)}(?: \| \w+)*",$', layers, re.MULTILINE)
    if line is None:
        raise capability_stands_above_one_that_exists.refuse(name=above)
    _fill(folder, name)
    project.write_text(layers.replace(line[0], f'  "{name}",\n{line[0]}', 1), encoding="utf-8")
    end = apps.index("]", apps.index("INSTALLED_APPS"))
    settings.write_text(f'{apps[:end]}    "kalantar.{name}",\n{apps[end:]}', encoding="utf-8")
    return folder


def _fill(folder: Path, name: str) -> None:
    title = name.replace("_", " ").capitalize()
    files = {file: f'"""{question}"""\n' for file, question in QUESTIONS.items()}
    files |= {
        "__init__.py": "",
        "migrations/__init__.py": "",
        "tests/__init__.py": "",
        "README.md": f"# {title}\n\nWhat is this, in the words of the service?\n",
        f"tests/test_{name}.py": (
            f'"""Is {title.lower()} true?"""\n\nfrom django.apps import apps\n\n\n'
            f"def test_{name}_is_a_part_of_the_house() -> None:\n"
            f'    assert apps.is_installed("kalantar.{name}")\n'
        ),
    }
    for file, text in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

"""Every command says what it does and shows an example that can be typed as it stands."""

import re
import shlex
from collections.abc import Iterator

import pytest
import typer.main
from typer.core import TyperCommand, TyperGroup

from kalantar.cli import app


def commands(
    command: object, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], TyperCommand]]:
    if isinstance(command, TyperGroup):
        for name, under in command.commands.items():
            yield from commands(under, (*path, name))
    elif isinstance(command, TyperCommand):
        yield path, command


COMMANDS = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_an_example_that_it_accepts(path: tuple[str, ...]) -> None:
    command = COMMANDS[path]
    example = re.search(r"Example: \./kalantar (.+)", command.help or "")
    assert example, "its docstring ends with `Example: ./kalantar …`"
    words = shlex.split(example[1])
    assert tuple(words[: len(path)]) == path
    command.make_context(path[-1], words[len(path) :])  # refuses what it does not know


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_option_says_what_it_is(path: tuple[str, ...]) -> None:
    for parameter in COMMANDS[path].params:
        assert getattr(parameter, "help", None), parameter.name

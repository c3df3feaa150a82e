"""Every command and every group says what it does, with an example that can be typed as it stands."""

import re
import shlex
from collections.abc import Iterator

import pytest
import typer.main
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

from kalantar.cli import app
from kalantar.cli.persian import PERSIAN, in_persian

PERSIAN_LETTER = re.compile(r"[\u0600-\u06ff]")


def commands(
    command: object, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], TyperCommand | TyperGroup]]:
    """Every command and every group of them, by the words it is called with; itself by none."""
    if isinstance(command, TyperGroup):
        yield path, command
        for name, under in command.commands.items():
            yield from commands(under, (*path, name))
    elif isinstance(command, TyperCommand):
        yield path, command


def _called(path: tuple[str, ...]) -> str:
    return " ".join(path) or "kalantar"


COMMANDS = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("path", COMMANDS, ids=_called)
def test_every_command_and_group_has_an_example_that_it_accepts(path: tuple[str, ...]) -> None:
    command = COMMANDS[path]
    example = re.search(r"\n\nExample: \./kalantar (.+)$", command.help or "")
    assert example, "its docstring ends with `Example: ./kalantar …`"
    words = shlex.split(example[1])
    assert tuple(words[: len(path)]) == path
    while isinstance(command, TyperGroup):  # a group's example is one of its commands
        path = (*path, words[len(path)])
        command = COMMANDS[path]
    command.make_context(path[-1], words[len(path) :])  # refuses what it does not know


@pytest.mark.parametrize("path", COMMANDS, ids=_called)
def test_every_option_says_what_it_is(path: tuple[str, ...]) -> None:
    for parameter in COMMANDS[path].params:
        assert getattr(parameter, "help", None), parameter.name


@pytest.fixture
def persian() -> Iterator[dict[tuple[str, ...], TyperCommand | TyperGroup]]:
    """The commands as a reader of Persian sees them."""
    titles = ("OPTIONS_PANEL_TITLE", "ARGUMENTS_PANEL_TITLE", "COMMANDS_PANEL_TITLE")
    before = {name: getattr(rich_utils, name) for name in titles}
    group = typer.main.get_command(app)
    in_persian(group)
    yield dict(commands(group))
    for name, title in before.items():
        setattr(rich_utils, name, title)


def test_a_reader_of_persian_sees_persian_and_the_same_example(
    persian: dict[tuple[str, ...], TyperCommand | TyperGroup],
) -> None:
    assert persian.keys() == COMMANDS.keys()
    for path, command in persian.items():
        assert PERSIAN_LETTER.search((command.help or "").partition("نمونه: ")[0]), path
        example = (COMMANDS[path].help or "").partition("Example: ")[2]
        assert (command.help or "").endswith(f"نمونه: {example}"), path
        for parameter in command.params:
            assert PERSIAN_LETTER.search(getattr(parameter, "help", "")), (path, parameter.name)


def test_no_persian_is_kept_for_a_text_nobody_says() -> None:
    group = typer.main.get_command(app)
    said = {"See it", "Run it", "Change it", *_texts(group)}
    assert said == PERSIAN.keys()


def _texts(command: object) -> Iterator[str]:
    assert isinstance(command, TyperGroup | TyperCommand)
    yield (command.help or "").partition("\n\nExample: ")[0]
    yield from (text for one in command.params if (text := getattr(one, "help", None)))
    if isinstance(command, TyperGroup):
        for below in command.commands.values():
            yield from _texts(below)

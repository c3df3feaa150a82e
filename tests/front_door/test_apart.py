"""What is done apart is given back or told here, and leaves no threads for the forks that come later."""

import multiprocessing
import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kalantar.config.processes.apart import apart
from kalantar.kernel.printing import typeset
from kalantar.kernel.printing.marks import qr
from tests.front_door.processes import lines, python

LINE = Path(__file__).parents[2] / "src/kalantar/papers/tests/line.typ"
FORKED = """
    import os, sys
    os.environ["DJANGO_SETTINGS_MODULE"] = "kalantar.config.settings"
    import django
    django.setup()
    from kalantar.config.processes.apart import apart
    from tests.front_door.test_apart import a_paper

    made = a_paper() if sys.argv[1] == "here" else apart(a_paper)
    try:
        print("the same" if apart(a_paper) == made else "another")
    except RuntimeError as fault:
        print(str(fault).splitlines()[-1].partition(": ")[2])
"""


def a_paper() -> bytes:
    check = {"words": "", "at": "https://110.example/check/", "code": "ABCD", "mark": qr("x")}
    said = {"title": "", "date": "", "from": [], "check": check, "body": "۱۱۰", "pages": "{page}"}
    return typeset(LINE, said, language="fa", at=datetime(2026, 3, 21, tzinfo=UTC))


def test_what_it_gives_is_given_from_another_process() -> None:
    assert apart(lambda: ("done", os.getppid())) == ("done", os.getpid())


def test_what_it_raises_is_told_here() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        apart(lambda: 1 // 0)


def test_that_it_was_killed_is_said() -> None:
    with pytest.raises(RuntimeError, match="ended by itself with -9"):
        apart(lambda: os.kill(os.getpid(), signal.SIGKILL))
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    ("where", "then"), [("apart", "the same"), ("here", "this process was forked from one that")]
)
def test_a_fork_typesets_where_its_parent_has_not(where: str, then: str) -> None:
    """Else it would wait for ever for threads that it does not have; so it is told at once."""
    with python(FORKED, where) as process:
        assert lines(process, 1)[0].startswith(then)

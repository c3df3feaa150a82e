"""What is asked before a file is closed: whoever keeps something on files that outlives them judges it here."""

from collections.abc import Callable

from kalantar.case_catalogue.models import CaseOutcome
from kalantar.cases.models import Case
from kalantar.kernel.actor import Actor

type Judge = Callable[[Case, CaseOutcome, str, Actor], None]
_JUDGES: list[Judge] = []


def judges_closing(judge: Judge) -> Judge:
    """Register what is given the locked file, how it ends, why it is closed all the same (empty where nobody
    said), and by whom: it refuses, or records that its own goes on."""
    _JUDGES.append(judge)
    return judge


def judge_closing(case: Case, ending: CaseOutcome, all_the_same: str, by: Actor) -> None:
    for judge in _JUDGES:
        judge(case, ending, all_the_same, by)

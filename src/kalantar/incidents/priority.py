"""How urgent an incident is: its type says it, and some answers raise it."""

from collections.abc import Iterable

from kalantar.catalogue.models import Question

YES = frozenset({"yes", "true", "1", "بله", "آری"})


def raised_priority(priority: int, replies: Iterable[tuple[Question, str]]) -> int:
    """The most urgent (lowest) of ``priority`` and what the yes answers mean; never less urgent."""
    raised = [
        question.yes_means_priority
        for question, text in replies
        if question.yes_means_priority is not None and text.strip().casefold() in YES
    ]
    return min([priority, *raised])

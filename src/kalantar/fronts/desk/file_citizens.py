"""The part of a file that shows what its parties ask for from their own page."""

from kalantar.citizens.queries import asked_about, written_on
from kalantar.data_copies.models import CopyRequest
from kalantar.data_copies.queries import copies_asked_of
from kalantar.fronts.desk.file_look import Look, Shown
from kalantar.fronts.desk.file_verbs import OF_CITIZENS
from kalantar.fronts.desk.verbs import Verb

VERBS = [*OF_CITIZENS.values()]
WRITTEN = 20  # the latest; those before them follow as these are dealt with
_WRITTEN = [OF_CITIZENS[name] for name in ("as_question", "as_wrong_number", "aside")]


def shown(look: Look) -> Shown:
    """A question that was answered has no verb."""
    answer = OF_CITIZENS["answer"]
    questions = [
        {"question": one, "verb": look.of_row(answer, one.pk, question=one.pk)}
        for one in asked_about(look.case)
    ]
    copies = [
        {"copy": one, "verb": look.of_row(_of_copy(one), one.pk, copy=one.pk)}
        for one in copies_asked_of(look.case, look.by.now())
    ]
    written = [
        {"message": one, "verbs": [look.of_row(verb, one.pk, incoming=one.pk) for verb in _WRITTEN]}
        for one in written_on(look.case)[:WRITTEN]
    ]
    of_written = [verb for row in written for verb in row["verbs"]]  # type: ignore[attr-defined]
    return {
        "asks": [row["verb"] for row in (*questions, *copies)] + of_written,
        "written": written,
        "questions": questions,
        "copies": copies,
    }


def _of_copy(copy: CopyRequest) -> Verb:
    """To give those that wait; to make those that were given, as long as they are at hand."""
    return OF_CITIZENS["make_copy" if copy.given_at else "copy"]

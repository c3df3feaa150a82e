"""The part of a file that shows what its parties ask for from their own page."""

from kalantar.citizens.queries import asked_about
from kalantar.data_copies.queries import copies_asked_of
from kalantar.fronts.desk.file_look import Look, Shown
from kalantar.fronts.desk.file_verbs import OF_CITIZENS

VERBS = [*OF_CITIZENS.values()]


def shown(look: Look) -> Shown:
    """A question that was answered has no verb."""
    answer, copy = OF_CITIZENS["answer"], OF_CITIZENS["copy"]
    questions = [
        {"question": one, "verb": look.of_row(answer, one.pk, question=one.pk)}
        for one in asked_about(look.case)
    ]
    copies = [
        {"copy": one, "verb": look.of_row(copy, one.pk, copy=one.pk)}
        for one in copies_asked_of(look.case)
    ]
    return {
        "asks": [row["verb"] for row in (*questions, *copies)],
        "questions": questions,
        "copies": copies,
    }

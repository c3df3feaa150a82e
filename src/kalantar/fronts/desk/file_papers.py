"""The part of a file that is on paper: statements, documents taken in, papers issued."""

from kalantar.cases.events import ROLES
from kalantar.documents.events import CAME
from kalantar.documents.queries import documents_of
from kalantar.fronts.desk.document_verbs import TAKE_IN
from kalantar.fronts.desk.file_look import Look, Shown
from kalantar.fronts.desk.paper_verbs import ON_THE_FILE
from kalantar.fronts.desk.statement_verbs import BEGIN
from kalantar.papers.kinds import KINDS
from kalantar.papers.queries import papers_of
from kalantar.statements.lifecycle import STATEMENT
from kalantar.statements.queries import statements_of

VERBS = [BEGIN, TAKE_IN, *ON_THE_FILE]


def shown(look: Look) -> Shown:
    by, case = look.by, look.case
    taking, keeping, issuing = look.asks(BEGIN), look.asks(TAKE_IN), look.asks(*ON_THE_FILE)
    return {
        "asks": [*taking, *keeping, *issuing],
        "taking": taking,
        "statements": [
            (one, ROLES[one.party.role], STATEMENT.states[one.state])
            for one in statements_of(by, case)
        ],
        "keeping": keeping,
        "documents": [(one, CAME[one.came]) for one in documents_of(by, case)],
        "issuing": issuing,
        "papers": [(one, KINDS[one.kind]) for one in papers_of(by, case)],
    }

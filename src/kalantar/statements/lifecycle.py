"""A statement is a draft, agreed to by the person, and signed by the officer; or dropped before that."""

from kalantar.cases.lifecycle import STATION
from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence
from kalantar.statements import events
from kalantar.statements.models import StatementState as S

STATEMENT = Lifecycle(
    "statement",
    field="state",
    start=S.DRAFT,
    states={
        S.DRAFT: Sentence(en="draft", fa="پیش‌نویس"),
        S.AGREED: Sentence(en="waits for the officer", fa="در انتظار امضای افسر"),
        S.SIGNED: Sentence(en="signed", fa="امضاشده"),
        S.DROPPED: Sentence(en="dropped", fa="کنارگذاشته"),
    },
    steps=[
        Step(
            verb="write",
            label=Sentence(en="Write", fa="نوشتن"),
            frm=[S.DRAFT],
            to=S.DRAFT,
            event=events.StatementWritten,
            who=STATION,
        ),
        Step(
            verb="agree",
            label=Sentence(en="The person signs", fa="امضای شخص"),
            frm=[S.DRAFT],
            to=S.AGREED,
            event=events.StatementAgreed,
            who=STATION,
        ),
        Step(
            verb="sign",
            label=Sentence(en="Sign as the officer", fa="امضای افسر"),
            frm=[S.AGREED],
            to=S.SIGNED,
            event=events.StatementSigned,
            who=STATION,
        ),
        Step(
            verb="drop",
            label=Sentence(en="Drop it", fa="کنار گذاشتن"),
            frm=[S.DRAFT, S.AGREED],
            to=S.DROPPED,
            event=events.StatementDropped,
            who=STATION,
        ),
    ],
)

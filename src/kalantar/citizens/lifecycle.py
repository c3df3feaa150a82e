"""An access is asked for, held once the code came back, and given up: by the citizen, or at the desk where they
have another phone."""

from kalantar.cases.lifecycle import STATION
from kalantar.citizens import events
from kalantar.citizens.models import AccessState as S
from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence

CITIZENS = ("citizen",)

ACCESS = Lifecycle(
    "access",
    field="state",
    start=S.ASKED,
    states={
        S.ASKED: Sentence(en="a code was asked for", fa="در انتظار کد"),
        S.HELD: Sentence(en="open", fa="باز"),
        S.GIVEN_UP: Sentence(en="ended", fa="پایان‌یافته"),
    },
    steps=[
        Step(
            verb="take_access",
            label=Sentence(en="Open the file", fa="باز کردن پرونده"),
            frm=[S.ASKED],
            to=S.HELD,
            event=events.AccessTaken,
            who=CITIZENS,
        ),
        Step(
            verb="give_up_access",
            label=Sentence(en="Leave", fa="خروج"),
            frm=[S.ASKED, S.HELD],
            to=S.GIVEN_UP,
            event=events.AccessGivenUp,
            who=(*CITIZENS, *STATION),
        ),
    ],
)

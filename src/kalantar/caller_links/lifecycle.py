"""A link is open, and ends: by a key, by its time, or with the incident."""

from kalantar.caller_links import events
from kalantar.caller_links.models import LinkState
from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence
from kalantar.people.roles import ROOM

LINK = Lifecycle(
    "caller_link",
    field="state",
    start=LinkState.OPEN,
    states={
        LinkState.OPEN: Sentence(en="open", fa="باز"),
        LinkState.ENDED: Sentence(en="ended", fa="پایان‌یافته"),
    },
    steps=[
        Step(
            verb="end_caller_link",
            label=Sentence(en="End the page", fa="بستن صفحه"),
            frm=[LinkState.OPEN],
            to=LinkState.ENDED,
            event=events.CallerLinkEnded,
            who=ROOM,
        )
    ],
)

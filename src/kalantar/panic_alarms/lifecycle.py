"""A panic alarm is raised, acknowledged by name, and ended; pressed again it is raised again."""

from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence
from kalantar.panic_alarms import events
from kalantar.panic_alarms.models import AlarmState as S
from kalantar.people.roles import ROOM, Role

PANIC_ALARM = Lifecycle(
    "panic_alarm",
    field="state",
    start=S.RAISED,
    states={
        S.RAISED: Sentence(en="raised", fa="بی‌پاسخ"),
        S.ACKNOWLEDGED: Sentence(en="acknowledged", fa="دریافت‌شده"),
        S.ENDED: Sentence(en="ended", fa="پایان‌یافته"),
    },
    steps=[
        Step(
            verb="raise_again",
            label=Sentence(en="Press again", fa="فشردن دوباره"),
            frm=[S.RAISED, S.ACKNOWLEDGED],
            to=S.RAISED,
            event=events.PanicAlarmRaisedAgain,
            who=(Role.PATROL_OFFICER,),
        ),
        Step(
            verb="acknowledge",
            label=Sentence(en="I answer this", fa="من پیگیری می‌کنم"),
            frm=[S.RAISED],
            to=S.ACKNOWLEDGED,
            event=events.PanicAlarmAcknowledged,
            who=ROOM,
        ),
        Step(
            verb="end",
            label=Sentence(en="End the alarm", fa="پایان اعلام اضطرار"),
            frm=[S.ACKNOWLEDGED],
            to=S.ENDED,
            event=events.PanicAlarmEnded,
            who=ROOM,
        ),
    ],
)

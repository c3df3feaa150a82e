"""Which verb leads a unit from which state to which. The dispatched ones are taken by dispatch."""

from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence
from kalantar.patrols.events import (
    ShiftBegun,
    ShiftEnded,
    UnitBecameAvailable,
    UnitBecameUnavailable,
    UnitStatusChanged,
)
from kalantar.patrols.models import UnitStatus
from kalantar.patrols.states import STATES
from kalantar.people.roles import Role

LEADS = (Role.DISPATCHER, Role.STATION_CHIEF, Role.COMMANDER)
CREW = (*LEADS, Role.PATROL_OFFICER)
SHIFT = (*CREW, Role.ADMINISTRATOR)  # the administrator makes up the shift, but sends nobody
ROOM = (Role.DISPATCHER, Role.COMMANDER)

UNIT = Lifecycle(
    "unit",
    field="status",
    start=UnitStatus.OFF_DUTY,
    states=STATES,
    steps=[
        Step(
            verb="begin_shift",
            label=Sentence(en="Begin shift", fa="آغاز شیفت"),
            frm=[UnitStatus.OFF_DUTY],
            to=UnitStatus.AVAILABLE,
            event=ShiftBegun,
            who=SHIFT,
        ),
        Step(
            verb="assign",
            label=Sentence(en="Send", fa="اعزام"),
            frm=[UnitStatus.AVAILABLE],
            to=UnitStatus.ASSIGNED,
            event=UnitStatusChanged,
            who=ROOM,
        ),
        Step(
            verb="divert",
            label=Sentence(en="Divert", fa="تغییر مأموریت"),
            frm=[UnitStatus.ASSIGNED, UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE],
            to=UnitStatus.ASSIGNED,
            event=UnitStatusChanged,
            who=ROOM,
        ),
        Step(
            verb="set_out",
            label=Sentence(en="En route", fa="حرکت"),
            frm=[UnitStatus.ASSIGNED],
            to=UnitStatus.EN_ROUTE,
            event=UnitStatusChanged,
            who=CREW,
        ),
        Step(
            verb="arrive",
            label=Sentence(en="On scene", fa="رسیدن به صحنه"),
            frm=[UnitStatus.ASSIGNED, UnitStatus.EN_ROUTE],
            to=UnitStatus.ON_SCENE,
            event=UnitStatusChanged,
            who=CREW,
        ),
        Step(
            verb="clear",
            label=Sentence(en="Clear", fa="پایان مأموریت"),
            frm=[UnitStatus.ASSIGNED, UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE],
            to=UnitStatus.AVAILABLE,
            event=UnitStatusChanged,
            who=CREW,
        ),
        Step(
            verb="break_down",
            label=Sentence(en="Break down", fa="ازکارافتادن"),
            frm=[
                UnitStatus.AVAILABLE,
                UnitStatus.ASSIGNED,
                UnitStatus.EN_ROUTE,
                UnitStatus.ON_SCENE,
            ],
            to=UnitStatus.UNAVAILABLE,
            event=UnitBecameUnavailable,
            who=CREW,
        ),
        Step(
            verb="become_unavailable",
            label=Sentence(en="Unavailable", fa="خروج از دسترس"),
            frm=[UnitStatus.AVAILABLE, UnitStatus.UNAVAILABLE],
            to=UnitStatus.UNAVAILABLE,
            event=UnitBecameUnavailable,
            who=SHIFT,
        ),
        Step(
            verb="become_available",
            label=Sentence(en="Available", fa="آزادشدن"),
            frm=[UnitStatus.UNAVAILABLE],
            to=UnitStatus.AVAILABLE,
            event=UnitBecameAvailable,
            who=SHIFT,
        ),
        Step(
            verb="end_shift",
            label=Sentence(en="End shift", fa="پایان شیفت"),
            frm=[UnitStatus.AVAILABLE, UnitStatus.UNAVAILABLE],
            to=UnitStatus.OFF_DUTY,
            event=ShiftEnded,
            who=SHIFT,
        ),
    ],
)

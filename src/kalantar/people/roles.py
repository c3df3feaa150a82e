"""The roles of the service. A role is held over a jurisdiction, with dates; it says what may be done."""

from enum import StrEnum

from kalantar.kernel.sentence import Sentence


class Role(StrEnum):
    CALL_TAKER = "call_taker"
    DISPATCHER = "dispatcher"
    PATROL_OFFICER = "patrol_officer"
    DESK_OFFICER = "desk_officer"
    STATION_CHIEF = "station_chief"
    COMMANDER = "commander"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


NAMES: dict[Role, Sentence] = {
    Role.CALL_TAKER: Sentence(en="Call taker", fa="پاسخ‌گوی ۱۱۰"),
    Role.DISPATCHER: Sentence(en="Dispatcher", fa="دیسپچر"),
    Role.PATROL_OFFICER: Sentence(en="Patrol officer", fa="مأمور گشت"),
    Role.DESK_OFFICER: Sentence(en="Desk officer", fa="افسر میز پذیرش"),
    Role.STATION_CHIEF: Sentence(en="Station chief", fa="رئیس کلانتری"),
    Role.COMMANDER: Sentence(en="Commander", fa="فرمانده"),
    Role.AUDITOR: Sentence(en="Auditor", fa="بازرس"),
    Role.ADMINISTRATOR: Sentence(en="Administrator", fa="مدیر سامانه"),
}

ROOM = (Role.CALL_TAKER, Role.DISPATCHER, Role.COMMANDER)  # who works in the 110 room
DESK = (Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER)  # who works with people at a station
WATCHERS = (*ROOM, Role.STATION_CHIEF, Role.AUDITOR)  # who may read what happens in their area
EVERYONE = tuple(Role)

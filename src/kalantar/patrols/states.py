"""The states of a unit, as they are said."""

from kalantar.kernel.sentence import Sentence

STATES: dict[str, Sentence] = {
    "off_duty": Sentence(en="off duty", fa="خارج از شیفت"),
    "available": Sentence(en="available", fa="آزاد"),
    "assigned": Sentence(en="assigned", fa="اعزام‌شده"),
    "en_route": Sentence(en="en route", fa="در راه"),
    "on_scene": Sentence(en="on scene", fa="در صحنه"),
    "unavailable": Sentence(en="unavailable", fa="خارج از دسترس"),
}

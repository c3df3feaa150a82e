"""What a unit can be and what it can do: what a type of incident asks for and a unit offers."""

from enum import StrEnum

from django.db import models

from kalantar.kernel.sentence import Sentence


class UnitKind(models.TextChoices):
    FOOT = "foot"
    MOTORCYCLE = "motorcycle"
    CAR = "car"
    SPECIAL_TEAM = "special_team"


class Capability(StrEnum):
    ARMED = "armed"
    FEMALE_OFFICER = "female_officer"
    FIRST_AID = "first_aid"
    TRAFFIC = "traffic"
    CRIME_SCENE = "crime_scene"
    NEGOTIATOR = "negotiator"
    K9 = "k9"
    BOMB_DISPOSAL = "bomb_disposal"


KIND_NAMES: dict[str, Sentence] = {
    UnitKind.FOOT: Sentence(en="Foot patrol", fa="گشت پیاده"),
    UnitKind.MOTORCYCLE: Sentence(en="Motorcycle", fa="گشت موتوری"),
    UnitKind.CAR: Sentence(en="Car", fa="گشت خودرویی"),
    UnitKind.SPECIAL_TEAM: Sentence(en="Special team", fa="تیم ویژه"),
}
CAPABILITY_NAMES: dict[str, Sentence] = {
    Capability.ARMED: Sentence(en="Armed", fa="مسلح"),
    Capability.FEMALE_OFFICER: Sentence(en="Female officer", fa="مأمور زن"),
    Capability.FIRST_AID: Sentence(en="First aid", fa="کمک‌های اولیه"),
    Capability.TRAFFIC: Sentence(en="Traffic", fa="راهور"),
    Capability.CRIME_SCENE: Sentence(en="Crime scene", fa="بررسی صحنهٔ جرم"),
    Capability.NEGOTIATOR: Sentence(en="Negotiator", fa="مذاکره‌کننده"),
    Capability.K9: Sentence(en="Police dog", fa="سگ پلیس"),
    Capability.BOMB_DISPOSAL: Sentence(en="Bomb disposal", fa="چک و خنثی"),
}


def kind_name(kind: str) -> Sentence:
    """How a unit's kind is said; an unknown one is said as it is."""
    return KIND_NAMES.get(kind) or Sentence(en=kind, fa=kind)


def capability_name(capability: str) -> Sentence:
    """How a capability is said; an unknown one is said as it is."""
    return CAPABILITY_NAMES.get(capability) or Sentence(en=capability, fa=capability)

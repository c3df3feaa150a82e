"""A name is found however it was typed: recall among the first five, on a made set of errors."""

import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from kalantar.kernel.actor import Actor
from kalantar.persons.actions import register_person
from kalantar.persons.models import Person
from kalantar.persons.queries import goes_by, persons_named
from tests.scene import Scene

GIVEN = [
    ("محمد", "Mohammad"), ("فاطمه", "Fatemeh"), ("علی", "Ali"), ("زهرا", "Zahra"),
    ("حسین", "Hossein"), ("مریم", "Maryam"), ("امیرحسین", "Amirhossein"), ("معصومه", "Masoumeh"),
    ("محمدرضا", "Mohammadreza"), ("صغری", "Soghra"), ("غلامرضا", "Gholamreza"), ("طاهره", "Tahereh"),
    ("ذبیح‌الله", "Zabihollah"), ("سیدمهدی", "Seyed Mahdi"), ("ثریا", "Soraya"), ("عبدالرضا", "Abdolreza"),
    ("نرگس", "Narges"), ("کیومرث", "Kiumars"), ("لیلا", "Leila"), ("جواد", "Javad"),
]  # fmt: skip
FAMILY = [
    ("محمدی", "Mohammadi"), ("حسینی", "Hosseini"), ("احمدی", "Ahmadi"), ("رضایی", "Rezaei"),
    ("مرادی", "Moradi"), ("حیدری", "Heydari"), ("کریمی", "Karimi"), ("اکبری", "Akbari"),
    ("قاسمی", "Ghasemi"), ("صادقی", "Sadeghi"), ("طاهری", "Taheri"), ("غلامی", "Gholami"),
    ("نظری", "Nazari"), ("ذوالفقاری", "Zolfaghari"), ("میرزایی", "Mirzaei"), ("پورمحمدی", "Pourmohammadi"),
    ("خدابنده‌لو", "Khodabandehloo"), ("موسوی", "Mousavi"), ("شریعتی", "Shariati"), ("ضیایی", "Ziaei"),
    ("عزیزی", "Azizi"), ("جعفری", "Jafari"), ("نیک‌نام", "Niknam"), ("رحیمی‌نژاد", "Rahiminejad"),
    ("فلاح", "Fallah"),
]  # fmt: skip
HOMOPHONES = ["صسث", "طت", "زذضظ", "قغ", "حه"]
type Typed = Callable[[str, str, random.Random], str]


def _dropped(given: str, family: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(family))
    return f"{given} {family[:at]}{family[at + 1 :]}"


def _exchanged(given: str, family: str, chance: random.Random) -> str:
    at = chance.randrange(0, len(family) - 1)
    return f"{given} {family[:at]}{family[at + 1]}{family[at]}{family[at + 2 :]}"


def _beside(given: str, family: str, chance: random.Random) -> str:
    at = chance.randrange(0, len(family))
    return f"{given} {family[:at]}{chance.choice('بلاتنم')}{family[at + 1 :]}"


def _homophone(given: str, family: str, chance: random.Random) -> str:
    for same in HOMOPHONES:
        other = str.maketrans(same, same[1:] + same[0])
        if (given + family).translate(other) != given + family:
            return f"{given} {family}".translate(other)
    return f"{given} {family}"


def _arabic(given: str, family: str, chance: random.Random) -> str:
    return f"{given} {family}".replace("ی", "ي").replace("ک", "ك").replace("یی", "ئی")


def _joined(given: str, family: str, chance: random.Random) -> str:
    return f"{given}{family}"


def _apart(given: str, family: str, chance: random.Random) -> str:
    words = (
        (given + "\n" + family)
        .replace("\u200c", " ")
        .replace("محمد", "محمد ")
        .replace("امیر", "امیر ")
    )
    return words.replace("پور", "پور ").replace("\n", " ").replace("  ", " ")


def _family_first(given: str, family: str, chance: random.Random) -> str:
    return f"{family} {given}"


ERRORS: dict[str, tuple[Typed, float]] = {
    "dropped": (_dropped, 0.95),
    "exchanged": (_exchanged, 0.95),
    "beside": (_beside, 0.95),
    "homophone": (_homophone, 0.95),
    "arabic": (_arabic, 1.0),
    "joined": (_joined, 1.0),
    "apart": (_apart, 0.99),
    "family first": (_family_first, 1.0),
}


@cache
def _everybody() -> list[tuple[tuple[str, str], tuple[str, str]]]:
    return [(given, family) for given in GIVEN for family in FAMILY][::2]


@pytest.fixture
def registered(scene: Scene, desk: Actor) -> dict[tuple[str, str], str]:
    """Each name once, in Persian letters only: 250 persons."""
    return {
        (given, family): str(
            register_person(area=scene.stations[0].pk, given_fa=given, family_fa=family, by=desk).pk
        )
        for (given, _), (family, _) in _everybody()
    }


def _drawn(size: int) -> Iterator[tuple[tuple[str, str], tuple[str, str], random.Random]]:
    chance = random.Random(7)
    for given, family in chance.sample(_everybody(), size):
        yield given, family, chance


def test_recall_among_the_first_five(desk: Actor, registered: dict[tuple[str, str], str]) -> None:
    missed: dict[str, list[str]] = {}
    wanted = 50
    for error, (typed, least) in ERRORS.items():
        for (given, _), (family, _), chance in _drawn(wanted):
            asked = typed(given, family, chance)
            found = [str(one.pk) for one in persons_named(desk, asked, limit=5)]
            if registered[given, family] not in found:
                missed.setdefault(error, []).append(f"{asked} ({given} {family})")
        recall = 1 - len(missed.get(error, [])) / wanted
        assert recall >= least, (error, recall, missed[error])


def test_a_name_is_found_in_the_other_letters(
    desk: Actor, registered: dict[tuple[str, str], str]
) -> None:
    missed = []
    for (given, given_en), (family, family_en), _ in _drawn(50):
        found = [str(one.pk) for one in persons_named(desk, f"{given_en} {family_en}", limit=5)]
        if registered[given, family] not in found:
            missed.append(f"{given_en} {family_en} ({given} {family})")
    assert len(missed) <= 5, missed


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        (("محمد رضا", "حسینی"), "محمدرضا حسینی"),
        (("محمدرضا", "حسینی"), "محمد رضا حسینی"),
        (("محمدرضا", "حسینی"), "محمد‌رضا"),
        (("سید علی", "میر حسینی"), "سیدعلی میرحسینی"),
        (("آیت‌الله", "کاشانی"), "ایت الله کاشانی"),
        (("زهرا", "مسئول"), "زهرا مسؤول"),
        (("John", "Smith"), "جان اسمیت"),
    ],
)
def test_another_spelling_is_the_same_name(
    scene: Scene, desk: Actor, kept: tuple[str, str], typed: str
) -> None:
    given, family = kept
    names: dict[str, Any] = (
        {"given_en": given, "family_en": family}
        if given.isascii()
        else {"given_fa": given, "family_fa": family}
    )
    person = register_person(area=scene.stations[0].pk, **names, by=desk)
    assert [one.pk for one in persons_named(desk, typed)] == [person.pk]
    assert persons_named(desk, "نام دیگری") == []


def test_a_whole_word_stands_before_the_half_of_one(scene: Scene, desk: Actor) -> None:
    area = scene.stations[0].pk
    for family in ("محمدی", "محمدیان", "گل‌محمدی"):  # the one that is meant was registered first
        register_person(area=area, given_fa="ترانه", family_fa=family, by=desk)
    found = [one.family_fa for one in persons_named(desk, "محمدی")]
    assert found[:2] == ["محمدی", "محمدیان"]


@pytest.mark.parametrize(
    ("names", "theirs"),
    [
        ({"given_fa": "زهرا", "family_fa": "رضایی"}, True),
        ({"given_fa": "زهرا", "family_fa": "رضائی"}, True),
        ({"given_en": "Zahra", "family_en": "Rezaei"}, True),
        ({"family_fa": "رضایی"}, True),
        ({}, True),
        ({"given_fa": "رضا", "family_fa": "دشتستانیان"}, False),
        ({"given_en": "Reza", "family_en": "Dashti"}, False),
    ],
)
def test_whether_somebody_goes_by_a_name(names: dict[str, str], theirs: bool) -> None:
    assert goes_by(Person(given_fa="زهرا", family_fa="رضایی"), names) is theirs
    assert goes_by(Person(phone="+989121112233"), names)

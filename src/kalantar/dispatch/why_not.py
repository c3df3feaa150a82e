"""Why a nearer unit was not proposed: a code with its facts, said in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kalantar.catalogue.capabilities import KIND_NAMES, capability_name
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure
from kalantar.kernel.text.digits import in_persian_text


class WhyNot(StrEnum):
    ALREADY_HERE = "already_here"
    ON_ANOTHER_INCIDENT = "on_another_incident"
    OFF_DUTY = "off_duty"
    UNAVAILABLE = "unavailable"
    OTHER_CITY = "other_city"
    WRONG_KIND = "wrong_kind"
    MISSING_CAPABILITY = "missing_capability"
    STALE_POSITION = "stale_position"
    SLOWER_BY_ROUTE = "slower_by_route"
    NO_ROUTE = "no_route"
    NOT_COMPARED = "not_compared"


SENTENCES: dict[str, Sentence] = {
    WhyNot.ALREADY_HERE: Sentence(
        en="already on this incident", fa="هم‌اکنون به همین رخداد اعزام شده است"
    ),
    WhyNot.ON_ANOTHER_INCIDENT: Sentence(
        en="on incident {incident}", fa="در مأموریت رخداد {incident} است"
    ),
    WhyNot.OFF_DUTY: Sentence(en="off duty", fa="خارج از شیفت است"),
    WhyNot.UNAVAILABLE: Sentence(en="unavailable: {reason}", fa="خارج از دسترس است: {reason}"),
    WhyNot.OTHER_CITY: Sentence(en="belongs to another city", fa="از شهر دیگری است"),
    WhyNot.WRONG_KIND: Sentence(
        en="{kind}, which is not sent to this type", fa="{kind} است و به این نوع رخداد اعزام نمی‌شود"
    ),
    WhyNot.MISSING_CAPABILITY: Sentence(en="lacks {capabilities}", fa="{capabilities} ندارد"),
    WhyNot.STALE_POSITION: Sentence(
        en="its last position is {minutes} min old",
        fa="آخرین موقعیتش مربوط به {minutes} دقیقه پیش است",
    ),
    WhyNot.SLOWER_BY_ROUTE: Sentence(
        en="not sooner by road: {minutes} min", fa="از مسیر واقعی زودتر نمی‌رسد: {minutes} دقیقه"
    ),
    WhyNot.NO_ROUTE: Sentence(en="no road leads there from it", fa="از جای آن راهی به محل نیست"),
    WhyNot.NOT_COMPARED: Sentence(
        en="free, but not among those compared by road",
        fa="آزاد است، ولی زمان رسیدنش سنجیده نشده است",
    ),
}
# Of many at once: so many are …
OF_MANY: dict[str, Sentence] = {
    WhyNot.ALREADY_HERE: Sentence(en="{n} on this incident", fa="{n} در همین رخداد"),
    WhyNot.ON_ANOTHER_INCIDENT: Sentence(en="{n} on another incident", fa="{n} در مأموریت دیگر"),
    WhyNot.OFF_DUTY: Sentence(en="{n} off duty", fa="{n} خارج از شیفت"),
    WhyNot.UNAVAILABLE: Sentence(en="{n} unavailable", fa="{n} خارج از دسترس"),
    WhyNot.OTHER_CITY: Sentence(en="{n} of another city", fa="{n} از شهر دیگر"),
    WhyNot.WRONG_KIND: Sentence(en="{n} of another kind", fa="{n} از نوع دیگر"),
    WhyNot.MISSING_CAPABILITY: Sentence(
        en="{n} without what this needs", fa="{n} بدون توانایی لازم"
    ),
    WhyNot.STALE_POSITION: Sentence(en="{n} with a stale position", fa="{n} با موقعیت قدیمی"),
    WhyNot.SLOWER_BY_ROUTE: Sentence(en="{n} slower by road", fa="{n} با مسیر طولانی‌تر"),
    WhyNot.NO_ROUTE: Sentence(en="{n} with no road there", fa="{n} بدون راه به محل"),
    WhyNot.NOT_COMPARED: Sentence(en="{n} free but not compared", fa="{n} آزاد ولی سنجیده‌نشده"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """The code and its plain facts, kept as JSON with the dispatch; names are said when read."""

    code: WhyNot
    facts: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def sentence(self) -> Sentence:
        said = {name: _said(name, value) for name, value in self.facts.items()}
        return SENTENCES[self.code].format(**said)


def grouped(numbers: Mapping[WhyNot, int]) -> Sentence:
    """“120 of another kind, 60 off duty”: the most frequent reason first; empty where there is none."""
    order = sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
    return _listed([OF_MANY[code].format(n=figure(number)) for code, number in order if number])


def _said(name: str, value: Any) -> object:
    if name == "kind":
        return KIND_NAMES[value]
    if name == "capabilities":
        return _listed([capability_name(code) for code in value])
    if name == "reason":
        return Sentence(en=value["en"], fa=value["fa"])
    if name == "incident":
        return Sentence(en=value, fa=in_persian_text(value))
    return figure(value)


def _listed(names: list[Sentence]) -> Sentence:
    return Sentence(
        en=", ".join(name.en for name in names), fa="، ".join(name.fa for name in names)
    )

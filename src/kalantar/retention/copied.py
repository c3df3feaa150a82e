"""What a copy of somebody's data says of how long they are kept: the schedule of that moment."""

from collections.abc import Iterator

from kalantar.cases.events import ROLES
from kalantar.data_copies.kept import Stated
from kalantar.kernel.sentence import Sentence as S
from kalantar.kernel.text import counted, figure
from kalantar.retention.schedule import Kept, roles_kept
from kalantar.retention.visitors import CAME_LATELY

_FILE = S(en="A file with all that belongs to it", fa="پرونده با هرچه به آن پیوست است")
_AS_IT_SAYS = S(
    en="as many years as stand at it, counted from its end; so that it can be opened again and proven",
    fa="به شمار سال‌هایی که در آن آمده است، از زمان بسته‌شدن؛ تا بتوان آن را دوباره به جریان انداخت و اثبات کرد",
)
_ROLE = S(en="That somebody was on a file as {role}", fa="اینکه کسی در پرونده {role} بوده است")
_YEARS = S(
    en="{years} after the file is closed, and no longer than the file ({source})",
    fa="{years} پس از بسته‌شدن پرونده و نه بیش از خود پرونده ({source})",
)
_CAME = S(
    en="That somebody came to a station, where no file of theirs is left",
    fa="اینکه کسی به کلانتری آمده و پرونده‌ای از او نمانده است",
)
_DAYS = S(en="{days} days after they came last", fa="{days} روز پس از آخرین مراجعه")


def schedule_said() -> Iterator[Stated]:
    yield Stated("files", _FILE, _AS_IT_SAYS)
    for role, kept in roles_kept().items():
        what = _ROLE.format(role=ROLES[role])
        yield Stated(
            f"role_{role}", what, _YEARS.format(years=_years(kept.years), source=_source(kept))
        )
    yield Stated("visits", _CAME, _DAYS.format(days=figure(CAME_LATELY.days)))


def _years(number: int) -> S:
    return counted(number, "year", "years").beside(S(en="", fa="سال"))


def _source(kept: Kept) -> S:
    """An administrator's own words stand as they are in both."""
    return kept.source if isinstance(kept.source, S) else S(en=kept.source, fa=kept.source)

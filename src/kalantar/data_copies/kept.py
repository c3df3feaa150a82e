"""How long each thing is kept, as it is when a copy is made.

What belongs to a file, and who was on it, goes by a schedule that stands above: whoever keeps it says it
here (``says_how_long``). The rest is said by those who forget it.
"""

from collections.abc import Callable, Iterable

from django.conf import settings

from kalantar.citizens.rules import ACCESSES_KEPT
from kalantar.data_copies.facts import Stated as Stated
from kalantar.kernel.sentence import Sentence as S
from kalantar.kernel.text import figure

type Schedule = Callable[[], Iterable[Stated]]
SCHEDULES: list[Schedule] = []
_PAPERS = S(
    en="{days} days, so that it can be printed again; its code and its hash as long as the file",
    fa="{days} روز، برای چاپ دوباره؛ کد و درهم‌سازی آن تا پرونده هست",
)
_ACCESSES = S(
    en="{days} days, to answer questions about misuse",
    fa="{days} روز، برای پاسخ به پرسش دربارهٔ سوءاستفاده",
)


def says_how_long(schedule: Schedule) -> Schedule:
    """Register who knows until when something is kept."""
    SCHEDULES.append(schedule)
    return schedule


def kept_for() -> tuple[Stated, ...]:
    papers = S(
        en="The text of a paper that can be issued anew", fa="متن برگه‌ای که می‌توان دوباره صادر کرد"
    )
    opened = S(
        en="That your browser opened the citizens' page", fa="دسترسی مرورگر شما به صفحهٔ شهروند"
    )
    log = S(en="The log of who did and read what", fa="دفتر اینکه چه کسی چه کرد و چه خواند")
    days = figure(settings.KEEP_PAPERS.days)
    return (
        *(said for schedule in SCHEDULES for said in schedule()),
        Stated("papers", papers, _PAPERS.format(days=days)),
        Stated("accesses", opened, _ACCESSES.format(days=figure(ACCESSES_KEPT.days))),
        Stated("log", log, S(
            en="as long as what it is about; it names nobody but by a number, and cannot be changed",
            fa="تا آنچه دربارهٔ آن است هست؛ از کسی جز با شناسه نام نمی‌برد و تغییرپذیر نیست",
        )),
        Stated("copies", S(en="This copy", fa="این نسخه"), S(
            en="not at all: that it was made, and its hash", fa="هیچ؛ تنها اینکه تهیه شد و درهم‌سازی آن",
        )),
    )  # fmt: skip

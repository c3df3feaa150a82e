"""Where a stage's time comes from: for some calls the file, for the others the player's own numbers.

A time the player makes says something of the player and little of the city: so it is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure
from kalantar.replay.desk import DECIDE_S
from kalantar.replay.driving import ACKNOWLEDGE_S, LEAVE_S
from kalantar.replay.player import Manner
from kalantar.replay.reading import Reading

type Pair = tuple[str, str]

ANSWERS = Sentence(
    en="a call taker of the replay answers after {least}–{most} s",
    fa="پاسخ‌گوی بازپخش پس از {least} تا {most} ثانیه پاسخ می‌دهد",
)
ENTERS = Sentence(en="{answers}, and enters 1 s later", fa="{answers} و ۱ ثانیه بعد ثبت می‌کند")
DECIDES = Sentence(
    en="a dispatcher of the replay decides after {least}–{most} s, or when a unit is free",
    fa="دیسپچر بازپخش پس از {least} تا {most} ثانیه، یا هنگامی که یگانی آزاد شود، تصمیم می‌گیرد",
)
DRIVES = Sentence(
    en="the crew leaves after {least}–{most} s and drives along the streets",
    fa="گشت پس از {least} تا {most} ثانیه راه می‌افتد و در خیابان‌ها می‌راند",
)
MEDIAN = Sentence(en="{minutes} minutes, the median of the file", fa="{minutes} دقیقه، میانهٔ فایل")
USUAL = Sentence(en="{minutes} minutes", fa="{minutes} دقیقه")
AFTER_ENTRY = Sentence(
    en="dispatch and drive, after the entry as above", fa="اعزام و رانندگی، پس از ثبتی که در بالاست"
)

AS_WRITTEN = Sentence(
    en="as the file has it ({calls} of {of})", fa="همان‌گونه که در فایل است ({calls} از {of})"
)
OTHERWISE = Sentence(
    en="{as_written}, else the replay's own: {own}", fa="{as_written}، وگرنه از خود بازپخش: {own}"
)
OWN = Sentence(en="the replay's own: {own}", fa="از خود بازپخش: {own}")


@dataclass(frozen=True, slots=True)
class Origin:
    """``as_written``: in how many of the ``calls`` that have the stage here it was played as the file
    has it; ``otherwise``: what the player does of its own in the rest.
    """

    as_written: int
    calls: int
    otherwise: Sentence

    @property
    def sentence(self) -> Sentence:
        """Whose time it is: the file's, and in how many calls, or the player's own."""
        if not self.as_written:
            return OWN.format(own=self.otherwise)
        as_written = AS_WRITTEN.format(calls=figure(self.as_written), of=figure(self.calls))
        if self.as_written == self.calls:
            return as_written
        return OTHERWISE.format(as_written=as_written, own=self.otherwise)


def players_own(manner: Manner, reading: Reading) -> Mapping[Pair, Sentence]:
    """What the player does of its own for each pair of stages."""
    answers = _between(ANSWERS, manner.answer_s)
    minutes = round(manner.usual_stay.total_seconds() / 60, 1)
    leave = (ACKNOWLEDGE_S[0] + LEAVE_S[0], ACKNOWLEDGE_S[1] + LEAVE_S[1])
    return {
        ("received", "answered"): answers,
        ("received", "entry"): ENTERS.format(answers=answers),
        ("entry", "dispatch"): _between(DECIDES, DECIDE_S),
        ("dispatch", "on_scene"): _between(DRIVES, leave),
        ("on_scene", "available"): (MEDIAN if reading.says_how_long_they_stay else USUAL).format(
            minutes=figure(int(minutes) if minutes.is_integer() else minutes)
        ),
        ("received", "on_scene"): AFTER_ENTRY,
    }


def _between(sentence: Sentence, seconds: tuple[float, float]) -> Sentence:
    least, most = seconds
    return sentence.format(least=figure(least), most=figure(most))

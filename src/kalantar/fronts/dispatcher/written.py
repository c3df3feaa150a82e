"""How a command is written: the words it begins with, and what follows them, in either language."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from kalantar.fronts.dispatcher.commanded import Words
from kalantar.fronts.dispatcher.rules import command_is_whole
from kalantar.kernel.actor import Actor
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import ZWNJ, to_latin_digits

FREE = frozenset({"text", "why", "because", "note"})  # kept in the digits they were typed in
NUMBER = r"(?P<number>[\d-]+)"
UNIT = r"(?P<unit>[^\s:،,]+)"
BECAUSE = r"(?:(?:\s*:\s*|\s+(?:because|چون|زیرا)\s+)(?P<why>.+))?"
SEND = (
    r"(?P<units>.+?)\s+(?:to|به)\s+(?P<number>[\d-]+)"
    r"(?:(?:\s*[:،,]\s*|\s+)(?:because\s+|چون\s+|زیرا\s+)(?P<because>.+)"
    r"|\s*[:،,](?!\s*(?:because|چون|زیرا)$)\s*(?P<why>.+))?"
)


@dataclass(frozen=True, slots=True)
class Command:
    """``begins``: its words, any of them; ``rest``: what follows them, a pattern.

    A space in Persian words may be typed as a half-space, or left out.
    """

    sample: Sentence
    begins: str
    rest: str
    act: Callable[[Words, UUID, Actor], UUID | None]
    whole: bool = True  # nothing else begins with these words: refused with its sample

    def read(self, said: str) -> Words | None:
        """The words it asks for; None where it is another command. Refused where it lacks some.

        ``said``: normalised.
        """
        figured = to_latin_digits(said)  # sign for sign, so places in one are places in the other
        begun = re.match(self._beginning(), figured, re.I)
        if begun is None:
            return None
        found = re.fullmatch(self.rest, figured[begun.end() :], re.I | re.DOTALL)
        if found is not None:
            typed = said[begun.end() :]
            return {
                name: typed[slice(*found.span(name))] if words and name in FREE else words or ""
                for name, words in found.groupdict().items()
            }
        if self.whole and self.begins:
            raise command_is_whole.refuse(verb=begun[0].strip(), sample=self.sample)
        return None

    def _beginning(self) -> str:
        if not self.begins:
            return ""
        verbs = [
            verb if verb.isascii() else verb.replace(" ", rf"[\s{ZWNJ}]*")
            for verb in self.begins.split("|")
        ]
        return rf"(?:{'|'.join(verbs)})(?![^\s:،,])\s*"


def command(
    en: str, fa: str, begins: str, rest: str, act: Callable[..., UUID | None], *, whole: bool = True
) -> Command:
    """``en`` and ``fa``: the sample in either language."""
    return Command(Sentence(en=en, fa=fa), begins, rest, act, whole)

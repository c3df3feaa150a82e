"""One question to the gazetteer: what is looked for, where, and how exactly."""

from collections.abc import Sequence
from dataclasses import dataclass

from kalantar.places.typed import Wording


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name by its ``wordings`` in ``column`` (search, sound); ``streets``: one phrase a street.

    ``said``: the same phrases as they were typed, where they are looked for by their sound.
    """

    column: str
    wordings: Sequence[Wording]
    kinds: Sequence[str]
    streets: bool = False
    whole: bool = False  # a phrase is words to their ends, not the beginning of one
    said: Sequence[str] = ()

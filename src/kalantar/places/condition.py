"""Conditions on one text column, for an index of trigrams; what is looked for is passed beside them."""

from collections.abc import Iterable

from kalantar.kernel.text import LATIN, PERSIAN, in_other_letters


class Condition:
    """Makes SQL about ``column`` and keeps the ``values`` its places are filled with.

    Each value stands in a SELECT of its own. So the planner does not try it on a hundred sampled
    names to guess how many it fits, which took longer than to look.
    """

    def __init__(self, column: str) -> None:
        self.column = column
        self.values: dict[str, str] = {}

    def has(self, pattern: str) -> str:
        """The column between its names' separators is LIKE the pattern."""
        return f"' | ' || {self.column} || ' | ' LIKE {self._place(pattern)}"

    def begun(self, phrase: str, whole: bool = False) -> str:
        """A word of the column begins with the phrase, and with ``whole`` one ends with it.

        Two patterns that the index knows; the end is judged on the rows they leave.
        """
        first, inside = self._place(f"{phrase}%"), self._place(f"% {phrase}%")
        begins = f"({self.column} LIKE {first} OR {self.column} LIKE {inside})"
        return f"({begins} AND {self.has(f'% {phrase} %')})" if whole else begins

    def likeness(self, phrase: str) -> str:
        """From 0 to 1: how much of the phrase is in the column."""
        return f"word_similarity({self._place(phrase)}, {self.column})"

    def similar(self, phrase: str, or_begun: bool = False) -> str:
        """It is likely enough to be misspelt, which the index knows too."""
        alike = f"{self._place(phrase)} <%% {self.column}"
        return f"({alike} OR {self.begun(phrase)})" if or_begun else alike

    def likeness_with_vowels(self, phrase: str, whole: bool = False) -> str:
        """From 0 to 1: how like the name on the sign is when written in the letters of the other.

        ``whole``: every name is compared, of a crossing those of both streets.
        """
        written, was_persian = in_other_letters(phrase)
        name = "search" if whole else "split_part(search, ' | ', 1)"
        if not was_persian:
            name = f"translate({name}, '{PERSIAN}', '{LATIN}')"
        joined = dict.fromkeys((written, written.replace(" ", "")))
        return f"greatest({', '.join(f'word_similarity({self._place(one)}, {name})' for one in joined)})"

    @staticmethod
    def any(conditions: Iterable[str]) -> str:
        return f"({' OR '.join(conditions)})"

    def _place(self, value: str) -> str:
        name = f"{self.column}{len(self.values)}"
        self.values[name] = value
        return f"(SELECT %({name})s::text)"

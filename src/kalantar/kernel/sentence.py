"""A sentence said in the reader's language; both languages stand side by side in the code."""

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Sentence:
    """One text in English and Persian; ``str()`` gives the active language's."""

    en: str
    fa: str

    def __str__(self) -> str:
        return self.fa if (get_language() or "en").startswith("fa") else self.en

    def beside(self, other: "Sentence") -> "Sentence":
        """This one and then ``other``, with a space between, in each language."""
        return Sentence(en=f"{self.en} {other.en}".strip(), fa=f"{self.fa} {other.fa}".strip())

    def format(self, **values: object) -> "Sentence":
        """The same sentence with its ``{places}`` filled; Sentences in values keep their language."""
        en = {
            key: value.en if isinstance(value, Sentence) else value for key, value in values.items()
        }
        fa = {
            key: value.fa if isinstance(value, Sentence) else value for key, value in values.items()
        }
        return Sentence(en=self.en.format(**en), fa=self.fa.format(**fa))

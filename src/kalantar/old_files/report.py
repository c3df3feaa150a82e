"""Which rows were refused, in the reader's language: where, why, and what to do."""

from collections.abc import Iterator

from django.utils.translation import get_language

from kalantar.kernel.rules import RULES
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import digits_for
from kalantar.old_files.models import RegisterImport
from kalantar.old_files.queries import refused_rows

HEAD = (
    Sentence(en="Row", fa="ردیف"),
    Sentence(en="Column", fa="ستون"),
    Sentence(en="Why", fa="علت"),
    Sentence(en="What to do", fa="چاره"),
)
WHOLE = Sentence(en="the whole row", fa="همهٔ ردیف")


def report(run: RegisterImport, most: int | None = None) -> Iterator[list[str]]:
    """Without its head. A rule that was taken away since is said by its name."""
    language = get_language() or "en"
    for one in refused_rows(run)[:most].iterator():
        rule = RULES.get(one.rule)
        why, what = (rule.sentence, rule.remedy) if rule else (one.rule, "")
        where = one.column or WHOLE
        yield [digits_for(language, str(one.row)), str(where), str(why), str(what)]

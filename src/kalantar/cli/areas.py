"""An area as people name it on the command line."""

from typing import TYPE_CHECKING

from kalantar.config.processes.trouble import Trouble
from kalantar.kernel.sentence import Sentence

if TYPE_CHECKING:
    from kalantar.places.models import Jurisdiction


def area_named(words: str) -> "Jurisdiction":
    """The one living area with that name in either language, or with that code or id."""
    from django.db.models import Q

    from kalantar.kernel.text import normalise
    from kalantar.places.models import Jurisdiction

    asked = normalise(words)
    named = Q(name_fa=asked) | Q(name_en__iexact=asked) | (Q(code=asked) & ~Q(code=""))
    found = list(Jurisdiction.objects.living().filter(named))
    if len(found) == 1:
        return found[0]
    if not found:
        sentence = Sentence(
            en="There is no area called “{words}”. ./kalantar city list tells the cities.",
            fa="محدوده‌ای به نام «{words}» نیست. ./kalantar city list شهرها را نشان می‌دهد.",
        )
    else:
        sentence = Sentence(
            en="“{words}” is the name of {count} areas. Give the area's code instead.",
            fa="«{words}» نام {count} محدوده است. به‌جای آن کد محدوده را بدهید.",
        )
    raise Trouble(sentence.format(words=words, count=len(found)))

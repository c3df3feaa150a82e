"""What a caller said on their page, and was asked, as the room reads it."""

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kalantar.caller_links.asking import QUESTIONS
from kalantar.caller_links.events import SAID
from kalantar.caller_links.models import OF_ROOM, CallerWord, WordKind
from kalantar.kernel.text import localise_number

register = template.Library()


@register.filter
def by_room(word: CallerWord) -> bool:
    return word.kind in OF_ROOM


@register.filter
def caller_said(word: CallerWord) -> str:
    if word.text:
        return word.text
    if word.kind == WordKind.ASKED:
        return str(QUESTIONS.get(word.question, ""))
    if word.kind == WordKind.PLACE and word.accuracy_m is not None:
        metres = localise_number(round(word.accuracy_m), get_language() or "fa")
        return _("their place, within %(metres)s m") % {"metres": metres}
    return str(SAID[word.kind])

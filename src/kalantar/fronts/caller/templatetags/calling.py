"""How a caller is told of help, and of what was said, in plain words."""

from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kalantar.caller_links.asking import QUESTIONS
from kalantar.caller_links.help_coming import Help, HelpComing
from kalantar.caller_links.models import OF_ROOM, CallerWord, WordKind
from kalantar.kernel.text import digits_for

register = template.Library()


@register.filter
def help_said(help: HelpComing) -> str:
    if help.how is Help.COMING and help.minutes is not None:
        said = ngettext(
            "Help is about %(minutes)s minute away.",
            "Help is about %(minutes)s minutes away.",
            help.minutes,
        )
        return digits_for(get_language() or "fa", said % {"minutes": help.minutes})
    return {
        Help.NOT_SENT: _("No patrol has been sent yet. 110 knows of you."),
        Help.COMING: _("Help is on its way. We cannot say how many minutes it needs."),
        Help.LATE: _("Help is on its way, and needs longer than was reckoned."),
        Help.ON_SCENE: _("The patrol is there."),
        Help.BEEN: _("The patrol was there and has left."),
    }[help.how]


@register.filter
def of_room(word: CallerWord) -> bool:
    return word.kind in OF_ROOM


@register.filter
def word_said(word: CallerWord) -> str:
    if word.kind in (WordKind.WORDS, WordKind.WRITTEN):
        return word.text
    if word.kind == WordKind.ASKED:
        return str(QUESTIONS.get(word.question, ""))
    return {
        WordKind.OVER: _("It is over"),
        WordKind.WORSE: _("It got worse"),
        WordKind.HURT: _("Somebody is hurt"),
        WordKind.YES: _("Yes"),
        WordKind.NO: _("No"),
        WordKind.CANNOT_SPEAK: _("I cannot speak"),
        WordKind.PLACE: _("My place"),
    }[WordKind(word.kind)]

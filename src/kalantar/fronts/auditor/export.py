"""The answer to a question as a file of comma-separated values, written a part at a time."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from kalantar.fronts.auditor.question import Line, lines
from kalantar.fronts.base import spreadsheet
from kalantar.fronts.base.spreadsheet import MARK, line
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.text import say_datetime
from kalantar.people.roles import NAMES, Role

MOST = 50_000  # entries
PART = 500


def as_file(found: QuerySet[Entry], by: Actor) -> StreamingHttpResponse:
    """Newest first, in the reader's language, at most ``MOST`` entries: the last line says so."""
    parts = _parts(found, by, get_language() or "en")
    return spreadsheet.as_file(parts, "record", by)


def _parts(found: QuerySet[Entry], by: Actor, language: str) -> Iterator[str]:
    with override(language):
        head = [
            _("Happened"), _("Written down"), _("Event"), _("What happened"), _("About"),
            _("Who"), _("Role"), _("Purpose or reason"), _("Number of the entry"),
        ]  # fmt: skip
        text = MARK + line(head)
    yield text
    written, last = 0, None
    while written < MOST:
        rows = found if last is None else found.filter(pk__lt=last)
        part = list(rows.order_by("-pk")[:PART])
        if not part:
            return
        with override(language):
            text = "".join(line(_cells(one)) for one in lines(part, by))
        yield text
        written, last = written + len(part), part[-1].pk
    with override(language):
        text = line([_("Cut here: ask for fewer days or one person.")])
    yield text


def _cells(one: Line) -> list[str]:
    told = one.told
    role = str(NAMES[Role(told.role)]) if told.role in NAMES else ""
    return [
        say_datetime(told.happened_at, short=True),
        say_datetime(told.recorded_at, short=True),
        told.event,
        str(told.sentence),
        " · ".join(str(about) for about in one.about),
        str(told.who),
        role,
        str(told.why),
        str(told.id),
    ]

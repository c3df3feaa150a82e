"""The answer to a question as a file of comma-separated values, written a part at a time."""

import csv
from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from kalantar.fronts.auditor.question import Line, lines
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.text import say_datetime
from kalantar.people.roles import NAMES, Role

MOST = 50_000  # entries
PART = 500
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would reckon what begins so


def as_file(found: QuerySet[Entry], by: Actor) -> StreamingHttpResponse:
    """Newest first, in the reader's language, at most ``MOST`` entries: the last line says so."""
    parts = _parts(found, by, get_language() or "en")
    answer = StreamingHttpResponse(parts, content_type="text/csv; charset=utf-8")
    day = timezone.localdate(by.now()).isoformat()
    answer["Content-Disposition"] = f'attachment; filename="record-{day}.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def _parts(found: QuerySet[Entry], by: Actor, language: str) -> Iterator[str]:
    with override(language):
        head = [
            _("Happened"), _("Written down"), _("Event"), _("What happened"), _("About"),
            _("Who"), _("Role"), _("Purpose or reason"), _("Number of the entry"),
        ]  # fmt: skip
        text = "\ufeff" + _line(head)  # with this mark a spreadsheet reads UTF-8
    yield text
    written, last = 0, None
    while written < MOST:
        rows = found if last is None else found.filter(pk__lt=last)
        part = list(rows.order_by("-pk")[:PART])
        if not part:
            return
        with override(language):
            text = "".join(_line(_cells(line)) for line in lines(part, by))
        yield text
        written, last = written + len(part), part[-1].pk
    with override(language):
        text = _line([_("Cut here: ask for fewer days or one person.")])
    yield text


def _cells(line: Line) -> list[str]:
    told = line.told
    role = str(NAMES[Role(told.role)]) if told.role in NAMES else ""
    return [
        say_datetime(told.happened_at, short=True),
        say_datetime(told.recorded_at, short=True),
        told.event,
        str(told.sentence),
        " · ".join(str(one) for one in line.about),
        str(told.who),
        role,
        str(told.why),
        str(told.id),
    ]


class _Echo:
    def write(self, text: str) -> str:
        return text


def _line(cells: list[str]) -> str:
    safe = [f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells]
    written: str = csv.writer(_Echo()).writerow(safe)
    return written

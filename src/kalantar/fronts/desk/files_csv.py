"""A list of files as a file for a spreadsheet: the columns it shows, nobody's name or number, for a purpose."""

from collections.abc import Iterator
from itertools import batched
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language, override

from kalantar.cases.actions import note_list_taken_out
from kalantar.cases.queries import visible_cases
from kalantar.cases.rules import MOST_TAKEN_OUT
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.base.spreadsheet import MARK, as_file, line
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.asked_list import list_sent
from kalantar.fronts.desk.files import columns, list_page, row_of
from kalantar.kernel.actor import Actor

PART = 500


@verb_of("files:open")
def take_out(request: HttpRequest) -> HttpResponseBase:
    asked = list_sent(request)
    by = asked.by.because(request.POST.get("why", ""))
    ids = asked.ids(MOST_TAKEN_OUT + 1)
    areas = set(
        visible_cases(by).filter(pk__in=ids).order_by().values_list("jurisdiction", flat=True)
    )
    refused = attempt(note_list_taken_out, areas=areas, rows=len(ids), by=by.repeating(None))
    if refused:
        return list_page(request, asked, refused=refused, tried="csv", status=422)
    return as_file(_parts(ids, by, get_language() or "en"), "files", by)


def _parts(ids: list[UUID], by: Actor, language: str) -> Iterator[str]:
    """In the reader's language; a file that is no longer theirs when its turn comes is left out."""
    with override(language):
        head = MARK + line(columns())
    yield head
    for part in batched(ids, PART):
        found = {case.pk: case for case in visible_cases(by).filter(pk__in=part)}
        with override(language):
            rows = [row_of(found[id])[1] for id in part if id in found]
            text = "".join(line(one["text"] for one in cells) for cells in rows)
        yield text

"""A list as a file of comma-separated values that a spreadsheet opens: written a part at a time, kept nowhere."""

import csv
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse
from django.utils import timezone

from kalantar.kernel.actor import Actor

MARK = "\ufeff"  # with it a spreadsheet reads UTF-8
FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "＝",
    "＋",
    "－",
    "＠",
)  # a spreadsheet reckons what begins so


def as_file(parts: Iterator[str], name: str, by: Actor) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(parts, content_type="text/csv; charset=utf-8")
    day = timezone.localdate(by.now()).isoformat()
    answer["Content-Disposition"] = f'attachment; filename="{name}-{day}.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def line(cells: Iterable[object]) -> str:
    written: str = csv.writer(_Echo()).writerow([safe(str(cell)) for cell in cells])
    return written


def safe(cell: str) -> str:
    """As text: what would be a formula gets the sign by which a spreadsheet leaves it alone."""
    return f"'{cell}" if cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA) else cell


class _Echo:
    def write(self, text: str) -> str:
        return text

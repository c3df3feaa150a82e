"""What is made to be kept by who asks for it: under which address it is checked, and how it is handed over."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kalantar.data_copies.models import CopyMaking, MadeAs
from kalantar.data_copies.rules import copy_is_in_hand
from kalantar.papers.models import IssuedPaper

_TYPES = {MadeAs.PDF: "application/pdf", MadeAs.JSON: "application/json; charset=utf-8"}


def origin(request: HttpRequest) -> str:
    """Under which the public finds the page of a code."""
    return settings.CHECK_ORIGIN or request.build_absolute_uri("/").rstrip("/")


def handed_over(made: CopyMaking, *, shown: bool) -> HttpResponse:
    """A copy of somebody's data, this once. ``shown``: a PDF opens in the browser, to be printed."""
    copy_is_in_hand.require(made)
    how = "inline" if shown and made.form == MadeAs.PDF else "attachment"
    answer = HttpResponse(made.content, content_type=_TYPES[MadeAs(made.form)])
    name = f"copy-{made.made_at:%Y-%m-%d}.{made.form}"
    answer["Content-Disposition"] = f'{how}; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def as_pdf(paper: IssuedPaper) -> HttpResponse:
    """A paper that was issued, to be read and printed in the browser."""
    answer = HttpResponse(paper.pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{paper.kind}-{paper.code}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer

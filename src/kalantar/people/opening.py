"""Views of sensitive pages: who may see the subject is asked first, then the reading is recorded."""

from collections.abc import Callable, Collection, Sequence
from functools import update_wrapper
from typing import Concatenate
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from kalantar.kernel.actor import Actor
from kalantar.people.actions import record_reading
from kalantar.people.middleware import acting
from kalantar.people.queries import opened_lately, read_lately
from kalantar.places.models import Jurisdiction

type Find[M] = Callable[[Actor, UUID], M]
type Shown[M, **P] = Callable[Concatenate[HttpRequest, M, P], HttpResponse]
type Opened = Callable[..., HttpResponse]  # (request, id): Django gives ``id`` by name


def opens[M: Model, **P](page: str, find: Find[M]) -> Callable[[Shown[M, P]], Opened]:
    """Make a view of a subject (``view(request, subject)``) one of its id, whose opening is recorded.

    ``find`` gives the subject as far as the actor may see it and refuses otherwise; ``page`` is a
    key of ``events.PAGES``. Fragments of the page may use it too: within a quarter of an hour the
    same person's opening of the same page is one reading.
    """

    def decorate(view: Shown[M, P]) -> Opened:
        def opened(
            request: HttpRequest, id: UUID, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            by = acting(request)
            subject = find(by, id)
            read(subject, page, by)
            return view(request, subject, *args, **kwargs)

        update_wrapper(opened, view)
        return opened

    return decorate


def read(subject: Model, page: str, by: Actor, beside: Sequence[Model] = ()) -> None:
    """Record the reading, unless it is the same one going on: for views that find in their own way.

    One's own page is not a reading of somebody. Asked of whatever shows what is sensitive, however it
    was asked for: a subject that a query gave with ``read_lately`` costs no query of its own. ``beside``: what else was read with it.
    """
    known = getattr(subject, "read_lately", None)
    lately = opened_lately(by, subject.pk, page) if known is None else known
    if subject.pk != by.id and not lately:
        record_reading(subject=subject, beside=beside, page=page, by=by.repeating(None))


def read_of_areas(areas: Collection[UUID], page: str, by: Actor) -> None:
    """The same for a list of what is known in whole areas; one reading of all that were not read lately.
    One query where all were."""
    of = list(Jurisdiction.objects.filter(~read_lately(by, page), pk__in=areas))
    if of:
        record_reading(subject=of[0], beside=of[1:], page=page, by=by.repeating(None))

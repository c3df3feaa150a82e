"""What can be done with saved searches."""

from collections.abc import Mapping
from uuid import UUID

from kalantar.kernel.action import action, find, lock
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import normalise
from kalantar.kernel.timeline import Event, record
from kalantar.kernel.turns import one_at_a_time
from kalantar.places.models import Jurisdiction
from kalantar.saved_searches import events
from kalantar.saved_searches.models import SavedSearch
from kalantar.saved_searches.rules import (
    may_change_search,
    may_keep_search,
    saved_search_has_a_short_name,
    saved_search_names_nobody,
    saved_searches_are_few_enough,
)

AREAS = Jurisdiction.objects.living()
SEARCHES = SavedSearch.objects.select_related("shared_with")


@action
def keep_search(
    *, name: str, which: str, words: Mapping[str, str], shared_with: UUID | None = None, by: Actor
) -> SavedSearch:
    """``which`` list, narrowed by ``words``; ``shared_with``: a station, or only one's own."""
    area = may_keep_search.allow(by, find(AREAS, shared_with) if shared_with else None)
    assert by.id is not None
    name = normalise(name).strip()
    saved_search_has_a_short_name.require(name)
    saved_search_names_nobody.require(name, words)
    one_at_a_time(b"saved searches of", by.id.bytes)
    saved_searches_are_few_enough.require(SavedSearch.objects.filter(owner=by.id).count())
    row = SavedSearch.objects.create(
        owner_id=by.id, shared_with=area, name=name, which=which, words=dict(words),
        kept_at=by.now(),
    )  # fmt: skip
    _record(events.SearchKept(row.pk, area is not None), row, by)
    return row


@action
def rename_search(*, search: UUID, name: str, by: Actor) -> SavedSearch:
    row = may_change_search.allow(by, lock(SEARCHES, search))
    name = normalise(name).strip()
    saved_search_has_a_short_name.require(name)
    saved_search_names_nobody.require(name, row.words)
    row.name = name
    row.save(update_fields=["name"])
    _record(events.SearchRenamed(search), row, by)
    return row


@action
def delete_search(*, search: UUID, by: Actor) -> None:
    row = may_change_search.allow(by, lock(SEARCHES, search))
    _record(events.SearchDeleted(search), row, by)
    row.delete()


def _record(event: Event, row: SavedSearch, by: Actor) -> None:
    areas = row.shared_with.ancestors if row.shared_with else ()
    record(event, about=[row], by=by, areas=areas)

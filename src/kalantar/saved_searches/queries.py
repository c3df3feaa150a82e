"""What screens ask about saved searches."""

from uuid import UUID

from django.db.models import Q

from kalantar.kernel.actor import Actor
from kalantar.places.models import Jurisdiction
from kalantar.saved_searches.models import SavedSearch

SHOWN = 100


def searches_of(reader: Actor, station: Jurisdiction | None) -> list[SavedSearch]:
    """The reader's own, and those shared with the station they are working at, by name."""
    here = Q(owner=reader.id) | (Q(shared_with=station) if station else Q(pk__in=[]))
    found = SavedSearch.objects.visible_to(reader).filter(here).select_related("shared_with")
    return list(found.order_by("name", "pk")[:SHOWN])


def search_of(reader: Actor, id: UUID) -> SavedSearch | None:
    found = SavedSearch.objects.visible_to(reader).select_related("shared_with")
    return found.filter(pk=id).first()

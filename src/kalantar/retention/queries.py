"""What is due and held, what would go, and what is left of a file that was disposed of."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from kalantar.cases.models import Case, Party
from kalantar.citizens.models import CitizenQuestion
from kalantar.custody.models import Item
from kalantar.documents.models import Document
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import PAGE, rows_after
from kalantar.messaging.models import Message
from kalantar.orders.models import Order, OrderPerson
from kalantar.papers.models import IssuedPaper
from kalantar.persons.models import Person
from kalantar.persons.queries import rows_of
from kalantar.places.models import Jurisdiction
from kalantar.retention.models import OPEN, Hold, Review, ReviewOf, ReviewState
from kalantar.statements.models import Statement

_WITH = (
    "case__category", "case__jurisdiction", "case__outcome", "party__person", "person", "area",
    "proposed_by", "confirmed_by",
)  # fmt: skip


def due_reviews(
    reader: Actor, area: Jurisdiction, *, after: UUID | None = None, limit: int = PAGE
) -> list[Review]:
    """What waits for a decision in the area, the longest due first."""
    here = Jurisdiction.objects.within([area.pk]).values("pk")
    found = Review.objects.visible_to(reader).filter(state__in=OPEN, area__in=here)
    return rows_after(found.select_related(*_WITH), "due_at", after=after, limit=limit)


def review_seen(reader: Actor, id: UUID) -> Review | None:
    return Review.objects.visible_to(reader).select_related(*_WITH).filter(pk=id).first()


def reviews_of(reader: Actor, case: Case) -> list[Review]:
    """Those of the file, of its parties, and of what was asked for them, the latest first."""
    seen = Review.objects.visible_to(reader).select_related(*_WITH)
    persons = Party.objects.filter(case=case).values("person")
    standing = Person.objects.filter(pk__in=persons, merged_into__isnull=False).values(
        "merged_into"
    )
    found = seen.filter(case=case) | seen.filter(person__in=persons)
    found |= seen.filter(person__in=standing)
    return list(found.order_by("-listed_at", "-pk")[:PAGE])


def reviews_of_person(reader: Actor, person: Person) -> list[Review]:
    """Of all that is known of them, the latest first."""
    seen = Review.objects.visible_to(reader).select_related(*_WITH)
    return list(seen.filter(person__in=rows_of(person)).order_by("-listed_at", "-pk")[:PAGE])


def holds_on(cases: Collection[UUID]) -> QuerySet[Hold]:
    """Those that stand on any of these files."""
    return Hold.objects.filter(case__in=cases, released_at=None)


def holds_of(case: Case) -> list[Hold]:
    """Those that stand on the file, the first one first."""
    return list(holds_on([case.pk]).select_related("held_by"))


def held_here(
    reader: Actor, area: Jurisdiction, *, after: UUID | None = None, limit: int = PAGE
) -> list[Hold]:
    """The holds that stand on files of the area, the longest first."""
    here = Jurisdiction.objects.within([area.pk]).values("pk")
    seen = Case.objects.visible_to(reader).filter(jurisdiction__in=here).values("pk")
    found = Hold.objects.filter(released_at=None, case__in=seen)
    found = found.select_related("held_by", "case__category", "case__jurisdiction")
    return rows_after(found, "held_at", after=after, limit=limit)


def disposed_by(case: Case) -> Review | None:
    """The decision by which the file was disposed of; None where it was not."""
    decided = Review.objects.select_related("confirmed_by", "proposed_by")
    return decided.filter(case=case, of=ReviewOf.FILE, state=ReviewState.DISPOSED).first()


def cases_of(review: Review) -> QuerySet[Case]:
    """The files a disposal touches."""
    if review.person is None:
        return Case.objects.filter(pk__in=[review.case_id])
    theirs = Party.objects.filter(person__in=rows_of(review.person).values("pk"))
    return Case.objects.filter(pk__in=theirs.values("case"))


def persons_of(review: Review) -> list[Person]:
    """All rows of whoever is gone when it is disposed of."""
    if review.of == ReviewOf.FILE:
        return list(Person.objects.filter(parties__case=review.case_id).distinct())
    person = review.person or (review.party.person if review.party else None)
    return list(rows_of(person)) if person else []


def file_of(review: Review) -> Case | None:
    """The file on whose page it is decided; of a person the latest of theirs, if any."""
    if review.case or review.person is None:
        return review.case
    theirs = Party.objects.filter(person__in=rows_of(review.person).values("pk"))
    found = Case.objects.filter(pk__in=theirs.values("case")).select_related("category")
    return found.order_by("-opened_at").first()


def orders_running(review: Review, cases: Collection[Case]) -> int:
    """Of the files, and those that concern the person."""
    running = Order.objects.running()
    about = running.filter(case__in=cases)
    person = review.person or (review.party.person if review.party else None)
    if person is not None:
        concerned = OrderPerson.objects.filter(person__in=rows_of(person).values("pk"))
        about |= running.filter(pk__in=concerned.values("order"))
    return about.count()


def property_still_held(review: Review, cases: Collection[Case]) -> int:
    """Of the file; of a party or a person, what was taken from them: it is theirs to get back."""
    held = Item.objects.held()
    if review.of == ReviewOf.FILE:
        return held.filter(case__in=cases).count()
    if review.of == ReviewOf.PARTY:
        return held.filter(party=review.party).count()
    assert review.person
    return held.filter(party__person__in=rows_of(review.person).values("pk")).count()


@dataclass(frozen=True, slots=True)
class WouldGo:
    """How many of each a disposal of the whole file takes."""

    parties: int = 0
    statements: int = 0
    documents: int = 0
    items: int = 0
    papers: int = 0
    messages: int = 0
    questions: int = 0


def what_would_go(cases: Collection[UUID]) -> dict[UUID, WouldGo]:
    """Of each file; seven questions however many there are."""
    counted: dict[UUID, dict[str, int]] = defaultdict(dict)
    for name, rows, of in (
        ("parties", Party.objects.filter(case__in=cases), "case"),
        ("statements", Statement.objects.filter(case__in=cases, erased_at=None), "case"),
        ("items", Item.objects.filter(case__in=cases, erased_at=None), "case"),
        ("papers", IssuedPaper.objects.filter(case__in=cases, erased_at=None), "case"),
        ("messages", Message.objects.filter(about__in=cases).exclude(number_hash=b""), "about"),
        ("questions", CitizenQuestion.objects.filter(party__case__in=cases), "party__case"),
        ("documents", Document.objects.filter(case__in=cases, erased_at=None), "case"),
    ):
        for case, count in rows.order_by().values_list(of).annotate(count=Count("pk")):
            counted[case][name] = count
    return {case: WouldGo(**counted[case]) for case in cases}

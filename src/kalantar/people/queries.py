"""What screens and the API ask about people. Everything starts from what the actor may see."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from kalantar.kernel.actor import Actor, ActorKind, Grant
from kalantar.kernel.clock import Clock, system_clock
from kalantar.kernel.labels import names
from kalantar.kernel.listing import PAGE, rows_after
from kalantar.kernel.models import Entry
from kalantar.kernel.text import normalise, to_latin_digits
from kalantar.people.models import ApiToken, RoleGrant, User
from kalantar.people.tokens import digest_of
from kalantar.places.models import Jurisdiction

AGAIN_AFTER = timedelta(minutes=15)  # opening the same page again within it is the same reading


def actor_of(
    user: User,
    *,
    clock: Clock = system_clock,
    request_id: str = "",
    operation: UUID | None = None,
    why: str = "",
) -> Actor:
    """The person as one who acts, with the roles held at this moment. One query, or none where who is
    asking came with them (``signed_in``)."""
    held = getattr(user, "held_now", None)
    return Actor(
        kind=ActorKind.PERSON,
        id=user.id,
        grants=grants_of(user.id, clock()) if held is None else _read(held),
        clock=clock,
        operation=operation,
        why=why,
        request=request_id,
    )


def actor_of_token(
    token: str,
    *,
    clock: Clock = system_clock,
    request_id: str = "",
    operation: UUID | None = None,
    why: str = "",
) -> Actor | None:
    """The program that shows this token; None when it is unknown, expired or revoked. One query.

    It acts in its owner's roles, no further than the token's scopes.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OF_TOKEN, {"digest": digest_of(token), "now": clock()})
        rows = cursor.fetchall()
    if not rows:
        return None
    user, scopes, _, _ = rows[0]
    return Actor(
        kind=ActorKind.PROGRAM,
        id=user,
        grants=frozenset(Grant(role=role, area=area) for _, _, role, area in rows if role),
        scopes=frozenset(scopes),
        clock=clock,
        operation=operation,
        why=why,
        request=request_id,
    )


# Asked with every request of a program, so both at once and ready-made; a row for each role held.
_OF_TOKEN = """
SELECT token.user_id, token.scopes, held.role, held.jurisdiction_id
  FROM people_api_token token
  JOIN people_user person ON person.id = token.user_id AND person.is_active
  LEFT JOIN people_role_grant held
    ON held.user_id = token.user_id AND held.period @> %(now)s::timestamptz
 WHERE token.digest = %(digest)s AND token.revoked_at IS NULL AND token.expires_at > %(now)s
"""


def signed_in(user: UUID, at: datetime) -> User | None:
    """Who is asking, with the roles held at that moment as ``held_now``: one query for every page.

    Good for one request: a role that has ended meanwhile still stands there.
    """
    found: list[User] = list(User.objects.raw(_SIGNED_IN, {"user": user, "now": at}))
    return found[0] if found else None


_SIGNED_IN = """
SELECT person.*, ARRAY(
         SELECT held.role || ' ' || held.jurisdiction_id FROM people_role_grant held
          WHERE held.user_id = person.id AND held.period @> %(now)s::timestamptz) AS held_now
  FROM people_user person
 WHERE person.id = %(user)s
"""


def _read(held: Sequence[str]) -> frozenset[Grant]:
    return frozenset(
        Grant(role=role, area=UUID(area)) for role, area in (one.split() for one in held)
    )


def grants_of(user: UUID, at: datetime) -> frozenset[Grant]:
    """The roles held at that moment, each over its area."""
    held = RoleGrant.objects.valid(at).filter(user=user).values_list("role", "jurisdiction")
    return frozenset(Grant(role=role, area=area) for role, area in held)


def people_seen(
    by: Actor,
    *,
    area: Jurisdiction | None,
    words: str = "",
    after: UUID | None = None,
    limit: int = PAGE,
) -> list[User]:
    """Whom the actor may read about, by personnel number, in pages; ``after``: the last one had.

    ``area``: only those with a role now in it or inside it. ``words``: in a name, or how the
    number begins.
    """
    found: QuerySet[User] = User.objects.visible_to(by)
    if area is not None:
        held = RoleGrant.objects.valid(by.now()).filter(
            user=OuterRef("pk"), jurisdiction__in=Jurisdiction.objects.within([area.pk])
        )
        found = found.filter(Exists(held))
    if words:
        said = normalise(words)
        named = Q(name_fa__icontains=said) | Q(name_en__icontains=said)
        found = found.filter(named | Q(username__istartswith=to_latin_digits(said)))
    return rows_after(found, "username", after=after, limit=limit)


def person_seen(by: Actor, id: UUID) -> User | None:
    """One person, or None where there is nobody the actor may read about."""
    return User.objects.visible_to(by).filter(pk=id).first()


def roles_of(person: User, *, after: UUID | None = None, limit: int = PAGE) -> list[RoleGrant]:
    """A page of the roles ever held, the latest given first; one taken back before it began was not."""
    held = held_roles(person).exclude(period__isempty=True)
    return rows_after(held, "-pk", after=after, limit=limit)


def held_roles(person: User) -> QuerySet[RoleGrant]:
    """The same as a question still open: a page of them is taken by whoever asks."""
    return person.grants.select_related("jurisdiction", "granted_by")


def tokens_of(person: User, *, after: UUID | None = None, limit: int = PAGE) -> list[ApiToken]:
    """A page of them, the latest first."""
    return rows_after(person.tokens.all(), "-pk", after=after, limit=limit)


def opened_lately(by: Actor, subject: UUID, page: str, *, why: str | None = None) -> bool:
    """Whether ``by`` opened that page within the last quarter of an hour: it counts as once.

    ``why``: for that reason; None is for any.
    """
    found = _openings(by, page).filter(subjects__subject=subject)
    return (found if why is None else found.filter(reason__text=why)).exists()


def read_lately(by: Actor, page: str) -> Exists:
    """The same of each row of a query, so that a screen that asks again and again asks it for nothing."""
    return Exists(_openings(by, page).filter(subjects__subject=OuterRef("pk")))


def why_read_lately(by: Actor, page: str, of: str = "pk") -> Subquery:
    """The reason of the latest of them that gave one, of each row of a query, or of what its field ``of``
    leads to; None where none did."""
    found = _openings(by, page).filter(subjects__subject=OuterRef(of)).exclude(reason=None)
    return Subquery(found.order_by("-pk").values("reason__text")[:1])


def _openings(by: Actor, page: str) -> QuerySet[Entry]:
    since = by.now() - AGAIN_AFTER
    return Entry.objects.filter(
        actor=by.id, event="PageOpened", facts__page=page, happened_at__gt=since
    )


@names("user")
def _names(reader: Actor) -> QuerySet[User]:
    return User.objects.all()

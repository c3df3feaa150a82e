"""People for programs: who there is, adding and closing accounts, their roles, revoking tokens."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from kalantar.kernel.action import thing_exists
from kalantar.kernel.moment import Moment
from kalantar.people import actions, queries
from kalantar.people.middleware import acting
from kalantar.people.models import ApiToken, RoleGrant, User
from kalantar.people.opening import read
from kalantar.people.passwords import no_password
from kalantar.people.roles import Role
from kalantar.people.rules import may_read_people, may_read_tokens
from kalantar.places.models import Jurisdiction

router = Router()
timeline = Router()

Limit = Annotated[int, Query(ge=1, le=200)]
Called = Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")]


class PersonLine(Schema):
    """A person in a list. Their telephone stands in the person themselves, whose reading is recorded."""

    id: UUID
    username: str
    name_fa: str
    name_en: str
    is_active: bool


class RoleOut(Schema):
    """A role over an area in ``[since, until)``; without ``until`` it lasts."""

    id: UUID
    role: Role
    jurisdiction: UUID
    since: datetime
    until: datetime | None


class SearchIn(Schema):
    """``words``: in a name, or how the personnel number begins. ``area``: who has a role in it now.
    ``after``: the last person of the page before."""

    words: Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")]
    area: UUID | None = None
    after: UUID | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class PersonPage(PersonLine):
    """``phone``: with the country, or empty. ``roles``: the fifty given last, the latest first; all
    of them are a list of their own."""

    phone: str
    roles: list[RoleOut]


class NamesIn(Schema):
    """One of the names at least. ``phone``: with the country (+98…), or empty."""

    name_fa: Called = ""
    name_en: Called = ""
    phone: Annotated[str, Field(max_length=20, pattern=r"^[^\x00]*$")] = ""


class PersonIn(NamesIn):
    """``username``: the personnel number. ``language``: of what the service says to them."""

    username: Annotated[str, Field(min_length=3, max_length=30, pattern=r"^[^\x00]*$")]
    language: Literal["fa", "en"] = "fa"


class RoleIn(Schema):
    """``since``: null is now. ``until``: null is until it is ended."""

    role: Role
    jurisdiction: UUID
    since: Moment | None = None
    until: Moment | None = None


class TokenOut(Schema):
    """The token itself is kept by nobody; ``last_four`` is how its owner knows it."""

    id: UUID
    purpose: str
    last_four: Annotated[str, Field(max_length=4)]
    scopes: list[str]
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class ErasureIn(Schema):
    """``why``: the legal basis, without the words to be erased."""

    why: Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00]*$")]


class ErasureOut(Schema):
    """``by_entry``: the entry of the erasure; its own reason is the legal basis."""

    erased_at: datetime
    by_entry: UUID


@router.get("", response=list[PersonLine], summary="People by personnel number, in pages")
def people(
    request: HttpRequest,
    area: UUID | None = None,
    after: UUID | None = None,
    limit: Limit = 50,
) -> list[PersonLine]:
    """``area``: who has a role in it now. ``after``: the last person of the page before."""
    by = acting(request)
    place = may_read_people.allow(by, _area(area))
    found = queries.people_seen(by, area=place, after=after, limit=limit)
    return [_person(person) for person in found]


@router.post("/search", response=list[PersonLine], summary="People by their name, in pages")
def search(request: HttpRequest, data: SearchIn) -> list[PersonLine]:
    """The name stands in the body: an address is written into logs."""
    by = acting(request)
    place = may_read_people.allow(by, _area(data.area))
    found = queries.people_seen(
        by, area=place, words=data.words, after=data.after, limit=data.limit
    )
    return [_person(person) for person in found]


@router.get("/{uuid:person}", response=PersonPage, summary="One person with their roles")
def one(request: HttpRequest, person: UUID) -> PersonPage:
    found = _seen(request, person)
    read(found, "person", acting(request))
    held = [_role(grant) for grant in queries.roles_of(found)]
    return PersonPage(**_person(found).dict(), phone=found.phone, roles=held)


@router.post("", response={201: PersonLine}, summary="Add a person, who cannot sign in yet")
def add(request: HttpRequest, data: PersonIn) -> tuple[int, PersonLine]:
    """Without a role and without a password: an administrator makes a one-time password at a screen
    and hands it over in person."""
    made = actions.create_user(**data.dict(), password_hash=no_password(), by=acting(request))
    return 201, _person(made)


@router.post("/{uuid:person}/rename", response=PersonLine, summary="Correct names and telephone")
def rename(request: HttpRequest, person: UUID, data: NamesIn) -> PersonLine:
    """What is sent stands in place of all three."""
    return _person(actions.rename(user=person, **data.dict(), by=acting(request)))


@router.post("/{uuid:person}/deactivate", response=PersonLine, summary="Close the account")
def deactivate(request: HttpRequest, person: UUID) -> PersonLine:
    """They are signed out everywhere, and their tokens are dead."""
    return _person(actions.deactivate(user=person, by=acting(request)))


@router.post("/{uuid:person}/reactivate", response=PersonLine, summary="Open the account again")
def reactivate(request: HttpRequest, person: UUID) -> PersonLine:
    return _person(actions.reactivate(user=person, by=acting(request)))


@router.post("/{uuid:person}/sign-out", response=PersonLine, summary="Sign them out everywhere")
def sign_out(request: HttpRequest, person: UUID) -> PersonLine:
    return _person(actions.sign_out_everywhere(user=person, by=acting(request)))


@router.get("/{uuid:person}/roles", response=list[RoleOut], summary="All roles ever held, in pages")
def roles(
    request: HttpRequest, person: UUID, after: UUID | None = None, limit: Limit = 50
) -> list[RoleOut]:
    """The latest given first. ``after``: the last role of the page before."""
    found = _seen(request, person)
    read(found, "person", acting(request))
    return [_role(grant) for grant in queries.roles_of(found, after=after, limit=limit)]


@router.post("/{uuid:person}/roles", response={201: RoleOut}, summary="Give a role over an area")
def grant(request: HttpRequest, person: UUID, data: RoleIn) -> tuple[int, RoleOut]:
    return 201, _role(actions.grant_role(user=person, **data.dict(), by=acting(request)))


@router.post("/roles/{uuid:grant}/end", response=RoleOut, summary="End a role now")
def end_role(request: HttpRequest, grant: UUID) -> RoleOut:
    return _role(actions.end_role(grant=grant, by=acting(request)))


@router.get("/{uuid:person}/tokens", response=list[TokenOut], summary="The tokens of a person")
def tokens(
    request: HttpRequest, person: UUID, after: UUID | None = None, limit: Limit = 50
) -> list[TokenOut]:
    """The latest issued first, in pages. ``after``: the last token of the page before."""
    owner = may_read_tokens.allow(acting(request), _seen(request, person))
    return [_token(token) for token in queries.tokens_of(owner, after=after, limit=limit)]


@router.post("/tokens/{uuid:token}/revoke", response=TokenOut, summary="Revoke a token")
def revoke(request: HttpRequest, token: UUID) -> TokenOut:
    return _token(actions.revoke_token(token=token, by=acting(request)))


@timeline.post(
    "/{uuid:entry}/erase-reason",
    response=ErasureOut,
    summary="Erase the words of the reason an entry gives; the entry stays",
)
def erase_reason(request: HttpRequest, entry: UUID, data: ErasureIn) -> ErasureOut:
    erased = actions.erase_reason(entry=entry, why=data.why, by=acting(request))
    return ErasureOut.model_validate(
        {"erased_at": erased.erased_at, "by_entry": erased.erased_by_id}
    )


def _area(id: UUID | None) -> Jurisdiction | None:
    if id is None:
        return None
    found = Jurisdiction.objects.living().filter(pk=id).first()
    if found is None:
        raise thing_exists.refuse()
    return found


def _seen(request: HttpRequest, person: UUID) -> User:
    found = queries.person_seen(acting(request), person)
    if found is None:
        raise thing_exists.refuse()
    return found


def _person(person: User) -> PersonLine:
    return PersonLine(
        id=person.pk,
        username=person.username,
        name_fa=person.name_fa,
        name_en=person.name_en,
        is_active=person.is_active,
    )


def _role(grant: RoleGrant) -> RoleOut:
    return RoleOut(
        id=grant.pk,
        role=Role(grant.role),
        jurisdiction=grant.jurisdiction_id,
        since=grant.period.lower,
        until=grant.period.upper,
    )


def _token(token: ApiToken) -> TokenOut:
    return TokenOut(
        id=token.pk,
        purpose=token.purpose,
        last_four=token.last_four,
        scopes=token.scopes,
        issued_at=token.issued_at,
        expires_at=token.expires_at,
        revoked_at=token.revoked_at,
    )

"""What can be done with people, roles, tokens and sessions. The only file here that writes."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import F, Model

from kalantar.kernel.action import action, find, lock, part, thing_exists, upkeep
from kalantar.kernel.actor import Actor
from kalantar.kernel.keeping import BATCH, may_forget
from kalantar.kernel.models import Entry, Reason
from kalantar.kernel.reasons import REASONS
from kalantar.kernel.text import normalise, to_latin_digits
from kalantar.kernel.timeline import record
from kalantar.people import events
from kalantar.people.models import ApiToken, RoleGrant, User
from kalantar.people.roles import EVERYONE, Role
from kalantar.people.rules import (
    INTERNATIONAL,
    entry_gives_a_reason,
    erasure_names_its_basis,
    may_add_people,
    may_change_sign_in,
    may_end_role,
    may_erase_reason,
    may_give_role_to,
    may_grant_role,
    may_issue_token,
    may_manage_person,
    may_note_failed_sign_in,
    may_open_page,
    may_reset_sign_in,
    may_revoke_token,
    may_sign_in,
    may_sign_out,
    nobody_grants_a_role_to_themselves,
    person_is_active,
    person_is_inactive,
    phone_is_international,
    reason_is_not_erased,
    role_ends_after_it_begins,
    role_has_not_ended,
    role_is_not_backdated,
    scope_is_known,
    token_is_not_revoked,
    token_lives_at_most_a_year,
)
from kalantar.people.scopes import Scope
from kalantar.places.models import Jurisdiction


@action
def create_user(
    *,
    username: str,
    password_hash: str,
    by: Actor,
    name_fa: str = "",
    name_en: str = "",
    phone: str = "",
    language: str = "fa",
) -> User:
    """Someone new, without a role yet. ``password_hash`` is made by ``passwords.hash_of``."""
    may_add_people.allow(by, None)
    person = User.objects.create(
        username=to_latin_digits(username).strip().lower(),
        password=password_hash,
        name_fa=normalise(name_fa),
        name_en=normalise(name_en),
        phone=_with_its_country(phone),
        language=language,
        joined_at=by.now(),
    )
    record(events.PersonAdded(user=person.id), about=[person], by=by)
    return person


@action
def rename(*, user: UUID, name_fa: str, name_en: str, phone: str, by: Actor) -> User:
    """Correct the names and the phone."""
    person = may_manage_person.allow(by, lock(User.objects.all(), user))
    person.name_fa, person.name_en = normalise(name_fa), normalise(name_en)
    person.phone = _with_its_country(phone)
    person.save(update_fields=["name_fa", "name_en", "phone"])
    record(events.PersonRenamed(user=person.id), about=[person], by=by)
    return person


@action
def deactivate(*, user: UUID, by: Actor) -> User:
    """From now on the person cannot sign in, is signed out everywhere, and their tokens are dead."""
    person = may_manage_person.allow(by, lock(User.objects.all(), user))
    person_is_active.require(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    _end_all_sessions(person)
    record(events.PersonDeactivated(user=person.id), about=[person], by=by)
    return person


@action
def reactivate(*, user: UUID, by: Actor) -> User:
    """The person can sign in again, with the roles they hold."""
    person = may_manage_person.allow(by, lock(User.objects.all(), user))
    person_is_inactive.require(person)
    person.is_active = True
    person.save(update_fields=["is_active"])
    record(events.PersonReactivated(user=person.id), about=[person], by=by)
    return person


@action
def grant_role(
    *,
    user: UUID,
    role: str,
    jurisdiction: UUID,
    by: Actor,
    since: datetime | None = None,
    until: datetime | None = None,
) -> RoleGrant:
    """The person holds the role over the area in ``[since, until)``; from now, until ended."""
    place = may_grant_role.allow(by, lock(Jurisdiction.objects.living(), jurisdiction))
    person = may_give_role_to.allow(by, lock(User.objects.all(), user))
    person_is_active.require(person)
    nobody_grants_a_role_to_themselves.require(by, person.id)
    now = by.now()
    role_is_not_backdated.require(since or now, now)
    role_ends_after_it_begins.require(since or now, until)
    grant = RoleGrant.objects.create(
        user=person,
        role=Role(role),
        jurisdiction=place,
        period=DateTimeTZRange(since or now, until, "[)"),
        granted_by_id=by.id,
    )
    granted = events.RoleGranted(
        user=person.id,
        role=grant.role,
        jurisdiction=place.id,
        since=(since or now).isoformat(),
        until=until.isoformat() if until else None,
    )
    record(granted, about=[person, place], by=by, areas=place.ancestors)
    return grant


@action
def end_role(*, grant: UUID, by: Actor) -> RoleGrant:
    """The role ends now. Every request asks for the roles anew, so open sessions lose it too."""
    held = may_end_role.allow(
        by, lock(RoleGrant.objects.select_related("jurisdiction", "user"), grant)
    )
    role_has_not_ended.require(held, by.now())
    held.period = DateTimeTZRange(held.period.lower, max(held.period.lower, by.now()), "[)")
    held.save(update_fields=["period"])
    ended = events.RoleEnded(user=held.user_id, role=held.role, jurisdiction=held.jurisdiction_id)
    place = held.jurisdiction
    record(ended, about=[held.user, place], by=by, areas=place.ancestors)
    return held


@action
def issue_token(
    *,
    user: UUID,
    digest: str,
    last_four: str,
    purpose: str,
    scopes: Sequence[str],
    expires_at: datetime,
    by: Actor,
) -> ApiToken:
    """Let a program act as ``user`` within ``scopes``. ``digest`` is of ``tokens.new_token()``."""
    person = may_issue_token.allow(by, lock(User.objects.all(), user))
    person_is_active.require(person)
    known = {scope.value for scope in Scope}
    for scope in scopes:
        if scope not in known:
            raise scope_is_known.refuse(scope=scope, known=", ".join(sorted(known)))
    token_lives_at_most_a_year.require(by.now(), expires_at)
    issued = ApiToken.objects.create(
        user=person,
        purpose=normalise(purpose),
        digest=bytes.fromhex(digest),
        last_four=last_four,
        scopes=sorted(set(scopes)),
        issued_by_id=by.id,
        issued_at=by.now(),
        expires_at=expires_at,
    )
    issuing = events.TokenIssued(
        user=person.id, last_four=issued.last_four, scopes=" ".join(issued.scopes)
    )
    record(issuing, about=[person], by=by)
    return issued


@action
def revoke_token(*, token: UUID, by: Actor) -> ApiToken:
    found = may_revoke_token.allow(by, lock(ApiToken.objects.select_related("user"), token))
    token_is_not_revoked.require(found)
    found.revoked_at = by.now()
    found.save(update_fields=["revoked_at"])
    revoked = events.TokenRevoked(user=found.user_id, last_four=found.last_four)
    record(revoked, about=[found.user], by=by)
    return found


@action
def change_password(*, user: UUID, password_hash: str, by: Actor) -> User:
    """The person's own change; other sessions end, since each carries a mark of the password."""
    person = may_change_sign_in.allow(by, lock(User.objects.all(), user))
    _set_password(person, password_hash)
    record(events.PasswordChanged(user=person.id), about=[person], by=by)
    return person


@action
def reset_password(*, user: UUID, password_hash: str, by: Actor) -> User:
    """Someone responsible sets a one-time password, handed over in person; all sessions end."""
    person = may_reset_sign_in.allow(by, lock(User.objects.all(), user))
    _set_password(person, password_hash)
    record(events.PasswordReset(user=person.id), about=[person], by=by)
    return person


@action
def reset_second_factor(*, user: UUID, by: Actor) -> User:
    """After a lost phone: all factors go, all sessions end; the next sign-in sets up a new one."""
    person = may_reset_sign_in.allow(by, lock(User.objects.all(), user))
    Authenticator.objects.filter(user=person).delete()
    _end_all_sessions(person)
    record(events.SecondFactorReset(user=person.id), about=[person], by=by)
    return person


@action
def note_second_factor(*, user: UUID, factor: str, change: str, by: Actor) -> User:
    """The person added, removed or renewed a factor; sessions opened without it end."""
    person = may_change_sign_in.allow(by, lock(User.objects.all(), user))
    _end_all_sessions(person)
    changed = events.SecondFactorChanged(user=person.id, factor=factor, change=change)
    record(changed, about=[person], by=by)
    return person


@action
def note_sign_in(*, user: UUID, method: str, by: Actor) -> User:
    """Written before the session begins: no session without its entry."""
    person = may_sign_in.allow(by, lock(User.objects.all(), user))
    record(events.SignedIn(user=person.id, method=method), about=[person], by=by, roles=EVERYONE)
    return person


@action
def note_failed_sign_in(*, user: UUID, step: str, by: Actor) -> User:
    """A wrong password or code for someone we know. What was typed is kept nowhere."""
    person = may_note_failed_sign_in.allow(by, lock(User.objects.all(), user))
    record(events.SignInFailed(user=person.id, step=step), about=[person], by=by)
    return person


@action
def note_sign_out(*, user: UUID, by: Actor) -> User:
    person = may_sign_out.allow(by, lock(User.objects.all(), user))
    record(events.SignedOut(user=person.id), about=[person], by=by, roles=EVERYONE)
    return person


@action
def end_session(*, user: UUID, session: int, by: Actor) -> User:
    """Sign out on one device."""
    person = may_sign_out.allow(by, lock(User.objects.all(), user))
    found = UserSession.objects.filter(user=person, pk=session).first()
    if found is None:
        raise thing_exists.refuse()
    found.end()
    record(events.SessionEnded(user=person.id), about=[person], by=by)
    return person


@action
def sign_out_everywhere(*, user: UUID, by: Actor) -> User:
    """Every session of the person ends now, on every device and in every process."""
    person = may_sign_out.allow(by, lock(User.objects.all(), user))
    _end_all_sessions(person)
    record(events.SignedOutEverywhere(user=person.id), about=[person], by=by)
    return person


@action
def record_reading(*, subject: Model, page: str, by: Actor, beside: Sequence[Model] = ()) -> None:
    """Opening a sensitive page is itself recorded: who, in which role, why, and whose page.

    ``beside``: what else was read in the same answer; it is one reading of all of them.
    """
    may_open_page.allow(by, subject)
    record(events.PageOpened(page=page), about=[subject, *beside], by=by, roles=EVERYONE)


@action
def erase_reason(*, entry: UUID, why: str, by: Actor) -> Reason:
    """Erase the words of the reason that an entry gives, for all entries of that act at once.

    The log is not touched: it says who acted when, and from now on by which act the words went.
    ``why``: the legal basis; it must not repeat them.
    """
    told = may_erase_reason.allow(by, find(Entry.objects.all(), entry))
    erasure_names_its_basis.require(why)
    entry_gives_a_reason.require(told)
    reason = lock(Reason.objects.all(), cast(UUID, told.reason_id))
    reason_is_not_erased.require(reason)
    area = Jurisdiction.objects.filter(pk=told.area).first() if told.area else None
    erasure = record(
        events.ReasonErased(entry=told.id),
        about=[reason, *told.subjects.values_list("kind", "subject")],
        by=by.because(why),
        areas=area.ancestors if area else (),
    )
    reason.text, reason.erased_at, reason.erased_by_id = "", by.now(), erasure
    reason.save(update_fields=["text", "erased_at", "erased_by"])
    return reason


@part
def erase_reasons(reasons: Collection[UUID], erasure: UUID, now: datetime) -> int:
    """The words of these reasons, by the act whose entry is ``erasure``; what the service itself writes as
    its reason names nobody and stays."""
    words = Reason.objects.filter(pk__in=reasons, erased_at=None).exclude(text__in=REASONS)
    return words.update(text="", erased_at=now, erased_by=erasure)


_SESSIONS = """
DELETE FROM django_session WHERE session_key IN (
    SELECT session_key FROM django_session WHERE expire_date < %s
    ORDER BY expire_date LIMIT %s FOR UPDATE SKIP LOCKED)
"""
_DEVICES = """
DELETE FROM usersessions_usersession WHERE id IN (
    SELECT id FROM usersessions_usersession device WHERE last_seen_at < %s AND NOT EXISTS (
        SELECT FROM django_session session WHERE session.session_key = device.session_key)
    LIMIT %s FOR UPDATE SKIP LOCKED)
"""
_ATTEMPTS = """
DELETE FROM people_attempts WHERE cache_key IN (
    SELECT cache_key FROM people_attempts WHERE expires < %s
    ORDER BY expires LIMIT %s FOR UPDATE SKIP LOCKED)
"""


@upkeep
def forget_sessions(*, before: datetime, by: Actor) -> int:
    """Forget some of the sessions that lapsed before then. That somebody signed in stays recorded."""
    may_forget.require(by, None)
    return _forget(_SESSIONS, before)


@upkeep
def forget_devices(*, before: datetime, by: Actor) -> int:
    """Forget from which device and address sessions came that are gone, last used before then."""
    may_forget.require(by, None)
    return _forget(_DEVICES, before)


@upkeep
def forget_attempts(*, before: datetime, by: Actor) -> int:
    """Forget some of the counted attempts to sign in that count no more since then."""
    may_forget.require(by, None)
    return _forget(_ATTEMPTS, before)


def _with_its_country(phone: str) -> str:
    """As it is kept, or empty. PostgreSQL sees it sealed, and can judge no more than its length."""
    if phone and not INTERNATIONAL.fullmatch(phone):
        raise phone_is_international.refuse()
    return phone


def _forget(statement: str, before: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, [before, BATCH])
        return int(cursor.rowcount)


def _set_password(person: User, password_hash: str) -> None:
    person.password = password_hash
    person.save(update_fields=["password"])


def _end_all_sessions(person: User) -> None:
    """Each session carries a mark made of the epoch; a new epoch makes all of them strangers."""
    User.objects.filter(pk=person.pk).update(session_epoch=F("session_epoch") + 1)
    person.refresh_from_db(fields=["session_epoch"])

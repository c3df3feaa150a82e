"""What we keep about the people of the service: who they are, their roles, their programs' tokens."""

from collections.abc import Collection
from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q
from django.db.models.functions import Now
from django.db.models.lookups import Exact, Range
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.sealing import SealedField
from kalantar.kernel.sentence import Sentence
from kalantar.people.roles import NAMES, Role
from kalantar.people.scopes import Scope
from kalantar.places.models import Jurisdiction

# Who may know who works where, and their private phone: those who answer for people, not the room.
READERS = frozenset({Role.STATION_CHIEF, Role.COMMANDER, Role.AUDITOR, Role.ADMINISTRATOR})
# A sealed phone's octets: 30 of the seal, and 8 to 16 of the number (+ and 7 to 15 digits).
PHONE_SEALED = (38, 46)
_LENGTH = Func(F("phone"), function="octet_length", output_field=IntegerField())
ROLE_CHOICES = [(role.value, NAMES[role].en) for role in Role]


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def visible_to(self, actor: Actor) -> Self:
        """Oneself, those with a role (now or once) in an area the actor answers for, and, for
        administrators, those who have none yet."""
        if actor.kind is ActorKind.SYSTEM:
            return self
        if actor.kind is ActorKind.PROGRAM and Scope.PEOPLE_READ not in actor.scopes:
            return self.none()
        roles = RoleGrant.objects.filter(user=OuterRef("pk"))
        watched = Jurisdiction.objects.within(actor.areas(READERS))
        seen = Q(pk=actor.id) | Q(Exists(roles.filter(jurisdiction__in=watched)))
        if actor.areas({Role.ADMINISTRATOR}):
            seen |= Q(~Exists(roles))
        return self.filter(seen)

    def officers_of(self, areas: Collection[UUID], at: datetime) -> Self:
        """Who can be in a crew there: active patrol officers. To be named, not to be read about."""
        held = RoleGrant.objects.valid(at).filter(
            user=OuterRef("pk"),
            role=Role.PATROL_OFFICER,
            jurisdiction__in=Jurisdiction.objects.within(areas),
        )
        return self.active().filter(Exists(held))


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def active(self) -> UserQuerySet:
        return self.get_queryset().active()

    def visible_to(self, actor: Actor) -> UserQuerySet:
        return self.get_queryset().visible_to(actor)

    def officers_of(self, areas: Collection[UUID], at: datetime) -> UserQuerySet:
        return self.get_queryset().officers_of(areas, at)


class User(AbstractBaseUser):
    """Someone who works for the service. ``username`` is the personnel number, in small letters."""

    # When someone signed in stands on the timeline; a column of it would only lag behind.
    last_login = None

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.TextField()
    name_fa = models.TextField(blank=True, default="")
    name_en = models.TextField(blank=True, default="")
    phone = SealedField(blank=True, default="")  # E.164, or empty; nobody is looked for by it
    language = models.TextField(choices=settings.LANGUAGES, default="fa")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(db_default=Now())
    session_epoch = models.IntegerField(default=0)  # raised to sign out everywhere

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "people_user"
        constraints = [
            models.UniqueConstraint(fields=["username"], name="personnel_number_is_used_once"),
            models.CheckConstraint(
                condition=Q(username__regex=r"^[a-z0-9][a-z0-9._-]{2,29}$"),
                name="personnel_number_is_plain",
            ),
            models.CheckConstraint(
                condition=~Q(name_fa="") | ~Q(name_en=""), name="person_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(Exact(_LENGTH, 0)) | Q(Range(_LENGTH, PHONE_SEALED)),
                name="phone_is_international",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, or the one there is."""
        persian = (get_language() or "en").startswith("fa")
        return (self.name_fa or self.name_en) if persian else (self.name_en or self.name_fa)

    def get_full_name(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What every session of this person must carry: it changes with password and epoch."""
        return salted_hmac(
            "kalantar.people.User.session",
            f"{self.password}:{self.session_epoch}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def valid(self, at: datetime) -> Self:
        return self.filter(period__contains=at)


class RoleGrant(models.Model):
    """A role held over an area, in a period ``[from, to)``; without ``to`` until it is ended."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(
        User, models.PROTECT, related_name="grants", db_index=False
    )  # the exclusion's index begins with it
    role = models.TextField(choices=ROLE_CHOICES)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="grants")
    period = DateTimeRangeField(default_bounds="[)")
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        db_table = "people_role_grant"
        constraints = [
            ExclusionConstraint(
                name="role_held_once_at_a_time",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (F("role"), RangeOperators.EQUAL),
                    (F("jurisdiction"), RangeOperators.EQUAL),
                    (F("period"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(period__lower_inf=False), name="role_begins_some_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.jurisdiction_id}"

    @property
    def role_name(self) -> Sentence:
        return NAMES[Role(self.role)]


class ApiToken(models.Model):
    """What a program shows instead of a person signing in. The token itself is kept by nobody."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="tokens")  # whose roles it acts in
    purpose = models.TextField()
    digest = models.BinaryField()  # SHA-256 of the token; 256 random bits need no slow hash
    last_four = models.TextField()
    scopes = ArrayField(models.TextField())  # each a Scope
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "people_api_token"
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="token_is_like_no_other"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at")), name="token_expires_after_it_is_issued"
            ),
            models.CheckConstraint(condition=~Q(scopes=[]), name="token_has_a_scope"),
        ]

    def __str__(self) -> str:
        return f"…{self.last_four}"

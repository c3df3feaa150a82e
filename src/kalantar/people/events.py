"""What can happen to people's accounts, roles, tokens and sessions; and that a page was opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.people.roles import NAMES, Role

RESPONSIBLE = (Role.ADMINISTRATOR, Role.AUDITOR)
OVERSEERS = (Role.ADMINISTRATOR, Role.AUDITOR, Role.COMMANDER, Role.STATION_CHIEF)
TWO_YEARS = timedelta(days=731)

METHODS: dict[str, Sentence] = {
    "password": Sentence(en="password only", fa="تنها گذرواژه"),
    "totp": Sentence(en="password and authenticator app", fa="گذرواژه و برنامهٔ رمزساز"),
    "webauthn": Sentence(en="passkey", fa="کلید عبور"),
    "recovery_codes": Sentence(en="password and recovery code", fa="گذرواژه و کد بازیابی"),
}
FACTORS: dict[str, Sentence] = {
    "totp": Sentence(en="an authenticator app", fa="برنامهٔ رمزساز"),
    "webauthn": Sentence(en="a passkey", fa="کلید عبور"),
    "recovery_codes": Sentence(en="recovery codes", fa="کدهای بازیابی"),
}
STEPS: dict[str, Sentence] = {
    "password": Sentence(en="wrong password", fa="گذرواژهٔ نادرست"),
    "inactive": Sentence(en="account not active", fa="حساب غیرفعال"),
    "second_factor": Sentence(en="wrong second factor", fa="عامل دوم نادرست"),
}
PAGES: dict[str, Sentence] = {  # a capability adds its own sensitive pages in its events.py
    "person": Sentence(en="person", fa="شخص"),
    "incident": Sentence(en="incident", fa="رخداد"),
    "call": Sentence(en="call", fa="تماس"),
    "calls": Sentence(en="list of calls", fa="فهرست تماس‌ها"),
    "unit": Sentence(en="unit", fa="یگان"),
}
READ_FOR: dict[str, Sentence] = {}  # and the purposes that its readers choose from


@dataclass(frozen=True)
class PersonAdded(Event):
    sentence = Sentence(en="{user} was added to the service.", fa="{user} به سامانه افزوده شد.")
    readers: ClassVar[Sequence[str]] = OVERSEERS
    user: UUID


@dataclass(frozen=True)
class PersonRenamed(Event):
    sentence = Sentence(
        en="The name or phone of {user} was corrected.", fa="نام یا تلفن {user} اصلاح شد."
    )
    readers: ClassVar[Sequence[str]] = OVERSEERS
    user: UUID


@dataclass(frozen=True)
class PersonDeactivated(Event):
    sentence = Sentence(en="{user} was deactivated.", fa="حساب {user} غیرفعال شد.")
    readers: ClassVar[Sequence[str]] = OVERSEERS
    user: UUID


@dataclass(frozen=True)
class PersonReactivated(Event):
    sentence = Sentence(en="{user} was activated again.", fa="حساب {user} دوباره فعال شد.")
    readers: ClassVar[Sequence[str]] = OVERSEERS
    user: UUID


@dataclass(frozen=True)
class RoleGranted(Event):
    sentence = Sentence(
        en="{user} became {role} of {jurisdiction}.", fa="{user} در {jurisdiction} {role} شد."
    )
    readers: ClassVar[Sequence[str]] = OVERSEERS
    user: UUID
    role: str
    jurisdiction: UUID
    since: str  # ISO 8601
    until: str | None

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"role": NAMES[Role(facts["role"])]}


@dataclass(frozen=True)
class RoleEnded(Event):
    sentence = Sentence(
        en="{user} is no longer {role} of {jurisdiction}.",
        fa="{user} دیگر در {jurisdiction} {role} نیست.",
    )
    readers: ClassVar[Sequence[str]] = OVERSEERS
    user: UUID
    role: str
    jurisdiction: UUID

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"role": NAMES[Role(facts["role"])]}


@dataclass(frozen=True)
class TokenIssued(Event):
    sentence = Sentence(
        en="A token ending in {last_four} was issued for {user}: {scopes}.",
        fa="توکنی با پایان {last_four} برای {user} صادر شد: {scopes}.",
    )
    readers: ClassVar[Sequence[str]] = RESPONSIBLE
    user: UUID
    last_four: str
    scopes: str


@dataclass(frozen=True)
class TokenRevoked(Event):
    sentence = Sentence(
        en="The token of {user} ending in {last_four} was revoked.",
        fa="توکن {user} با پایان {last_four} باطل شد.",
    )
    readers: ClassVar[Sequence[str]] = RESPONSIBLE
    user: UUID
    last_four: str


@dataclass(frozen=True)
class PasswordChanged(Event):
    sentence = Sentence(en="{user} changed the password.", fa="{user} گذرواژهٔ خود را تغییر داد.")
    readers: ClassVar[Sequence[str]] = RESPONSIBLE
    user: UUID


@dataclass(frozen=True)
class PasswordReset(Event):
    sentence = Sentence(en="The password of {user} was reset.", fa="گذرواژهٔ {user} بازنشانی شد.")
    readers: ClassVar[Sequence[str]] = RESPONSIBLE
    user: UUID


@dataclass(frozen=True)
class SecondFactorChanged(Event):
    """``change`` is added, removed or renewed; ``factor`` a key of FACTORS."""

    sentence = Sentence(en="{user} {change} {factor}.", fa="{user} {factor} را {change}.")
    readers: ClassVar[Sequence[str]] = RESPONSIBLE
    user: UUID
    factor: str
    change: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        changes = {
            "added": Sentence(en="added", fa="افزود"),
            "removed": Sentence(en="removed", fa="برداشت"),
            "renewed": Sentence(en="renewed", fa="تازه کرد"),
        }
        return {"factor": FACTORS[facts["factor"]], "change": changes[facts["change"]]}


@dataclass(frozen=True)
class SecondFactorReset(Event):
    sentence = Sentence(
        en="The second factor of {user} was reset.", fa="عامل دوم ورود {user} بازنشانی شد."
    )
    readers: ClassVar[Sequence[str]] = RESPONSIBLE
    user: UUID


@dataclass(frozen=True)
class SignedIn(Event):
    sentence = Sentence(en="{user} signed in: {method}.", fa="{user} وارد شد: {method}.")
    readers: ClassVar[Sequence[str]] = RESPONSIBLE
    kept = TWO_YEARS
    user: UUID
    method: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"method": METHODS[facts["method"]]}


@dataclass(frozen=True)
class SignInFailed(Event):
    sentence = Sentence(
        en="A sign-in as {user} failed: {step}.", fa="ورود با حساب {user} ناموفق بود: {step}."
    )
    readers: ClassVar[Sequence[str]] = RESPONSIBLE
    kept = TWO_YEARS
    user: UUID
    step: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"step": STEPS[facts["step"]]}


@dataclass(frozen=True)
class SignedOut(Event):
    sentence = Sentence(en="{user} signed out.", fa="{user} خارج شد.")
    readers: ClassVar[Sequence[str]] = RESPONSIBLE
    kept = TWO_YEARS
    user: UUID


@dataclass(frozen=True)
class SessionEnded(Event):
    sentence = Sentence(
        en="{user} was signed out on one device.", fa="{user} از یک دستگاه خارج شد."
    )
    readers: ClassVar[Sequence[str]] = RESPONSIBLE
    kept = TWO_YEARS
    user: UUID


@dataclass(frozen=True)
class SignedOutEverywhere(Event):
    sentence = Sentence(
        en="{user} was signed out everywhere.", fa="{user} از همهٔ دستگاه‌ها خارج شد."
    )
    readers: ClassVar[Sequence[str]] = RESPONSIBLE
    kept = TWO_YEARS
    user: UUID


@dataclass(frozen=True)
class PageOpened(Event):
    """A sensitive page was opened; whose it is stands among the entry's subjects."""

    sentence = Sentence(en="The page “{page}” was opened.", fa="صفحهٔ «{page}» باز شد.")
    readers: ClassVar[Sequence[str]] = (Role.AUDITOR,)
    kept = TWO_YEARS
    quiet = True  # what was read has not changed; its boards need not ask again
    reasons = READ_FOR
    page: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"page": PAGES.get(facts["page"], facts["page"])}


@dataclass(frozen=True)
class ReasonErased(Event):
    """The words of the reason an entry gave are gone; this entry's own reason is the legal basis.

    It is about that reason and about whatever the entry was about; ``entry`` is the entry's id.
    """

    sentence = Sentence(
        en="The words of a reason given here were erased.",
        fa="متن دلیلی که در اینجا ثبت شده بود پاک شد.",
    )
    readers: ClassVar[Sequence[str]] = RESPONSIBLE
    entry: UUID

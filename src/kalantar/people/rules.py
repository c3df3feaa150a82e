"""Who may do what with people, roles and tokens; and what may not be kept about them."""

import re
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.models import Entry, Reason
from kalantar.kernel.rules import constraint, input_rule, permission, rule
from kalantar.people.models import READERS, ApiToken, RoleGrant, User
from kalantar.people.roles import Role
from kalantar.people.scopes import Scope
from kalantar.places.models import Jurisdiction

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
INTERNATIONAL = re.compile(r"\+[1-9][0-9]{6,14}")
LONGEST_TOKEN = timedelta(days=366)


@permission(
    en="This token was not issued for that.",
    fa="این توکن برای این کار صادر نشده است.",
    do_en="Ask an administrator for a token with the scope you need.",
    do_fa="از مدیر سامانه توکنی با دامنهٔ لازم بگیرید.",
)
def may_reach(by: Actor, scope: Scope) -> bool:
    """People are not limited by scopes; a program only reaches what its token names."""
    return by.kind is not ActorKind.PROGRAM or scope in by.scopes


def _administers(by: Actor, place: Jurisdiction) -> bool:
    return may_reach(by, Scope.PEOPLE_WRITE) and by.holds(ADMINISTRATOR, place.ancestors)


def _administers_all_of(by: Actor, person: User) -> bool:
    """Whether ``by`` is an administrator over every area in which ``person`` has or will have a role.

    Someone without any role may be managed by any administrator, else nobody could begin.
    """
    if by.kind is ActorKind.SYSTEM:
        return True
    if not may_reach(by, Scope.PEOPLE_WRITE) or not by.areas(ADMINISTRATOR):
        return False
    lasting = Q(period__endswith=None) | Q(period__endswith__gt=by.now())
    grants = RoleGrant.objects.filter(lasting, user=person, period__isempty=False)
    return all(
        _administers(by, grant.jurisdiction) for grant in grants.select_related("jurisdiction")
    )


def _is(by: Actor, person: User) -> bool:
    return by.kind is ActorKind.PERSON and by.id == person.id


@permission(
    en="Only an administrator adds people to the service.",
    fa="فقط مدیر سامانه می‌تواند کسی را به سامانه بیفزاید.",
    do_en="Ask the administrator of your area.",
    do_fa="از مدیر سامانه در محدودهٔ خود بخواهید.",
)
def may_add_people(by: Actor, _nobody_yet: None) -> bool:
    if by.kind is ActorKind.SYSTEM:
        return True
    return may_reach(by, Scope.PEOPLE_WRITE) and bool(by.areas(ADMINISTRATOR))


@permission(
    en="A person is managed by an administrator of every area in which they hold a role.",
    fa="تنها مدیر سامانه‌ای که بر همهٔ محدوده‌های مسئولیت این شخص اختیار دارد، می‌تواند او را مدیریت کند.",
    do_en="Ask an administrator of the wider area.",
    do_fa="از مدیر سامانهٔ محدودهٔ بالادست بخواهید.",
)
def may_manage_person(by: Actor, person: User) -> bool:
    return _administers_all_of(by, person)


@permission(
    en="Who works here is shown to those responsible for the area.",
    fa="فهرست کارکنان تنها به مسئولان همین محدوده نشان داده می‌شود.",
    do_en="Ask the commander or the administrator of the area.",
    do_fa="از فرمانده یا مدیر سامانهٔ محدوده بپرسید.",
)
def may_read_people(by: Actor, place: Jurisdiction | None) -> bool:
    """Those of one area, or without it of any: ``User.objects.visible_to`` says then whom."""
    if by.kind is ActorKind.SYSTEM:
        return True
    over = by.areas(READERS) if place is None else place.ancestors
    return may_reach(by, Scope.PEOPLE_READ) and by.holds(READERS, over)


@permission(
    en="Only an administrator of the area gives roles in it.",
    fa="فقط مدیر سامانهٔ هر محدوده در آن نقش می‌دهد.",
    do_en="Ask the administrator of that area.",
    do_fa="از مدیر سامانهٔ آن محدوده بخواهید.",
)
def may_grant_role(by: Actor, place: Jurisdiction) -> bool:
    return _administers(by, place)


@permission(
    en="To somebody who has or had a role, only an administrator of one of their areas gives another.",
    fa="به کسی که نقشی دارد یا داشته است، تنها مدیر سامانهٔ یکی از محدوده‌های خود او نقش دیگری می‌دهد.",
    do_en="Ask the administrator of that person's area, or of a wider area that covers both.",
    do_fa="از مدیر سامانهٔ محدودهٔ آن شخص یا محدودهٔ بالادستی که هر دو را در بر می‌گیرد بخواهید.",
)
def may_give_role_to(by: Actor, person: User) -> bool:
    """One's own people, or somebody new: a role given by a stranger would show the stranger the
    private phone, and take the person away from the administrator who answers for them.

    The areas of the roles held now or later count; where all have ended, those they were held in.
    """
    if by.kind is ActorKind.SYSTEM:
        return True
    if not may_reach(by, Scope.PEOPLE_WRITE) or not by.areas(ADMINISTRATOR):
        return False
    held = list(RoleGrant.objects.filter(user=person).select_related("jurisdiction"))
    lasting = [grant for grant in held if role_has_not_ended(grant, by.now())]
    return not held or any(_administers(by, grant.jurisdiction) for grant in lasting or held)


@permission(
    en="Only an administrator of the area ends roles in it.",
    fa="فقط مدیر سامانهٔ هر محدوده به نقش‌های آن پایان می‌دهد.",
    do_en="Ask the administrator of that area.",
    do_fa="از مدیر سامانهٔ آن محدوده بخواهید.",
)
def may_end_role(by: Actor, grant: RoleGrant) -> bool:
    return _administers(by, grant.jurisdiction)


@permission(
    en="Only a person who administers every area of the owner issues a token; a program never does.",
    fa="توکن را تنها مدیر سامانه‌ای صادر می‌کند که بر همهٔ محدوده‌های صاحب آن اختیار دارد؛ هیچ برنامه‌ای توکن صادر نمی‌کند.",
    do_en="Ask an administrator of the wider area.",
    do_fa="از مدیر سامانهٔ محدودهٔ بالادست بخواهید.",
)
def may_issue_token(by: Actor, person: User) -> bool:
    return by.kind is not ActorKind.PROGRAM and _administers_all_of(by, person)


@permission(
    en="A token is revoked by its owner or by an administrator of the owner's areas.",
    fa="توکن را صاحب آن یا مدیر سامانهٔ محدوده‌های او باطل می‌کند.",
    do_en="Ask the administrator of that area.",
    do_fa="از مدیر سامانهٔ آن محدوده بخواهید.",
)
def may_revoke_token(by: Actor, token: ApiToken) -> bool:
    return _is(by, token.user) or _administers_all_of(by, token.user)


@permission(
    en="Whose programs hold which tokens is shown to the owner and to administrators of the owner's areas.",
    fa="توکن‌ها را تنها صاحب آن‌ها و مدیر سامانهٔ محدوده‌های او می‌بینند.",
    do_en="Ask the administrator of that area.",
    do_fa="از مدیر سامانهٔ آن محدوده بخواهید.",
)
def may_read_tokens(by: Actor, person: User) -> bool:
    return _is(by, person) or _administers_all_of(by, person)


@permission(
    en="People sign out themselves; an administrator of all their areas may do it for them.",
    fa="هر کس خودش از سامانه خارج می‌شود؛ مدیر سامانهٔ همهٔ محدوده‌های او نیز می‌تواند او را خارج کند.",
    do_en="Ask the administrator of that area.",
    do_fa="از مدیر سامانهٔ آن محدوده بخواهید.",
)
def may_sign_out(by: Actor, person: User) -> bool:
    return _is(by, person) or _administers_all_of(by, person)


@permission(
    en="People change their own password and second factor, nobody else's.",
    fa="هر کس فقط گذرواژه و عامل دوم خودش را تغییر می‌دهد.",
    do_en="An administrator can reset them.",
    do_fa="مدیر سامانه می‌تواند آن‌ها را بازنشانی کند.",
)
def may_change_sign_in(by: Actor, person: User) -> bool:
    return _is(by, person)


@permission(
    en="Password and second factor are reset by another person, an administrator of all areas of their owner.",
    fa="بازنشانی گذرواژه و عامل دوم تنها به دست شخص دیگری انجام می‌شود که مدیر سامانهٔ همهٔ محدوده‌های صاحب آن است.",
    do_en="Ask an administrator of the wider area.",
    do_fa="از مدیر سامانهٔ محدودهٔ بالادست بخواهید.",
)
def may_reset_sign_in(by: Actor, person: User) -> bool:
    return (
        by.kind is not ActorKind.PROGRAM and by.id != person.id and _administers_all_of(by, person)
    )


@permission(
    en="Only the person themself signs in, and only while active.",
    fa="فقط خود شخص، و تا زمانی که فعال است، می‌تواند وارد شود.",
    do_en="Ask an administrator whether the account is active.",
    do_fa="از مدیر سامانه بپرسید که حساب فعال است یا نه.",
)
def may_sign_in(by: Actor, person: User) -> bool:
    return _is(by, person) and person.is_active


@permission(
    en="Only the service itself notes a sign-in that failed.",
    fa="ورود ناموفق را فقط خود سامانه ثبت می‌کند.",
)
def may_note_failed_sign_in(by: Actor, _person: User) -> bool:
    return by.kind is ActorKind.SYSTEM


@permission(
    en="Pages are opened by people and programs with a role in the service.",
    fa="صفحه‌ها را تنها کسانی باز می‌کنند که در سامانه نقشی دارند.",
    do_en="Ask the administrator of your area for a role.",
    do_fa="از مدیر سامانهٔ محدودهٔ خود نقش بگیرید.",
)
def may_open_page(by: Actor, _subject: object) -> bool:
    """The page's own query judges whether its subject is visible; this only needs to know who."""
    return by.id is not None and bool(by.grants)


@permission(
    en="The words of a reason are erased by an administrator of the area, never by whoever wrote them.",
    fa="متن دلیل را مدیر سامانهٔ محدوده پاک می‌کند و هرگز خود نویسندهٔ آن.",
    do_en="Ask an administrator of that area; where an entry belongs to no area, of the widest.",
    do_fa="از مدیر سامانهٔ آن محدوده بخواهید و اگر ثبت به محدوده‌ای تعلق ندارد، از مدیر بالاترین محدوده.",
)
def may_erase_reason(by: Actor, entry: Entry) -> bool:
    """What belongs to no area belongs to all: then the actor administers every outermost one."""
    if entry.actor is not None and entry.actor == by.id:
        return False
    around = Jurisdiction.objects.filter(Q(pk=entry.area) if entry.area else Q(parent=None))
    places = list(around)
    return bool(places) and all(_administers(by, place) for place in places)


@rule(
    en="An erasure names its legal basis.",
    fa="پاک‌کردن متن دلیل باید مبنای قانونی داشته باشد.",
    do_en="Write the law, the order or the request it follows, without the words to be erased.",
    do_fa="قانون، دستور یا درخواستی را که مبنای آن است بنویسید، بی آنکه متن پاک‌شدنی را تکرار کنید.",
)
def erasure_names_its_basis(why: str) -> bool:
    return bool(why.strip())


@rule(
    en="This entry gives no reason that could be erased.",
    fa="این ثبت دلیلی ندارد که پاک شود.",
    do_en="Look at the timeline again for the entry that is meant.",
    do_fa="ثبت موردنظر را دوباره در روند بیابید.",
)
def entry_gives_a_reason(entry: Entry) -> bool:
    return entry.reason_id is not None


@rule(
    en="The words of this reason are erased already.",
    fa="متن این دلیل پیش‌تر پاک شده است.",
    do_en="The timeline says by whom, when and on which basis.",
    do_fa="روند نشان می‌دهد چه کسی، چه زمانی و بر چه مبنایی آن را پاک کرده است.",
)
def reason_is_not_erased(reason: Reason) -> bool:
    return reason.erased_at is None


@rule(
    en="Nobody gives a role to themselves.",
    fa="هیچ‌کس نمی‌تواند به خودش نقش بدهد.",
    do_en="Ask another administrator.",
    do_fa="از مدیر دیگری بخواهید.",
)
def nobody_grants_a_role_to_themselves(by: Actor, user: UUID) -> bool:
    return by.id != user


@rule(
    en="This person's account is not active.",
    fa="حساب این شخص فعال نیست.",
    do_en="Activate it first.",
    do_fa="نخست حساب را فعال کنید.",
)
def person_is_active(person: User) -> bool:
    return person.is_active


@rule(
    en="This person's account is already active.",
    fa="حساب این شخص هم‌اکنون فعال است.",
    do_en="Look at the person again.",
    do_fa="صفحهٔ این شخص را دوباره ببینید.",
)
def person_is_inactive(person: User) -> bool:
    return not person.is_active


@rule(
    en="A role begins now or later, not in the past: nobody is given power backwards.",
    fa="نقش از اکنون یا پس از آن آغاز می‌شود؛ اختیار به گذشته داده نمی‌شود.",
    do_en="Choose a beginning that is not over.",
    do_fa="زمان آغازی برگزینید که نگذشته باشد.",
)
def role_is_not_backdated(since: datetime, now: datetime) -> bool:
    return since >= now


@rule(
    en="A role ends after it begins.",
    fa="پایان نقش پس از آغاز آن است.",
    do_en="Choose a later end.",
    do_fa="زمان پایان دیرتری برگزینید.",
)
def role_ends_after_it_begins(since: datetime, until: datetime | None) -> bool:
    return until is None or until > since


@rule(
    en="This role has already ended.",
    fa="این نقش پیش‌تر پایان یافته است.",
    do_en="Look at the list again.",
    do_fa="فهرست را دوباره ببینید.",
)
def role_has_not_ended(grant: RoleGrant, now: datetime) -> bool:
    return not grant.period.isempty and (grant.period.upper is None or grant.period.upper > now)


@rule(
    en="This token was already revoked.",
    fa="این توکن پیش‌تر باطل شده است.",
    do_en="Look at the list again.",
    do_fa="فهرست را دوباره ببینید.",
)
def token_is_not_revoked(token: ApiToken) -> bool:
    return token.revoked_at is None


@rule(
    en="A token is valid for a year at most.",
    fa="هر توکن حداکثر یک سال اعتبار دارد.",
    do_en="Choose an earlier end; issue a new one before it ends.",
    do_fa="پایان زودتری برگزینید و پیش از آن توکن تازه صادر کنید.",
)
def token_lives_at_most_a_year(issued_at: datetime, expires_at: datetime) -> bool:
    return expires_at - issued_at <= LONGEST_TOKEN


scope_is_known = input_rule(
    "scope_is_known",
    en="There is no scope “{scope}”.",
    fa="دامنه‌ای با نام «{scope}» نیست.",
    do_en="Scopes are: {known}.",
    do_fa="دامنه‌ها: {known}.",
)
operation_id_is_a_uuid = input_rule(
    "operation_id_is_a_uuid",
    en="The operation id is not a UUID.",
    fa="شناسهٔ عملیات UUID نیست.",
    do_en="Send a fresh UUID with each new operation, and the same one when you repeat it.",
    do_fa="با هر عملیات تازه یک UUID تازه بفرستید و در تکرار همان را.",
)
password_is_strong = input_rule(
    "password_is_strong",
    en="This password is too easy to guess. {reasons}",
    fa="این گذرواژه به‌آسانی حدس زده می‌شود. {reasons}",
    do_en="Choose a long one, such as four unrelated words.",
    do_fa="گذرواژهٔ بلندی برگزینید؛ مانند چهار واژهٔ بی‌ربط.",
)
constraint(
    "personnel_number_is_used_once",
    en="This personnel number already belongs to someone.",
    fa="این شمارهٔ پرسنلی از آنِ شخص دیگری است.",
    do_en="Search for the person first.",
    do_fa="نخست شخص را جست‌وجو کنید.",
)
constraint(
    "personnel_number_is_plain",
    en="A personnel number has 3 to 30 Latin letters, digits, dots or dashes.",
    fa="شمارهٔ پرسنلی ۳ تا ۳۰ حرف لاتین، رقم، نقطه یا خط تیره است.",
    do_en="Type it as it stands on the service card.",
    do_fa="آن را همان‌گونه که روی کارت شناسایی آمده بنویسید.",
)
constraint(
    "person_has_a_name",
    en="A person has a name in at least one of the two languages.",
    fa="نام شخص دست‌کم به یکی از دو زبان لازم است.",
    do_en="Type the name.",
    do_fa="نام را بنویسید.",
)
phone_is_international = constraint(
    "phone_is_international",
    en="A phone number is kept with its country code.",
    fa="شمارهٔ تلفن با کد کشور نگه‌داری می‌شود.",
    do_en="Type it as +98 912 345 6789.",
    do_fa="آن را مانند ‎+۹۸ ۹۱۲ ۳۴۵ ۶۷۸۹ بنویسید.",
)
constraint(
    "role_held_once_at_a_time",
    en="This person already holds that role there in that period.",
    fa="این شخص در این بازه همین نقش را در همین محدوده دارد.",
    do_en="End the present one first, or choose another period.",
    do_fa="نخست به نقش کنونی پایان دهید یا بازهٔ دیگری برگزینید.",
)
constraint(
    "role_begins_some_time",
    en="A role has a beginning.",
    fa="هر نقش زمان آغاز دارد.",
    do_en="Choose when it begins.",
    do_fa="زمان آغاز را برگزینید.",
)
constraint(
    "token_is_like_no_other",
    en="This token exists already.",
    fa="این توکن از پیش هست.",
    do_en="Make a new one.",
    do_fa="توکن تازه‌ای بسازید.",
)
constraint(
    "token_expires_after_it_is_issued",
    en="A token expires after it is issued.",
    fa="اعتبار توکن پس از صدور آن پایان می‌یابد.",
    do_en="Choose a later end.",
    do_fa="زمان پایان دیرتری برگزینید.",
)
constraint(
    "token_has_a_scope",
    en="A token names at least one thing it may do.",
    fa="توکن دست‌کم یک کار مجاز را نام می‌برد.",
    do_en="Choose a scope.",
    do_fa="دامنه‌ای برگزینید.",
)

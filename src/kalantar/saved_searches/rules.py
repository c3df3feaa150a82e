"""Who may keep, share and change a saved search, and what it may hold."""

from collections.abc import Mapping

from kalantar.cases.lifecycle import LEADERS
from kalantar.cases.narrowing import narrowing_of
from kalantar.cases.rules import LISTS_OF
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.kernel.text import has_long_number
from kalantar.people.roles import DESK
from kalantar.places.models import Jurisdiction
from kalantar.saved_searches.models import SavedSearch

LONGEST_NAME, MOST = 60, 50


@permission(
    en="A search is saved by who works with files, and shared by who works at that station.",
    fa="جست‌وجو را کسی ذخیره می‌کند که با پرونده‌ها کار می‌کند و کسی به اشتراک می‌گذارد که در همان کلانتری کار می‌کند.",
    do_en="Save it for yourself, or ask the station’s desk.",
    do_fa="آن را برای خود ذخیره کنید یا از میز پذیرش همان کلانتری بخواهید.",
)
def may_keep_search(by: Actor, shared_with: Jurisdiction | None) -> bool:
    if by.kind is not ActorKind.PERSON:
        return False
    if shared_with is None:
        return bool(by.areas(LISTS_OF))
    return by.holds(DESK, shared_with.ancestors)


@permission(
    en="A saved search is changed by its owner; a shared one also by the station’s chief.",
    fa="جست‌وجوی ذخیره‌شده را صاحب آن تغییر می‌دهد؛ جست‌وجوی مشترک را رئیس کلانتری هم.",
    do_en="Ask one of them, or save another one.",
    do_fa="از یکی از آنان بخواهید یا جست‌وجوی دیگری ذخیره کنید.",
)
def may_change_search(by: Actor, search: SavedSearch) -> bool:
    if by.kind is not ActorKind.PERSON:
        return False
    shared = search.shared_with
    return by.id == search.owner_id or (shared is not None and by.holds(LEADERS, shared.ancestors))


@rule(
    en="A saved search holds nobody’s name or number: only what a list is narrowed to.",
    fa="در جست‌وجوی ذخیره‌شده نام یا شمارهٔ کسی نیست؛ تنها آنچه فهرست را محدود می‌کند در آن می‌آید.",
    do_en="Look for a person each time anew; leave numbers out of its name.",
    do_fa="شخص را هر بار از نو جست‌وجو کنید و شماره را در نام آن ننویسید.",
)
def saved_search_names_nobody(name: str, words: Mapping[str, str]) -> bool:
    return narrowing_of(words) is not None and not has_long_number(name)


@rule(
    en="A saved search has a name of at most sixty letters.",
    fa="جست‌وجوی ذخیره‌شده نامی با حداکثر شصت نویسه دارد.",
    do_en="Write in a few words what it shows.",
    do_fa="در چند کلمه بنویسید چه نشان می‌دهد.",
)
def saved_search_has_a_short_name(name: str) -> bool:
    return 0 < len(name.strip()) <= LONGEST_NAME


@rule(
    en="Fifty searches are saved already.",
    fa="هم‌اکنون پنجاه جست‌وجو ذخیره شده است.",
    do_en="Delete one you no longer need.",
    do_fa="یکی را که دیگر لازم ندارید حذف کنید.",
)
def saved_searches_are_few_enough(kept: int) -> bool:
    """Of one owner, before another is kept."""
    return kept < MOST


constraint(
    "search_has_a_name_of_its_own",
    en="You have a saved search of this name already.",
    fa="جست‌وجوی دیگری از شما همین نام را دارد.",
    do_en="Choose another name, or delete that one first.",
    do_fa="نام دیگری برگزینید یا نخست آن را حذف کنید.",
)

"""Who answers for property held, and what may not happen to it. Who takes it in is who handles the file."""

from datetime import datetime

from kalantar.cases.lifecycle import LEADERS
from kalantar.cases.models import Party
from kalantar.custody.models import HandedTo, Item, ItemKind
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.people.roles import DESK
from kalantar.places.models import Jurisdiction

LONGEST = 500  # letters of what is written about an item


def _works_at(by: Actor, station: Jurisdiction) -> bool:
    return by.kind is not ActorKind.PROGRAM and by.holds(DESK, station.ancestors)


@permission(
    en="This item is in the hands of the station that holds it.",
    fa="اختیار این مال با کلانتریِ نگهدارندهٔ آن است.",
    do_en="Ask the desk or the chief of that station.",
    do_fa="از میز پذیرش یا رئیس همان کلانتری بخواهید.",
)
def may_keep_item(by: Actor, item: Item) -> bool:
    return _works_at(by, item.station)


@permission(
    en="This item is received by the station it was sent to.",
    fa="این مال را کلانتریِ مقصد دریافت می‌کند.",
    do_en="Wait until they have it in hand.",
    do_fa="منتظر بمانید تا به دستشان برسد.",
)
def may_receive_item(by: Actor, item: Item) -> bool:
    """Of one that is not on the way: whoever holds it, to whom its state then says so."""
    return _works_at(by, item.next_station or item.station)


@permission(
    en="That an item was destroyed is confirmed by the chief of the station or a commander.",
    fa="معدوم‌شدن مال را رئیس کلانتری یا فرمانده تأیید می‌کند.",
    do_en="Ask one of them.",
    do_fa="از یکی از آنان بخواهید.",
)
def may_destroy_item(by: Actor, item: Item) -> bool:
    return by.kind is not ActorKind.PROGRAM and by.holds(LEADERS, item.station.ancestors)


@rule(
    en="An item has one of the kinds there are, and words that say what it is.",
    fa="هر مال یکی از انواع شناخته‌شده است و شرحی دارد.",
    do_en="Choose the kind, and describe it in at most 500 letters.",
    do_fa="نوع را برگزینید و آن را در حداکثر ۵۰۰ حرف شرح دهید.",
)
def item_is_described(kind: str, *words: str) -> bool:
    """``words``: the description, then what may be empty."""
    return kind in ItemKind.values and bool(words[0]) and all(len(one) <= LONGEST for one in words)


@rule(
    en="It says from which party an item was taken, or where it was found.",
    fa="باید معلوم باشد مال از کدام طرف گرفته شده یا کجا پیدا شده است.",
    do_en="Choose the party, or write where it was found.",
    do_fa="طرف پرونده را برگزینید یا محل پیدا شدن را بنویسید.",
)
def item_says_where_it_is_from(party: Party | None, found_at: str) -> bool:
    return party is not None or bool(found_at)


@rule(
    en="What is held has a place in the store.",
    fa="مالِ نگهداری‌شده باید جای معینی در انبار داشته باشد.",
    do_en="Write the store, and the shelf if there is one; at most 100 letters each.",
    do_fa="انبار و در صورت وجود قفسه را بنویسید؛ هر کدام حداکثر ۱۰۰ حرف.",
)
def place_is_named(store: str, shelf: str) -> bool:
    return 0 < len(store) <= 100 and len(shelf) <= 100


@rule(
    en="Who is handed an item, in which capacity and what for, is written down.",
    fa="باید نوشته شود مال به چه کسی، با چه سمتی و برای چه کاری داده می‌شود.",
    do_en="Fill in all three.",
    do_fa="هر سه را بنویسید.",
)
def hand_out_is_complete(holder: str, to_whom: str, why: str) -> bool:
    said = 0 < len(to_whom) <= LONGEST and 0 < len(why) <= LONGEST
    return holder in HandedTo.values and said


@rule(
    en="The day an item is expected back is still to come.",
    fa="روز بازگشت مال باید پس از امروز باشد.",
    do_en="Correct the day.",
    do_fa="تاریخ را درست کنید.",
)
def return_day_is_to_come(due_back_at: datetime, now: datetime) -> bool:
    return due_back_at > now


@rule(
    en="Whoever receives an item is named, was identified, and has signed for it.",
    fa="گیرندهٔ مال باید معلوم باشد، هویتش احراز شده باشد و رسید را امضا کرده باشد.",
    do_en="Write the name and what they showed; print the receipt and let them sign it.",
    do_fa="نام و مدرک شناسایی را بنویسید؛ رسید را چاپ کنید تا امضا کند.",
)
def return_names_who_received_it(to_whom: str, identified: str, signed: bool) -> bool:
    return 0 < len(to_whom) <= LONGEST and 0 < len(identified) <= LONGEST and signed


@rule(
    en="Destroying an item names the order or the law it rests on.",
    fa="معدوم‌سازی باید به دستور قضایی یا مادهٔ قانونی معینی مستند باشد.",
    do_en="Write the number and day of the order, or the article.",
    do_fa="شماره و تاریخ دستور یا مادهٔ قانون را بنویسید.",
)
def destruction_names_its_basis(basis: str) -> bool:
    return 0 < len(basis) <= LONGEST


@rule(
    en="The file of this item is at the same station.",
    fa="پروندهٔ این مال در همین کلانتری است.",
    do_en="Refer the file first; its property follows it.",
    do_fa="نخست پرونده را ارجاع دهید؛ اموال در پی آن می‌رود.",
)
def file_went_to_another_station(item: Item) -> bool:
    return item.case.jurisdiction_id != item.station_id


constraint(
    "item_label_is_one_items",
    en="Another item of the file has this label.",
    fa="مال دیگری در این پرونده همین برچسب را دارد.",
    do_en="Try again: the next number is taken.",
    do_fa="دوباره تلاش کنید تا شمارهٔ بعدی داده شود.",
)
constraint(
    "item_is_in_one_place",
    en="An item is in the store, with whom it was handed to, or on the way; never in two places.",
    fa="هر مال یا در انبار است، یا نزد امانت‌گیرنده، یا در راه؛ هرگز در دو جا نیست.",
    do_en="Look at it again, and say where it is.",
    do_fa="آن را دوباره ببینید و بگویید کجاست.",
)
constraint(
    "only_what_is_out_is_due_back",
    en="Only what was handed out is expected back.",
    fa="فقط مالی که امانت داده شده موعد بازگشت دارد.",
    do_en="Hand it out first.",
    do_fa="نخست آن را امانت دهید.",
)
constraint(
    "item_is_at_least_one_thing",
    en="An item is one thing at least.",
    fa="تعداد هر مال دست‌کم یک است.",
    do_en="Correct the count.",
    do_fa="تعداد را درست کنید.",
)
constraint(
    "item_moves_once_at_a_time",
    en="Somebody else moved this item a moment ago.",
    fa="همین حالا فرد دیگری این مال را جابه‌جا کرده است.",
    do_en="Look at its chain again.",
    do_fa="زنجیرهٔ نگهداری را دوباره ببینید.",
)
constraint(
    "chain_begins_with_taking_in",
    en="The chain of an item begins when it is taken in, and only then.",
    fa="زنجیرهٔ نگهداری با تحویل گرفتن مال آغاز می‌شود و فقط با آن.",
    do_en="Take it in first.",
    do_fa="نخست آن را تحویل بگیرید.",
)
constraint(
    "chain_has_no_gap",
    en="Each movement of an item follows the one before.",
    fa="هر جابه‌جایی مال در پی جابه‌جایی پیشین است.",
    do_en="Look at its chain again.",
    do_fa="زنجیرهٔ نگهداری را دوباره ببینید.",
)
constraint(
    "item_is_handed_out_once",
    en="What is not in the store is not handed out.",
    fa="مالی که در انبار نیست امانت داده نمی‌شود.",
    do_en="It is brought back first.",
    do_fa="نخست باید بازگردانده شود.",
)
constraint(
    "chain_is_never_changed",
    en="The chain of custody is never changed or removed.",
    fa="زنجیرهٔ نگهداری هرگز تغییر نمی‌کند و پاک نمی‌شود.",
    do_en="Record what is right as a new movement.",
    do_fa="آنچه درست است را به‌صورت جابه‌جایی تازه ثبت کنید.",
)
constraint(
    "destroyed_by_two_people",
    en="An item is destroyed by two different people: who proposed it does not confirm it.",
    fa="معدوم‌سازی کار دو نفر است؛ پیشنهاددهنده خودش آن را تأیید نمی‌کند.",
    do_en="Ask another chief or commander to confirm it.",
    do_fa="از رئیس یا فرماندهٔ دیگری بخواهید تأیید کند.",
)

"""What may not happen to the catalogues."""

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any, Protocol

from kalantar.catalogue.capabilities import Capability, UnitKind
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction


class Offered(Protocol):
    """A row that may have been retired."""

    @property
    def retired_at(self) -> datetime | None: ...


@permission(
    en="Only an administrator of the whole service edits its catalogues.",
    fa="فهرست‌های پایه را فقط مدیر سامانه در سطح کل خدمت ویرایش می‌کند.",
    do_en="Ask an administrator of the whole service.",
    do_fa="از مدیر سامانه در سطح کل خدمت بخواهید.",
)
def may_edit_catalogue(by: Actor, row: Any) -> bool:
    """A person, administrator over a root of the tree of areas: a catalogue holds for all below."""
    if by.kind is not ActorKind.PERSON:
        return by.kind is ActorKind.SYSTEM
    held = by.areas({Role.ADMINISTRATOR})
    return bool(held) and Jurisdiction.objects.filter(parent=None, pk__in=held).exists()


@rule(
    en="A row needs its words in both languages.",
    fa="هر ردیف باید به هر دو زبان نوشته شود.",
    do_en="Fill in the Persian and the English words.",
    do_fa="متن فارسی و انگلیسی هر دو را بنویسید.",
)
def row_is_said_in_both_languages(fa: str, en: str) -> bool:
    return bool(fa.strip() and en.strip())


@rule(
    en="A code is 2 to 40 small Latin letters, digits and underscores, beginning with a letter.",
    fa="کد از ۲ تا ۴۰ حرف کوچک لاتین، رقم و خط زیر است و با حرف آغاز می‌شود.",
    do_en="Write it like “car_theft”.",
    do_fa="آن را مانند car_theft بنویسید.",
)
def code_is_plain(code: str) -> bool:
    return re.fullmatch(r"[a-z][a-z0-9_]{1,39}", code) is not None


@rule(
    en="A type can only ask for capabilities and kinds of unit that exist.",
    fa="نوع رخداد فقط می‌تواند توانایی‌ها و گونه‌های شناخته‌شدهٔ یگان را بخواهد.",
    do_en="Choose them from the list.",
    do_fa="آن‌ها را از فهرست برگزینید.",
)
def type_asks_for_what_exists(capabilities: Collection[str], unit_kinds: Collection[str]) -> bool:
    return set(capabilities) <= set(Capability) and set(unit_kinds) <= set(UnitKind.values)


@rule(
    en="This row is no longer offered.",
    fa="این ردیف دیگر عرضه نمی‌شود.",
    do_en="Choose another one from the list.",
    do_fa="ردیف دیگری از فهرست برگزینید.",
)
def catalogue_row_is_offered(row: Offered) -> bool:
    return row.retired_at is None


@rule(
    en="This row is offered already.",
    fa="این ردیف هم‌اکنون عرضه می‌شود.",
    do_en="There is nothing to restore.",
    do_fa="نیازی به بازگرداندن نیست.",
)
def catalogue_row_is_retired(row: Offered) -> bool:
    return row.retired_at is not None


@rule(
    en="Nothing was changed.",
    fa="چیزی تغییر نکرده است.",
    do_en="Change something first, or leave the form.",
    do_fa="نخست چیزی را تغییر دهید یا از فرم بیرون بروید.",
)
def catalogue_change_changes_something(changed: Collection[str]) -> bool:
    return bool(changed)


constraint(
    "type_code_is_used_once",
    en="Another type of incident has this code.",
    fa="نوع رخداد دیگری همین کد را دارد.",
    do_en="Choose another code, or restore the retired type.",
    do_fa="کد دیگری برگزینید یا نوع کنارگذاشته‌شده را بازگردانید.",
)
constraint(
    "disposition_code_is_used_once",
    en="Another disposition has this code.",
    fa="نتیجهٔ دیگری همین کد را دارد.",
    do_en="Choose another code, or restore the retired one.",
    do_fa="کد دیگری برگزینید یا نتیجهٔ کنارگذاشته‌شده را بازگردانید.",
)
constraint(
    "reason_code_is_used_once",
    en="Another reason has this code.",
    fa="دلیل دیگری همین کد را دارد.",
    do_en="Choose another code, or restore the retired one.",
    do_fa="کد دیگری برگزینید یا دلیل کنارگذاشته‌شده را بازگردانید.",
)
constraint(
    "question_code_is_used_once",
    en="Another question of this type has this code.",
    fa="پرسش دیگری از همین نوع همین کد را دارد.",
    do_en="Choose another code, or restore the retired question.",
    do_fa="کد دیگری برگزینید یا پرسش کنارگذاشته‌شده را بازگردانید.",
)
constraint(
    "question_has_its_own_place",
    en="Another question of this type stands at this place.",
    fa="پرسش دیگری از همین نوع در همین جایگاه است.",
    do_en="Choose another place in the order.",
    do_fa="جایگاه دیگری در ترتیب برگزینید.",
)
constraint(
    "only_a_yes_raises_priority",
    en="Only a yes-or-no question can raise the priority, and only to 1 … 5.",
    fa="فقط پاسخ پرسش بله/خیر می‌تواند اولویت را بالا ببرد، آن هم تا یکی از اولویت‌های ۱ تا ۵.",
    do_en="Make it a yes-or-no question, or let it raise nothing.",
    do_fa="آن را به پرسش بله/خیر تبدیل کنید یا اثرش را بر اولویت بردارید.",
)
constraint(
    "type_priority_is_one_to_five",
    en="A priority is 1 (life in danger) to 5 (no hurry).",
    fa="اولویت از ۱ (خطر جانی) تا ۵ (غیرفوری) است.",
    do_en="Choose one of the five.",
    do_fa="یکی از این پنج را برگزینید.",
)
constraint(
    "type_sends_a_unit",
    en="A type sends 1 to 20 units.",
    fa="برای هر نوع رخداد ۱ تا ۲۰ یگان فرستاده می‌شود.",
    do_en="Enter a number from 1 to 20.",
    do_fa="عددی از ۱ تا ۲۰ بنویسید.",
)

"""Persian text that nobody read twice is noticed; good Persian is left in peace."""

import pytest

from kalantar.kernel.text.smells import smells


@pytest.mark.parametrize(
    "text",
    [
        "یگان به رخداد اعزام شد.",
        "این واحد هم‌اکنون روی رخداد دیگری است.",
        "می‌توانید پس از چند دقیقه دوباره تلاش کنید.",
        "شمارهٔ تلفن را با پیش‌شماره بنویسید؛ مانند ۰۲۱۸۸۷۷۶۶۵۵.",
        "{unit} به رخداد {number} رفت ({minutes} دقیقه).",
        "%(count)s تماس در صف است.",
        "دستور `./kalantar city import x.osm.pbf` را اجرا کنید.",
        "درگاه دیگری برگزینید: --port 8001 یا --host 127.0.0.1",
        "نخست آن را با osmium ببُرید؛ نام فایل به ‎.osm.pbf ختم می‌شود.",
        "قبلاً بسته شده است.",
        "نمایش را با ./kalantar demo آغاز کنید.",
        "خانه‌ای در این نشانی نیست.",
        "",
    ],
)
def test_good_persian_has_no_smell(text: str) -> None:
    assert list(smells(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "كلانتري",
        "علي آمد",
        "کلانتری 12",
        "یگان اعزام می شود.",
        "یگان ها در راه‌اند.",
        "این راه نزدیک تر است.",
        "خانه ای دیگر",
        "خانه‌ی شما",
        "یگان آزاد است .",
        "یگان,رخداد",
        "نخست،دوم",
        'دکمهٔ "اعزام" را بزنید',
        "صبر کنید...",
        "یگان آزاد می‌باشد.",
        "لطفا صبر کنید.",
        "کار‌ها",
        "دو  فاصله",
        "پنهان\u202b",
    ],
)
def test_bad_persian_is_noticed(text: str) -> None:
    assert list(smells(text))

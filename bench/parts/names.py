"""Names as often as people bear them, and how some are written in Latin letters.

Given names with how many of ten thousand people bear them: the head of a count over one register,
https://github.com/nabidam/persian-names, ``names_1.csv`` (“%GT Count of id”), made of
http://rastan.parsiblog.com/posts/271; 75 % of that register, the others are left out here.

Family names by rank: the first twenty in the order of Iran's civil registration organization, which
counted 960,505 people named Mohammadi, 661,824 Hosseini and 614,399 Ahmadi
(https://www.nasim.news, no. 2384628, 2025); the next thirteen stand in its list of thirty
(https://www.asriran.com/fa/news/1081825, 2025). The others are names as they occur, in no counted order.
Beyond the third rank nothing is published: ``bearers`` goes on as 1/rank^0.6, by which these names are
a third of all people, and the other two thirds bear names made of two parts (``rare``).
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

GIVEN = """
فاطمه 623, زهرا 442, علی 256, محمد 248, مریم 226, مهدی 194, حسین 192, علیرضا 147, محمدرضا 134,
معصومه 132, زینب 119, رضا 113, امیرحسین 100, محمدحسین 88, مرضیه 86, ابوالفضل 85, حسن 82,
محسن 77, محمدمهدی 72, صدیقه 70, زهره 70, لیلا 69, احمد 66, طاهره 63, عباس 63, اعظم 63, سمیه 63,
سعید 60, محمدعلی 54, سکینه 54, رقیه 53, مرتضی 53, ریحانه 52, نرگس 51, مصطفی 51, خدیجه 50,
مجید 49, محمدجواد 49, مهدیه 48, مجتبی 45, الهام 44, محمود 44, حمیدرضا 43, اکرم 43, حمید 43,
جواد 42, محدثه 41, راضیه 40, بتول 39, طیبه 37, محبوبه 35, ابراهیم 35, فائزه 34, امیرمحمد 34,
محمدامین 34, عصمت 33, الهه 33, سجاد 33, امیرعلی 32, غلامرضا 31, کبری 31, امیر 31, مسعود 30,
سارا 30, علی_اکبر 29, فرزانه 29, هادی 29, نجمه 28, اکبر 27, محمدحسن 27, مبینا 26, علی_اصغر 26,
عاطفه 25, احسان 25, سمانه 24, ملیحه 24, حامد 24, صغری 24, سیدعلی 23, امیررضا 23, مائده 23,
امین 23, رسول 23, مینا 22, مهسا 22, مهناز 22, هانیه 22, حمیده 22, فرشته 22, سیدمحمد 21,
اسماعیل 21, ناهید 21, فهیمه 21, نسرین 21, سمیرا 20, اشرف 20, احمدرضا 19, کوثر 19, فریبا 19,
فاطمه_زهرا 19, اصغر 19, فاطمه_سادات 19, مهری 18, هاجر 18, میثم 18, وحید 17, افسانه 17,
میلاد 17, داود 17, ربابه 17, نازنین_زهرا 17, سعیده 17, ناصر 17, سحر 16, روح_اله 16, امید 16,
علی_رضا 16, مهین 16, آمنه 16, سیدحسین 15, منصوره 15, حدیث 15, محمدصادق 15, سهیلا 15,
محمدطاها 15, نرجس 15, مطهره 15, قاسم 15, سیدمهدی 14, ندا 14, عرفان 14, مژگان 14, پروین 14,
عزت 14, صادق 14, فریده 14, یوسف 14, پریسا 14, شهناز 13, امیرمهدی 13, امیرعباس 13, ایمان 13,
جعفر 13, آرزو 13, شهربانو 13, ام_البنین 13, رضوان 13, نفیسه 13, عفت 12, ستایش 12, منصور 12,
زهراسادات 12, حدیثه 12, سیده_فاطمه 12, اقدس 11, محمدصالح 11, نصرت 11, غلامحسین 11, ملیکا 11,
عارفه 11, عبداله 11, نگار 11, کاظم 11, اسماء 10, پروانه 10, ثریا 10, حکیمه 10, حنانه 10,
هستی 10, آسیه 10, آزاده 10, علی_محمد 10, سیده_زهرا 10, حسینعلی 9, شهلا 9, حانیه 9, سیدرضا 9,
لیلی 9, مسلم 9, دانیال 9, عباسعلی 9, عطیه 9, محمدهادی 9, جمیله 9, حجت 9, راحله 9, مرجان 9,
عبدالرضا 9, عذرا 9, محمدتقی 9, یگانه 9, زینت 9, مهرداد 8, مهلا 8, ساجده 8, آتنا 8, غلامعلی 8
"""
FAMILY = """
محمدی حسینی احمدی رضایی مرادی حیدری کریمی موسوی جعفری قاسمی عباسی رحیمی ابراهیمی زارعی صادقی
محمودی غلامی اکبری میرزایی قربانی هاشمی صالحی کاظمی امیری اسدی امینی باقری طاهری نوری علیزاده
شریفی سلطانی نجفی علوی یوسفی کرمی رستمی سلیمانی نظری عزیزی یزدانی فتحی اسماعیلی احمدزاده
محمدزاده علیپور حسن‌زاده حسین‌زاده محمدپور رسولی مهدوی خسروی شفیعی نوروزی ملکی صفری داودی
فرهادی عبدی عبداللهی اصغری بهرامی جلالی جمشیدی همتی دهقان دهقانی زمانی ساداتی سعیدی شاکری شجاعی
شیرازی صابری صفایی طهماسبی عسگری عظیمی فلاحی فلاح قنبری قدیمی کاظم‌زاده کریم‌زاده کمالی گودرزی
لطفی مختاری مرتضوی مصطفوی مظفری معصومی مقدم ملایی منصوری مهدی‌پور میرزاپور ناصری نادری نصیری
نعمتی نیکزاد وحیدی ولی‌زاده هادی هدایتی یعقوبی یوسف‌زاده آقایی آذری آرمان اعظمی افشار افشاری
اکبرزاده امامی انصاری ایزدی ایمانی بابایی باقرزاده بخشی برزگر بهرام‌زاده بهشتی بیگی پناهی
پورحسینی پورمحمد پیری تقوی تقی‌زاده توکلی ثابتی جباری جوادی جوان چراغی حاتمی حاجی‌زاده حبیبی
حسنی حقیقی حکیمی حمیدی خادمی خالقی خانی خدابخشی خدایی خلیلی خورشیدی داوری درویشی دوستی ذاکری
ذوالفقاری راد راستی رجبی رحمانی رحمتی رزاقی رشیدی رضازاده رضوانی رمضانی روستایی زند زندی زینلی
سالاری سبحانی ستاری سرابی سروش سهرابی سیفی شاهی شریعتی شعبانی شکوهی شمس شهبازی شیری صادق‌زاده
صالح‌زاده صدری صفوی صمدی ضیایی طالبی طباطبایی عابدی عارفی عاشوری عباس‌زاده عرب عزتی عسکری
علی‌اکبری علی‌پور علیخانی عمرانی غفاری غفوری فاضلی فتاحی فرجی فرهمند فروتن فیضی قادری قاسم‌زاده
قلی‌زاده قهرمانی کاوه کاویانی کبیری کشاورز کلانتری کوهی کیانی گل‌محمدی لشکری مجیدی محبی محسنی
محمدیان محمدنژاد مدنی مرادزاده مسعودی مشهدی معینی مقدسی مکرمی مهرابی موحدی مؤمنی میری نامدار
نبوی نجاتی نصراللهی نظام‌پور نقوی نقدی نورمحمدی نیازی نیک‌نام هاشم‌زاده همایونی وثوقی ورمزیار
یاری یزدی یوسفیان ابوالفضلی اکرمی اخوان احدی بختیاری بیات ترابی جهانی حجازی خزایی خوشبخت دلاوری
رئیسی ریاحی زاهدی ساعدی سپهری شاهین صیادی فراهانی قربان‌زاده گرجی مالکی نیکو
"""
COUNTED = (960_505, 661_824, 614_399)  # the first three
COMMON = 1 / 3  # of all people have one of FAMILY
_AFTER = ("زاده", "پور", "نژاد", "نیا", "فر", "یان", "منش", "خواه", "دوست")
_OF = (
    "تهرانی", "اصفهانی", "شیرازی", "تبریزی", "کاشانی", "قمی", "کرمانی", "یزدی", "همدانی", "اراکی",
    "اصل", "فرد", "مقدم", "راد", "ثانی", "بیدگلی", "خراسانی", "گیلانی", "مازندرانی", "لرستانی",
)  # fmt: skip

# As their bearers write them; several where several are in use.
LATIN_GIVEN = {
    "فاطمه": ("Fatemeh", "Fateme"), "زهرا": ("Zahra",), "علی": ("Ali",), "محمد": ("Mohammad", "Mohamad"),
    "مریم": ("Maryam",), "مهدی": ("Mehdi", "Mahdi"), "حسین": ("Hossein", "Hosein"), "رضا": ("Reza",),
    "علیرضا": ("Alireza",), "محمدرضا": ("Mohammadreza",), "معصومه": ("Masoumeh",), "زینب": ("Zeinab",),
    "حسن": ("Hassan", "Hasan"), "محسن": ("Mohsen",), "لیلا": ("Leila",), "احمد": ("Ahmad",),
    "عباس": ("Abbas",), "سعید": ("Saeed", "Saeid"), "نرگس": ("Narges",), "مجید": ("Majid",),
}  # fmt: skip
LATIN_FAMILY = {
    "محمدی": ("Mohammadi", "Mohamadi"), "حسینی": ("Hosseini", "Hoseini"), "احمدی": ("Ahmadi",),
    "رضایی": ("Rezaei", "Rezaee", "Rezayi"), "مرادی": ("Moradi",), "حیدری": ("Heydari", "Heidari"),
    "کریمی": ("Karimi",), "موسوی": ("Mousavi", "Moosavi"), "جعفری": ("Jafari", "Jaafari"),
    "قاسمی": ("Ghasemi", "Qasemi"), "عباسی": ("Abbasi",), "رحیمی": ("Rahimi",), "ابراهیمی": ("Ebrahimi",),
    "زارعی": ("Zarei", "Zaree"), "صادقی": ("Sadeghi", "Sadeqi"), "محمودی": ("Mahmoudi", "Mahmoodi"),
    "غلامی": ("Gholami",), "اکبری": ("Akbari",), "میرزایی": ("Mirzaei", "Mirzaee"), "قربانی": ("Ghorbani",),
    "هاشمی": ("Hashemi",), "صالحی": ("Salehi",), "شریفی": ("Sharifi",), "یوسفی": ("Yousefi", "Yusefi"),
    "نوروزی": ("Norouzi", "Nowruzi"), "شجاعی": ("Shojaei",), "خسروی": ("Khosravi",), "توکلی": ("Tavakoli",),
}  # fmt: skip


@dataclass(frozen=True)
class Named:
    given: str
    family: str


def somebody(chance: random.Random) -> Named:
    """A made person's name, as likely as in life."""
    names, weights = _given()
    (given,) = chance.choices(names, cum_weights=weights)
    if chance.random() >= COMMON:
        return Named(given, rare(chance))
    names, weights = _family()
    (family,) = chance.choices(names, cum_weights=weights)
    return Named(given, family)


def rare(chance: random.Random) -> str:
    """Of two parts, as most family names are: of somebody's line, or of a place."""
    if chance.random() < 0.5:
        return f"{chance.choice(_given()[0])}{chance.choice((' ', '\u200c', ''))}{chance.choice(_AFTER)}"
    return f"{chance.choice(_family()[0])} {chance.choice(_OF)}"


def bearers(rank: int) -> float:
    """How many bear the family name of that rank; the first is 1."""
    last = len(COUNTED)
    return COUNTED[rank - 1] if rank <= last else COUNTED[-1] * (last / rank) ** 0.6


@cache
def _given() -> tuple[list[str], list[float]]:
    said = [one.split() for one in GIVEN.split(",")]
    names = [" ".join(words[:-1]).replace("_", " ") for words in said]
    return names, _sums(float(words[-1]) for words in said)


@cache
def _family() -> tuple[list[str], list[float]]:
    names = FAMILY.split()
    return names, _sums(bearers(rank) for rank in range(1, len(names) + 1))


def _sums(weights: Iterable[float]) -> list[float]:
    return list(accumulate(weights))

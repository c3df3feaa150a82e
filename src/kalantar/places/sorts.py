"""Words that say what sort of place is meant and not what it is called: «پلیس», hospital."""

from kalantar.kernel.text import joined_key

# The finer kinds of the gazetteer (OpenStreetMap's values) and the words for them. A sort stands here
# where all of it is meant by its word: a mosque is not every place of worship.
_WORDS = {
    "police": ["پلیس", "کلانتری", "پاسگاه", "ایستگاه پلیس", "police", "police station"],
    "hospital": ["بیمارستان", "hospital"],
    "clinic": ["درمانگاه", "کلینیک", "clinic"],
    "pharmacy": ["داروخانه", "pharmacy", "drugstore", "chemist"],
    "fire_station": ["آتش‌نشانی", "ایستگاه آتش‌نشانی", "fire station"],
    "school": ["مدرسه", "school"],
    "university": ["دانشگاه", "university"],
    "park": ["پارک", "بوستان", "park"],
    "hotel": ["هتل", "hotel"],
    "bank": ["بانک", "bank"],
    "fuel": ["پمپ بنزین", "جایگاه سوخت", "petrol station", "gas station"],
    "museum": ["موزه", "museum"],
    "library": ["کتابخانه", "library"],
    "theatre": ["تئاتر", "theatre", "theater"],
    "cinema": ["سینما", "cinema"],
    "courthouse": ["دادگاه", "دادسرا", "courthouse"],
    "embassy": ["سفارت", "سفارتخانه", "embassy"],
    "townhall": ["شهرداری", "town hall", "city hall"],
    "bus_station": ["پایانه", "ترمینال", "bus station"],
    "stadium": ["ورزشگاه", "استادیوم", "stadium"],
    "post_office": ["پست", "ادارهٔ پست", "post office"],
    "parking": ["پارکینگ", "parking", "car park"],
}
_SORTS = {joined_key(word): sort for sort, words in _WORDS.items() for word in words}


def sort_of(text: str) -> str | None:
    """The sort of place that ``text`` is a word for, as a whole; None where it is none."""
    return _SORTS.get(joined_key(text))

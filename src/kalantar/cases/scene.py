"""Where a matter happened: how the words are kept, and what is looked for of those that are typed."""

from kalantar.kernel.text import search_key

# Words of nearly every address: asked for by themselves they would be answered by nearly every file.
OF_EVERY_PLACE = frozenset(
    search_key(word)
    for word in (
        "خیابان", "کوچه", "بلوار", "میدان", "پلاک", "طبقه", "واحد", "جنب", "روبروی", "نبش", "نزدیک",
        "street", "st", "avenue", "alley", "square", "no", "near", "corner", "the", "of", "and", "و",
    )
)  # fmt: skip
SHORTEST = 3  # letters: of fewer the index has no three in a row


def place_key(text: str) -> str:
    """What is kept to be looked in: the words in one spelling, and the same joined, as people write names of
    places both ways."""
    key = search_key(text)
    return f"{key} {key.replace(' ', '')}".strip()


def words_of_place(text: str) -> list[str]:
    """The words a place is looked for by, in one spelling; none where the text names no place."""
    words = search_key(text).split()
    told = [word for word in words if word not in OF_EVERY_PLACE]
    return told if any(len(word) >= SHORTEST and not word.isdecimal() for word in told) else []

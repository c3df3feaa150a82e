"""Whom a reader may find, by number, by ID or by name; a merged row is found as the one that stands."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import Case, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat, Trim

from kalantar.kernel.actor import Actor
from kalantar.kernel.labels import names
from kalantar.kernel.listing import rows_after
from kalantar.kernel.rules import Refused
from kalantar.kernel.sealing import hashes
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import normalise, parse_national_id, parse_phone, to_latin_digits
from kalantar.people.queries import read_lately
from kalantar.persons.finding import named, rows_named
from kalantar.persons.models import UNNAMED, Person, PersonQuerySet
from kalantar.persons.names import parts, sounds, ways
from kalantar.persons.rules import may_see_person

FOUND = 20
A_PERSON = Sentence(en="a person", fa="یک شخص")
_BETWEEN_DIGITS = str.maketrans("", "", " -+()/.")


def visible_persons(reader: Actor) -> PersonQuerySet:
    return Person.objects.visible_to(reader).select_related("area", "merged_into__area")


def person_seen(reader: Actor, id: UUID) -> Person | None:
    """One, or None where there is nobody the reader may see; who shows it asks ``read`` of it."""
    asked = visible_persons(reader).annotate(read_lately=read_lately(reader, "registered_person"))
    return asked.filter(pk=id).first()


def find_persons(reader: Actor, text: str, *, limit: int = FOUND) -> list[Person]:
    """Whom the typed text may mean: digits are a phone number or a national ID, else it is a name."""
    if not _digits(text).isdecimal():
        return persons_named(reader, text, limit=limit)
    found: list[Person] = []
    for asked in (persons_of_national_id, persons_of_phone):
        try:
            found += asked(reader, text, limit=limit)
        except Refused:
            continue  # it is not one of those; it may be the other
    return _once(found)[:limit]


def find_person_rows(reader: Actor, text: str, *, limit: int = FOUND) -> list[UUID]:
    """The same by their ids alone, each with that of the row that stands for it: for what else is theirs."""
    if _digits(text).isdecimal():
        return [person.pk for person in find_persons(reader, text, limit=limit)]
    found = rows_named(Person.objects.visible_to(reader), text, limit)
    return [id for row in found for id in row if id]


def persons_of_phone(
    reader: Actor, phone: str, *, after: UUID | None = None, limit: int = FOUND
) -> list[Person]:
    """Whose number it is, the latest registered first; Refused where it is no number."""
    same = visible_persons(reader).filter(phone_hash__in=hashes(parse_phone(phone), "phone"))
    return _standing(rows_after(same, "-registered_at", after=after, limit=limit), reader)


def persons_of_national_id(
    reader: Actor, national_id: str, *, after: UUID | None = None, limit: int = FOUND
) -> list[Person]:
    """Whose ID it is; Refused where it can be nobody's."""
    hashed = hashes(parse_national_id(national_id), "national ID")
    same = visible_persons(reader).filter(national_id_hash__in=hashed)
    return _standing(rows_after(same, "-registered_at", after=after, limit=limit), reader)


def persons_with_numbers(reader: Actor, phone: str, national_id: str) -> list[Person]:
    """Whose national ID or phone it is already, as far as the reader may see them: asked before a second
    person is made of them. What is no number says so where it is written down."""
    found: list[Person] = []
    for asked, text in ((persons_of_national_id, national_id), (persons_of_phone, phone)):
        try:
            found += asked(reader, text) if text.strip() else []
        except Refused:
            continue
    return _once(found)


def goes_by(person: Person, names: Mapping[str, str]) -> bool:
    """Whether somebody may be called that, as it is spelt or as it sounds; of an empty name everybody may.

    ``names``: by field, such as ``family_fa``. For who is named elsewhere by a national ID that is theirs.
    """
    asked = [
        (names.get(f"given_{one}", ""), names.get(f"family_{one}", "")) for one in ("fa", "en")
    ]
    if person.is_unnamed or not any(map("".join, asked)):
        return True
    known = (person.given_fa, person.family_fa), (person.given_en, person.family_en)
    return any(parts(way(*asked)) & parts(way(*known)) for way in (ways, sounds))


def others_of_one_national_id(persons: Collection[Person]) -> dict[UUID, list[Person]]:
    """By person the others whom their area has under the same national ID: one of the two is wrong, or
    both are one person. One query."""
    told = {bytes(one.national_id_hash): one for one in persons if one.national_id_hash}
    same = Person.objects.filter(
        national_id_hash__in=list(told), merged_into=None, area__in={one.area_id for one in persons}
    )
    found: dict[UUID, list[Person]] = defaultdict(list)
    for other in same.exclude(pk__in=[one.pk for one in persons]).order_by("registered_at"):
        mine = told[bytes(other.national_id_hash)]
        if mine.area_id == other.area_id:
            found[mine.pk].append(other)
    return found


def persons_named(reader: Actor, text: str, *, limit: int = FOUND) -> list[Person]:
    """Whose name it may be, the likeliest first, at most ``limit``: other spellings, joined or spaced,
    with typos, in Persian or Latin letters. Seven queries at most."""
    return _standing(named(Person.objects.visible_to(reader), text, limit), reader)


def rows_of(person: Person) -> PersonQuerySet:
    """The row that stands for the person, and all that were merged into it."""
    standing = person.merged_into_id or person.pk
    return Person.objects.filter(pk=standing) | Person.objects.filter(merged_into=standing)


def _digits(text: str) -> str:
    return to_latin_digits(normalise(text)).translate(_BETWEEN_DIGITS)


def _standing(found: Iterable[Person], reader: Actor) -> list[Person]:
    """Each as the row that stands for it, where the reader may see that one."""
    return _once(
        other if (other := one.merged_into) and may_see_person(reader, other) else one
        for one in found
    )


def _once(found: Iterable[Person]) -> list[Person]:
    return list({one.pk: one for one in found}.values())


@names("person", "said_fa", "said_en", other=A_PERSON)
def person_labels(reader: Actor) -> QuerySet[Person]:
    """By name to who may see them; to others that it was somebody."""
    seen = Person.objects.visible_to(reader)
    return seen.annotate(said_fa=_called("fa"), said_en=_called("en"))


def _whole_name(language: str) -> Trim:
    """As ``Person.name`` says it."""
    given, family = f"given_{language}", f"family_{language}"
    return Trim(Concat(given, Value(" ", TextField()), family, output_field=TextField()))


def _called(language: str) -> Case:
    """… and of who is known by a number alone, that they are unnamed."""
    unnamed = Q(given_fa="", family_fa="", given_en="", family_en="", erased_at=None)
    said = Value(getattr(UNNAMED, language), TextField())
    return Case(When(unnamed, then=said), default=_whole_name(language))

"""What can be done with what is known of a person."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kalantar.kernel.action import action, find, lock, part
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.kernel.sealing import hashes
from kalantar.kernel.text import normalise, parse_national_id, parse_phone
from kalantar.kernel.timeline import Event, record
from kalantar.persons import events
from kalantar.persons.codes import LASTS, SENDERS, ToSend, hash_of, new_code
from kalantar.persons.models import Person, PhoneCode
from kalantar.persons.names import in_their_letters, sounds, ways
from kalantar.persons.rules import (
    codes_can_be_sent,
    correction_changes_something,
    language_and_needs_are_known,
    may_correct_person,
    may_merge_persons,
    may_register_person,
    merge_gives_its_reason,
    person_has_a_phone,
    person_is_merged,
    person_is_not_erased,
    person_is_unnamed,
    person_stands,
    phone_code_came_back,
    phone_code_is_of_this_phone,
    phone_code_is_waited_for,
    phone_code_was_not_just_sent,
)
from kalantar.places.models import Jurisdiction

PERSONS = Person.objects.select_related("area")
AREAS = Jurisdiction.objects.living()
NAMES = ("given_fa", "family_fa", "given_en", "family_en")
DERIVED = ("search", "sound", "phone_hash", "national_id_hash")


@action
def register_person(
    *,
    area: UUID,
    given_fa: str = "",
    family_fa: str = "",
    given_en: str = "",
    family_en: str = "",
    father_name: str = "",
    birth_year: int | None = None,
    phone: str = "",
    national_id: str = "",
    language: str = "fa",
    needs: Collection[str] = (),
    by: Actor,
) -> Person:
    """Somebody new, by the station ``area``. A name or a number must be known."""
    here = may_register_person.allow(by, find(AREAS, area))
    language_and_needs_are_known.require(language, needs)
    person = Person(area=here, registered_at=by.now(), language=language, needs=sorted(set(needs)))
    person.given_fa, person.family_fa = normalise(given_fa), normalise(family_fa)
    person.given_en, person.family_en = normalise(given_en), normalise(family_en)
    person.father_name, person.birth_year = normalise(father_name), birth_year
    person.phone = parse_phone(phone) if phone.strip() else ""
    person.national_id = parse_national_id(national_id) if national_id.strip() else ""
    _find_by_name(person)
    person.save(force_insert=True)
    _record(events.PersonRegistered(person.pk), person, by=by)
    return person


@action
def correct_person(
    *,
    person: UUID,
    given_fa: str | None = None,
    family_fa: str | None = None,
    given_en: str | None = None,
    family_en: str | None = None,
    father_name: str | None = None,
    birth_year: int | None = None,
    phone: str | None = None,
    national_id: str | None = None,
    language: str | None = None,
    needs: Collection[str] | None = None,
    by: Actor,
) -> Person:
    """Correct what is given; None leaves it, 0 forgets the year. Another phone is not verified."""
    row = may_correct_person.allow(by, lock(PERSONS, person))
    person_stands.require(row)
    person_is_not_erased.require(row)
    language_and_needs_are_known.require(language or row.language, needs or ())
    names = dict(zip(NAMES, (given_fa, family_fa, given_en, family_en), strict=True))
    texts = {**names, "father_name": father_name}
    wanted: dict[str, Any] = {
        **{name: None if text is None else normalise(text) for name, text in texts.items()},
        "phone": parse_phone(phone) if phone and phone.strip() else phone,
        "national_id": parse_national_id(national_id)
        if national_id and national_id.strip()
        else national_id,
        "language": language,
        "needs": None if needs is None else sorted(set(needs)),
    }
    changed = [name for name, value in wanted.items() if value not in (None, getattr(row, name))]
    for name in changed:
        setattr(row, name, wanted[name])
    if birth_year is not None and (birth_year or None) != row.birth_year:
        row.birth_year = birth_year or None
        changed.append("birth_year")
    correction_changes_something.require(changed)
    if "phone" in changed:
        row.phone_verified_at = None
        row.phone_waits_since = row.phone_waits_since if row.phone else None
    _find_by_name(row)
    row.save(update_fields=[*changed, *DERIVED, "phone_verified_at", "phone_waits_since"])
    _record(events.PersonCorrected(row.pk, changed), row, by=by)
    return row


@action
def name_person(*, person: UUID, given: str, family: str, by: Actor) -> Person:
    """Who was known by a number alone says what they are called, in whatever letters."""
    row = may_correct_person.allow(by, find(PERSONS, person))
    person_is_unnamed.require(row)
    return correct_person(person=person, **in_their_letters(given, family), by=by)


@action
def exchange_phone(*, person: UUID, phone: str, by: Actor) -> Person:
    """Another phone, in place of a lost one: neither is used from now on, until the code to the new one came
    back. Where no code can be sent now, it is sent later; the phone waits."""
    may_correct_person.require(by, lock(PERSONS, person))
    row = correct_person(person=person, phone=parse_phone(phone), by=by)
    row.phone_waits_since = by.now()
    row.save(update_fields=["phone_waits_since"])
    _send_if_it_can(row, by)
    return row


@action
def merge_persons(*, person: UUID, into: UUID, why: str, by: Actor) -> Person:
    """``person`` is ``into``, registered a second time; from now on ``into`` stands for both."""
    row, standing = may_merge_persons.allow(by, _both(person, into))
    merge_gives_its_reason.require(why)
    person_stands.require(row)
    person_stands.require(standing)
    person_is_not_erased.require(row)
    person_is_not_erased.require(standing)
    row.merged_into = standing
    row.save(update_fields=["merged_into"])
    _record(events.PersonsMerged(row.pk, standing.pk), row, standing, by=by.because(why))
    return row


@action
def unmerge_person(*, person: UUID, why: str, by: Actor) -> Person:
    """They are two persons after all: each row is again what it was."""
    row, standing = may_merge_persons.allow(by, _both(person, _into(person)))
    merge_gives_its_reason.require(why)
    person_is_merged.require(row)
    row.merged_into = None
    row.save(update_fields=["merged_into"])
    _record(events.PersonsUnmerged(row.pk, standing.pk), row, standing, by=by.because(why))
    return row


@action
def send_phone_code(*, person: UUID, by: Actor) -> PhoneCode:
    """Send a code to the person's phone; what was sent before is no longer waited for."""
    row = may_correct_person.allow(by, lock(PERSONS, person))
    now = by.now()
    person_has_a_phone.require(row)
    codes_can_be_sent.require(len(SENDERS))
    phone_code_was_not_just_sent.require(_last_code_to(row), now)
    made = new_code()
    code = PhoneCode(person=row, sent_at=now, expires_at=now + LASTS)
    code.phone_hash, code.code_hash = hashes(row.phone, "phone")[0], hash_of(made, code.pk)
    code.save(force_insert=True)
    SENDERS[-1](ToSend(row.pk, row.phone, made, row.language, row.area_id), by)
    _record(events.PhoneCodeSent(row.pk), row, by=by)
    return code


@action
def verify_phone(*, person: UUID, code: str, by: Actor) -> PhoneCode:
    """The code as the person reads it. A wrong one counts as a try, so it is no refusal, which
    would leave nothing of it: what is returned is then not used."""
    row = may_correct_person.allow(by, lock(PERSONS, person))
    now, waited = by.now(), _last_code(row)
    phone_code_is_waited_for.require(waited, now)
    assert waited is not None
    phone_code_is_of_this_phone.require(bytes(waited.phone_hash), hashes(row.phone, "phone"))
    if phone_code_came_back(waited, code):
        return _came_back(waited, row, now, by)
    return _did_not(waited, row, by)


@part
def erase_persons(persons: Collection[UUID], now: datetime) -> int:
    """Nothing of who they were is left, nor what they were found by; the rows stay where they are named."""
    PhoneCode.objects.filter(person__in=persons).delete()
    return Person.objects.filter(pk__in=persons, erased_at=None).update(
        **dict.fromkeys((*NAMES, "father_name", "phone", "national_id", "search", "sound"), ""),
        phone_hash=b"", national_id_hash=b"", phone_verified_at=None, phone_waits_since=None,
        birth_year=None,
        needs=[], language="fa", erased_at=now,
    )  # fmt: skip


@part
def erased_person(area: Jurisdiction, now: datetime) -> Person:
    """A row that was never anybody: it stands where somebody stood who is still known elsewhere."""
    return Person.objects.create(area=area, registered_at=now, erased_at=now, search="")


def _came_back(code: PhoneCode, row: Person, now: datetime, by: Actor) -> PhoneCode:
    code.used_at = row.phone_verified_at = now
    row.phone_waits_since = None
    code.save(update_fields=["used_at"])
    row.save(update_fields=["phone_verified_at", "phone_waits_since"])
    _record(events.PhoneVerified(row.pk), row, by=by)
    return code


def _did_not(code: PhoneCode, row: Person, by: Actor) -> PhoneCode:
    code.tries += 1
    code.save(update_fields=["tries"])
    _record(events.PhoneNotVerified(row.pk), row, by=by)
    return code


def _both(person: UUID, into: UUID) -> tuple[Person, Person]:
    """Locked in the order of their ids, whichever goes into which: no deadlock."""
    rows = {id: lock(PERSONS, id) for id in sorted({person, into})}
    return rows[person], rows[into]


def _into(person: UUID) -> UUID:
    """Whom it is merged into; itself where into nobody."""
    return find(PERSONS, person).merged_into_id or person


def _last_code(row: Person) -> PhoneCode | None:
    return row.codes.order_by("-sent_at", "-pk").first()


def _last_code_to(row: Person) -> PhoneCode | None:
    """To the phone they have now: of another one nothing is waited for."""
    last = _last_code(row)
    return last if last and bytes(last.phone_hash) in hashes(row.phone, "phone") else None


@part
def _send_if_it_can(row: Person, by: Actor) -> None:
    """Where nothing can be sent now, such as before its words were approved, the phone waits all the same."""
    try:
        with transaction.atomic():
            send_phone_code(person=row.pk, by=by)
    except Refused:
        return


def _find_by_name(row: Person) -> None:
    names = (row.given_fa, row.family_fa), (row.given_en, row.family_en)
    row.search, row.sound = ways(*names), sounds(*names)


def _record(event: Event, *persons: Person, by: Actor) -> None:
    record(event, about=persons, by=by, areas=persons[0].area.ancestors)

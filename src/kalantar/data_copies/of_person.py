"""What is kept about somebody beside their files: who they are, what they want, when they came."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from kalantar.citizens.queries import Opening, area_said, registration_openings_of
from kalantar.data_copies import wording as w
from kalantar.data_copies.facts import Coded, Group, Item, Value, item
from kalantar.data_copies.of_messages import messages_about_them
from kalantar.data_copies.redaction import Redaction
from kalantar.kernel.sentence import Sentence
from kalantar.messaging.events import OPT_OUT_REASONS
from kalantar.messaging.queries import opt_out_of
from kalantar.persons.events import NEEDS
from kalantar.persons.models import Person
from kalantar.reception.lifecycle import VISIT
from kalantar.reception.models import Appointment, Visit

OPENINGS = 1_000  # the latest


def groups_of(rows: list[Person], now: datetime, redact: Redaction) -> list[Group]:
    """``rows``: the one that stands for them first, then what was merged into it."""
    ids = [row.pk for row in rows]
    return [
        group("person", map(_person, rows)),
        group("consent", map(_consent, sorted({row.phone for row in rows if row.phone}))),
        group("messages", messages_about_them(rows, redact)),
        group("visits", _visits(ids, redact)),
        group("appointments", _appointments(ids)),
        group("registration_opened", openings(registration_openings_of(ids, now, limit=OPENINGS))),
    ]


def group(key: str, items: Iterable[Item]) -> Group:
    title, source = w.GROUPS[key]
    return Group(key, title, source, list(items))


def openings(told: Iterable[Opening]) -> list[Item]:
    return [
        item(
            ("what", w.WHAT_OPENED, one.what),
            ("role", w.OPENER, one.role),
            ("at", w.WHEN, one.at),
            ("why", w.WHY, one.why),
        )
        for one in told
    ]


def coded(code: str, names: dict[str, Sentence]) -> Coded:
    return Coded(code, names[code])


def _person(row: Person) -> Item:
    return item(
        ("name", w.NAME, row.name),
        ("father_name", w.FATHER, row.father_name),
        ("birth_year", w.BORN, str(row.birth_year or "")),
        ("phone", w.PHONE, row.phone),
        ("phone_verified_at", w.VERIFIED, row.phone_verified_at),
        ("national_id", w.NATIONAL_ID, row.national_id),
        ("language", w.LANGUAGE, Coded(row.language, Sentence(row.speaks, row.speaks))),
        ("needs", w.NEEDS, [coded(need, NEEDS) for need in row.needs]),
        ("registered_at", w.REGISTERED, row.registered_at),
        ("station", w.STATION, area_said(row.area)),
    )


def _consent(phone: str) -> Item:
    out = opt_out_of(phone)
    said: Value = w.WANTS
    if out:
        said = w.WANTS_NONE.format(why=OPT_OUT_REASONS[out.reason])
    since = out.since if out else None
    return item(
        ("phone", w.PHONE, phone), ("messages", w.MESSAGES_WANTED, said), ("since", w.SINCE, since)
    )


def _visits(ids: list[UUID], redact: Redaction) -> list[Item]:
    came = Visit.objects.filter(person__in=ids).select_related("station", "service")
    return [
        item(
            ("came_at", w.WHEN, one.came_at),
            ("station", w.STATION, area_said(one.station)),
            ("service", w.SERVICE, Coded(one.service.code, one.service.name)),
            ("ticket", w.TICKET, one.ticket),
            ("purpose", w.PURPOSE, redact(one.purpose)),
            ("needs", w.NEEDS, [coded(need, NEEDS) for need in one.needs]),
            ("state", w.STATE, Coded(one.state, VISIT.states[one.state])),
            ("ended_at", w.UNTIL, one.ended_at),
        )
        for one in came.order_by("came_at", "pk")
    ]


def _appointments(ids: list[UUID]) -> list[Item]:
    booked = Appointment.objects.filter(person__in=ids)
    return [
        item(
            ("starts_at", w.WHEN, one.slot.starts_at),
            ("station", w.STATION, area_said(one.slot.station)),
            ("service", w.SERVICE, Coded(one.slot.service.code, one.slot.service.name)),
            ("booked_at", w.BOOKED, one.booked_at),
            ("cancelled_at", w.CANCELLED, one.cancelled_at),
        )
        for one in booked.select_related("slot__station", "slot__service").order_by("booked_at")
    ]

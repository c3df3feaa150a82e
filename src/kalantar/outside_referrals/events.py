"""What can happen to an outside referral. Facts are ids: why, and what was answered, rest with it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kalantar.cases.events import READERS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event

KINDS = {"service": "outside_service"}


@dataclass(frozen=True)
class CaseReferredOutside(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The file was referred to {service}.", fa="پرونده به {service} ارجاع شد."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = KINDS
    case: UUID
    referral: UUID
    service: UUID


@dataclass(frozen=True)
class OutsideAccepted(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{service} accepted the referral.", fa="{service} ارجاع را پذیرفت."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = KINDS
    case: UUID
    referral: UUID
    service: UUID


@dataclass(frozen=True)
class OutsideRejected(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{service} rejected the referral.", fa="{service} ارجاع را نپذیرفت."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = KINDS
    case: UUID
    referral: UUID
    service: UUID


@dataclass(frozen=True)
class OutsideReturned(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{service} returned the referral with its answer.",
        fa="پاسخ {service} به ارجاع رسید.",
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = KINDS
    case: UUID
    referral: UUID
    service: UUID


@dataclass(frozen=True)
class OutsideWithdrawn(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The referral to {service} was taken back.", fa="ارجاع به {service} پس گرفته شد."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = KINDS
    case: UUID
    referral: UUID
    service: UUID

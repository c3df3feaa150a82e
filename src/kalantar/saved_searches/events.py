"""What can happen to a saved search. Its name is its owner's own words, and stands with it alone."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kalantar.cases.events import READERS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event


@dataclass(frozen=True)
class SearchKept(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A search of files was saved.", fa="جست‌وجویی در پرونده‌ها ذخیره شد."
    )
    readers = READERS
    quiet = True
    search: UUID
    shared: bool


@dataclass(frozen=True)
class SearchRenamed(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A saved search got another name.", fa="نام جست‌وجوی ذخیره‌شده تغییر کرد."
    )
    readers = READERS
    quiet = True
    search: UUID


@dataclass(frozen=True)
class SearchDeleted(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A saved search was deleted.", fa="جست‌وجوی ذخیره‌شده حذف شد."
    )
    readers = READERS
    quiet = True
    search: UUID

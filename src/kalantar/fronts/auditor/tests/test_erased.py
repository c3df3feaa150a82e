"""What an auditor takes out as a file is written when it is asked for: after an erasure it names nobody."""

import pytest
from django.utils.translation import override

from kalantar.fronts.auditor.export import as_file
from kalantar.fronts.auditor.question import lines
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.people.roles import Role
from kalantar.retention.tests.world import (
    FAMILY,
    LATIN,
    NATIONAL_ID,
    PHONE,
    a_keeping,
    marked,
)
from tests.plugins.actors import HandClock

ERASED = {"fa": "شخص پاک‌شده", "en": "erased person"}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_file_of_values_names_nobody_after_a_disposal(
    clock: HandClock, as_system: Actor, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    for module in ("citizens", "notices", "retention"):
        monkeypatch.setattr(f"kalantar.{module}.reactions.BY", as_system)
    keeping = a_keeping(clock, as_system)
    there = marked(keeping)
    found = Entry.objects.filter(subjects__subject=there.case.pk)
    found = found.select_related("reason__erased_by__reason").prefetch_related("subjects")
    auditor = keeping.world.at(keeping.world.scene.city, Role.AUDITOR).because("شکایت ۱۲")
    named = [line for line in lines(list(found), auditor) if FAMILY in str(line.told.sentence.fa)]
    assert named
    keeping.dispose(keeping.due(there.case))
    with override(language):
        text = b"".join(as_file(found.all(), auditor).streaming_content).decode()  # type: ignore[arg-type]
    assert not [mark for mark in (FAMILY, LATIN, NATIONAL_ID, PHONE[1:]) if mark in text]
    assert ERASED[language] in text

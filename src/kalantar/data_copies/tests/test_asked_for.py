"""A copy is asked for, given, made and downloaded; each rule by its name."""

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from uuid_utils.compat import uuid7

from kalantar.cases.actions import keep_case_confidential
from kalantar.cases.tests.world import refusal
from kalantar.citizens.tests.portal import Portal, another
from kalantar.data_copies import actions
from kalantar.data_copies.models import CopyCode, CopyMaking, CopyRequest
from kalantar.data_copies.queries import copies_asked_of, copies_that_wait, copy_asked_for
from kalantar.data_copies.rules import copy_was_not_given_yet
from kalantar.data_copies.tests.asked import Asked, asked_by
from kalantar.kernel.models import Entry
from kalantar.kernel.story import told
from kalantar.notices.tests.world import RESPONDS
from kalantar.papers.models import IssuedPaper
from kalantar.papers.queries import has_hash, issued_under
from kalantar.reception.tests.hall import at_once
from tests.plugins.actors import HandClock


def _broken(rows: Any, name: str, **values: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        rows.update(**values)


def test_a_copy_is_due_given_and_at_hand_for_a_week(asked: Asked, clock: HandClock) -> None:
    desk, here, case = asked.desk, asked.portal.parties.world.here, asked.portal.case
    assert asked.copy.due_at == clock() + timedelta(days=30)
    assert copies_that_wait(desk, here) == [asked.copy] == [copy_asked_for(asked.held)]
    given = asked.given()
    assert (given.given_by_id, copies_that_wait(desk, here)) == (desk.id, [])
    assert copies_asked_of(case, clock()) == [given]
    assert not copy_was_not_given_yet(given)
    assert copies_asked_of(case, clock.forward(days=7)) == []
    [entry] = Entry.objects.filter(event="CopyGiven")
    assert (entry.facts["shown"], entry.reason.text) == ("passport", "به درخواست خودش")  # type: ignore[union-attr]


def test_a_copy_is_made_recorded_and_kept_nowhere(asked: Asked) -> None:
    asked.given()
    made = asked.made(form="pdf")
    assert made.content.startswith(b"%PDF")
    assert bytes(made.sha256) == hashlib.sha256(made.content).digest()
    paper = IssuedPaper.objects.get()
    assert (paper.sealed, paper.kind, paper.issued_by_id) == ("", "data_copy", asked.desk.id)
    issued = issued_under(paper.code)
    assert issued
    assert has_hash(issued, bytes(made.sha256).hex())
    facts = Entry.objects.get(event="CopyMade").facts
    assert (facts["making"], facts["form"]) == (str(made.pk), "pdf")
    assert CopyMaking.objects.get().content == b""


def test_a_copy_is_downloaded_with_a_fresh_code(asked: Asked) -> None:
    asked.given()
    code = asked.code()
    made = asked.downloaded(code)
    assert made
    assert json.loads(made.content)["format"] == "kalantar-data-copy"
    assert made.made_by_id is None
    assert Entry.objects.get(event="CopyDownloaded").facts["making"] == str(made.pk)
    assert asked.downloaded(code) is None  # a code is used once
    pdf = asked.downloaded(asked.code(), form="pdf", language="en")
    assert pdf
    assert pdf.content.startswith(b"%PDF")
    assert IssuedPaper.objects.get().issued_by_id is None


def test_older_entries_that_say_less_are_still_read(asked: Asked) -> None:
    asked.given()
    lines = [str(line.sentence) for line in told(asked.portal.case.pk, asked.desk)]
    assert any("؛ مدرک دیده‌شده: گذرنامه" in line for line in lines)
    from kalantar.data_copies.events import CopyGiven

    assert CopyGiven.words({"copy": "x"}) == {"shown": ""}


def test_nobody_else_asks_for_them(portal: Portal) -> None:
    held = portal.held()
    for by in (portal.anybody, portal.of(portal.parties.respondent), portal.parties.world.desk):
        assert refusal(actions.ask_for_copy, access=held.pk, by=by) == "may_use_access"


def test_copy_was_not_given_yet(asked: Asked) -> None:
    asked.given()
    assert refusal(asked.given) == "copy_was_not_given_yet"


def test_asker_showed_who_they_are(asked: Asked) -> None:
    for shown in ("", "a word", "PASSPORT"):
        assert refusal(asked.given, shown=shown) == "asker_showed_who_they_are"
    assert refusal(asked.given, why="  ") == "reason_is_given"
    other = asked.portal.parties.world.case()
    assert refusal(asked.given, case=other.pk) == "it_is_of_this_case"


def test_copy_is_at_hand(asked: Asked, clock: HandClock) -> None:
    assert refusal(asked.made) == "copy_is_at_hand"
    asked.given()
    asked.made()
    clock.forward(days=7)
    assert refusal(asked.made) == "copy_is_at_hand"


def test_copy_is_open_by_phone(asked: Asked, clock: HandClock) -> None:
    """The same refusal whatever the reason."""
    assert refusal(asked.code) == "copy_is_open_by_phone"
    asked.given()
    code = asked.code()
    world = asked.portal.parties.world
    other = world.case(complainant=asked.portal.party.person_id)
    keep_case_confidential(case=other.pk, why="خطر", by=world.desk)
    assert refusal(asked.code) == "copy_is_open_by_phone"
    assert refusal(asked.downloaded, code=code) == "copy_is_open_by_phone"


def test_copy_is_open_by_phone_for_a_week(asked: Asked, clock: HandClock) -> None:
    asked.given()
    clock.forward(days=7)
    held = Asked(asked.portal, asked.portal.held(), asked.copy)
    assert refusal(held.code) == "copy_is_open_by_phone"


def test_a_copy_is_by_phone_only_where_it_was_wanted(asked: Asked) -> None:
    asked.given(by_phone=False)
    assert refusal(asked.code) == "copy_is_open_by_phone"


def test_a_copy_of_who_has_a_confidential_file_is_handed_over_only(asked: Asked) -> None:
    world = asked.portal.parties.world
    other = world.case(complainant=asked.portal.party.person_id)
    keep_case_confidential(case=other.pk, why="خطر", by=world.desk)
    assert not asked.given(by_phone=True).by_phone


def test_copy_code_came_back(asked: Asked, clock: HandClock) -> None:
    """A wrong one counts; the right one is none any more when its time is over or another was sent."""
    asked.given()
    assert asked.downloaded("123456") is None  # none was sent
    code = asked.code()
    assert asked.downloaded(another(code)) is None
    assert CopyCode.objects.get().tries == 1
    assert Entry.objects.filter(event="CopyCodeNotRight").count() == 2
    assert refusal(asked.downloaded, code="12") == "code_is_six_digits"
    clock.forward(minutes=10)
    assert asked.downloaded(code) is None
    clock.forward(minutes=1)
    old, new = asked.code(), asked.code()
    assert old == new or asked.downloaded(old) is None
    assert asked.downloaded(new)


def test_copy_has_a_known_form(asked: Asked) -> None:
    asked.given()
    assert refusal(asked.made, form="docx") == "copy_has_a_known_form"
    assert refusal(asked.made, language="de") == "paper_is_in_our_languages"


def test_copy_is_in_hand(asked: Asked) -> None:
    """What is sent again finds that it was made, and nothing of what it was."""
    from kalantar.data_copies.rules import copy_is_in_hand

    asked.given()
    by = asked.desk.repeating(uuid7())
    first, again = asked.made(by=by), asked.made(by=by)
    assert first == again
    assert copy_is_in_hand(first)
    assert not copy_is_in_hand(again)


def test_copy_is_asked_for_once(asked: Asked) -> None:
    said = refusal(actions.ask_for_copy, access=asked.held.pk, by=asked.portal.citizen)
    assert said == "copy_is_asked_for_once"
    asked.given()
    actions.ask_for_copy(access=asked.held.pk, by=asked.portal.citizen)


def test_copy_is_due_after_it_was_asked_for(asked: Asked, clock: HandClock) -> None:
    _broken(CopyRequest.objects.all(), "copy_is_due_after_it_was_asked_for", due_at=clock())


def test_copy_is_at_hand_once_given(asked: Asked, clock: HandClock) -> None:
    rows = CopyRequest.objects.all()
    _broken(rows, "copy_is_at_hand_once_given", at_hand_until=clock())
    _broken(rows, "copy_is_at_hand_once_given", by_phone=True)


def test_copy_is_sent_a_few_codes(asked: Asked) -> None:
    asked.given()
    for _ in range(10):
        asked.code()
    assert refusal(asked.code) == "copy_is_sent_a_few_codes"


def test_copy_code_is_tried_a_few_times(asked: Asked) -> None:
    asked.given()
    code = asked.code()
    for _ in range(5):
        asked.downloaded(another(code))
    assert refusal(asked.downloaded, code=another(code)) == "copy_code_is_tried_a_few_times"
    assert refusal(asked.downloaded, code=code) == "copy_code_is_tried_a_few_times"


def test_copy_code_lasts_a_while(asked: Asked, clock: HandClock) -> None:
    asked.given()
    asked.code()
    _broken(CopyCode.objects.all(), "copy_code_lasts_a_while", expires_at=clock())


def test_copy_is_made_a_few_times(asked: Asked) -> None:
    asked.given()
    for _ in range(12):
        asked.made()
    assert refusal(asked.made) == "copy_is_made_a_few_times"


def test_copy_is_made_one_by_one(asked: Asked) -> None:
    asked.given()
    asked.made(), asked.made()
    _broken(CopyMaking.objects.all(), "copy_is_made_one_by_one", number=1)


def test_printed_copy_has_its_paper(asked: Asked) -> None:
    asked.given()
    asked.made()
    _broken(CopyMaking.objects.all(), "printed_copy_has_its_paper", form="pdf")


def test_codes_are_forgotten(asked: Asked, clock: HandClock, as_system: Any) -> None:
    asked.given()
    asked.code()
    assert actions.forget_copy_codes(before=clock(), by=as_system) == 0
    assert actions.forget_copy_codes(before=clock.forward(minutes=1), by=as_system) == 1
    assert refusal(actions.forget_copy_codes, before=clock(), by=asked.desk) == "may_forget"


def test_codes_are_forgotten_by_the_hour(
    asked: Asked, clock: HandClock, as_system: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kalantar.data_copies import reactions

    monkeypatch.setattr(reactions, "BY", as_system)
    asked.given()
    asked.code()
    clock.forward(days=31)
    reactions.forget_old_copy_codes()
    assert not CopyCode.objects.exists()


def test_a_party_of_the_other_side_has_no_part_in_it(asked: Asked) -> None:
    asked.given()
    other = asked.portal.held(phone=RESPONDS)
    theirs = {"access": other.pk, "by": asked.portal.of(asked.portal.parties.respondent)}
    assert refusal(asked.code, **theirs) == "may_have_copy"
    assert refusal(asked.downloaded, code="123456", **theirs) == "may_have_copy"


@pytest.mark.django_db(transaction=True)
def test_copies_asked_for_at_once_are_one(busy: Portal) -> None:
    held = busy.held()
    said = at_once(*[lambda: actions.ask_for_copy(access=held.pk, by=busy.citizen)] * 4)
    assert said.count("copy_is_asked_for_once") == 3


@pytest.mark.django_db(transaction=True)
def test_a_code_that_comes_back_at_once_opens_one_download(busy: Portal) -> None:
    asked = asked_by(busy)
    asked.given()
    code = asked.code()
    said = at_once(*[lambda: asked.downloaded(code)] * 4)
    assert sum(isinstance(one, CopyMaking) for one in said) == 1
    assert CopyMaking.objects.count() == 1
    assert CopyCode.objects.get().tries == 0 or said.count(None) == 3


@pytest.mark.django_db(transaction=True)
def test_copies_made_at_once_are_counted_each(busy: Portal) -> None:
    asked = asked_by(busy)
    asked.given()
    for _ in range(10):
        asked.made()
    said = at_once(*[lambda: asked.made()] * 4)
    assert said.count("copy_is_made_a_few_times") == 2

"""Both parties hear of every step: the same, in the same moment, once; and the ledger proves it."""

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from kalantar.case_catalogue.models import OutsideService
from kalantar.cases import actions as cases
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import told as story
from kalantar.kernel.text import to_persian_digits
from kalantar.kernel.text.digits import in_persian_message
from kalantar.message_templates.actions import approve_template, retire_template
from kalantar.message_templates.models import MessageTemplate
from kalantar.message_templates.rules import may_judge_template
from kalantar.messaging.actions import opt_out
from kalantar.messaging.models import Message, WithheldFile
from kalantar.notices import queries
from kalantar.notices.actions import install_notice_words
from kalantar.notices.models import Notice
from kalantar.notices.standard import standard_words
from kalantar.notices.tests.world import COMPLAINS, Parties, last, react, told
from kalantar.notices.wording import status_of, values_for
from kalantar.orders import actions as orders
from kalantar.outside_referrals.actions import refer_outside
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.persons.actions import merge_persons


def test_both_are_told_of_an_order_in_the_same_transaction(parties: Parties) -> None:
    entry = parties.order()
    react(entry)
    rows = told(entry)
    assert set(rows) == {parties.complainant, parties.respondent}
    messages = [row.message for row in rows.values() if row.message]
    assert {one.number for one in messages} == {"+989121112233", "+989124445566"}
    for row in rows.values():
        assert row.message
        assert (row.channel, row.why_not, row.told_at) == ("sms", "", parties.world.clock())
        assert bytes(row.text_sha256) == hashlib.sha256(row.message.text.encode()).digest()
    with connection.cursor() as cursor:  # which transaction wrote the rows
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM messaging_message")
        assert cursor.fetchone() == (1,)


def test_what_is_told_names_branch_and_kind_and_nobody(parties: Parties) -> None:
    entry = parties.order(kind="inquiry")
    react(entry)
    texts = {one.language: one.text for one in Message.objects.all()}
    assert "شعبهٔ ۱۲۰۳" in texts["fa"]
    assert "تحقیق" in texts["fa"]
    assert "Branch 1203" in texts["en"]
    assert "inquiry" in texts["en"]
    assert parties.case.number in texts["en"]
    for name in ("کریمی", "نوری", "سارا", "Reza", "Nouri"):
        assert not any(name in text for text in texts.values())


def test_the_number_of_the_file_is_not_turned_round_on_a_phone(parties: Parties) -> None:
    """Its marks stand in what is sent, whether it is told of a step or asked for; in English there are none."""
    react(parties.order())
    texts = {one.language: one.text for one in Message.objects.all()}
    assert in_persian_message(to_persian_digits(parties.case.number)) in texts["fa"]
    assert not set(texts["en"]) & {"\u200e", "\u200f"}
    asked = values_for(status_of(parties.case), "fa")["file_number"]
    assert asked == in_persian_message(to_persian_digits(parties.case.number))


def test_the_same_event_goes_to_both_after_the_same_delay(parties: Parties) -> None:
    parties.world.clock.forward(hours=12)  # past ten in the evening: it waits for the morning
    react(parties.order())
    moments = {(row.queued_at, row.not_before, row.urgency) for row in Message.objects.all()}
    assert len(moments) == 1
    [(queued, not_before, _)] = moments
    assert not_before > queued


def test_a_reaction_that_runs_twice_tells_once(parties: Parties) -> None:
    entry = parties.order()
    react(entry)
    react(entry)
    assert Notice.objects.filter(entry=entry).count() == Message.objects.count() == 2


def test_of_a_confidential_file_nobody_is_told_and_the_ledger_says_so(parties: Parties) -> None:
    world = parties.world
    cases.keep_case_confidential(case=parties.case.pk, why="در خانه می‌خوانند", by=world.desk)
    react(last("CaseKeptConfidential"))
    assert WithheldFile.objects.get(until=None).about == parties.case.pk
    entry = parties.order()
    react(entry)
    assert {row.why_not for row in told(entry).values()} == {"confidential"}
    assert not Message.objects.exists()
    said = [line.sentence.en for line in story(parties.case.pk, world.chief)]
    assert said[0] == "Parties were told by message: 0; not told: 2 (order received)."
    cases.end_confidentiality(case=parties.case.pk, why="شمارهٔ تازه", by=world.chief)
    react(last("ConfidentialityEnded"))
    assert not WithheldFile.objects.filter(until=None).exists()
    again = parties.order(number="2")
    react(again)
    assert {row.channel for row in told(again).values()} == {"sms"}


def test_what_waited_for_the_morning_is_withheld_with_the_file(parties: Parties) -> None:
    parties.world.clock.forward(hours=12)
    react(parties.order())
    cases.keep_case_confidential(case=parties.case.pk, why="خطر", by=parties.world.desk)
    react(last("CaseKeptConfidential"))
    assert {row.state for row in Message.objects.all()} == {"suppressed"}


def test_the_complainant_gets_a_receipt_and_nobody_else_does(parties: Parties) -> None:
    for entry in Entry.objects.filter(event="PartyNamed").order_by("pk"):
        react(entry.pk)
    [notice] = Notice.objects.all()
    assert (notice.party, notice.what, notice.channel) == (
        parties.complainant,
        "case_opened",
        "sms",
    )
    lawyer = parties.named("lawyer", parties.complainant, phone="09127778899")
    react(last("PartyNamed"))
    parties.named("witness", phone="09127778800")
    react(last("PartyNamed"))
    assert Notice.objects.latest("pk").party == lawyer
    assert Notice.objects.count() == 2


def test_a_guardian_hears_in_the_place_and_a_lawyer_beside_the_party(parties: Parties) -> None:
    guardian = parties.named("guardian", parties.complainant, phone="09127778899")
    lawyer = parties.named("lawyer", parties.respondent, phone="09127778800")
    parties.named("interpreter", parties.respondent, phone="09127778811")
    entry = parties.order()
    react(entry)
    rows = told(entry)
    assert {party: row.why_not for party, row in rows.items()} == {
        parties.complainant: "guardian", parties.respondent: "", guardian: "", lawyer: "",
    }  # fmt: skip
    assert rows[guardian].role == rows[lawyer].role == "representative"


def test_each_step_of_a_file_is_told_to_both(parties: Parties) -> None:
    world, case = parties.world, parties.case.pk
    there = world.at(world.there)
    outside = OutsideService.objects.earliest("order").pk
    steps: list[tuple[str, Callable[[], object]]] = [
        ("CaseReferredOutside", lambda: refer_outside(case=case, service=outside, why="نظر", by=world.desk)),
        ("CaseReferred", lambda: cases.refer_case(case=case, to=world.there.pk, why="محل", by=world.desk)),
        ("ReferralRejected", lambda: cases.reject_referral(case=case, why="نه", by=there)),
        ("CaseReferred", lambda: cases.refer_case(case=case, to=world.there.pk, why="محل", by=world.desk)),
        ("ReferralWithdrawn", lambda: cases.withdraw_referral(case=case, by=world.desk)),
        ("CaseReferred", lambda: cases.refer_case(case=case, to=world.there.pk, why="محل", by=world.desk)),
        ("ReferralAccepted", lambda: cases.accept_referral(case=case, by=there)),
        ("CaseClosed", lambda: cases.close_case(case=case, outcome=world.outcome(), note="صلح", by=there)),
        ("CaseReopened", lambda: cases.reopen_case(
            case=case, why="تازه", by=world.at(world.there, Role.STATION_CHIEF))),
    ]  # fmt: skip
    for event, step in steps:
        step()
        entry = last(event)
        react(entry)
        assert {row.channel for row in told(entry).values()} == {"sms"}, event
        assert len(told(entry)) == 2, event
    texts = [one.text for one in Message.objects.filter(event="case_closed", language="en")]
    assert "Outcome:" in texts[0]


def test_that_another_service_was_asked_is_told_at_once_to_both_and_not_which(
    parties: Parties,
) -> None:
    service = OutsideService.objects.get(code="welfare_organisation")
    asked: dict[str, Any] = {"service": service.pk, "office": "شمیرانات", "why": "نوری بیمار است"}
    refer_outside(case=parties.case.pk, **asked, by=parties.world.desk)
    react(last("CaseReferredOutside"))
    messages = Message.objects.filter(event="case_referred_outside")
    assert len({(one.queued_at, one.not_before) for one in messages}) == 1
    texts = {one.language: one.text for one in messages}
    assert set(texts) == {"fa", "en"}
    unsaid = (
        service.name_fa, service.name_en, "شمیرانات", "بیمار", "کریمی", "نوری", "Nouri",
    )  # fmt: skip
    assert not any(word in text for word in unsaid for text in texts.values())


def test_of_a_withheld_file_no_service_that_was_asked_is_told_of(parties: Parties) -> None:
    cases.keep_case_confidential(case=parties.case.pk, why="خطر", by=parties.world.desk)
    service = OutsideService.objects.earliest("order").pk
    refer_outside(case=parties.case.pk, service=service, why="نظر", by=parties.world.desk)
    react(entry := last("CaseReferredOutside"))
    assert {row.why_not for row in told(entry).values()} == {"confidential"}
    assert not Message.objects.exists()


def test_who_cannot_be_told_by_message_is_written_down_and_the_other_hears_all_the_same(
    parties: Parties,
) -> None:
    opt_out(number=COMPLAINS, reason="stop", by=parties.world.desk)
    silent = parties.named("respondent", name="حسینی")
    entry = parties.order()
    react(entry)
    rows = told(entry)
    assert rows[parties.complainant].why_not == "opted_out"
    assert rows[silent].why_not == "no_phone"
    assert rows[parties.respondent].channel == "sms"


def test_a_number_that_was_said_to_be_anothers_hears_nothing(parties: Parties) -> None:
    opt_out(number=COMPLAINS, reason="wrong_number", by=parties.world.desk)
    entry = parties.order()
    react(entry)
    assert told(entry)[parties.complainant].why_not == "wrong_number"


def test_one_person_in_two_roles_is_told_once(parties: Parties) -> None:
    twin = parties.named("respondent", phone=COMPLAINS)
    merge_persons(
        person=twin.person_id,
        into=parties.complainant.person_id,
        why="یک نفر",
        by=parties.world.desk,
    )
    entry = parties.order()
    react(entry)
    assert told(entry)[twin].why_not == "same_person"


def test_where_the_words_for_one_side_are_missing_neither_is_told(parties: Parties) -> None:
    judge = parties.world.scene.person(Role.COMMANDER, parties.world.scene.city)
    words = MessageTemplate.objects.get(event="order_received", language="en", role="respondent")
    retire_template(template=words.pk, by=judge)
    entry = parties.order()
    react(entry)
    assert {row.why_not for row in told(entry).values()} == {"no_words"}
    assert not Message.objects.exists()


def test_an_order_of_no_file_tells_nobody(parties: Parties) -> None:
    parties.courts.order()
    react(last("OrderReceived"))
    assert not Notice.objects.exists()


def test_who_became_a_party_afterwards_or_is_none_any_more_does_not_hear_of_it(
    parties: Parties,
) -> None:
    entry = parties.order()
    parties.world.clock.forward(minutes=1)
    parties.named("respondent", phone="09127778899")
    cases.end_party(
        case=parties.case.pk, party=parties.respondent.pk, why="اشتباه", by=parties.world.desk
    )
    react(entry)
    assert set(told(entry)) == {parties.complainant}


def test_the_ledger_is_read_by_who_may_see_the_file(parties: Parties) -> None:
    world, entry = parties.world, parties.order()
    react(entry)
    rows = list(queries.ledger(world.desk, parties.case))
    assert [row.party for row in rows] == [parties.complainant, parties.respondent]
    assert not queries.ledger(world.at(world.there), parties.case).exists()
    auditor = world.scene.person(Role.AUDITOR)
    assert not queries.ledger(auditor, parties.case).exists()
    assert queries.ledger(auditor.because("شکایت"), parties.case).exists()


def test_the_standard_words_are_drafts_in_both_languages_and_are_added_once(
    db: None, as_system: Actor
) -> None:
    install_notice_words(by=as_system)
    drafts = MessageTemplate.objects.filter(state="draft")
    assert drafts.count() == len(standard_words())
    assert set(drafts.values_list("language", flat=True)) == {"fa", "en"}
    install_notice_words(by=as_system)
    assert MessageTemplate.objects.count() == len(standard_words())


def test_the_service_approves_none_of_its_own_words(db: None, as_system: Actor) -> None:
    install_notice_words(by=as_system)
    draft = MessageTemplate.objects.earliest("pk")
    with pytest.raises(Refused) as refused:
        approve_template(template=draft.pk, by=as_system)
    assert refused.value.rule is may_judge_template


def _order_ends(parties: Parties, how: str) -> UUID:
    order, by = parties.courts.order(case=parties.case.pk), parties.world.desk
    assert by.id
    orders.assign_order(order=order.pk, officer=by.id, by=by)
    if how == "OrderCarriedOut":
        orders.carry_out_order(order=order.pk, report="کریمی ابلاغ شد", by=by)
    elif how == "OrderReturned":
        orders.return_order(order=order.pk, report="کریمی نبود", by=by)
    else:
        orders.withdraw_order(order=order.pk, why="کریمی", by=by)
    return last(how)


@pytest.mark.parametrize(
    ("how", "what", "said"),
    [
        ("OrderCarriedOut", "order_carried_out", "was carried out"),
        ("OrderReturned", "order_returned", "was not carried out"),
        ("OrderWithdrawn", "order_withdrawn", "withdrew its order"),
    ],
)
@pytest.mark.parametrize("confidential", [False, True])
def test_both_are_told_what_became_of_an_order(
    parties: Parties, how: str, what: str, said: str, confidential: bool
) -> None:
    if confidential:
        cases.keep_case_confidential(case=parties.case.pk, why="خانهٔ امن", by=parties.world.chief)
    entry = _order_ends(parties, how)
    react(entry)
    react(entry)
    rows = told(entry)
    assert set(rows) == {parties.complainant, parties.respondent}
    assert {row.what for row in rows.values()} == {what}
    assert {row.told_at for row in rows.values()} == {parties.world.clock()}
    texts = {one.language: one.text for one in Message.objects.filter(event=what)}
    if confidential:
        assert not texts
        return
    assert said in texts["en"]
    assert "Branch 1203 (summons)" in texts["en"] or "Branch 1203 withdrew" in texts["en"]
    assert "شعبهٔ ۱۲۰۳" in texts["fa"]
    assert not any("کریمی" in text for text in texts.values())


def test_both_are_told_that_an_officer_is_in_charge_and_not_who(parties: Parties) -> None:
    by = parties.world.desk
    assert by.id
    cases.put_in_charge(case=parties.case.pk, officer=by.id, by=by)
    react(entry := last("OfficerPutInCharge"))
    assert set(told(entry)) == {parties.complainant, parties.respondent}
    texts = [one.text for one in Message.objects.filter(event="officer_in_charge")]
    assert len(texts) == 2
    assert not any(User.objects.get(pk=by.id).name in text for text in texts)


def test_both_hear_of_an_order_when_it_gets_its_file(parties: Parties) -> None:
    order, by = parties.courts.order(), parties.world.desk
    react(last("OrderReceived"))
    assert not Message.objects.exists()
    orders.give_order_its_file(order=order.pk, case=parties.case.pk, by=by)
    react(entry := last("OrderGivenItsFile"))
    assert {row.what for row in told(entry).values()} == {"order_received"}
    assert Message.objects.count() == 2

"""Who asks by message how a file stands: a party hears it, everybody else hears the same nothing."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from kalantar.cases import actions as cases
from kalantar.cases.tests.world import refusal
from kalantar.incoming_messages.actions import receive_message
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import told as story
from kalantar.message_templates.actions import retire_template
from kalantar.message_templates.models import MessageTemplate
from kalantar.messaging.actions import opt_out, withhold_file
from kalantar.messaging.models import Message
from kalantar.notices import queries
from kalantar.notices.actions import answer_status
from kalantar.notices.delays import delays
from kalantar.notices.models import Notice, StatusAnswer
from kalantar.notices.rules import incoming_message_is_answered_once
from kalantar.notices.tests.world import COMPLAINS, RESPONDS, Parties, last, react
from kalantar.people.roles import Role
from kalantar.persons.actions import merge_persons

STRANGER = "09127770000"


def ask(text: str, number: str = COMPLAINS) -> StatusAnswer | None:
    """What came of it; None where nothing did."""
    before = set(StatusAnswer.objects.values_list("pk", flat=True))
    receive_message(number=number, text=text, route="r", by=system())
    react(last("MessageReceived"))
    return StatusAnswer.objects.exclude(pk__in=before).first()


def heard(answer: StatusAnswer | None) -> tuple[str, str]:
    """What was answered, and the words; without those where nothing was sent."""
    assert answer
    sent = answer.message
    return answer.answer, sent.text if sent and sent.state == "queued" else ""


def neutral(language: str = "fa") -> str:
    return MessageTemplate.objects.get(
        event="status_unknown", state="approved", language=language
    ).text


def test_a_party_is_told_how_the_file_stands_without_any_name(parties: Parties) -> None:
    number = parties.case.number
    said, text = heard(ask(f"وضعیت {number}"))
    assert said == "told"
    assert "در جریان" in text
    for name in ("کریمی", "نوری", "سارا"):
        assert name not in text
    said, text = heard(ask(f"status {number}", RESPONDS))
    assert said == "told"
    assert text.startswith(f"File {number} at")
    assert "open" in text
    cases.close_case(
        case=parties.case.pk, outcome=parties.world.outcome(), note="صلح", by=parties.world.desk
    )
    parties.world.clock.forward(minutes=11)
    assert "closed; outcome: " in heard(ask(f"status {number}", RESPONDS))[1]


def test_the_answer_stands_in_the_ledger_and_on_the_file(parties: Parties) -> None:
    answer = ask(f"وضعیت {parties.case.number}")
    assert answer
    assert answer.message
    [notice] = queries.ledger(parties.world.desk, parties.case)
    assert (notice.party, notice.what, notice.channel) == (
        parties.complainant,
        "case_status",
        "sms",
    )
    assert bytes(notice.text_sha256) == bytes(answer.message.text_sha256)
    assert notice.entry == last("MessageReceived")
    said = [line.sentence.en for line in story(parties.case.pk, parties.world.chief)]
    assert said[0] == "The status of a file was asked by message: the party was told."
    assert delays(parties.world.chief, [notice.entry]) == []


def test_the_serial_is_enough_where_it_names_one_file_of_the_phone(parties: Parties) -> None:
    serial = int(parties.case.number.split("-")[2])
    assert heard(ask(f"وضعیت {serial}"))[0] == "told"
    assert heard(ask("وضعیت 99999"))[0] == "neutral"


def _confidential(parties: Parties) -> None:
    cases.keep_case_confidential(case=parties.case.pk, why="خطر", by=parties.world.desk)


def _withheld(parties: Parties) -> None:
    withhold_file(
        about=("case", parties.case.pk), reason="domestic", area=parties.world.here.pk,
        by=parties.world.desk,
    )  # fmt: skip


def _ended(parties: Parties) -> None:
    cases.end_party(
        case=parties.case.pk, party=parties.complainant.pk, why="اشتباه", by=parties.world.desk
    )


def _guarded(parties: Parties) -> None:
    parties.named("guardian", parties.complainant, phone="09127778899")


def _opted_out(parties: Parties) -> None:
    opt_out(number=COMPLAINS, reason="stop", by=parties.world.desk)


def _without_words(parties: Parties) -> None:
    judge = parties.world.scene.person(Role.COMMANDER, parties.world.scene.city)
    for words in MessageTemplate.objects.filter(event="case_status", state="approved"):
        retire_template(template=words.pk, by=judge)


def _usual(parties: Parties) -> None: ...


TABLE: list[tuple[str, Callable[[Parties], None], str, str, str, str | None]] = [
    # who asks, what is so, the number, → the answer, why the ledger says not (None: no row)
    ("complainant", _usual, COMPLAINS, "{number}", "told", ""),
    ("respondent", _usual, RESPONDS, "{number}", "told", ""),
    ("stranger", _usual, STRANGER, "{number}", "neutral", None),
    ("stranger, no such file", _usual, STRANGER, "1405-0001-00001-1", "neutral", None),
    ("party, no such file", _usual, COMPLAINS, "1405-0001-00001-1", "neutral", None),
    ("party, no number", _usual, COMPLAINS, "", "neutral", None),
    ("confidential", _confidential, COMPLAINS, "{number}", "neutral", "confidential"),
    ("withheld", _withheld, COMPLAINS, "{number}", "neutral", "confidential"),
    ("no party any more", _ended, COMPLAINS, "{number}", "neutral", None),
    ("a guardian hears instead", _guarded, COMPLAINS, "{number}", "neutral", None),
    ("the guardian", _guarded, "09127778899", "{number}", "told", ""),
    ("opted out", _opted_out, COMPLAINS, "{number}", "silent", "opted_out"),
    ("no words", _without_words, COMPLAINS, "{number}", "neutral", "no_words"),
]


@pytest.mark.parametrize(
    ("so", "number", "asked", "answer", "why_not"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_who_is_told_what(
    parties: Parties,
    so: Callable[[Parties], None],
    number: str,
    asked: str,
    answer: str,
    why_not: str | None,
) -> None:
    so(parties)
    said, text = heard(ask(f"وضعیت {asked.format(number=parties.case.number)}", number))
    assert said == answer
    if said != "told":
        assert text == (neutral() if said == "neutral" else "")
    rows = Notice.objects.filter(what="case_status").values_list("why_not", flat=True)
    assert list(rows) == ([] if why_not is None else [why_not])


@pytest.mark.parametrize("role", ["witness", "informant"])
def test_who_hears_of_no_step_is_told_nothing(parties: Parties, role: str) -> None:
    parties.named(role, phone=STRANGER)
    assert heard(ask(f"وضعیت {parties.case.number}", STRANGER)) == ("neutral", neutral())


def test_the_neutral_sentence_is_in_the_language_of_the_question(parties: Parties) -> None:
    assert heard(ask("status 1234", STRANGER))[1] == neutral("en")


def test_a_phone_is_that_of_the_row_that_stands_for_the_person(parties: Parties) -> None:
    kept = parties.world.person("کریمی", phone="09127771111")
    merge_persons(
        person=parties.complainant.person_id, into=kept.pk, why="یک نفر", by=parties.world.desk
    )
    number = parties.case.number
    assert heard(ask(f"وضعیت {number}", "09127771111"))[0] == "told"
    assert heard(ask(f"وضعیت {number}"))[0] == "neutral"


def test_a_question_at_night_is_answered_at_once(parties: Parties) -> None:
    parties.world.clock.forward(hours=12)
    answer = ask(f"وضعیت {parties.case.number}")
    assert answer
    assert answer.message
    assert answer.message.not_before == parties.world.clock()


def test_another_message_is_not_answered(parties: Parties, as_system: Actor) -> None:
    assert ask("با سلام، پروندهٔ من چه شد؟") is None
    assert ask("لغو") is None
    assert StatusAnswer.objects.count() == 0


def test_without_approved_words_nothing_is_sent(parties: Parties) -> None:
    judge = parties.world.scene.person(Role.COMMANDER, parties.world.scene.city)
    for words in MessageTemplate.objects.filter(event="status_unknown", state="approved"):
        retire_template(template=words.pk, by=judge)
    assert heard(ask("وضعیت 1", STRANGER)) == ("silent", "")


def test_message_asks_after_a_file(parties: Parties, as_system: Actor) -> None:
    receive_message(number=COMPLAINS, text="سلام", route="r", by=as_system)
    entry = last("MessageReceived")
    assert refusal(answer_status, entry=entry, by=as_system) == "message_asks_after_a_file"


def test_may_tell_parties_is_asked_of_who_answers(parties: Parties, as_system: Actor) -> None:
    receive_message(number=COMPLAINS, text="وضعیت 1", route="r", by=as_system)
    by, entry = parties.world.chief, last("MessageReceived")
    assert refusal(answer_status, entry=entry, by=by) == "may_tell_parties"


def test_number_is_answered_five_times_a_day(parties: Parties, as_system: Actor) -> None:
    for serial in range(90001, 90006):
        assert ask(f"وضعیت {serial}") is not None
    assert ask(f"وضعیت {parties.case.number}") is None
    entry = last("MessageReceived")
    said = refusal(answer_status, entry=entry, by=as_system)
    assert said == "number_is_answered_five_times_a_day"
    assert heard(ask(f"status {parties.case.number}", RESPONDS))[0] == "told"
    parties.world.clock.forward(days=1, minutes=1)
    assert heard(ask(f"وضعیت {parties.case.number}"))[0] == "told"


def test_incoming_message_is_answered_once(parties: Parties, as_system: Actor) -> None:
    answer = ask(f"وضعیت {parties.case.number}")
    assert answer
    parties.world.clock.forward(minutes=11)
    entry = last("MessageReceived")
    said = refusal(answer_status, entry=entry, by=as_system)
    assert said == incoming_message_is_answered_once.name
    react(entry)
    assert StatusAnswer.objects.count() == Message.objects.count() == 1


def test_same_question_is_answered_once(parties: Parties, as_system: Actor) -> None:
    asked = f"وضعیت {parties.case.number}"
    assert ask(asked) is not None
    assert ask(f"{asked} ") is None
    entry = last("MessageReceived")
    assert refusal(answer_status, entry=entry, by=as_system) == "same_question_is_answered_once"
    assert ask("وضعیت 77") is not None
    kept = StatusAnswer.objects.earliest("pk")
    kept.pk, kept.incoming_id = None, StatusAnswer.objects.latest("pk").incoming_id
    with (
        pytest.raises(IntegrityError, match=r"same_question|incoming_message"),
        transaction.atomic(),
    ):
        kept.save(force_insert=True)
    parties.world.clock.forward(minutes=10)
    assert heard(ask(asked))[0] == "told"


@pytest.mark.django_db(transaction=True)
def test_a_text_that_the_operator_delivers_twice_at_once_is_answered_once(parties: Parties) -> None:
    ready, refused = Barrier(2), []
    entries = []
    for _ in range(2):
        receive_message(number=COMPLAINS, text="وضعیت 347", route="r", by=system())
        entries.append(last("MessageReceived"))

    def work(entry: object) -> None:
        ready.wait()
        try:
            answer_status(entry=entry, by=system())  # type: ignore[arg-type]
        except Refused as one:
            refused.append(one.rule.name)
        finally:
            connection.close()

    workers = [Thread(target=work, args=[entry]) for entry in entries]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert refused == ["same_question_is_answered_once"]
    assert StatusAnswer.objects.count() == Message.objects.count() == 1

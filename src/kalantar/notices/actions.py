"""What can be done with notices: tell the parties of what happened, both in one transaction; answer one who asks."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange as Range
from django.db.models import Q

from kalantar.cases.models import Case, Party
from kalantar.incoming_messages.models import IncomingMessage
from kalantar.incoming_messages.queries import number_asked
from kalantar.kernel.action import action, find, lock, part
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.sealing import newest_hash
from kalantar.kernel.timeline import record
from kalantar.message_templates.actions import write_template
from kalantar.message_templates.models import MessageTemplate
from kalantar.message_templates.queries import approved_template
from kalantar.message_templates.rules import may_write_templates
from kalantar.messaging.actions import queue_message
from kalantar.messaging.models import Message, MessageState, OptOut, Urgency
from kalantar.notices import events
from kalantar.notices.asking import answered_lately, party_asking
from kalantar.notices.models import Channel, Notice, StatusAnswer, WhyNot
from kalantar.notices.occasions import OCCASIONS, STATUS, UNKNOWN
from kalantar.notices.queries import guarded, to_be_told
from kalantar.notices.rules import (
    may_tell_parties,
    message_asks_after_a_file,
    number_is_answered_five_times_a_day,
    party_is_told_once,
    somebody_is_to_be_told,
)
from kalantar.notices.standard import standard_words
from kalantar.notices.wording import (
    ANYBODY,
    language_of,
    language_written,
    role_of,
    said_of,
    status_of,
    values_for,
)
from kalantar.places.models import Jurisdiction
from kalantar.safe_numbers.queries import phone_of, safe_numbers_of

ENTRIES = Entry.objects.all()
INCOMING = IncomingMessage.objects.all()
SAME_QUESTION = timedelta(minutes=10)  # of the same number: an operator may deliver a text twice
CASES = Case.objects.select_related("jurisdiction")
WITHHELD: dict[
    str, str
] = {  # why a message was: the ledger's word for it; else the file's own reason
    OptOut.Reason.STOP: WhyNot.OPTED_OUT,
    OptOut.Reason.DESK: WhyNot.OPTED_OUT,
    OptOut.Reason.PORTAL: WhyNot.OPTED_OUT,
    OptOut.Reason.WRONG_NUMBER: WhyNot.WRONG_NUMBER,
}


@action
def tell_parties(*, entry: UUID, by: Actor) -> Case:
    """Tell both sides of what that entry says, with the same words in the same moment; or write down why
    not. ``by`` may come twice: the second time it is refused."""
    may_tell_parties.require(by, None)
    happened, by = find(ENTRIES, entry), by.at(by.now())
    somebody_is_to_be_told.require(happened.facts.get("case") or "")
    case = lock(CASES, UUID(happened.facts["case"]))
    if Notice.objects.filter(entry=entry).exists():
        raise party_is_told_once.refuse()
    parties = to_be_told(case, happened)
    somebody_is_to_be_told.require(parties)
    notices = _written(case, happened, parties, by)
    Notice.objects.bulk_create(notices)
    told = sum(one.channel == Channel.SMS for one in notices)
    what = OCCASIONS[happened.event].code
    heard = events.PartiesTold(case.pk, entry, what, told, len(notices) - told)
    record(heard, about=[case], by=by, areas=case.jurisdiction.ancestors)
    return case


@action
def answer_status(*, entry: UUID, by: Actor) -> StatusAnswer:
    """Answer who asked after a file by message: a party of it hears how it stands, everybody else the same
    sentence. ``by`` may come twice, and so may the text: then it is refused."""
    may_tell_parties.require(by, None)
    came, by = find(INCOMING, UUID(find(ENTRIES, entry).facts["incoming"])), by.at(by.now())
    digits = number_asked(came.text)
    message_asks_after_a_file.require(digits)
    number_is_answered_five_times_a_day.require(answered_lately(came.number, by.now()))
    party = party_asking(came.number, digits or "")
    row = StatusAnswer(incoming=came, number_hash=came.number_hash, answered_at=by.now())
    row.asked = newest_hash(digits or "", "file number")
    row.period = Range(by.now(), by.now() + SAME_QUESTION, "[)")
    notice = _status_told(party, came.number, entry, by) if party else None
    if notice and (notice.channel == Channel.SMS or notice.why_not in WITHHELD.values()):
        row.message = notice.message
    else:
        row.message = _told_nothing(came, by)
    row.answer = _answer(row.message, notice)
    row.save(force_insert=True)
    if notice:
        notice.save(force_insert=True)
    areas = party.case.jurisdiction.ancestors if party else ()
    about: list[IncomingMessage | Case] = [came, party.case] if party else [came]
    record(events.StatusAnswered(came.pk, row.answer), about=about, by=by, areas=areas)
    return row


@action
def install_notice_words(*, by: Actor) -> None:
    """Add the standard templates there are not yet, as drafts: a person has to approve each. What is
    there, in any version, stays."""
    may_write_templates.require(by, None)
    keys = {(one.event, one.language, one.role): one.text for one in standard_words()}
    kept = MessageTemplate.objects.filter(event__in={event for event, _, _ in keys})
    there = set(kept.values_list("event", "language", "role"))
    missing = {key: text for key, text in keys.items() if key not in there}
    for (event, language, role), text in missing.items():
        write_template(event=event, language=language, role=role, text=text, by=by)
    record(events.NoticeWordsInstalled(len(missing)), about=list(kept.all()), by=by)


@part
def erase_answers(messages: Collection[UUID], numbers: Collection[bytes]) -> int:
    """What came of questions by message: they are of a number, which is nobody's any more."""
    asked = Q(message__in=messages) | Q(number_hash__in=numbers)
    return StatusAnswer.objects.filter(asked).delete()[0]


@part
def _written(case: Case, happened: Entry, parties: list[Party], by: Actor) -> list[Notice]:
    what, said = OCCASIONS[happened.event].code, said_of(happened, case)
    safe = safe_numbers_of(case)
    why_not = _why_not(case, parties, what, safe)
    notices = []
    for party in parties:
        row = Notice(case=case, party=party, entry=happened.pk, what=what, role=role_of(party))
        row.channel, row.why_not, row.told_at = Channel.NONE, why_not.get(party.pk, ""), by.now()
        if not row.why_not:
            language = language_of(party.person.standing)
            row.message = queue_message(
                number=phone_of(party, safe), event=what, language=language, role=row.role,
                values=values_for(said, language), about=("case", case.pk),
                area=case.jurisdiction_id, safe_number=party.pk in safe, by=by,
            )  # fmt: skip
            _told(row, row.message)
        notices.append(row)
    return notices


def _status_told(party: Party, number: str, entry: UUID, by: Actor) -> Notice:
    """How the file stands, to the phone that asked; or why nothing is said of it."""
    case, language = party.case, language_of(party.person.standing)
    row = Notice(case=case, party=party, entry=entry, what=STATUS.code, role=role_of(party))
    row.channel, row.told_at = Channel.NONE, by.now()
    safe = party.pk in safe_numbers_of(case)
    if case.confidential and not safe:
        row.why_not = WhyNot.CONFIDENTIAL
    elif approved_template(STATUS.code, language, row.role) is None:
        row.why_not = WhyNot.NO_WORDS
    else:
        row.message = queue_message(
            number=number, event=STATUS.code, language=language, role=row.role,
            values=values_for(status_of(case), language), about=("case", case.pk),
            area=case.jurisdiction_id, urgency=Urgency.URGENT, safe_number=safe, by=by,
        )  # fmt: skip
        _told(row, row.message)
    return row


def _told_nothing(came: IncomingMessage, by: Actor) -> Message | None:
    """The sentence that says nothing of any file; None where its words were never approved."""
    language = language_written(came.text)
    if approved_template(UNKNOWN.code, language, ANYBODY) is None:
        return None
    whole = Jurisdiction.objects.living().filter(parent=None).earliest("pk")
    return queue_message(
        number=came.number, event=UNKNOWN.code, language=language, role=ANYBODY, values={},
        about=("incomingmessage", came.pk), area=whole.pk, urgency=Urgency.URGENT, by=by,
    )  # fmt: skip


def _answer(message: Message | None, notice: Notice | None) -> str:
    if message is None or message.state == MessageState.SUPPRESSED:
        return StatusAnswer.Answer.SILENT
    told = notice is not None and notice.channel == Channel.SMS
    return StatusAnswer.Answer.TOLD if told else StatusAnswer.Answer.NEUTRAL


def _told(row: Notice, message: Message) -> None:
    if message.state == MessageState.SUPPRESSED:
        row.why_not = WITHHELD.get(message.reason, WhyNot.CONFIDENTIAL)
    else:
        row.channel, row.text_sha256 = Channel.SMS, message.text_sha256


def _why_not(
    case: Case, parties: list[Party], what: str, safe: Mapping[UUID, str]
) -> dict[UUID, str]:
    """Of those who are not told, why. Where the words of one are missing, nobody is told: both or none."""
    why: dict[UUID, str] = {}
    in_their_place, heard = guarded(case), set()
    for party in parties:
        who = party.person.standing.pk
        if case.confidential and party.pk not in safe:
            why[party.pk] = WhyNot.CONFIDENTIAL
        elif party.pk in in_their_place:
            why[party.pk] = WhyNot.GUARDIAN
        elif who in heard:
            why[party.pk] = WhyNot.SAME_PERSON
        elif not phone_of(party, safe):
            why[party.pk] = WhyNot.NO_PHONE
        else:
            heard.add(who)
    told = [party for party in parties if party.pk not in why]
    if all(approved_template(what, language_of(one.person.standing), role_of(one)) for one in told):
        return why
    return why | {party.pk: WhyNot.NO_WORDS for party in told}

"""What can be done from the citizens' page, and what the service answers."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection

from kalantar.cases.models import Case, Party
from kalantar.cases.numbering import parse_case_number
from kalantar.cases.rules import may_handle_case
from kalantar.citizens import events
from kalantar.citizens.lifecycle import ACCESS
from kalantar.citizens.models import (
    TRIES,
    WINDOW,
    Access,
    AccessState,
    CitizenQuestion,
    Scope,
)
from kalantar.citizens.queries import (
    ACCESSES,
    files_may_be_told_of,
    nothing_is_told,
    party_asking,
    times_of,
)
from kalantar.citizens.rules import (
    access_code_came_back,
    access_code_is_tried_a_few_times,
    asking_waits_for_its_answer,
    code_is_six_digits,
    few_papers_were_handed_in,
    few_questions_wait,
    identity_was_shown,
    incoming_is_of_this_file,
    it_is_of_this_case,
    may_answer_askings,
    may_ask_for_code,
    may_read_nobodys_messages,
    may_take_access,
    may_use_access,
    one_time_is_booked,
    question_waits_for_its_answer,
    time_is_at_the_files_station,
    time_is_their_own,
    who_wrote_reads_answers,
    words_are_a_few_sentences,
)
from kalantar.citizens.tokens import as_typed, asking_key, code_hash, token_hash
from kalantar.citizens.written import written_by_nobody, written_on
from kalantar.documents.actions import keep_document
from kalantar.documents.models import Came, Document
from kalantar.incidents.rules import reason_is_given
from kalantar.incoming_messages.actions import settle_incoming
from kalantar.incoming_messages.events import MessageSettled
from kalantar.incoming_messages.models import IncomingMessage
from kalantar.kernel.action import action, find, lock, part, upkeep
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.keeping import BATCH, may_forget
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import normalise, parse_phone
from kalantar.kernel.timeline import Event, Subject, record
from kalantar.message_templates.queries import approved_template
from kalantar.message_templates.rules import message_has_an_approved_template
from kalantar.messaging.actions import opt_in, opt_out, queue_message
from kalantar.messaging.models import MessageState, OptOut
from kalantar.notices.wording import PERSON, language_of, number_of, values_for
from kalantar.persons.actions import exchange_phone, send_phone_code, verify_phone
from kalantar.persons.codes import LASTS, SENDERS, ToSend, new_code
from kalantar.persons.models import Person, PhoneCode
from kalantar.persons.queries import rows_of
from kalantar.persons.rules import codes_can_be_sent, phone_waits_for_its_code
from kalantar.persons.traces import Traces, erased_in
from kalantar.reception.actions import APPOINTMENTS, SLOTS, book_appointment, cancel_appointment
from kalantar.reception.models import Appointment
from kalantar.safe_numbers.queries import phone_of, safe_numbers_of

CASES = Case.objects.select_related("jurisdiction")
_OF_PARTY = ("case__jurisdiction", "person__merged_into")
NOTHING: Mapping[str, str] = {}
_WITH_PARTY = ("party__case__jurisdiction", "party__person__merged_into")
QUESTIONS = CitizenQuestion.objects.select_related(*_WITH_PARTY)


@action
def ask_for_code(
    *, number: str, phone: str, address: str, language: str, token: str, by: Actor
) -> Access:
    """Somebody asks for a code. Whether there is such a file is not looked at here: the answer, and the
    time it takes, are everybody's. ``address``: of the internet, only counted; ``token``: the browser's."""
    may_ask_for_code.require(by, None)
    number, phone = parse_case_number(number), parse_phone(phone)
    now = by.now()
    row = Access(number=number, phone=phone, language=language, asked_at=now)
    row.expires_at = now + LASTS
    row.token_hash, row.code_hash = token_hash(token), code_hash(new_code(), row.pk)
    _count(Scope.ALL, asking_key("all"), now)
    _count(Scope.ADDRESS, asking_key(address), now)
    _count(Scope.FILE, asking_key(number), now)
    _count(Scope.PHONE, asking_key(number, phone), now)
    row.save(force_insert=True)
    record(events.CodeAskedFor(row.pk), about=[row], by=by)
    return row


@action
def answer_asking(*, access: UUID, by: Actor) -> Access:
    """Send the code, where file and phone belong together; else forget both."""
    may_answer_askings.require(by, None)
    row = lock(ACCESSES, access)
    asking_waits_for_its_answer.require(row)
    case = Case.objects.select_related("jurisdiction").filter(number=row.number).first()
    why = _sent(row, case, by) if case else "no_file"
    row.number, row.answered_at = "", by.now()
    if why:
        row.phone = ""
        record(events.CodeNotSent(row.pk, why), about=[row], by=by)
    row.save(update_fields=["number", "phone", "party", "code_hash", "answered_at"])
    return row


@action
def take_access(*, access: UUID, token: str, code: str, new_token: str, by: Actor) -> Access:
    """The code as they read it. A wrong one counts as a try, so it is no refusal, which would leave
    nothing of it: what is returned is then not held. With the right one the browser gets another token."""
    row, _ = may_take_access.allow(by, (lock(ACCESSES, access), token))
    code_is_six_digits.require(typed := as_typed(code))
    if not access_code_came_back(row, typed, by.now()):
        return _did_not(row, by)
    ACCESS.advance(row, "take_access")
    row.held_at, row.token_hash = by.now(), token_hash(new_token)
    row.save(update_fields=["state", "held_at", "token_hash"])
    _record(events.AccessTaken, row, by)
    return row


@action
def give_up_access(*, access: UUID, by: Actor) -> Access:
    """They leave; the token opens nothing any more."""
    row = may_use_access.allow(by, lock(ACCESSES, access))
    _give_up(row, by)
    return row


@action
def ask_question(*, access: UUID, text: str, by: Actor) -> CitizenQuestion:
    """To the officer in charge; it stands on the file until it is answered."""
    party = _party_of(may_use_access.allow(by, lock(ACCESSES, access)))
    words_are_a_few_sentences.require(text := normalise(text))
    few_questions_wait.require(
        CitizenQuestion.objects.filter(party=party, answered_at=None).count()
    )
    row = CitizenQuestion.objects.create(party=party, text=text, asked_at=by.now())
    _on_file(events.CitizenAsked(row.pk, party.case_id, party.person_id), party, by)
    return row


@action
def answer_question(*, case: UUID, question: UUID, answer: str, by: Actor) -> CitizenQuestion:
    """Who asked reads it on their page, and a message says that it is there."""
    file = may_handle_case.allow(by, lock(CASES, case))
    row = lock(QUESTIONS, question)
    it_is_of_this_case.require(row.party, file)
    question_waits_for_its_answer.require(row)
    words_are_a_few_sentences.require(answer := normalise(answer))
    row.answer, row.answered_at, row.answered_by_id = answer, by.now(), by.id
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    told = _tell(row.party, "question_answered", by)
    happened = events.CitizenAnswered(row.pk, case, row.party.person_id, told)
    _on_file(happened, row.party, by)
    return row


@action
def take_as_question(*, case: UUID, incoming: UUID, by: Actor) -> CitizenQuestion:
    """What a party wrote by message is a question of theirs, answered like those of their own page."""
    file = may_handle_case.allow(by, lock(CASES, case))
    row = _written_on(file, incoming)
    party = party_asking(file, row.number)
    who_wrote_reads_answers.require(party)
    assert party
    words_are_a_few_sentences.require(text := normalise(row.text))
    asked = CitizenQuestion.objects.create(party=party, text=text, asked_at=row.came_at)
    _settle(row, IncomingMessage.Settled.QUESTION, by, file)
    return asked


@action
def take_as_wrong_number(*, case: UUID, incoming: UUID, by: Actor) -> IncomingMessage:
    """Whoever wrote says in other words that the number is not the person's: as if they had said WRONG."""
    file = may_handle_case.allow(by, lock(CASES, case))
    return _settle(_written_on(file, incoming), IncomingMessage.Settled.WRONG_NUMBER, by, file)


@action
def put_written_aside(*, case: UUID, incoming: UUID, why: str, by: Actor) -> IncomingMessage:
    """Nothing is to be done about it."""
    file = may_handle_case.allow(by, lock(CASES, case))
    reason_is_given.require(why)
    row, nothing = _written_on(file, incoming), IncomingMessage.Settled.NOTHING
    return _settle(row, nothing, by.because(why), file)


@action
def settle_nobodys(*, incoming: UUID, settled: str, why: str = "", by: Actor) -> IncomingMessage:
    """The same for a number that is no party's: it is somebody else's, or there is nothing to do."""
    may_read_nobodys_messages.require(by, None)
    row = lock(written_by_nobody(by), incoming)
    if settled == IncomingMessage.Settled.WRONG_NUMBER:
        return _settle(row, settled, by)
    reason_is_given.require(why)
    return _settle(row, IncomingMessage.Settled.NOTHING, by.because(why))


@action
def hand_in_paper(*, access: UUID, name: str, content: bytes, by: Actor) -> Document:
    """Among the documents of the file; what it is, its content says."""
    party = _party_of(may_use_access.allow(by, lock(ACCESSES, access)))
    sent = Document.objects.filter(party=party, came=Came.PORTAL)
    few_papers_were_handed_in.require(sent.count())
    row = Document(case=party.case, party=party, came=Came.PORTAL, name=name)
    keep_document(row, content, by)
    _on_file(events.PaperHandedIn(row.pk, party.case_id, party.person_id), party, by)
    return row


@action
def stop_messages(*, access: UUID, by: Actor) -> Access:
    """Nothing more goes to their phone but the codes they ask for."""
    row = may_use_access.allow(by, lock(ACCESSES, access))
    party = _party_of(row)
    opt_out(number=row.phone, reason=OptOut.Reason.PORTAL, by=_service(by))
    _on_file(events.MessagesStopped(party.case_id, party.person_id), party, by)
    return row


@action
def want_messages(*, access: UUID, by: Actor) -> Access:
    row = may_use_access.allow(by, lock(ACCESSES, access))
    party = _party_of(row)
    opt_in(number=row.phone, by=_service(by))
    _on_file(events.MessagesWanted(party.case_id, party.person_id), party, by)
    return row


@action
def book_time(*, access: UUID, slot: UUID, by: Actor) -> Appointment:
    """A place in a slot of the file's station; the last place goes to one of those who book at once."""
    row = may_use_access.allow(by, lock(ACCESSES, access))
    party, at = _party_of(row), find(SLOTS, slot)
    time_is_at_the_files_station.require(at, party.case)
    one_time_is_booked.require(len(times_of(row, by.now())))
    who = party.person.standing
    booked = book_appointment(slot=slot, person=who.pk, by=_service(by))
    _on_file(events.TimeBooked(booked.pk, party.case_id, party.person_id), party, by)
    return booked


@action
def give_up_time(*, access: UUID, appointment: UUID, by: Actor) -> Appointment:
    """Somebody else may have it."""
    party = _party_of(may_use_access.allow(by, lock(ACCESSES, access)))
    theirs = set(rows_of(party.person).values_list("pk", flat=True))
    time_is_their_own.require(find(APPOINTMENTS, appointment), theirs)
    gone = cancel_appointment(appointment=appointment, by=_service(by))
    _on_file(events.TimeGivenUp(gone.pk, party.case_id, party.person_id), party, by)
    return gone


@action
def replace_phone(*, case: UUID, party: UUID, phone: str, shown: str, why: str, by: Actor) -> Party:
    """At the desk, somebody has another phone. What was open with the old one, and codes on their way, end
    in this moment; the old number is told in words that name nothing, unless a file of theirs forbids it.
    The new one is used for nothing until the code that goes there comes back (``confirm_phone``)."""
    file = may_handle_case.allow(by, lock(CASES, case))
    reason_is_given.require(why)
    identity_was_shown.require(shown)
    row = _party_on(file, party)
    who = row.person.standing
    before = "" if who.phone_waits_since else who.phone
    exchange_phone(person=who.pk, phone=phone, by=by.because(why))
    _end_accesses(who, by)
    told = 0
    if files_may_be_told_of(who):
        told += _write(row, "phone_taken_off", before, by, about=("person", who.pk))
    _on_file(events.PhoneReplaced(case, row.person_id, shown, told), row, by.because(why))
    return row


@action
def confirm_phone(*, case: UUID, party: UUID, code: str, by: Actor) -> PhoneCode:
    """The code as they read it from the new phone; from now on it is theirs, and is told so. A wrong one
    counts as a try: what is returned is then not used."""
    file = may_handle_case.allow(by, lock(CASES, case))
    row = _party_on(file, party)
    who = row.person.standing
    phone_waits_for_its_code.require(who)
    tried = verify_phone(person=who.pk, code=code, by=by)
    if tried.used_at:
        if files_may_be_told_of(who):
            _write(row, "phone_put_down", who.phone, by, about=("person", who.pk))
        _on_file(events.PhoneConfirmed(case, row.person_id), row, by)
    return tried


@action
def send_phone_code_again(*, case: UUID, party: UUID, by: Actor) -> PhoneCode:
    """To the new phone, where none came, such as where there was no reception."""
    file = may_handle_case.allow(by, lock(CASES, case))
    who = _party_on(file, party).person.standing
    phone_waits_for_its_code.require(who)
    return send_phone_code(person=who.pk, by=by)


@part
def erase_from_citizens(parties: Collection[UUID]) -> int:
    """What they asked and were answered, and their accesses."""
    Access.objects.filter(party__in=parties).delete()  # who is just using one is waited for
    return CitizenQuestion.objects.filter(party__in=parties).delete()[0]


@part
def erase_in_questions(case: UUID, traces: Traces) -> None:
    """The name and numbers of somebody in what other parties asked and were answered."""
    asked = CitizenQuestion.objects.select_for_update(of=("self",)).filter(party__case=case)
    for row in asked.order_by("pk"):
        row.text, row.answer = erased_in(row.text, traces), erased_in(row.answer, traces)
        row.save(update_fields=["text", "answer"])


@upkeep
def forget_accesses(*, before: datetime, by: Actor) -> int:
    """What a browser could hold so long ago; that it was held stays on the timeline."""
    may_forget.require(by, None)
    old = Access.objects.filter(asked_at__lt=before).order_by("asked_at")
    ids = list(old.values_list("pk", flat=True)[:BATCH])
    return Access.objects.filter(pk__in=ids).delete()[0]


@upkeep
def forget_askings(*, before: datetime, by: Actor) -> int:
    """Counts of quarters of an hour that are over."""
    may_forget.require(by, None)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM citizens_asking WHERE ctid IN"
            " (SELECT ctid FROM citizens_asking WHERE began < %s LIMIT %s)",
            [before, BATCH],
        )
        return int(cursor.rowcount)


_COUNT = """
INSERT INTO citizens_asking AS kept (scope, key, began, times) VALUES (%s, %s, %s, 1)
ON CONFLICT (scope, key, began) DO UPDATE SET times = kept.times + 1
"""


def _count(scope: Scope, key: bytes, now: datetime) -> None:
    """One more in this quarter of an hour; the constraint of the scope refuses what is too many. Two at
    once take their turns at the row."""
    began = now - (now - datetime.min.replace(tzinfo=now.tzinfo)) % WINDOW
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [str(scope), key, began])


@part
def _sent(row: Access, case: Case, by: Actor) -> str:
    """Send the code to the party; or why not."""
    party = party_asking(case, row.phone)
    if party is None:
        return "no_party"
    safe = party.pk in safe_numbers_of(case)
    if nothing_is_told(case, row.phone, safe):
        return "withheld"
    codes_can_be_sent.require(len(SENDERS))
    code = new_code()
    who = party.person.standing
    try:
        SENDERS[-1](
            ToSend(
                who.pk, row.phone, code, row.language, case.jurisdiction_id,
                use="portal_code", about=("case", case.pk), safe_number=safe,
            ),
            by,
        )  # fmt: skip
    except Refused as refused:
        if refused.rule is not message_has_an_approved_template:
            raise
        return "no_words"
    row.party, row.code_hash = party, code_hash(code, row.pk)
    _record(events.CodeSent, row, by)
    return ""


@part
def _tell(party: Party, what: str, by: Actor) -> bool:
    """One party alone, of what is between them and us; whether a message goes out."""
    said = {"file_number": number_of(party.case)}
    safe = safe_numbers_of(party.case)
    return _write(
        party, what, phone_of(party, safe), by,
        values_for(said, language_of(party.person.standing)), safe_number=party.pk in safe,
    )  # fmt: skip


@part
def _write(
    party: Party,
    what: str,
    phone: str,
    by: Actor,
    values: Mapping[str, str] = NOTHING,
    about: Subject | None = None,
    safe_number: bool = False,
) -> bool:
    language = language_of(party.person.standing)
    if not phone or approved_template(what, language, PERSON) is None:
        return False
    sent = queue_message(
        number=phone, event=what, language=language, role=PERSON, values=values,
        about=about or ("case", party.case_id), area=party.case.jurisdiction_id,
        safe_number=safe_number, by=_service(by),
    )  # fmt: skip
    return sent.state != MessageState.SUPPRESSED


def _party_on(case: Case, party: UUID) -> Party:
    row = Party.objects.select_related(*_OF_PARTY).filter(pk=party, until=None).first()
    it_is_of_this_case.require(row, case)
    assert row
    return row


def _written_on(case: Case, incoming: UUID) -> IncomingMessage:
    """Locked. Settled meanwhile, or by a number of nobody on the file, it is not there."""
    incoming_is_of_this_file.require(written_on(case).filter(pk=incoming).exists())
    return lock(IncomingMessage.objects.all(), incoming)


@part
def _settle(
    row: IncomingMessage, settled: str, by: Actor, case: Case | None = None
) -> IncomingMessage:
    settle_incoming(row, settled, by)
    about: list[IncomingMessage | Case] = [row, case] if case else [row]
    areas = case.jurisdiction.ancestors if case else ()
    record(MessageSettled(row.pk, settled), about=about, by=by, areas=areas)
    return row


@part
def _end_accesses(who: Person, by: Actor) -> None:
    """Those of all their files, whichever row of theirs is the party."""
    theirs = Access.objects.filter(party__person__in=rows_of(who).values("pk"))
    living = theirs.exclude(state=AccessState.GIVEN_UP).order_by("pk").values_list("pk", flat=True)
    for id in living:
        row = lock(ACCESSES, id)
        if not ACCESS.can(row, "give_up_access"):
            continue  # they have just left by themselves
        _give_up(row, by)


@part
def _give_up(row: Access, by: Actor) -> None:
    ACCESS.advance(row, "give_up_access")
    row.given_up_at = by.now()
    row.save(update_fields=["state", "given_up_at"])
    _record(events.AccessGivenUp, row, by)


def _service(by: Actor) -> Actor:
    """The service, where what is below knows no citizens."""
    return system(by.clock, why="asked for by a citizen")


def _party_of(access: Access) -> Party:
    assert access.party
    return access.party


def _on_file(event: Event, party: Party, by: Actor) -> None:
    about: list[Case | Subject] = [party.case, ("person", party.person_id)]
    record(event, about=about, by=by, areas=party.case.jurisdiction.ancestors)


@part
def _did_not(row: Access, by: Actor) -> Access:
    if row.tries >= TRIES:
        raise access_code_is_tried_a_few_times.refuse()
    row.tries += 1
    row.save(update_fields=["tries"])
    record(events.CodeNotRight(row.pk), about=[row], by=by)
    return row


type _OfAccess = type[events.CodeSent | events.AccessTaken | events.AccessGivenUp]


def _record(event: _OfAccess, row: Access, by: Actor) -> None:
    assert row.party
    case, person = row.party.case, row.party.person_id
    happened: Event = event(row.pk, case.pk, person)
    record(
        happened, about=[row, case, ("person", person)], by=by, areas=case.jurisdiction.ancestors
    )

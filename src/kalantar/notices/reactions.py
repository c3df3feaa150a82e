"""What follows a step of a file: its parties are told; of a confidential file nothing is sent at all.

Who asks after a file by message is answered; and a one-time code goes to the person it is for.
"""

from uuid import UUID

from kalantar.cases import events as cases
from kalantar.cases.models import Case
from kalantar.incoming_messages.events import MessageReceived
from kalantar.incoming_messages.models import IncomingMessage
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.timeline import reacts_to
from kalantar.messaging.actions import queue_message, release_file, withhold_file
from kalantar.messaging.models import Urgency, WithheldFile
from kalantar.messaging.rules import file_had_been_withheld
from kalantar.notices.actions import answer_status, tell_parties
from kalantar.notices.queries import silent_because
from kalantar.notices.rules import (
    incoming_message_is_answered_once,
    number_is_answered_five_times_a_day,
    party_is_told_once,
    same_question_is_answered_once,
    somebody_is_to_be_told,
)
from kalantar.notices.wording import PERSON, spoken
from kalantar.orders import events as orders
from kalantar.outside_referrals.events import CaseReferredOutside
from kalantar.persons.codes import ToSend, sends_codes

INFORMANT = WithheldFile.Reason.INFORMANT
BY = system(why="step of the file")
BY_ITSELF = system(why="asked by message")
DONE = (party_is_told_once, somebody_is_to_be_told, file_had_been_withheld)
ANSWERED = (
    incoming_message_is_answered_once,
    same_question_is_answered_once,
    number_is_answered_five_times_a_day,
)


@reacts_to(cases.PartyNamed)
def give_receipt(entry: UUID) -> None:
    _tell(entry)


@reacts_to(cases.OfficerPutInCharge)
def tell_of_officer(entry: UUID) -> None:
    _tell(entry)


@reacts_to(orders.OrderReceived)
def tell_of_order(entry: UUID) -> None:
    _tell(entry)


@reacts_to(orders.OrderGivenItsFile)
def tell_of_order_without_a_file_before(entry: UUID) -> None:
    _tell(entry)


@reacts_to(orders.OrderCarriedOut)
def tell_of_order_carried_out(entry: UUID) -> None:
    _tell(entry)


@reacts_to(orders.OrderReturned)
def tell_of_order_returned(entry: UUID) -> None:
    _tell(entry)


@reacts_to(orders.OrderWithdrawn)
def tell_of_order_withdrawn(entry: UUID) -> None:
    _tell(entry)


@reacts_to(cases.CaseReferred)
def tell_of_referral(entry: UUID) -> None:
    _tell(entry)


@reacts_to(CaseReferredOutside)
def tell_of_outside_referral(entry: UUID) -> None:
    _tell(entry)


@reacts_to(cases.ReferralAccepted)
def tell_of_acceptance(entry: UUID) -> None:
    _tell(entry)


@reacts_to(cases.ReferralRejected)
def tell_of_rejection(entry: UUID) -> None:
    _tell(entry)


@reacts_to(cases.ReferralWithdrawn)
def tell_of_withdrawal(entry: UUID) -> None:
    _tell(entry)


@reacts_to(cases.CaseClosed)
def tell_of_closing(entry: UUID) -> None:
    _tell(entry)


@reacts_to(cases.CaseReopened)
def tell_of_reopening(entry: UUID) -> None:
    _tell(entry)


@reacts_to(MessageReceived)
def answer_who_asks(entry: UUID) -> None:
    if Entry.objects.get(pk=entry).facts["meaning"] != IncomingMessage.Meaning.STATUS:
        return
    try:
        answer_status(entry=entry, by=BY_ITSELF)
    except Refused as refused:
        if refused.rule not in ANSWERED:
            raise


@reacts_to(cases.CaseOpened)
def withhold_confidential(entry: UUID) -> None:
    """Of a category that is confidential, from the beginning."""
    _keep_in_step(entry)


@reacts_to(cases.OldCaseBroughtIn)
def withhold_from_its_arrival(entry: UUID) -> None:
    """Nobody is told of its old steps; of a confidential one nobody is told of the next ones either."""
    _keep_in_step(entry)


@reacts_to(cases.CaseKeptConfidential)
def withhold_from_now_on(entry: UUID) -> None:
    """What waits for the morning is not sent either."""
    _keep_in_step(entry)


@reacts_to(cases.ConfidentialityEnded)
def release_from_now_on(entry: UUID) -> None:
    _keep_in_step(entry)


@sends_codes
def send_code(what: ToSend, by: Actor) -> None:
    """At once, also at night and to who opted out: they wait for it. Nothing of a file is in its words;
    where nothing may be sent about the file, it is not sent."""
    queue_message(
        number=what.phone, event=what.use, language=spoken(what.language), role=PERSON,
        values={"code": what.code}, about=what.about or ("person", what.person), area=what.area,
        urgency=Urgency.ASKED_FOR, safe_number=what.safe_number, lasts=what.lasts, by=by,
    )  # fmt: skip


def _tell(entry: UUID) -> None:
    try:
        tell_parties(entry=entry, by=BY)
    except Refused as refused:
        if refused.rule not in DONE:
            raise


def _keep_in_step(entry: UUID) -> None:
    """As the file is now: two of these may run in another order than they happened in. An
    informant's file is never released by itself, whatever its category is by now: that is done by hand."""
    case = Case.objects.select_related("category").get(
        pk=UUID(Entry.objects.get(pk=entry).facts["case"])
    )
    about = ("case", case.pk)
    withheld = WithheldFile.objects.filter(about=case.pk, until=None).first()
    if case.confidential and not withheld:
        withhold_file(about=about, reason=silent_because(case), area=case.jurisdiction_id, by=BY)
    elif withheld and withheld.reason != INFORMANT and not case.confidential:
        try:
            release_file(about=about, area=case.jurisdiction_id, by=BY)
        except Refused as refused:
            if refused.rule not in DONE:
                raise

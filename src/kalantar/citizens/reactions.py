"""What follows: who asked for a code gets it, where file and phone belong together; and by the hour."""

from datetime import timedelta
from uuid import UUID

from kalantar.citizens.actions import answer_asking, forget_accesses, forget_askings
from kalantar.citizens.called_off import EVENT, SOON, is_told_by_message, said_to
from kalantar.citizens.events import CodeAskedFor
from kalantar.citizens.rules import ACCESSES_KEPT, asking_waits_for_its_answer
from kalantar.kernel.actor import system
from kalantar.kernel.jobs import every_hour
from kalantar.kernel.keeping import little_by_little
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.timeline import reacts_to
from kalantar.messaging.actions import queue_message
from kalantar.messaging.models import Urgency
from kalantar.notices.wording import PERSON, language_of
from kalantar.reception.actions import APPOINTMENTS
from kalantar.reception.events import AppointmentCalledOff

BY = system(why="asked for by a citizen")
CALLED_OFF = system(why="appointment called off")
COUNTED = timedelta(hours=1)


@reacts_to(CodeAskedFor)
def answer(entry: UUID) -> None:
    """Of all who ask, beside the page: so nobody can tell from its time whether there is such a file."""
    access = UUID(Entry.objects.get(pk=entry).facts["access"])
    try:
        answer_asking(access=access, by=BY)
    except Refused as refused:
        if refused.rule is not asking_waits_for_its_answer:
            raise


@reacts_to(AppointmentCalledOff)
def tell_of_calling_off(entry: UUID) -> None:
    """To whom it was for, in time; whom no message reaches stands on the page of the time."""
    id = UUID(Entry.objects.get(pk=entry).facts["appointment"])
    off, by = APPOINTMENTS.get(pk=id), CALLED_OFF.at(CALLED_OFF.now())
    who, left = off.person.standing, off.slot.starts_at - by.now()
    if left <= timedelta(0) or not is_told_by_message(who, off):
        return
    queue_message(
        number=who.phone, event=EVENT, language=language_of(who), role=PERSON,
        values=said_to(who, off), about=("appointment", off.pk), area=off.slot.station_id,
        urgency=Urgency.URGENT if left < SOON else Urgency.USUAL, lasts=left, by=by,
    )  # fmt: skip


@every_hour(at_minute=47)
def forget_old_accesses() -> bool:
    now = BY.now()
    more = little_by_little(lambda: forget_accesses(before=now - ACCESSES_KEPT, by=BY))
    return little_by_little(lambda: forget_askings(before=now - COUNTED, by=BY)) or more

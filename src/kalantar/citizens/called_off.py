"""What is told to somebody whose appointment the station called off, and to whom nothing may be told."""

from datetime import timedelta

from kalantar.citizens.queries import area_said, files_may_be_told_of
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import say_date, say_time
from kalantar.message_templates.queries import approved_template
from kalantar.messaging.models import Message
from kalantar.notices.wording import PERSON, language_of, values_for
from kalantar.persons.models import Person
from kalantar.reception.events import CALLED_OFF
from kalantar.reception.models import Appointment

EVENT = "appointment_called_off"
SOON = timedelta(hours=12)  # it does not wait for the morning


def is_told_by_message(who: Person, appointment: Appointment) -> bool:
    """Once; not where a file of theirs forbids it, they have no phone or its words were never approved."""
    if not who.phone or Message.objects.filter(about=appointment.pk, event=EVENT).exists():
        return False
    words = approved_template(EVENT, language_of(who), PERSON)
    return words is not None and files_may_be_told_of(who)


def said_to(who: Person, appointment: Appointment) -> dict[str, str]:
    """The values of the message, in the language they read."""
    begins, station = appointment.slot.starts_at, appointment.slot.station
    said = {
        "station": area_said(station),
        "date": Sentence(
            en=say_date(begins, "en", short=True), fa=say_date(begins, "fa", short=True)
        ),
        "time": Sentence(en=say_time(begins, "en"), fa=say_time(begins, "fa")),
        "reason": CALLED_OFF[appointment.called_off],
    }
    return values_for(said, language_of(who))

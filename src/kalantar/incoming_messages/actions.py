"""What can be done with what people wrote: it is kept, and what its words mean is done at once."""

from kalantar.incoming_messages import events
from kalantar.incoming_messages.meanings import Meaning, meaning
from kalantar.incoming_messages.models import IncomingMessage
from kalantar.kernel.action import action
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import parse_phone
from kalantar.kernel.timeline import Subject, record
from kalantar.messaging.actions import opt_in, opt_out
from kalantar.messaging.models import OptOut
from kalantar.messaging.queries import last_message_to, opt_out_of
from kalantar.messaging.rules import may_carry_messages
from kalantar.people.roles import DESK


@action
def receive_message(*, number: str, text: str, route: str, by: Actor) -> IncomingMessage:
    """Somebody answered. What the words mean is done at once: out, in, or not my number."""
    may_carry_messages.require(by, None)
    number = parse_phone(number)
    last = last_message_to(number)
    came = IncomingMessage(number=number, text=text, route=route, meaning=meaning(text))
    came.answers, came.came_at = last, by.now()
    came.save(force_insert=True)
    sent: list[Subject] = [("message", last.pk), (last.about_kind, last.about)] if last else []
    about: list[IncomingMessage | Subject] = [came, *sent]
    areas = last.area.ancestors if last else ()
    record(events.MessageReceived(came.pk, came.meaning), about=about, by=by, areas=areas)
    if came.meaning == Meaning.OPT_OUT:
        opt_out(number=number, reason=OptOut.Reason.STOP, by=by)
    elif came.meaning == Meaning.WRONG_NUMBER:
        opt_out(number=number, reason=OptOut.Reason.WRONG_NUMBER, by=by)
        if last:
            wrong = events.NumberSaidWrong(last.pk)
            record(wrong, about=sent, by=by, areas=areas, roles=DESK)
    elif came.meaning == Meaning.OPT_IN and opt_out_of(number):
        opt_in(number=number, by=by)
    return came

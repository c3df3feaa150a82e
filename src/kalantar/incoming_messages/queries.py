"""What other parts ask of what came in."""

from django.db.models import QuerySet

from kalantar.incoming_messages.asking import number_asked as number_asked
from kalantar.incoming_messages.models import UNREAD, IncomingMessage


def unread_messages() -> QuerySet[IncomingMessage]:
    """Those that are for a person to read and that nobody has read; of an erased one nothing is left to."""
    return IncomingMessage.objects.filter(UNREAD).exclude(number_hash=b"")

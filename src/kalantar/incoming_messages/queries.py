"""What other parts ask of what came in."""

from kalantar.incoming_messages.asking import number_asked as number_asked

"""The sender without the command line around it, which takes longer to begin than to send."""

import os
from threading import Event

import django

from kalantar.config.processes.interrupts import first_signal_sets

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kalantar.config.settings")
    django.setup()
    from django.conf import settings

    from kalantar.sms_gateway.routes import routes
    from kalantar.sms_gateway.smpp.sender import Sender

    stop = Event()
    with first_signal_sets(stop):
        Sender(routes(settings.HOME)).run(stop)

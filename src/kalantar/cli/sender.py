"""``sender``: hands messages to the operators, for as long as the command runs."""

from threading import Event

from django.conf import settings

from kalantar.cli.demo_home import require_real_service
from kalantar.cli.ready import service
from kalantar.cli.words import tell
from kalantar.config.processes.interrupts import first_signal_sets
from kalantar.kernel.sentence import Sentence


def sender() -> None:
    """Send messages by the routes of messaging.toml until Ctrl-C; several may run at once.

    Example: ./kalantar sender
    """
    stop = Event()
    with first_signal_sets(stop), service():
        from kalantar.sms_gateway.routes import routes
        from kalantar.sms_gateway.smpp.screen import run as show_until
        from kalantar.sms_gateway.smpp.sender import Sender

        working = Sender(routes(settings.HOME))
        if working.accounts:
            require_real_service()  # the numbers of a demo are invented
            tell(
                Sentence(
                    en="Sending by {routes}. Ctrl-C stops it.",
                    fa="ارسال از مسیر {routes}. برای توقف Ctrl-C را بزنید.",
                ).format(routes=", ".join(working.accounts))
            )
            working.run(stop)
        else:
            tell(
                Sentence(
                    en="There is no messaging.toml: messages go to the phone screen only, and reach"
                    " nobody. Ctrl-C stops it.",
                    fa="فایل messaging.toml نیست؛ پیام‌ها تنها به صفحهٔ گوشی نمایشی می‌رود و به دست کسی"
                    " نمی‌رسد. برای توقف Ctrl-C را بزنید.",
                )
            )
            show_until(working.id, stop)

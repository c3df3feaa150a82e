"""The folder a demo lives in: not a real service's, and one demo at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from kalantar.config.processes.locks import hold_within
from kalantar.config.processes.trouble import Trouble
from kalantar.config.settings import HOME
from kalantar.kernel.sentence import Sentence

MARK = HOME / "demo"  # this home is the demo's: invented calls may be played into its database
ENDS_WITHIN = 5  # seconds, the processes of a demo that was killed


@contextmanager
def only_demo_of_home() -> Iterator[None]:
    """Two days played by the same patrols would be nobody's day. The lock is let go when the last
    process of a demo has ended, so one that was killed a moment ago is waited for."""
    HOME.mkdir(parents=True, exist_ok=True)
    lock = hold_within(HOME / "demo-running", ENDS_WITHIN)
    if lock is None:
        raise Trouble(
            Sentence(
                en="A demo is running in {home} already. Open it in the browser, or stop it with"
                " Ctrl-C. A second one needs a folder and a port of its own:"
                " KALANTAR_HOME=/tmp/kalantar-demo ./kalantar demo --port 8100",
                fa="نمایش هم‌اکنون در {home} در حال اجراست. آن را در مرورگر باز کنید یا با Ctrl-C متوقف"
                " کنید. نمایش دوم به پوشه و درگاه جداگانه‌ای نیاز دارد:"
                " KALANTAR_HOME=/tmp/kalantar-demo ./kalantar demo --port 8100",
            ).format(home=HOME)
        )
    try:
        yield
    finally:
        os.close(lock)


def require_home_of_demo() -> None:
    """Invented calls never reach the database of a real service."""
    from kalantar.people.models import User

    if not MARK.exists() and User.objects.exists():
        raise Trouble(
            Sentence(
                en="A real service lives in {home}; the demo would mix invented calls into it. Give"
                " the demo a folder of its own: KALANTAR_HOME=/tmp/kalantar-demo ./kalantar demo",
                fa="در {home} یک سامانهٔ واقعی هست و نمایش، تماس‌های ساختگی را با آن درمی‌آمیزد. پوشهٔ"
                " جداگانه‌ای به نمایش بدهید: KALANTAR_HOME=/tmp/kalantar-demo ./kalantar demo",
            ).format(home=HOME)
        )
    MARK.touch()

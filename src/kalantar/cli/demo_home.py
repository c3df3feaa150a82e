"""The folder and the database a demo lives in: not a real service's, and one demo at a time."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from kalantar.config.processes.known import end, write_down, written_down
from kalantar.config.processes.locks import hold_within
from kalantar.config.processes.trouble import Trouble
from kalantar.config.settings import HOME
from kalantar.kernel.demo import MARK, is_demos
from kalantar.kernel.sentence import Sentence

ENDS_WITHIN = 5  # seconds, a demo that was stopped a moment ago
PROCESSES = HOME / "demo-processes"  # the command, then what it started


@contextmanager
def only_demo_of_home() -> Iterator[None]:
    """Two days played by the same patrols would be nobody's day. The lock is let go when the last
    process of a demo has ended: what is left of one that was killed is ended and waited for."""
    HOME.mkdir(parents=True, exist_ok=True)
    end_what_is_left()
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
    write_down(PROCESSES, [os.getpid()])
    try:
        yield
    finally:
        PROCESSES.unlink(missing_ok=True)
        os.close(lock)


def end_what_is_left() -> None:
    """Of a demo whose command is dead: nobody else can end it, as there is no terminal to press
    Ctrl-C in. Only what was written down, and still is what was written down."""
    known = written_down(PROCESSES)
    if known and not known[0].lives:
        for process in known[1:]:
            end(process)


def remember(started: Iterable[int]) -> None:
    """What the demo has started, for the start after one that was killed."""
    write_down(PROCESSES, [os.getpid(), *started])


def require_database_of_demo() -> None:
    """Invented calls never reach the database of a real service. Before anything is written into it:
    only one that nobody has made a table in becomes the demo's."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        if is_demos():
            return
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema'))"
        )
        if cursor.fetchone() != (False,):
            raise Trouble(
                Sentence(
                    en="The database {database} is not the demo's: a real service may live in it, and"
                    " the demo would mix invented calls into it. Give the demo a folder and a database"
                    " of its own: DATABASE_URL= KALANTAR_HOME=/tmp/kalantar-demo ./kalantar demo",
                    fa="پایگاه دادهٔ {database} از آنِ نمایش نیست: شاید سامانه‌ای واقعی در آن باشد و نمایش،"
                    " تماس‌های ساختگی را با آن درمی‌آمیزد. پوشه و پایگاه دادهٔ جداگانه‌ای به نمایش بدهید:"
                    " DATABASE_URL= KALANTAR_HOME=/tmp/kalantar-demo ./kalantar demo",
                ).format(database=_database())
            )
        cursor.execute(f"CREATE TABLE {MARK} ()")


def require_real_service() -> None:
    """The demo's people have passwords that everybody knows, so nobody serves them."""
    if is_demos():
        raise Trouble(
            Sentence(
                en="The database {database} is the demo's: its calls are invented and its passwords are"
                " known to everybody. Show it with ./kalantar demo, or begin a service in a folder of"
                " its own: KALANTAR_HOME=/srv/kalantar ./kalantar migrate (where DATABASE_URL is set,"
                " let it name another database).",
                fa="پایگاه دادهٔ {database} از آنِ نمایش است: تماس‌هایش ساختگی است و گذرواژه‌هایش را همه"
                " می‌دانند. آن را با ./kalantar demo تماشا کنید یا سامانه را در پوشه‌ای جداگانه آغاز کنید:"
                " KALANTAR_HOME=/srv/kalantar ./kalantar migrate (اگر DATABASE_URL تنظیم شده است، پایگاه"
                " دادهٔ دیگری در آن معرفی کنید).",
            ).format(database=_database())
        )


def require_demo() -> None:
    """Of a process that plays calls: ``demo`` made its mark before it."""
    if not is_demos():
        raise Trouble(
            Sentence(
                en="The database {database} is not the demo's. Start the demo: ./kalantar demo",
                fa="پایگاه دادهٔ {database} از آنِ نمایش نیست. نمایش را آغاز کنید: ./kalantar demo",
            ).format(database=_database())
        )


def _database() -> str:
    """Its name and where it is, without what DATABASE_URL says of user and password."""
    from django.db import connection

    told = connection.settings_dict
    return f"{told['NAME']} ({told['HOST'] or 'localhost'})"

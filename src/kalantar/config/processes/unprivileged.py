"""PostgreSQL refuses to run as root. Where Kalantar does, the server runs as ``nobody``.

It keeps one right of root, to pass through folders closed to others, so that no folder above the
data has to be opened to everybody and no account has to be added to the machine.
"""

import os
import pwd
import shutil
from pathlib import Path

from kalantar.config.processes.trouble import Trouble
from kalantar.kernel.sentence import Sentence

ACCOUNT = "nobody"


def unprivileged(*command: str | Path) -> list[str]:
    """The command, to be run by an account PostgreSQL accepts; it stops when its parent dies."""
    words = [str(word) for word in command]
    if os.geteuid() != 0:
        return words
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise Trouble(
            Sentence(
                en="Kalantar runs as root here and needs `setpriv` (package util-linux) to run its"
                " database as another user. Install it, run as an ordinary user, or name a"
                " PostgreSQL in DATABASE_URL.",
                fa="کلانتر در اینجا با کاربر root اجرا می‌شود و برای اجرای پایگاه داده با کاربری دیگر"
                " به «setpriv» (بستهٔ util-linux) نیاز دارد. آن را نصب کنید، با کاربری عادی اجرا"
                " کنید، یا یک PostgreSQL در DATABASE_URL معرفی کنید.",
            )
        )
    account = pwd.getpwnam(ACCOUNT)
    return [
        setpriv,
        f"--reuid={account.pw_uid}",
        f"--regid={account.pw_gid}",
        "--clear-groups",
        "--inh-caps=-all,+dac_override",
        "--ambient-caps=-all,+dac_override",
        "--bounding-set=-all,+dac_override",
        "--pdeathsig=INT",  # a change of user forgets what the parent asked for
        *words,
    ]


def give_to_unprivileged(folder: Path) -> None:
    """Make the folder the account's own; PostgreSQL insists on owning its data."""
    if os.geteuid() == 0:
        account = pwd.getpwnam(ACCOUNT)
        os.chown(folder, account.pw_uid, account.pw_gid)

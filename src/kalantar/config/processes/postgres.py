"""The embedded PostgreSQL: made on first use, started for as long as a command needs it."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg

from kalantar.config.database import embedded_url
from kalantar.config.processes.cluster import (
    Cluster,
    did_not_start,
    ended_by_itself,
    make,
    make_socket_folder,
    program,
)
from kalantar.config.processes.leftovers import forget_killed_run
from kalantar.config.processes.locks import ALONE, TOGETHER, held, hold
from kalantar.config.processes.parent import die_with_parent
from kalantar.config.processes.trouble import require_room
from kalantar.config.processes.unprivileged import unprivileged

__all__ = ["Cluster", "running"]

SETTINGS = {"listen_addresses": "", "max_connections": "200", "shared_buffers": "256MB"}
RELAXED = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
PATIENCE = 60  # seconds for a start: after a kill it replays its log first
LONGEST_LOG = 10_000_000  # bytes
_ours: dict[Cluster, subprocess.Popen[bytes]] = {}  # the servers this process started


@contextmanager
def running(cluster: Cluster, database: str = "kalantar") -> Iterator[str]:
    """The server answers inside the block; gives the database's address.

    Whoever finds it stopped starts it and stops it at the end, but not under a command that came
    later and still uses it.
    """
    cluster.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    require_room(cluster.folder)
    with held(cluster.folder / "starting", ALONE):
        started = None if _answers(cluster) else _start(cluster)
        if started:
            _ours[cluster] = started[-1]
        in_use = hold(cluster.folder / "in-use", TOGETHER)
    try:
        _ensure_database(cluster, database)
        yield embedded_url(cluster.folder, database)
    finally:
        os.close(in_use)
        _ours.pop(cluster, None)
        if started:
            _stop(cluster, started)


def require_running() -> None:
    """The servers this process started run; one that ended by itself is trouble."""
    for cluster, server in _ours.items():
        if server.poll() is not None:
            raise ended_by_itself(cluster)


def _start(cluster: Cluster) -> list[subprocess.Popen[bytes]]:
    """Start the server, last in the list; what else was started needs only to be waited for."""
    make_socket_folder(cluster.socket)
    started = []
    if not (cluster.data / "PG_VERSION").exists():
        make(cluster)
        if cluster.durable:  # nobody waits for the new files to reach the disk
            sync = unprivileged(program("initdb"), "--sync-only", "-D", cluster.data)
            started.append(
                subprocess.Popen(sync, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            )
    forget_killed_run(cluster)
    if cluster.log.exists() and cluster.log.stat().st_size > LONGEST_LOG:
        cluster.log.replace(cluster.log.with_suffix(".before"))
    settings = SETTINGS | ({} if cluster.durable else RELAXED)
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with cluster.log.open("ab") as log:
        server = subprocess.Popen(
            unprivileged(program("postgres"), "-D", cluster.data, "-k", cluster.socket, *options),
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
            raise did_not_start(cluster)
        time.sleep(0.05)
    return [*started, server]


def _stop(cluster: Cluster, started: list[subprocess.Popen[bytes]]) -> None:
    """Stop when no other command uses it; a second Ctrl-C stops it at once."""
    try:
        with held(cluster.folder / "in-use", ALONE):
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

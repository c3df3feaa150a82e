"""Which PostgreSQL: the one DATABASE_URL names, else the embedded one under KALANTAR_HOME."""

import hashlib
import os
import select
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import psycopg

from kalantar.config import given

LONGEST_SOCKET_PATH = 103  # bytes: macOS allows 103, Linux 107
SOCKET_FILE = ".s.PGSQL.5432"


def database_settings(home: Path) -> dict[str, Any]:
    """Django's settings for the database; several hosts in the URL are passed to libpq as they are."""
    parts = urlsplit(database_url(home))
    user, _, hosts = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    pairs = [host.rpartition(":") if ":" in host else (host, ":", "") for host in hosts.split(",")]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "kalantar",
        "USER": unquote(name),
        "PASSWORD": unquote(password),
        "HOST": options.pop("host", None) or ",".join(unquote(host) for host, _, _ in pairs),
        "PORT": options.pop("port", None) or ",".join(port for _, _, port in pairs),
        "OPTIONS": options
        | {"pool": {"min_size": 1, "max_size": 12, "timeout": 10, "check": not_hung_up}},
        "CONN_HEALTH_CHECKS": True,
    }


def not_hung_up(connection: psycopg.Connection) -> None:
    """Close an idle connection on which something arrived, and raise: a server that stops says
    good-bye. Asked of every connection before a request, so it costs no way to the server and back.
    """
    arrived = select.poll()
    arrived.register(connection.fileno(), select.POLLIN)
    if arrived.poll(0):
        connection.close()
        raise psycopg.OperationalError("the server has hung up")


def database_url(home: Path) -> str:
    """What DATABASE_URL says, else the embedded server's address."""
    return given.database("DATABASE_URL") or embedded_url(home / "postgres")


def embedded_url(cluster: Path, database: str = "kalantar") -> str:
    """The address of the server whose files are under ``cluster``, known before it runs."""
    return f"postgresql://postgres@/{database}?host={quote(str(socket_folder(cluster)))}"


def socket_folder(cluster: Path) -> Path:
    """Where the embedded server listens: beside its data, or in the folder for temporary files
    where that path would be too long for a Unix socket."""
    beside = cluster.resolve()
    if len(os.fsencode(beside / SOCKET_FILE)) <= LONGEST_SOCKET_PATH:
        return beside
    mark = hashlib.sha256(os.fsencode(beside)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"kalantar-{os.getuid()}-{mark}"

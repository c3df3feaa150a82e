"""A wire between a browser and the service that counts every byte on it, both ways."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bench.parts.server import HOST, free_port


class Counted:
    """``up``: from the browser, ``down``: to it; bytes of HTTP with its headers, without TCP and TLS."""

    def __init__(self) -> None:
        self.up = self.down = 0
        self._guard = threading.Lock()

    def add(self, number: int, *, up: bool) -> None:
        with self._guard:
            if up:
                self.up += number
            else:
                self.down += number

    @property
    def both(self) -> int:
        return self.up + self.down


@contextmanager
def counted(port: int, ports: int = 2) -> Iterator[tuple[int, Counted]]:
    """The port to open instead of ``port``; its neighbours lead to the neighbours."""
    here, counts = free_port(), Counted()
    listening = [socket.create_server((HOST, here + each)) for each in range(ports)]
    for each, server in enumerate(listening):
        threading.Thread(target=_accept, args=(server, port + each, counts), daemon=True).start()
    yield here, counts
    for server in listening:
        server.close()


def _accept(server: socket.socket, port: int, counts: Counted) -> None:
    while True:
        try:
            near, _ = server.accept()
        except OSError:
            return
        far = socket.create_connection((HOST, port))
        for frm, to, up in ((near, far, True), (far, near, False)):
            threading.Thread(target=_pass, args=(frm, to, counts, up), daemon=True).start()


def _pass(frm: socket.socket, to: socket.socket, counts: Counted, up: bool) -> None:
    try:
        while said := frm.recv(65_536):
            counts.add(len(said), up=up)
            to.sendall(said)
        to.shutdown(socket.SHUT_WR)
    except OSError:
        return

"""Kannel as the peer: its bearerbox with a file store, fed by HTTP, sending to the same SMSC."""

import http.client
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

from bench.parts.measure import Meter
from tests.plugins.smsc import Smsc

PATIENCE_S, CLIENTS = 600.0, 4
BEARERBOX, SMSBOX = "/usr/sbin/bearerbox", "/usr/sbin/smsbox"
CONFIGURATION = """
group = core
admin-port = {admin}
smsbox-port = {box}
admin-password = bench
box-allow-ip = "127.0.0.1"
admin-interface = 127.0.0.1
store-type = file
store-location = "{folder}/store"
log-file = "{folder}/bearerbox.log"
log-level = 3
sms-resend-freq = 1

group = smsc
smsc = smpp
smsc-id = bench
host = 127.0.0.1
port = {smsc}
smsc-username = bench
smsc-password = secret
system-type = ""
transceiver-mode = 1
max-pending-submits = 400

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {http}
sendsms-interface = 127.0.0.1
log-file = "{folder}/smsbox.log"
log-level = 3

group = sendsms-user
username = bench
password = bench
concatenation = true
max-messages = 4
"""


def kannel_is_there() -> bool:
    return bool(shutil.which(BEARERBOX) and shutil.which(SMSBOX))


def kannel(folder: Path, smsc: Smsc, text: str, numbers: Sequence[str]) -> tuple[float, float]:
    """Seconds from the first message handed to it until the SMSC has the last part; its CPU in ms."""
    admin, box, web = (_free_port() for _ in range(3))
    written = folder / "kannel.conf"
    written.write_text(
        CONFIGURATION.format(admin=admin, box=box, http=web, smsc=smsc.port, folder=folder)
    )
    with subprocess.Popen([BEARERBOX, str(written)], stderr=subprocess.DEVNULL) as bearerbox:
        _answers(box)
        with subprocess.Popen([SMSBOX, str(written)], stderr=subprocess.DEVNULL) as smsbox:
            try:
                _answers(web)
                meter = Meter([bearerbox.pid, smsbox.pid])
                cpu, began = meter.ms(), time.perf_counter()
                _hand_over(web, text, numbers)
                while smsc.count()["submits"] < 2 * len(numbers):
                    if time.perf_counter() - began > PATIENCE_S:
                        raise SystemExit(f"Kannel sent {smsc.count()} of {2 * len(numbers)}")
                    time.sleep(0.05)
                return time.perf_counter() - began, meter.ms() - cpu
            finally:
                for process in (smsbox, bearerbox):
                    process.send_signal(signal.SIGTERM)


def _hand_over(port: int, text: str, numbers: Sequence[str]) -> None:
    words = quote(text.encode("utf-16-be"))
    asked = f"/cgi-bin/sendsms?username=bench&password=bench&from=110110&coding=2&text={words}&to="

    def some(mine: Sequence[str]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for number in mine:
            connection.request("GET", asked + quote(number))
            connection.getresponse().read()
        connection.close()

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(some, (numbers[at::CLIENTS] for at in range(CLIENTS))))


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _answers(port: int) -> None:
    ends = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.05)

"""What a killed run of the embedded PostgreSQL left behind, told from what still runs."""

import subprocess
import time
from pathlib import Path

from kalantar.config.database import SOCKET_FILE
from kalantar.config.processes.cluster import Cluster, did_not_start

PATIENCE = 60  # seconds for a server on its way out


def forget_killed_run(cluster: Cluster) -> None:
    """PostgreSQL trusts a process number left by a killed run even when another program has it
    now. No server answers here, so what is left is removed unless a server of this data still
    runs: that one is on its way out, and is waited for."""
    left = [cluster.data / "postmaster.pid", cluster.socket / f"{SOCKET_FILE}.lock"]
    deadline = time.monotonic() + PATIENCE
    for file in left:
        while file.exists() and _names_a_server(file):
            if time.monotonic() > deadline:
                raise did_not_start(cluster)
            time.sleep(0.1)
        file.unlink(missing_ok=True)


def _names_a_server(pid_file: Path) -> bool:
    """Whether the process the file names is a PostgreSQL with the data folder the file names."""
    pid, data, *_ = [*pid_file.read_text(encoding="utf-8", errors="replace").splitlines(), "", ""]
    if not pid.isdecimal():
        return False
    told = Path("/proc", pid, "cmdline")
    if Path("/proc/self").exists():
        command = told.read_text(errors="replace") if told.exists() else ""
    else:
        asked = ["ps", "-o", "command=", "-p", pid]
        command = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return "postgres" in command and data in command

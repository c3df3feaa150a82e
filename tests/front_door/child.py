"""A program to be started by the tests: ``parent`` has a child of its own, ``forking`` a fork of
itself, ``deaf`` does not listen to SIGTERM, ``ending FILE`` ends by itself once the file is there. Each first prints its family's numbers."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

what, *words = sys.argv[1:]
own = [os.getpid()]
if what == "parent":
    own.append(subprocess.Popen(["sleep", "300"]).pid)
elif what == "forking":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if child := os.fork():
        own.append(child)
    else:
        time.sleep(300)
elif what == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.write(1, f"{' '.join(map(str, own))}\n".encode())  # in one piece: others write there too
while what != "ending" or not Path(words[0]).exists():
    time.sleep(0.01)
sys.exit(3)

"""``python -m kalantar``: what ./kalantar hands over to."""

import os
import signal
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kalantar.config.settings")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no threads by mere import: we fork

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it behind `&`
    try:
        from kalantar.cli import main

        main()
    except KeyboardInterrupt:  # before anything was begun
        sys.exit(130)
    except OSError as fault:  # the same, on a disk too full for the first file
        from kalantar.config.processes.trouble import disk_full, is_disk_full

        if not is_disk_full(fault):
            raise
        told = disk_full(Path(os.environ.get("KALANTAR_HOME", ".kalantar"))).sentence
        sys.exit(f"{told.en}\n{told.fa}")

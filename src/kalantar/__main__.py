"""``python -m kalantar``: what ./kalantar hands over to."""

import os
import signal
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kalantar.config.settings")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no threads by mere import: we fork


def main() -> None:
    """What keeps the command line itself from being read is said too; so far only Python runs."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it behind `&`
    try:
        from kalantar.cli import main as command

        command()
    except KeyboardInterrupt:  # before anything was begun
        sys.exit(130)
    except ImproperlyConfigured as fault:
        from kalantar.config.terminal import said

        sentence = getattr(fault, "sentence", None)
        sys.exit(said(sentence) if sentence else str(fault))
    except OSError as fault:  # a disk too full for the first file
        from kalantar.config.processes.trouble import disk_full, is_disk_full

        if not is_disk_full(fault):
            raise
        told = disk_full(Path(os.environ.get("KALANTAR_HOME", ".kalantar"))).sentence
        sys.exit(f"{told.en}\n{told.fa}")


if __name__ == "__main__":
    main()

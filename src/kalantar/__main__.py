"""``python -m kalantar``: what ./kalantar hands over to."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kalantar.config.settings")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no threads by mere import: we fork

if __name__ == "__main__":
    from kalantar.cli import main

    main()

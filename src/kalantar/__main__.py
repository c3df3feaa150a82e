"""``python -m kalantar``: what ./kalantar hands over to."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kalantar.config.settings")

if __name__ == "__main__":
    from kalantar.cli import main

    main()

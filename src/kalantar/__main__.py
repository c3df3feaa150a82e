"""``python -m kalantar``: what ./kalantar hands over to."""

from kalantar.cli import app

app(prog_name="./kalantar")

"""The engine that turns an OpenStreetMap file into a city: it writes files, never the database."""

from kalantar.places.extract.prepare import Prepared, Progress, prepare

__all__ = ["Prepared", "Progress", "prepare"]

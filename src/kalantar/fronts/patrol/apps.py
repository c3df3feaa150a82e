"""The Django app of this front."""

from django.apps import AppConfig


class PatrolConfig(AppConfig):
    name = "kalantar.fronts.patrol"
    label = "fronts_patrol"

"""The Django app of the capability."""

from django.apps import AppConfig


class PatrolsConfig(AppConfig):
    name = "kalantar.patrols"
    label = "patrols"

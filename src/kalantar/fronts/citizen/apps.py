"""The Django app of this front."""

from django.apps import AppConfig


class CitizenConfig(AppConfig):
    name = "kalantar.fronts.citizen"
    label = "fronts_citizen"

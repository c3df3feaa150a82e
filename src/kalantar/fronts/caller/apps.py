"""The Django app of this front."""

from django.apps import AppConfig


class CallerConfig(AppConfig):
    name = "kalantar.fronts.caller"
    label = "fronts_caller"

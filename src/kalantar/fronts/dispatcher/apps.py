"""The Django app of this front."""

from django.apps import AppConfig


class DispatcherConfig(AppConfig):
    name = "kalantar.fronts.dispatcher"
    label = "fronts_dispatcher"

"""The Django app of this front."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "kalantar.fronts.desk"
    label = "fronts_desk"

"""The Django app of this front."""

from django.apps import AppConfig


class AdministratorConfig(AppConfig):
    name = "kalantar.fronts.administrator"
    label = "fronts_administrator"

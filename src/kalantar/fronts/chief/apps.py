"""The Django app of this front."""

from django.apps import AppConfig


class ChiefConfig(AppConfig):
    name = "kalantar.fronts.chief"
    label = "fronts_chief"

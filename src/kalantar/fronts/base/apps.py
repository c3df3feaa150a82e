"""The Django app of the frame."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "kalantar.fronts.base"
    label = "fronts_base"

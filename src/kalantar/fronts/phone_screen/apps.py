"""The Django app of this front."""

from django.apps import AppConfig


class PhoneScreenConfig(AppConfig):
    name = "kalantar.fronts.phone_screen"
    label = "fronts_phone_screen"

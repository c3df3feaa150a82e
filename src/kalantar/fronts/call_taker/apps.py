"""The Django app of this front."""

from django.apps import AppConfig


class CallTakerConfig(AppConfig):
    name = "kalantar.fronts.call_taker"
    label = "fronts_call_taker"

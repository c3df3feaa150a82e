"""The Django app of this front."""

from django.apps import AppConfig


class AuditorConfig(AppConfig):
    name = "kalantar.fronts.auditor"
    label = "fronts_auditor"

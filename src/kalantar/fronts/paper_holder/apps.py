"""The Django app of this front."""

from django.apps import AppConfig


class PaperHolderConfig(AppConfig):
    name = "kalantar.fronts.paper_holder"
    label = "fronts_paper_holder"

"""The Django app of the capability."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "kalantar.catalogue"
    label = "catalogue"

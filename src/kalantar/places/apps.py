"""The Django app of the capability."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "kalantar.places"
    label = "places"

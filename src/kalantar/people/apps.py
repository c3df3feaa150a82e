"""The Django app of the capability."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kalantar.people"
    label = "people"

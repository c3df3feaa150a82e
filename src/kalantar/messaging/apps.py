"""The Django app of the capability."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "kalantar.messaging"
    label = "messaging"

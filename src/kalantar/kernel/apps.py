"""The kernel as a Django app: it makes every capability's words known at start."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KernelConfig(AppConfig):
    name = "kalantar.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Load what registers itself: events, rules, lifecycles and the labels of queries, veils."""
        autodiscover_modules("events", "rules", "lifecycle", "queries", "veils", "actions")

"""Addresses of the frame: language and theme."""

from django.urls import path
from django.views.i18n import set_language

from kalantar.fronts.base.views import choose_theme

urlpatterns = [
    path("language/", set_language, name="set_language"),
    path("theme/", choose_theme, name="choose_theme"),
]

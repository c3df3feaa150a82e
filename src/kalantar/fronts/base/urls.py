"""Addresses of the frame: the first page, language, theme and the map's tiles."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from kalantar.fronts.base import panic, photos, views

urlpatterns = [
    path("", views.first_page, name="first_page"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("theme/", views.choose_theme, name="choose_theme"),
    path("tiles/<uuid:extract>.pmtiles", views.tiles, name="tiles"),
    path("photos/<uuid:photo>/", photos.photo, name="scene_photo"),
    path("panic/", panic.strip, name="panic"),
    path("panic/<uuid:alarm>/acknowledge/", panic.acknowledge, name="panic_acknowledge"),
    path("panic/<uuid:alarm>/end/", panic.end, name="panic_end"),
]

"""Addresses of the frame: the first page, language, theme and the map's tiles."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from kalantar.fronts.base import callers, folds, panic, photos, views

urlpatterns = [
    path("", views.first_page, name="first_page"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("favicon.ico", views.sign, name="sign"),
    path("theme/", views.choose_theme, name="choose_theme"),
    path("tiles/<uuid:extract>.pmtiles", views.tiles, name="tiles"),
    path("photos/<uuid:photo>/", photos.photo, name="scene_photo"),
    path("panic/", panic.strip, name="panic"),
    path("panic/<uuid:alarm>/acknowledge/", panic.acknowledge, name="panic_acknowledge"),
    path("panic/<uuid:alarm>/end/", panic.end, name="panic_end"),
    path("folds/", folds.folds, name="folds"),
    path("folds/<uuid:into>/", folds.fold, name="fold"),
    path("folds/<uuid:into>/different/", folds.different, name="different"),
    path("callers/<uuid:incident>/tell/", callers.tell, name="callers_tell"),
    path("callers/<uuid:incident>/unfold/<uuid:folded>/", callers.unfold, name="callers_unfold"),
    path("callers/<uuid:incident>/", callers.callers, name="callers"),
    path("callers/<uuid:incident>/send/<uuid:call>/", callers.send, name="caller_send"),
    path("callers/<uuid:incident>/end/<uuid:link>/", callers.end, name="caller_end"),
    path("callers/<uuid:incident>/ask/<uuid:link>/", callers.ask, name="caller_ask"),
    path("callers/<uuid:incident>/write/<uuid:link>/", callers.write, name="caller_write"),
    path("callers/<uuid:incident>/heed/<uuid:link>/", callers.heed, name="caller_heed"),
    path("callers/<uuid:incident>/accept/<uuid:word>/", callers.accept, name="caller_accept"),
]

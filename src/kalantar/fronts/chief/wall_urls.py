"""Addresses of the screens on the wall: a token each, and nobody signs in."""

from django.urls import path

from kalantar.fronts.chief import wall

app_name = "wall"
urlpatterns = [
    path("<str:token>/", wall.shown, name="shown"),
    path("<str:token>/part/", wall.part, name="part"),
]

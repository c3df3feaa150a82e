"""Addresses of the screens in the hall: a token each, and nobody signs in."""

from django.urls import path

from kalantar.fronts.desk import hall_screens

app_name = "hall"
urlpatterns = [
    path("<str:token>/", hall_screens.shown, name="shown"),
    path("<str:token>/part/", hall_screens.part, name="part"),
]

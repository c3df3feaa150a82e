"""Addresses of the phone screen."""

from django.urls import path

from kalantar.fronts.phone_screen import views

app_name = "phone_screen"
urlpatterns = [
    path("", views.screen, name="screen"),
    path("phones/", views.shown, name="phones"),
    path("answer/", views.answer, name="answer"),
]

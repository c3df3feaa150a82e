"""Addresses of persons' records."""

from django.urls import path

from kalantar.fronts.desk import person

app_name = "persons"
urlpatterns = [
    path("<uuid:id>/", person.person, name="person"),
    path("<uuid:id>/find/", person.find, name="find"),
    path("<uuid:id>/reviews/<uuid:row>/<slug:verb>/", person.decide, name="decide"),
    path("<uuid:id>/<slug:verb>/", person.act, name="act"),
]

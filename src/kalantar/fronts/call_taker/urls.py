"""Addresses of the call taker's screen."""

from django.urls import path

from kalantar.fronts.call_taker import views

app_name = "call_taker"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("waiting/", views.waiting, name="waiting"),
    path("new/", views.take_down, name="new"),
    path("places/", views.places, name="places"),
    path("places/at/", views.place_at, name="place_at"),
    path("types/", views.types, name="types"),
    path("types/<uuid:type>/questions/", views.questions, name="questions"),
    path("near/", views.near, name="near"),
    path("<uuid:call>/", views.call, name="call"),
    path("<uuid:call>/answer/", views.answer, name="answer"),
    path("<uuid:call>/note/", views.note, name="note"),
    path("<uuid:call>/end/", views.end, name="end"),
    path("<uuid:call>/open/", views.open_incident, name="open"),
    path("<uuid:call>/join/<uuid:incident>/", views.join, name="join"),
]

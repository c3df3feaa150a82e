"""Addresses of the call taker's screen."""

from django.urls import path

from kalantar.fronts.call_taker import conversation, desk, finding, without_call

app_name = "call_taker"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("waiting/", desk.waiting, name="waiting"),
    path("new/", desk.take_down, name="new"),
    path("incident/", without_call.without_call, name="without_call"),
    path("places/", finding.places, name="places"),
    path("places/at/", finding.place_at, name="place_at"),
    path("types/", finding.types, name="types"),
    path("types/<uuid:type>/questions/", finding.questions, name="questions"),
    path("near/", finding.near, name="near"),
    path("<uuid:call>/", conversation.call, name="call"),
    path("<uuid:call>/answer/", desk.answer, name="answer"),
    path("<uuid:call>/abandon/", desk.abandon, name="abandon"),
    path("<uuid:call>/return/", desk.return_call, name="return"),
    path("<uuid:call>/not-reached/", desk.not_reached, name="not_reached"),
    path("<uuid:call>/note/", conversation.note, name="note"),
    path("<uuid:call>/end/", desk.end, name="end"),
    path("<uuid:call>/open/", conversation.open_incident, name="open"),
    path("<uuid:call>/join/<uuid:incident>/", conversation.join, name="join"),
    path("<uuid:call>/part/<uuid:incident>/", conversation.part, name="part"),
]

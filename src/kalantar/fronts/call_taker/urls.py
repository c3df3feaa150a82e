"""Addresses of the call taker's screen."""

from django.urls import path

from kalantar.fronts.call_taker import call_backs, conversation, desk, finding, without_call

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
    path("to-return/", call_backs.page, name="call_backs"),
    path("to-return/part/", call_backs.part, name="call_backs_part"),
    path("to-return/<uuid:call>/take-up/", call_backs.take_up, name="take_up"),
    path("to-return/<uuid:call>/answered/", call_backs.answered, name="answered_back"),
    path("to-return/<uuid:call>/not-reached/", call_backs.not_reached, name="tried_back"),
    path("to-return/<uuid:call>/give-up/", call_backs.give_up, name="give_up_back"),
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

"""Addresses of the room."""

from django.urls import path

from kalantar.fronts.dispatcher import views

app_name = "dispatcher"
urlpatterns = [
    path("", views.room, name="room"),
    path("history/", views.history, name="history"),
    path("queue/", views.queue, name="queue"),
    path("tally/", views.tally, name="tally"),
    path("figures/", views.figures, name="figures"),
    path("moving/", views.moving, name="moving"),
    path("pins/", views.pins, name="pins"),
    path("first/", views.first, name="first"),
    path("command/", views.command, name="command"),
    path("units/", views.units, name="units"),
    path("units/<uuid:unit>/available/", views.unit_available, name="unit_available"),
    path("units/<uuid:unit>/unavailable/", views.unit_unavailable, name="unit_unavailable"),
    path("incidents/<uuid:incident>/", views.card, name="card"),
    path("incidents/<uuid:incident>/send/", views.send, name="send"),
    path("incidents/<uuid:incident>/others/", views.others, name="choices"),
    path("incidents/<uuid:incident>/priority/", views.change_priority, name="change_priority"),
    path("incidents/<uuid:incident>/type/", views.change_type, name="change_type"),
    path("incidents/<uuid:incident>/note/", views.add_note, name="add_note"),
    path("incidents/<uuid:incident>/close/", views.close, name="close"),
    path("incidents/<uuid:incident>/reopen/", views.reopen, name="reopen"),
    path("incidents/<uuid:incident>/place/", views.correct_place, name="correct_place"),
    path("incidents/<uuid:incident>/calls/", views.join_call, name="join_call"),
    path("incidents/<uuid:incident>/calls/<uuid:call>/join/", views.join, name="join"),
    path("incidents/<uuid:incident>/calls/<uuid:call>/part/", views.part, name="part"),
    path("assignments/<uuid:assignment>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("assignments/<uuid:assignment>/set-out/", views.set_out, name="set_out"),
    path("assignments/<uuid:assignment>/arrive/", views.arrive, name="arrive"),
    path("assignments/<uuid:assignment>/clear/", views.clear, name="clear"),
    path("assignments/<uuid:assignment>/call-off/", views.call_off, name="call_off"),
    path("assignments/<uuid:assignment>/break-down/", views.break_down, name="break_down"),
    path("assignments/<uuid:assignment>/divert/", views.divert, name="divert"),
]

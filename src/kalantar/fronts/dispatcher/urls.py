"""Addresses of the room."""

from django.urls import path

from kalantar.fronts.dispatcher import (
    callers,
    on_assignment,
    on_calls,
    on_incident,
    on_unit,
    pages,
    parts,
    sending,
)

app_name = "dispatcher"
urlpatterns = [
    path("", pages.room, name="room"),
    path("history/", pages.history, name="history"),
    path("shift/", pages.shift, name="shift"),
    path("queue/", parts.queue, name="queue"),
    path("tally/", parts.tally, name="tally"),
    path("figures/", parts.figures, name="figures"),
    path("moving/", parts.moving, name="moving"),
    path("pins/", parts.pins, name="pins"),
    path("callers/", callers.callers_waiting, name="callers_waiting"),
    path("first/", parts.first, name="first"),
    path("command/", sending.command, name="command"),
    path("units/", on_unit.units, name="units"),
    path("units/<uuid:unit>/available/", on_unit.unit_available, name="unit_available"),
    path("units/<uuid:unit>/unavailable/", on_unit.unit_unavailable, name="unit_unavailable"),
    path("incidents/<uuid:incident>/", parts.card, name="card"),
    path("incidents/<uuid:incident>/send/", sending.send, name="send"),
    path("incidents/<uuid:incident>/others/", sending.others, name="choices"),
    path(
        "incidents/<uuid:incident>/priority/", on_incident.change_priority, name="change_priority"
    ),
    path("incidents/<uuid:incident>/type/", on_incident.change_type, name="change_type"),
    path("incidents/<uuid:incident>/note/", on_incident.add_note, name="add_note"),
    path(
        "incidents/<uuid:incident>/answers/", on_incident.answer_questions, name="answer_questions"
    ),
    path("incidents/<uuid:incident>/close/", on_incident.close, name="close"),
    path("incidents/<uuid:incident>/reopen/", on_incident.reopen, name="reopen"),
    path("incidents/<uuid:incident>/place/", on_incident.correct_place, name="correct_place"),
    path("incidents/<uuid:incident>/calls/", on_calls.join_call, name="join_call"),
    path("incidents/<uuid:incident>/calls/<uuid:call>/join/", on_calls.join, name="join"),
    path("incidents/<uuid:incident>/calls/<uuid:call>/part/", on_calls.part, name="part"),
    path(
        "assignments/<uuid:assignment>/acknowledge/", on_assignment.acknowledge, name="acknowledge"
    ),
    path("assignments/<uuid:assignment>/set-out/", on_assignment.set_out, name="set_out"),
    path("assignments/<uuid:assignment>/arrive/", on_assignment.arrive, name="arrive"),
    path("assignments/<uuid:assignment>/clear/", on_assignment.clear, name="clear"),
    path("assignments/<uuid:assignment>/call-off/", on_assignment.call_off, name="call_off"),
    path("assignments/<uuid:assignment>/break-down/", on_assignment.break_down, name="break_down"),
    path("assignments/<uuid:assignment>/divert/", on_assignment.divert, name="divert"),
]

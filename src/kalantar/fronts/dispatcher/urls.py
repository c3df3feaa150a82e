"""Addresses of the room."""

from django.urls import path

from kalantar.fronts.dispatcher import (
    callers,
    on_assignment,
    on_calls,
    on_incident,
    on_silent,
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
    path("board/", parts.board, name="board"),
    path("pins/", parts.pins, name="pins"),
    path("callers/", callers.callers_waiting, name="callers_waiting"),
    path("first/", parts.first, name="first"),
    path("command/", sending.command, name="command"),
    path("verbs/", pages.verbs, name="verbs"),
    path("command/next/", sending.next_words, name="next_words"),
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
    path("assignments/<uuid:assignment>/backup/", on_assignment.call_backup, name="call_backup"),
    path(
        "assignments/<uuid:assignment>/no-backup/",
        on_assignment.withdraw_backup,
        name="withdraw_backup",
    ),
    path("assignments/<uuid:assignment>/call-off/", on_assignment.call_off, name="call_off"),
    path("assignments/<uuid:assignment>/break-down/", on_assignment.break_down, name="break_down"),
    path("assignments/<uuid:assignment>/divert/", on_assignment.divert, name="divert"),
    path("assignments/<uuid:assignment>/heard/", on_silent.heard, name="heard"),
    path("silent/", on_silent.silent, name="silent"),
    path("silent/<uuid:assignment>/take-up/", on_silent.take_up, name="silent_take_up"),
    path("silent/<uuid:assignment>/all-well/", on_silent.all_well, name="silent_all_well"),
    path("silent/<uuid:assignment>/no-answer/", on_silent.no_answer, name="silent_no_answer"),
    path("silent/<uuid:assignment>/send-help/", on_silent.send_help, name="silent_send_help"),
]

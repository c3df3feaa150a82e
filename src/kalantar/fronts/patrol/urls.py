"""Addresses of the phone."""

from django.urls import path

from kalantar.fronts.patrol import installing, panic, photos, team, views

app_name = "patrol"
urlpatterns = [
    path("", views.now, name="now"),
    path("now/", views.now_part, name="now_part"),
    path("worker.js", installing.worker, name="worker"),
    path("<slug:language>.webmanifest", installing.manifest, name="manifest"),
    path("panic/", panic.panic, name="panic"),
    path("panic/<uuid:alarm>/safe/", panic.safe, name="safe"),
    path("team/", team.team, name="team"),
    path("team/now/", team.team_part, name="team_part"),
    path("position/", views.position, name="position"),
    path("unavailable/", views.become_unavailable, name="become_unavailable"),
    path("available/", views.become_available, name="become_available"),
    path("end-shift/", views.end_shift, name="end_shift"),
    path("<uuid:assignment>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("<uuid:assignment>/set-out/", views.set_out, name="set_out"),
    path("<uuid:assignment>/arrive/", views.arrive, name="arrive"),
    path("<uuid:assignment>/clear/", views.clear, name="clear"),
    path("<uuid:assignment>/break-down/", views.break_down, name="break_down"),
    path("<uuid:assignment>/backup/", views.call_backup, name="call_backup"),
    path("<uuid:assignment>/no-backup/", views.withdraw_backup, name="withdraw_backup"),
    path("<uuid:assignment>/photo/", photos.photo, name="photo"),
    path("<uuid:assignment>/note/", views.note, name="note"),
    path("<uuid:assignment>/well/", views.well, name="well"),
]

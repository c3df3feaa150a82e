"""Addresses of the citizens' page. None says of whom."""

from django.urls import path

from kalantar.fronts.citizen import doing, entrance, pages

app_name = "citizen"
urlpatterns = [
    path("", entrance.numbers, name="numbers"),
    path("code/", entrance.code, name="code"),
    path("file/", pages.file, name="file"),
    path("opened/", pages.opened, name="opened"),
    path("question/", doing.question, name="question"),
    path("paper/", doing.paper, name="paper"),
    path("time/", doing.time, name="time"),
    path("messages/", doing.messages, name="messages"),
    path("copy/", doing.copy, name="copy"),
    path("copy/code/", doing.copy_code, name="copy_code"),
    path("copy/download/", doing.copy_download, name="copy_download"),
    path("leave/", entrance.leave, name="leave"),
]

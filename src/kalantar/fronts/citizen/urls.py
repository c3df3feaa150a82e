"""Addresses of the citizens' page. None says of whom."""

from django.urls import path

from kalantar.fronts.citizen import entrance, pages

app_name = "citizen"
urlpatterns = [
    path("", entrance.numbers, name="numbers"),
    path("code/", entrance.code, name="code"),
    path("file/", pages.file, name="file"),
    path("leave/", entrance.leave, name="leave"),
]

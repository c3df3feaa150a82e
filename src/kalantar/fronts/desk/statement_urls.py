"""Addresses of statements."""

from django.urls import path

from kalantar.fronts.desk import statements

app_name = "statements"
urlpatterns = [
    path("<uuid:id>/", statements.statement, name="statement"),
    path("<uuid:id>/follow/", statements.follow, name="follow"),
    path("<uuid:id>/print/", statements.issue, name="print"),
    path("<uuid:id>/<slug:verb>/", statements.act, name="act"),
]

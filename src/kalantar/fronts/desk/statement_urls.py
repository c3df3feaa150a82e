"""Addresses of statements; each asks first what its file is read for."""

from django.urls import path

from kalantar.fronts.desk import statements
from kalantar.fronts.desk.purpose import asked_first
from kalantar.statements.models import Statement

app_name = "statements"
urlpatterns = [
    path("<uuid:id>/", asked_first(statements.statement, Statement), name="statement"),
    path("<uuid:id>/follow/", asked_first(statements.follow, Statement), name="follow"),
    path("<uuid:id>/print/", asked_first(statements.issue, Statement), name="print"),
    path("<uuid:id>/<slug:verb>/", asked_first(statements.act, Statement), name="act"),
]

"""Addresses under which papers are checked, as they are printed."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from kalantar.fronts.paper_holder import views

app_name = "paper_holder"
urlpatterns = [
    path("", login_not_required(views.ask), name="ask"),
    path("<str:code>", login_not_required(views.paper), name="paper"),
]

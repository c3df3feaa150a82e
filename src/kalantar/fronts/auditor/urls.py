"""Addresses of the auditor's page."""

from django.urls import path

from kalantar.fronts.auditor import views

app_name = "auditor"

urlpatterns = [path("", views.record, name="record")]

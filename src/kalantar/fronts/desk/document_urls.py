"""Addresses of the documents of files."""

from django.urls import path

from kalantar.fronts.desk import documents

app_name = "documents"
urlpatterns = [
    path("<uuid:id>/", documents.document, name="document"),
    path("<uuid:id>/content/", documents.content, name="content"),
    path("<uuid:id>/error/", documents.error, name="error"),
]

"""Addresses of the documents of files; each asks first what its file is read for."""

from django.urls import path

from kalantar.documents.models import Document
from kalantar.fronts.desk import documents
from kalantar.fronts.desk.purpose import asked_first

app_name = "documents"
urlpatterns = [
    path("<uuid:id>/", asked_first(documents.document, Document), name="document"),
    path("<uuid:id>/content/", asked_first(documents.content, Document), name="content"),
    path("<uuid:id>/error/", asked_first(documents.error, Document), name="error"),
]

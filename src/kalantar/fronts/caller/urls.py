"""Addresses of a caller's page, as short as they can be, and of the page it hides behind."""

from django.urls import path

from kalantar.fronts.caller import views

app_name = "caller"
urlpatterns = [
    path("h/<str:token>/", views.page, name="page"),
    path("h/<str:token>/<str:language>/", views.page, name="page_in"),
    path("today/", views.today, name="today"),
]

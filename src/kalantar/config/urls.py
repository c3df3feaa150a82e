"""Every address of the service."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kalantar.fronts.base.urls")),
    path("account/", include("kalantar.people.urls")),
]

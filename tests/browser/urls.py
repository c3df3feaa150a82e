"""The service's addresses, and under ``/_test/`` the tests' own."""

from django.urls import include, path

from tests.browser import views

urlpatterns = [
    path("_test/ready/", views.ready),
    path("_test/board/", views.board),
    path("_test/count/<uuid:area>/", views.count, name="count"),
    path("", include("kalantar.config.urls")),
]

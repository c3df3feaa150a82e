"""Addresses of the chief's and the commander's own pages."""

from django.urls import path

from kalantar.fronts.chief import premises

app_name = "chief"
urlpatterns = [
    path("warnings/", premises.warnings, name="warnings"),
    path("warnings/enter/", premises.enter, name="enter_warning"),
    path("warnings/<uuid:warning>/", premises.warning, name="warning"),
    path("warnings/<uuid:warning>/renew/", premises.renew, name="renew_warning"),
    path("warnings/<uuid:warning>/end/", premises.end, name="end_warning"),
]

"""Addresses of property held."""

from django.urls import path

from kalantar.fronts.desk import item, property

app_name = "property"
urlpatterns = [
    path("", property.held, name="held"),
    path("coming/", property.coming, name="coming"),
    path("file/<uuid:id>/", property.of_file, name="of_file"),
    path("<uuid:id>/", item.item, name="item"),
    path("<uuid:id>/papers/<slug:kind>/", item.issue, name="issue"),
    path("<uuid:id>/<slug:verb>/", item.act, name="act"),
]

"""Addresses of property held; each asks first what its file is read for."""

from django.urls import path

from kalantar.custody.models import Item
from kalantar.fronts.desk import item, property
from kalantar.fronts.desk.purpose import asked_first

app_name = "property"
urlpatterns = [
    path("", property.held, name="held"),
    path("coming/", property.coming, name="coming"),
    path("file/<uuid:id>/", asked_first(property.of_file), name="of_file"),
    path("<uuid:id>/", asked_first(item.item, Item), name="item"),
    path("<uuid:id>/papers/<slug:kind>/", asked_first(item.issue, Item), name="issue"),
    path("<uuid:id>/<slug:verb>/", asked_first(item.act, Item), name="act"),
]

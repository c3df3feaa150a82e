"""Addresses of the orders."""

from django.urls import path

from kalantar.fronts.desk import order, orders

app_name = "orders"
urlpatterns = [
    path("", orders.overdue, name="overdue"),
    path("waiting/", orders.waiting, name="waiting"),
    path("running/", orders.running, name="running"),
    path("mine/", orders.mine, name="mine"),
    path("ended/", orders.ended, name="ended"),
    path("find/", orders.find, name="find"),
    path("new/", orders.receive, name="receive"),
    path("new/persons/", orders.persons, name="persons"),
    path("<uuid:id>/", order.order, name="order"),
    path("<uuid:id>/<slug:verb>/", order.act, name="act"),
]

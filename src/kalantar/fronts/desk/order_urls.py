"""Addresses of the orders."""

from django.urls import path

from kalantar.fronts.desk import order, orders
from kalantar.fronts.desk.purpose import asked_first
from kalantar.orders.models import Order

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
    path("<uuid:id>/", asked_first(order.order, Order), name="order"),
    path("<uuid:id>/persons/", asked_first(orders.persons_of, Order), name="persons_of"),
    path("<uuid:id>/papers/<uuid:paper>/", asked_first(order.paper, Order), name="paper"),
    path("<uuid:id>/papers/<slug:kind>/", asked_first(order.issue, Order), name="issue"),
    path("<uuid:id>/<slug:verb>/", asked_first(order.act, Order), name="act"),
]

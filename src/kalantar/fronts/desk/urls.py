"""Addresses of the reception's screen."""

from django.urls import path

from kalantar.fronts.desk import calling, figures, hall_screens, pages, slot, slots, visitor

app_name = "desk"
urlpatterns = [
    path("", pages.home, name="home"),
    path("saved/", figures.figures, name="figures"),
    path("times/", slots.slots, name="slots"),
    path("times/<uuid:id>/", slot.slot, name="slot"),
    path("times/<uuid:id>/<slug:verb>/", slot.act, name="slot_act"),
    path("hall/<uuid:station>/", pages.hall, name="hall"),
    path("hall/<uuid:station>/part/", pages.hall_part, name="hall_part"),
    path("hall/<uuid:station>/screens/", hall_screens.screens, name="hall_screens"),
    path(
        "hall/<uuid:station>/screens/<uuid:screen>/revoke/",
        hall_screens.revoke,
        name="revoke_hall_screen",
    ),
    path("<uuid:desk>/", pages.desk, name="desk"),
    path("<uuid:desk>/queue/", pages.queue, name="queue"),
    path("<uuid:desk>/find/", visitor.find, name="find"),
    path("<uuid:desk>/new/", visitor.new, name="new"),
    path("<uuid:desk>/person/<uuid:person>/", visitor.known, name="known"),
    path("<uuid:desk>/register/", visitor.register, name="register"),
    path("<uuid:desk>/next/", calling.call_next, name="next"),
    path("<uuid:desk>/<uuid:visit>/call/", calling.call, name="call"),
    path("<uuid:desk>/<uuid:visit>/saved/", calling.saved, name="saved"),
    path("<uuid:desk>/<uuid:visit>/refer/", calling.refer, name="refer"),
    path("<uuid:desk>/<uuid:visit>/<slug:verb>/", calling.step, name="step"),
]

"""Addresses of the chief's and the commander's own pages."""

from django.urls import path

from kalantar.fronts.chief import levels, premises, silent, wall

app_name = "chief"
urlpatterns = [
    path("levels/", levels.levels, name="levels"),
    path("levels/part/", levels.part, name="levels_part"),
    path("levels/list/", levels.level, name="level"),
    path("silent/", silent.checks, name="checks"),
    path("silent/told/", silent.told, name="told"),
    path("wall/", wall.here, name="wall"),
    path("wall/part/", wall.here_part, name="wall_part"),
    path("wall/screens/", wall.screens, name="wall_screens"),
    path("wall/screens/<uuid:screen>/revoke/", wall.revoke, name="revoke_wall_screen"),
    path("warnings/", premises.warnings, name="warnings"),
    path("warnings/enter/", premises.enter, name="enter_warning"),
    path("warnings/<uuid:warning>/", premises.warning, name="warning"),
    path("warnings/<uuid:warning>/renew/", premises.renew, name="renew_warning"),
    path("warnings/<uuid:warning>/end/", premises.end, name="end_warning"),
]

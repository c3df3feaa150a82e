"""Addresses of the administrator's pages."""

from django.urls import URLPattern, path
from django.views.generic import RedirectView

from kalantar.fronts.administrator import areas, catalogues, imports, people, units

app_name = "administrator"


def _catalogue(kind: str, section: str) -> list[URLPattern]:
    told = {"kind": kind}
    return [
        path(f"{section}/", catalogues.rows, told, name=section),
        path(f"{section}/add/", catalogues.add, told, name=f"add_{kind}"),
        path(f"{section}/<uuid:row>/", catalogues.row, told, name=kind),
        path(f"{section}/<uuid:row>/retire/", catalogues.retire, told, name=f"retire_{kind}"),
        path(f"{section}/<uuid:row>/restore/", catalogues.restore, told, name=f"restore_{kind}"),
    ]


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="administrator:people"), name="home"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/<uuid:person>/", people.person, name="person"),
    path("people/<uuid:person>/roles/", people.grant, name="grant"),
    path("people/<uuid:person>/roles/<uuid:grant>/end/", people.end_role, name="end_role"),
    path(
        "people/<uuid:person>/tokens/<uuid:token>/revoke/",
        people.revoke_token,
        name="revoke_token",
    ),
    path("people/<uuid:person>/close/", people.deactivate, name="deactivate"),
    path("people/<uuid:person>/open/", people.reactivate, name="reactivate"),
    path("people/<uuid:person>/sign-out/", people.sign_out, name="sign_out_person"),
    path("people/<uuid:person>/password/", people.reset_password, name="reset_password"),
    path("people/<uuid:person>/factor/", people.reset_second_factor, name="reset_second_factor"),
    path("units/", units.units, name="units"),
    path("units/add/", units.add_unit, name="add_unit"),
    path("units/<uuid:unit>/", units.unit, name="unit"),
    path("units/<uuid:unit>/begin/", units.begin_shift, name="begin_shift"),
    path("units/<uuid:unit>/end/", units.end_shift, name="end_unit_shift"),
    path("units/<uuid:unit>/crew/", units.join_crew, name="join_crew"),
    path("units/<uuid:unit>/crew/<uuid:officer>/leave/", units.leave_crew, name="leave_crew"),
    path("units/<uuid:unit>/retire/", units.retire_unit, name="retire_unit"),
    *_catalogue("type", "types"),
    path("types/<uuid:type>/questions/", catalogues.add_question, name="add_question"),
    path("types/<uuid:type>/questions/<uuid:question>/", catalogues.question, name="question"),
    path(
        "types/<uuid:type>/questions/<uuid:question>/retire/",
        catalogues.retire_question,
        name="retire_question",
    ),
    path(
        "types/<uuid:type>/questions/<uuid:question>/restore/",
        catalogues.restore_question,
        name="restore_question",
    ),
    *_catalogue("disposition", "dispositions"),
    *_catalogue("reason", "reasons"),
    path("areas/", areas.areas, name="areas"),
    path("areas/<uuid:area>/", areas.area, name="area"),
    path("areas/<uuid:area>/shape/", areas.area_shape, name="area_shape"),
    path("areas/<uuid:area>/retire/", areas.retire_area, name="retire_area"),
    path("areas/<uuid:area>/import/", imports.import_areas, name="import_areas"),
]

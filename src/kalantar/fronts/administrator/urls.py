"""Addresses of the administrator's pages."""

from django.urls import URLPattern, path
from django.views.generic import RedirectView

from kalantar.fronts.administrator import (
    areas,
    catalogues,
    desks,
    devices,
    imports,
    keeping,
    people,
    questions,
    sent,
    units,
    words,
    written,
)
from kalantar.fronts.administrator.kinds import ASKS, KINDS

app_name = "administrator"


def _catalogue(kind: str) -> list[URLPattern]:
    about, told = KINDS[kind], {"kind": kind}
    section = about["section"]
    at, one = section.replace("_", "-"), f"{section.replace('_', '-')}/<uuid:row>"
    found = [
        path(f"{at}/", catalogues.rows, told, name=section),
        path(f"{at}/add/", catalogues.add, told, name=f"add_{kind}"),
        path(f"{one}/", catalogues.row, told, name=kind),
        path(f"{one}/retire/", catalogues.retire, told, name=f"retire_{kind}"),
    ]
    if "restore" in about:
        found.append(path(f"{one}/restore/", catalogues.restore, told, name=f"restore_{kind}"))
    return found + (_questions(f"{one}/", kind, about["asks"]) if "asks" in about else [])


def _questions(at: str, kind: str, ask: str) -> list[URLPattern]:
    """Of what is asked below a row."""
    told, below = {"kind": kind, "ask": ask}, f"{at}{ASKS[ask]['part']}/"
    one = f"{below}<uuid:asked>/"
    return [
        path(below, questions.add, told, name=f"add_{ask}"),
        path(one, questions.asked, told, name=ask),
        path(f"{one}retire/", questions.retire, told, name=f"retire_{ask}"),
        path(f"{one}restore/", questions.restore, told, name=f"restore_{ask}"),
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
    path("units/<uuid:unit>/devices/", devices.issue_to_unit, name="issue_to_unit"),
    path(
        "units/<uuid:unit>/devices/<uuid:device>/revoke/",
        devices.revoke_of_unit,
        name="revoke_of_unit",
    ),
    path("people/<uuid:person>/devices/", devices.issue_to_officer, name="issue_to_officer"),
    path(
        "people/<uuid:person>/devices/<uuid:device>/revoke/",
        devices.revoke_of_officer,
        name="revoke_of_officer",
    ),
    path("units/<uuid:unit>/retire/", units.retire_unit, name="retire_unit"),
    *(address for kind in KINDS for address in _catalogue(kind)),
    path("retention/", keeping.roles, name="retention"),
    path("retention/<slug:role>/", keeping.role, name="role_retention"),
    path("retention/room/<slug:what>/", keeping.room_record, name="room_retention"),
    path("messages/", words.templates, name="templates"),
    path("messages/add/", words.add_template, name="add_template"),
    path("messages/unknown/", sent.unknown, name="unknown_messages"),
    path("messages/written/", written.written, name="written"),
    path("messages/written/<uuid:message>/", written.message, name="written_message"),
    path("messages/written/<uuid:message>/wrong/", written.wrong_number, name="wrong_number"),
    path("messages/written/<uuid:message>/aside/", written.aside, name="put_aside"),
    path("messages/<uuid:template>/", words.template, name="template"),
    *(
        path(
            f"messages/<uuid:template>/{verb}/",
            words.judge,
            {"verb": verb},
            name=f"{verb}_template",
        )
        for verb in words.JUDGED
    ),
    path("areas/", areas.areas, name="areas"),
    path("areas/<uuid:area>/", areas.area, name="area"),
    path("areas/<uuid:area>/shape/", areas.area_shape, name="area_shape"),
    path("areas/<uuid:area>/code/", areas.set_code, name="area_code"),
    path("areas/<uuid:area>/retire/", areas.retire_area, name="retire_area"),
    path("areas/<uuid:area>/desks/", areas.set_up_desk, name="set_up_desk"),
    path("areas/<uuid:area>/desks/<uuid:desk>/", desks.desk, name="desk"),
    path(
        "areas/<uuid:area>/desks/<uuid:desk>/take-away/",
        areas.take_desk_away,
        name="take_desk_away",
    ),
    path("areas/<uuid:area>/import/", imports.import_areas, name="import_areas"),
]

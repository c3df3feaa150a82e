"""A person who stood in every table stands in none after the erasure; the same after a file's disposal."""

from kalantar.cases.models import Case, Party
from kalantar.kernel.text import parse_phone
from kalantar.persons.models import Person
from kalantar.persons.queries import find_persons
from kalantar.retention.actions import dispose, request_erasure
from kalantar.retention.tests.everywhere import found_in, tables
from kalantar.retention.tests.world import (
    BASIS,
    FAMILY,
    FATHER,
    LATIN,
    NATIONAL_ID,
    PHONE,
    SAFE,
    Keeping,
    marked,
)

MARKS = (FAMILY, LATIN, FATHER, NATIONAL_ID, PHONE[1:], "۰۹۳۵ ۷۴۱ ۸۵۲۹", SAFE[1:])
# The columns in which the person was before: what is new and holds words of people belongs here, and is then
# reached by the erasure, or into WITHOUT with the reason.
FILLED = {
    "cases_case.narrative",
    "cases_case.place",
    "cases_case.place_search",
    "cases_caseanswer.text",
    "citizens_access.phone",
    "citizens_citizenquestion.answer",
    "citizens_citizenquestion.text",
    "custody_item.description",
    "custody_item.found_at",
    "custody_item.identifier",
    "custody_movement.identified",
    "custody_movement.to_whom",
    "custody_movement.why",
    "documents_document.name",
    "documents_document.title",
    "documents_documentpiece.content",
    "incoming_messages_incomingmessage.number",
    "incoming_messages_incomingmessage.number_hash",
    "incoming_messages_incomingmessage.text",
    "incoming_messages_incomingpart.number",
    "incoming_messages_incomingpart.number_hash",
    "incoming_messages_incomingpart.octets",
    "kernel_reason.text",
    "messaging_message.number",
    "messaging_message.number_hash",
    "messaging_optout.number",
    "messaging_optout.number_hash",
    "notices_statusanswer.number_hash",
    "orders_order.report",
    "orders_order.text",
    "outside_referrals_outsidereferral.office",
    "outside_referrals_outsidereferral.said",
    "outside_referrals_outsidereferral.why",
    "papers_issuedpaper.sealed",
    "papers_issuedpaper.title",
    "papers_issuedpaper.words",
    "persons_person.family_en",
    "persons_person.family_fa",
    "persons_person.father_name",
    "persons_person.national_id",
    "persons_person.national_id_hash",
    "persons_person.phone",
    "persons_person.phone_hash",
    "persons_person.search",
    "persons_phonecode.phone_hash",
    "reception_visit.purpose",
    "retention_hold.basis",
    "retention_hold.reason",
    "retention_hold.released_because",
    "safe_numbers_safenumber.number",
    "safe_numbers_safenumber.number_hash",
    "sms_gateway_strayreceipt.number",
    "sms_gateway_strayreceipt.number_hash",
    "statements_statement.identified",
    "statements_statement.name",
    "statements_statement.why",
    "statements_statement.words",
    "tasks_task.note",
    "tasks_task.what",
}
_FRAME = "the frame's own: no words of people"
_CATALOGUE = "kept by administrators: what is offered, not who somebody is"
_CITY = "the map and the areas of the service"
_STAFF = "the people of the service, who are erased by their own rules"
_ROOM = "the 110 room: what a caller said belongs to the incident; test_room reads every column after its time"
_IDS = "ids, codes and times"
WITHOUT = {
    **dict.fromkeys(
        ("account_emailaddress", "account_emailconfirmation", "auth_group", "auth_permission",
         "django_content_type", "django_migrations", "django_session", "mfa_authenticator",
         "procrastinate_jobs", "procrastinate_periodic_defers", "usersessions_usersession"), _FRAME),
    **dict.fromkeys(
        ("case_catalogue_casecategory", "case_catalogue_casefield", "case_catalogue_caseoutcome",
         "case_catalogue_outsideservice",
         "catalogue_disposition", "catalogue_incidenttype", "catalogue_question",
         "catalogue_unavailablereason", "message_templates_messagetemplate", "orders_branch",
         "patrols_unit", "reception_service", "retention_roleretention", "retention_roomretention"),
        _CATALOGUE),
    **dict.fromkeys(("places_extract", "places_gazetteerentry", "places_jurisdiction"), _CITY),
    **dict.fromkeys(
        ("devices_device", "people_api_token", "people_attempts", "people_role_grant", "people_user"), _STAFF),
    **dict.fromkeys(
        ("calls_call", "dispatch_assignment", "dispatch_dispatch", "incidents_answer",
         "incidents_incident", "incidents_note", "scene_photos_scenephoto", "scene_photos_scenephotopiece"), _ROOM),
    **dict.fromkeys(
        ("call_backs_callback", "cases_oldnumber", "cases_party", "data_copies_copycode", "data_copies_copymaking",
         "cases_referral", "kernel_entry", "kernel_entry_subject",
         "messaging_withheldfile", "notices_notice", "panic_alarms_panicalarm", "reception_appointment", "reception_desk",
         "reception_hallscreen", "reception_ticketserial",
         "old_files_refusedrow", "old_files_registerimport", "sms_gateway_messagepart",
         "service_levels_wallscreen", "welfare_checks_heard", "welfare_checks_welfarecheck"), _IDS),
    "caller_links_callerlink": "digests and times; the number is the call's",
    "caller_links_callerword": "deleted when the incident closes: test_room reads every column after it",
    "citizens_asking": "keyed hashes with a number of a file, for an hour",
    "kernel_operation": "keyed by the caller's id; what was asked is a hash, for thirty days",
    "old_files_waitingrows": "sealed until the step that brings them in, or until they are given up",
    "saved_searches_savedsearch": "what a list is narrowed to; a rule keeps names and numbers out",
    "premises_warnings_premiseswarning": "of a place, never of somebody; erased ninety days after it is over",
    "retention_review": "its basis may not name whoever is erased: basis_does_not_name_them",
}  # fmt: skip


def left() -> set[str]:
    return found_in(MARKS, [parse_phone(PHONE), parse_phone(SAFE)], NATIONAL_ID)


def test_the_mark_was_everywhere(keeping: Keeping) -> None:
    marked(keeping)
    before = left()
    assert FILLED - before == set(), "the test does not reach them"
    assert before - FILLED == set(), "columns with words of people, not named here"


def test_every_table_is_filled_or_says_why_not(db: None) -> None:
    known = {one.partition(".")[0] for one in FILLED} | WITHOUT.keys()
    assert sorted(tables() - known) == []
    assert sorted(WITHOUT.keys() - tables()) == []
    assert all(WITHOUT.values())


def test_nothing_is_left_of_an_erased_person(keeping: Keeping) -> None:
    there = marked(keeping)
    review = request_erasure(person=there.person.pk, basis=BASIS, by=keeping.desk)
    dispose(review=review.pk, by=keeping.chief)
    assert left() == set()
    assert find_persons(keeping.desk, FAMILY) == find_persons(keeping.desk, PHONE) == []


def test_nothing_is_left_of_a_file_that_was_disposed_of(keeping: Keeping) -> None:
    there = marked(keeping)
    keeping.dispose(keeping.due(there.case))
    assert left() == set()
    row = Case.objects.get(pk=there.case.pk)
    assert (row.number, row.category, row.outcome) == (
        there.case.number, there.case.category, Case.objects.get().outcome,
    )  # fmt: skip
    assert row.disposed_at == keeping.clock()
    assert all(party.person.erased_at for party in Party.objects.filter(case=row))
    assert Person.objects.filter(erased_at=None).count() == 0

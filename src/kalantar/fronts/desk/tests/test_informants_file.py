"""Of an informant nothing is said by message: the form for a safe number is grey, and says what to do."""

import pytest
from django.test import Client

from kalantar.case_catalogue.models import CaseCategory, WhyConfidential
from kalantar.cases.actions import name_party
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.people.roles import Role
from kalantar.safe_numbers.models import SafeNumber
from kalantar.safe_numbers.rules import informant_is_told_by_message_nowhere
from tests.people import grant, sign_in

pytestmark = pytest.mark.django_db
SAID = str(informant_is_told_by_message_nowhere.said)


def _page(client: Client, papers: Papers, case: object, role: Role = Role.DESK_OFFICER) -> str:
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.station))
    return client.get(f"/files/{case}/", headers={"Accept-Language": "fa"}).text


def _forms(page: str) -> int:
    return page.count('id="verb-safe')


def test_on_an_informants_file_it_is_grey_for_every_party(client: Client, papers: Papers) -> None:
    CaseCategory.objects.update(confidential=True, confidential_because=WhyConfidential.INFORMANT)
    case = papers.case()
    page = _page(client, papers, case.pk)
    assert (_forms(page), page.count(f'data-refusal="{SAID}"')) == (0, 1)
    client.post(
        f"/files/{case.pk}/safe/",
        {"party": case.parties.get().pk, "number": "09351234567", "why": "x"},
    )
    assert not SafeNumber.objects.exists()


def test_on_another_file_only_for_who_told_something(client: Client, papers: Papers) -> None:
    case = papers.case()
    who = papers.hall.somebody("مریم")
    name_party(case=case.pk, person=who.pk, role="informant", by=papers.hall.by)
    page = _page(client, papers, case.pk)
    assert (_forms(page), page.count(f'data-refusal="{SAID}"')) == (1, 1)

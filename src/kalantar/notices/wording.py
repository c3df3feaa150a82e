"""What a message of a notice says: a template's places, filled for one language; never a person's name."""

import re
from uuid import UUID

from kalantar.case_catalogue.models import CaseOutcome
from kalantar.cases.lifecycle import CASE
from kalantar.cases.models import BESIDE, Case, Party
from kalantar.kernel.models import Entry
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text.digits import in_persian_message, to_persian_digits
from kalantar.message_templates.queries import plain_value
from kalantar.orders.events import KINDS
from kalantar.orders.models import Order
from kalantar.persons.models import READ_ENGLISH, Person
from kalantar.places.models import Jurisdiction

REPRESENTATIVE = "representative"  # the role of the words for who stands beside a party
ANYBODY = "anybody"  # … and for who asks and is told nothing
PERSON = "person"  # of the words to somebody in no role on a file, such as a code


def role_of(party: Party) -> str:
    return REPRESENTATIVE if party.role in BESIDE else party.role


def language_of(person: Person) -> str:
    return person.reads


def spoken(language: str) -> str:
    """In which of the two that messages are written in."""
    return "en" if language in READ_ENGLISH else "fa"


def language_written(text: str) -> str:
    """In which to answer somebody of whom we know the text alone."""
    return "en" if re.search("[A-Za-z]", text) else "fa"


def said_of(happened: Entry, case: Case) -> dict[str, Sentence]:
    """By placeholder, what happened: of a referral the station it leads to, else the file's own."""
    facts = happened.facts
    said: dict[str, Sentence] = {
        "file_number": number_of(case),
        "station": _called(case.jurisdiction),
    }
    there = {"CaseReferred": "to", "ReferralAccepted": "station"}.get(happened.event)
    if there:
        said["station"] = _called(Jurisdiction.objects.get(pk=UUID(facts[there])))
    if facts.get("order"):
        order = Order.objects.select_related("branch").get(pk=UUID(facts["order"]))
        said["branch"], said["order_kind"] = order.branch.name, KINDS[order.kind]
    if happened.event == "CaseClosed":
        said["outcome"] = CaseOutcome.objects.get(pk=UUID(facts["outcome"])).name
    return said


def status_of(case: Case) -> dict[str, Sentence]:
    """By placeholder, how the file stands now."""
    said = CASE.states[case.state]
    if case.outcome:
        ended = case.outcome.name
        said = Sentence(en=f"{said.en}; outcome: {ended.en}", fa=f"{said.fa}؛ نتیجه: {ended.fa}")
    return {"file_number": number_of(case), "station": _called(case.jurisdiction), "status": said}


def number_of(case: Case) -> Sentence:
    return Sentence(en=case.number, fa=to_persian_digits(case.number))


def _called(station: Jurisdiction) -> Sentence:
    return Sentence(en=station.name_en or station.name_fa, fa=station.name_fa or station.name_en)


def values_for(said: dict[str, Sentence], language: str) -> dict[str, str]:
    """In a Persian message the marks that keep a number's parts in order come last: they are ours."""
    if language != "fa":
        return {name: plain_value(one.en) for name, one in said.items()}
    return {name: in_persian_message(plain_value(one.fa)) for name, one in said.items()}

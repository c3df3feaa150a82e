"""Somebody new may be somebody who was here before: their number is asked after before they are registered."""

from uuid import UUID

from django import forms

from kalantar.kernel.actor import Actor
from kalantar.people.opening import read_of_areas
from kalantar.persons.models import Person
from kalantar.persons.queries import persons_with_numbers

ANOTHER = "another"  # the button that says it is another person: families share phones


def known_already(form: forms.Form, station: UUID, by: Actor) -> list[Person]:
    """Whose phone or national ID was typed; none where it was said that this is another person."""
    if form.data.get(ANOTHER):
        return []
    told = form.cleaned_data
    found = persons_with_numbers(by, told["phone"], told["national_id"])
    if found:
        read_of_areas([station], "registered_persons", by)
    return found

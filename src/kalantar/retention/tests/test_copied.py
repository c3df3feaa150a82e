"""A copy of somebody's data says how long they are kept as the schedule is in that moment."""

from django.conf import LazySettings

from kalantar.cases.models import PartyRole
from kalantar.data_copies.kept import kept_for
from kalantar.kernel.sentence import Sentence
from kalantar.retention.actions import set_role_retention
from kalantar.retention.schedule import standard
from kalantar.retention.tests.world import Keeping


def _said() -> dict[str, Sentence]:
    return {one.key: one.why for one in kept_for()}


def test_every_role_is_there_with_its_years_and_by_what(keeping: Keeping) -> None:
    said = _said()
    assert {key for key in said if key.startswith("role_")} == {f"role_{one}" for one in PartyRole}
    for role, kept in standard().items():
        assert f"{kept.years} years after" in said[f"role_{role}"].en
        assert str(kept.source) in str(said[f"role_{role}"])
    assert "۵ سال پس از" in said["role_witness"].fa
    assert "365 days" in said["visits"].en


def test_what_an_administrator_sets_is_said_from_then_on(keeping: Keeping) -> None:
    set_role_retention(role="witness", years=1, source="ماده ۷", by=keeping.system)
    said = _said()["role_witness"]
    assert said.en.startswith("1 year after")
    assert said.fa.startswith("۱ سال پس از")
    assert "ماده ۷" in said.en
    assert "ماده ۷" in said.fa


def test_papers_are_said_to_be_kept_as_long_as_they_are(
    keeping: Keeping, settings: LazySettings
) -> None:
    settings.KEEP_PAPERS *= 2
    assert _said()["papers"].en.startswith("60 days")

"""A mapping that says what nothing reads, or what means nothing here, is refused before a call is played."""

from pathlib import Path
from typing import Any

import pytest

from kalantar.catalogue.queries import codes_on_offer
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.replay.columns import KNOWN, read_columns
from kalantar.replay.reading import read_calls
from kalantar.replay.tests.test_file import written
from kalantar.replay.tests.test_reading import BOUNDS, MAPPINGS, MONTGOMERY


def changed(folder: Path, old: str, new: str) -> Path:
    """San Francisco's mapping with one thing wrong."""
    told = KNOWN.read_text(encoding="utf-8")
    assert old in told
    file = folder / "mine.toml"
    file.write_text(told.replace(old, new, 1), encoding="utf-8")
    return file


def refused(file: Path) -> Refused:
    with pytest.raises(Refused) as refusal:
        read_columns(file)
    assert "mine.toml" in refusal.value.sentence.en
    assert "mine.toml" in refusal.value.sentence.fa
    assert refusal.value.remedy.en
    assert refusal.value.remedy.fa
    return refusal.value


@pytest.mark.parametrize(
    ("old", "new", "unknown", "known"),
    [
        ("[columns]", "[colours]\nred = 1\n[columns]", "colours", "columns"),
        ("[columns]", "speed = 3\n[columns]", "speed", "header"),
        ('entry = "', 'entri = "', "entri in [columns]", "entry"),
        ("[time]", '[time]\nzoom = "x"', "zoom in [time]", "zone"),
        ("[types]", '[types]\nothers = "other"', "others in [types]", "other"),
    ],
)
def test_mapping_says_only_what_is_read(
    tmp_path: Path, old: str, new: str, unknown: str, known: str
) -> None:
    refusal = refused(changed(tmp_path, old, new))
    assert refusal.rule.name == "mapping_says_only_what_is_read"
    assert f"says {unknown}," in refusal.sentence.en
    assert known in refusal.remedy.en.split(": ")[1]


@pytest.mark.parametrize("wrong", ["77", "0", "2.5", '"2"', "true", "[2]"])
def test_mapping_priorities_are_one_to_five(tmp_path: Path, wrong: str) -> None:
    refusal = refused(changed(tmp_path, '"3" = 2', f'"3" = {wrong}'))
    assert refusal.rule.name == "mapping_priorities_are_one_to_five"
    assert 'priority "3" into' in refusal.sentence.en


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('address = "Address"', 'address = ""', "address in [columns] must be"),
        ('address = "Address"', "address = []", "address in [columns] must be"),
        ('address = "Address"', "address = 4", "address in [columns] must be"),
        ("[columns]", 'header = "a"\n[columns]', "header must be"),
        ('priority = "Final Priority"', "", "no column of priority"),
        ('other = "other"', "other = 1", "other in [types] must be"),
        ('"Alarms" = "burglar_alarm"', '"Alarms" = 3', '"Alarms" in [types.known] must be'),
        ('other = "other"', "", "[types] lacks other"),
        ("America/Los_Angeles", "../etc", "no time zone"),
        ("%I:%M:%S %p", "%Q", "does not give"),
        ("%I:%M:%S %p", "%I:%M:%S", "does not give"),
        ("%I:%M:%S %p", "%H:%M:%S %z", "does not give"),
    ],
)
def test_a_mapping_of_another_shape_says_where(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    refusal = refused(changed(tmp_path, old, new))
    assert refusal.rule.name == "mapping_names_what_is_needed"
    assert problem in refusal.sentence.en


@pytest.mark.parametrize(
    ("old", "new", "unknown"),
    [
        ('other = "other"', 'other = "nonesuch"', "nonesuch"),
        ('"Alarms" = "burglar_alarm"', '"Alarms" = "burgler_alarm"', "burgler_alarm"),
    ],
)
def test_mapping_names_types_of_the_catalogue(
    town: Any, tmp_path: Path, old: str, new: str, unknown: str
) -> None:
    from kalantar.people.models import User
    from kalantar.replay.file import replay_file

    columns = read_columns(changed(tmp_path, old, new))
    with pytest.raises(Refused) as refusal:
        replay_file(written(tmp_path), columns, town, speed=None)
    assert refusal.value.rule.name == "mapping_names_types_of_the_catalogue"
    assert f"mine.toml makes calls into {unknown}," in refusal.value.sentence.en
    assert refusal.value.remedy.en.count("_") or "other" in refusal.value.remedy.en
    assert not User.objects.exists()


def test_a_retired_type_is_not_on_offer_and_a_new_one_is(as_system: Actor, db: None) -> None:
    from kalantar.catalogue.actions import (
        add_incident_type,
        install_catalogue,
        retire_incident_type,
    )
    from kalantar.catalogue.models import IncidentType

    assert "burglar_alarm" in codes_on_offer()
    install_catalogue(by=as_system)
    retired = IncidentType.objects.get(code="burglar_alarm")
    retire_incident_type(incident_type=retired.pk, by=as_system)
    add_incident_type(code="flood", name_fa="سیل", name_en="Flood", priority=2, by=as_system)
    assert "burglar_alarm" not in codes_on_offer()
    assert {"flood", "other"} <= codes_on_offer()


def test_a_column_that_the_file_does_not_have_is_said_with_those_it_has(tmp_path: Path) -> None:
    mapping = changed(tmp_path, '"Entry DtTm"', '"Entered"')
    with pytest.raises(Refused) as refusal:
        read_calls(written(tmp_path), read_columns(mapping), BOUNDS)
    told = refusal.value.sentence
    assert "no column Entered, which its mapping mine.toml names; it has: Call Number" in told.en
    assert "Entered" in told.fa


@pytest.mark.parametrize("row", [MONTGOMERY + ",more", MONTGOMERY.rpartition(",")[0]])
def test_a_header_of_another_length_than_the_rows_is_refused(tmp_path: Path, row: str) -> None:
    file = tmp_path / "calls.csv"
    file.write_text(row + "\n", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_calls(file, read_columns(MAPPINGS / "montgomery.toml"), BOUNDS)
    assert "as many columns as the header in montgomery.toml" in refusal.value.sentence.en

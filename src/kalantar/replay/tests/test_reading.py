"""What a file of calls says is used; what cannot be used is refused with its reason."""

import os
from pathlib import Path

import pytest

from kalantar.catalogue.standard import standard_catalogue
from kalantar.kernel.rules import Refused
from kalantar.replay.columns import KNOWN, read_columns
from kalantar.replay.reading import read_calls

MAPPINGS = KNOWN.parent
BOUNDS = (-122.42, 37.77, -122.39, 37.80)
HEADER = (
    "Call Number,Call Type,Received DtTm,Entry DtTm,Dispatch DtTm,On Scene DtTm,Available DtTm,"
    "Final Priority,Address,Location"
)
GOOD = (
    "1,Alarms,01/02/2017 01:00:00 AM,01/02/2017 01:01:00 AM,01/02/2017 01:01:30 AM,"
    '01/02/2017 01:05:00 AM,01/02/2017 01:30:00 AM,3,0 Block of 7TH ST,"(37.78, -122.41)"'
)


def written(folder: Path, *rows: str, header: str = HEADER) -> Path:
    file = folder / "calls.csv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


def test_a_row_becomes_a_call(tmp_path: Path) -> None:
    reading = read_calls(written(tmp_path, GOOD), read_columns(), BOUNDS)
    (call,) = reading.calls
    assert (call.type, call.priority, call.address) == ("burglar_alarm", 2, "0 Block of 7TH ST")
    assert call.received.isoformat() == "2017-01-02T01:00:00-08:00"
    assert reading.seconds("dispatch", "on_scene") == [210.0]


def test_several_units_of_a_call_are_one_call_until_the_last_is_free(tmp_path: Path) -> None:
    later = GOOD.replace("01:05:00", "01:04:00").replace("01:30:00", "01:45:00")
    (call,) = read_calls(written(tmp_path, GOOD, later), read_columns(), BOUNDS).calls
    assert call.stages["on_scene"].minute == 4
    assert call.stages["available"].minute == 45


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (GOOD.replace('"(37.78, -122.41)"', ""), "no place"),
        (GOOD.replace("37.78", "97.78"), "a place that is not on the earth"),
        (GOOD.replace("37.78", "37.70"), "outside the map"),
        (GOOD.replace("01/02/2017 01:00:00 AM", ""), "no time of receipt"),
        (GOOD.replace("01/02/2017 01:00:00 AM", "yesterday"), "a time not written as"),
        (GOOD.replace("01:01:30", "12:01:30"), "a stage before the call was received"),
        (GOOD.replace("1,Alarms", ",Alarms"), "no call number"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(tmp_path: Path, row: str, reason: str) -> None:
    reading = read_calls(written(tmp_path, row), read_columns(), BOUNDS)
    assert reading.calls == []
    assert [text for text in reading.refused if text.startswith(reason)]


@pytest.mark.parametrize(("header", "problem"), [("a,b", "no column"), ("", "no column")])
def test_calls_file_can_be_read(tmp_path: Path, header: str, problem: str) -> None:
    with pytest.raises(Refused) as refused:
        read_calls(written(tmp_path, header=header), read_columns(), BOUNDS)
    assert refused.value.rule.name == "calls_file_can_be_read"
    assert problem in refused.value.sentence.en


def test_calls_file_can_be_read_or_is_named(tmp_path: Path) -> None:
    (tmp_path / "noise.csv").write_bytes(b"\xff\xfe\x00" * 40)
    for name in ("nothing.csv", "noise.csv"):
        with pytest.raises(Refused, match="calls_file_can_be_read|" + name):
            read_calls(tmp_path / name, read_columns(), BOUNDS)


def test_a_pipe_is_refused_before_anybody_waits_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for read in (lambda: read_calls(pipe, read_columns(), BOUNDS), lambda: read_columns(pipe)):
        with pytest.raises(Refused) as refused:
            read()
        assert refused.value.rule.name == "file_is_a_regular_one"


@pytest.mark.parametrize(
    "text", ["[columns", "", '[columns]\ncall = "a"', '[columns]\ncall="a"\ntype="b"\nreceived="c"']
)
def test_mapping_names_what_is_needed(tmp_path: Path, text: str) -> None:
    file = tmp_path / "mapping.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_columns(file)
    assert refused.value.rule.name == "mapping_names_what_is_needed"


@pytest.mark.data
def test_san_franciscos_eight_days_have_978_calls_downtown() -> None:
    folder = Path(os.environ.get("KALANTAR_DATA", "nowhere"))
    file = folder / "cad/sf_fire_cfs_2016-12-31_2017-01-07.csv"
    if not file.exists():
        pytest.skip("KALANTAR_DATA names no folder with cad/sf_fire_cfs_2016-12-31_2017-01-07.csv")
    downtown = (-122.4195399, 37.77536, -122.3957599, 37.79178)
    reading = read_calls(file, read_columns(), downtown)
    assert (len(reading.calls), reading.rows) == (978, 7704)
    assert sum(reading.refused.values()) == reading.refused["outside the map"] == 5611


MONTGOMERY = "37.78,-122.41,Fire: FIRE ALARM,2016-01-15 12:06,NORRISTOWN,SANDY ST & KELLY DR"
BERKELEY = (
    "CASENO,OFFENSE,EVENTDT,EVENTTM,Block_Location,BLKADDR",
    '17091420,BURGLARY AUTO,07/23/2017 12:00:00 AM,06:05,"2500 LE CONTE AVE\nBerkeley, CA\n'
    '(37.78, -122.41)",2500 LE CONTE AVE',
)


def test_a_file_without_names_of_columns_is_read_by_a_header_in_the_mapping(tmp_path: Path) -> None:
    file = written(tmp_path, MONTGOMERY.replace("12:06", "12:07"), header=MONTGOMERY)
    reading = read_calls(file, read_columns(MAPPINGS / "montgomery.toml"), BOUNDS)
    first, second = reading.calls
    assert (first.type, first.address) == ("fire_or_gas", "SANDY ST & KELLY DR NORRISTOWN")
    assert first.received.isoformat() == "2016-01-15T12:06:00-05:00"
    assert second.received.minute == 7
    assert (reading.rows, reading.calls_in_file) == (2, 2)


def test_a_time_may_stand_in_two_columns(tmp_path: Path) -> None:
    file = written(tmp_path, BERKELEY[1], header=BERKELEY[0])
    (call,) = read_calls(file, read_columns(MAPPINGS / "berkeley.toml"), BOUNDS).calls
    assert call.received.isoformat() == "2017-07-23T06:05:00-07:00"
    assert (call.type, call.address) == ("theft_from_vehicle", "2500 LE CONTE AVE")


@pytest.mark.parametrize("mapping", ["san_francisco", "berkeley", "montgomery"])
def test_every_mapping_names_types_of_the_standard_catalogue(mapping: str) -> None:
    columns = read_columns(MAPPINGS / f"{mapping}.toml")
    known = {row["code"] for row in standard_catalogue().types}
    assert {columns.other, *columns.types.values()} <= known


def test_a_file_in_another_encoding_is_said(tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    file.write_text(f"{HEADER}\n{GOOD}\n", encoding="utf-16")
    with pytest.raises(Refused, match="it is not UTF-8"):
        read_calls(file, read_columns(), BOUNDS)


def test_a_time_zone_that_does_not_exist_is_said(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    told = KNOWN.read_text(encoding="utf-8").replace("Los_Angeles", "Atlantis")
    mapping.write_text(told, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_columns(mapping)
    assert "no time zone 'America/Atlantis'" in refused.value.sentence.en
    assert "'America/Atlantis' وجود ندارد" in refused.value.sentence.fa

"""The report says of each stage, and for how many calls, whether its time is the file's or the player's."""

from pathlib import Path
from typing import Any

import pytest

from kalantar.replay.columns import read_columns
from kalantar.replay.report import Report
from kalantar.replay.tests.test_file import written
from kalantar.replay.tests.test_reading import BERKELEY, MAPPINGS, MONTGOMERY

TALK, STAY = "received → entry", "on_scene → available"
HERE = ("37.78", "35.705"), ("-122.41", "51.405")


def reported(file: Path, town: Any, mapping: str = "san_francisco") -> Report:
    from kalantar.replay.file import replay_file

    columns = read_columns(MAPPINGS / f"{mapping}.toml")
    return replay_file(file, columns, town, speed=None, cars=4).report


def without(file: Path, texts: list[str]) -> Path:
    """The file of calls, without each of these times."""
    told = file.read_text(encoding="utf-8")
    for text in texts:
        assert text in told
        told = told.replace(text, "", 1)
    file.write_text(told, encoding="utf-8")
    return file


def test_all_of_a_stage_is_the_files(town: Any, tmp_path: Path) -> None:
    told = reported(written(tmp_path, count=3), town)
    for stage in (TALK, STAY):
        assert (told.played[stage].as_written, told.played[stage].calls) == (3, 3)
        assert told.played[stage].sentence.en == "as the file has it (3 of 3)"
        assert told.played[stage].sentence.fa == "همان‌گونه که در فایل است (۳ از ۳)"
    drive = told.played["dispatch → on_scene"].sentence.en
    assert drive == "the replay's own: the crew leaves after 14–50 s and drives along the streets"


def test_some_of_a_stage_is_the_files_and_the_rest_the_players(town: Any, tmp_path: Path) -> None:
    times = ["01/02/2017 01:00:40 AM", "01/02/2017 02:01:30 AM", "01/02/2017 02:02:30 AM"]
    told = reported(without(written(tmp_path, count=3), times), town)
    assert told.played[TALK].sentence.en == (
        "as the file has it (2 of 3), else the replay's own:"
        " a call taker of the replay answers after 2–8 s, and enters 1 s later"
    )
    assert told.played[STAY].sentence.en == (
        "as the file has it (1 of 3), else the replay's own: 0.5 minutes, the median of the file"
    )
    assert told.played[STAY].sentence.fa == (
        "همان‌گونه که در فایل است (۱ از ۳)، وگرنه از خود بازپخش: ۰٫۵ دقیقه، میانهٔ فایل"
    )


def test_what_the_file_says_but_cannot_have_been_is_not_called_the_files(
    town: Any, tmp_path: Path
) -> None:
    file = written(tmp_path, count=2)
    told = file.read_text(encoding="utf-8")
    told = told.replace("01:00:40 AM", "01:00:01 AM")  # entered before anybody had answered
    told = told.replace("02:01:30 AM", "01:59:00 AM")  # gone before they came
    file.write_text(told, encoding="utf-8")
    report = reported(file, town)
    assert report.played[TALK].as_written == 1
    assert report.played[STAY].as_written == 1


@pytest.mark.parametrize(
    ("mapping", "header", "row"),
    [("berkeley", *BERKELEY), ("montgomery", MONTGOMERY.replace("12:06", "12:05"), MONTGOMERY)],
)
def test_a_mapping_without_stages_has_nothing_played_as_written(
    town: Any, tmp_path: Path, mapping: str, header: str, row: str
) -> None:
    told = f"{header}\n{row}\n"
    for there, here in HERE:
        told = told.replace(there, here)
    file = tmp_path / "calls.csv"
    file.write_text(told, encoding="utf-8")
    report = reported(file, town, mapping)
    assert report.sound
    assert [played.as_written for played in report.played.values()] == [0] * 5
    assert report.played[STAY].sentence.en == "the replay's own: 20 minutes"
    assert report.as_json()["played"][STAY]["otherwise"]["en"] == "20 minutes"


def test_the_files_own_shares_stand_beside_those_the_player_makes(
    town: Any, tmp_path: Path
) -> None:
    file = written(tmp_path, count=4)
    told = file.read_text(encoding="utf-8")
    told = told.replace("01:00:40 AM", "01:00:12 AM")  # entered after 12 s, sent 38 s later
    told = told.replace("01:01:50 AM", "01:02:50 AM")  # sent 130 s after it was entered
    told = told.replace("01/02/2017 01:02:40 AM", "")  # never entered: in neither share
    file.write_text(told, encoding="utf-8")
    report = reported(file, town)
    assert report.entered_within_in_file == {"10 s": 0.0, "15 s": 0.3333, "20 s": 0.3333}
    assert report.processed_within_60_s_in_file == 0.6667
    assert report.answered_within == {"10 s": 1.0, "15 s": 1.0, "20 s": 1.0}
    assert report.as_json()["answered_by"]["en"].endswith("answers after 2–8 s")
    assert report.as_json()["processed_by"]["fa"].startswith("دیسپچر بازپخش پس از ۵ تا ۲۰ ثانیه")


def test_a_file_that_does_not_say_has_no_shares(town: Any, tmp_path: Path) -> None:
    times = ["01/02/2017 01:00:40 AM", "01/02/2017 01:00:50 AM"]
    told = reported(without(written(tmp_path, count=1), times), town)
    assert (told.entered_within_in_file, told.processed_within_60_s_in_file) == ({}, None)

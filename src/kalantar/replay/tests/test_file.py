"""A file of calls is played to its end in a small city, and the record is what is reported."""

import os
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.replay.columns import read_columns

HEADER = (
    "Call Number,Call Type,Received DtTm,Entry DtTm,Dispatch DtTm,On Scene DtTm,Available DtTm,"
    "Final Priority,Address,Location"
)
ROW = (
    "{n},{kind},01/02/2017 01:{m:02}:00 AM,01/02/2017 01:{m:02}:40 AM,01/02/2017 01:{m:02}:50 AM,"
    '01/02/2017 02:{m:02}:00 AM,01/02/2017 02:{m:02}:30 AM,3,Example st.,"({lat}, 51.405)"'
)


def written(folder: Path, lat: float = 35.705, count: int = 6) -> Path:
    kinds = ["Alarms", "Traffic Collision", "Medical Incident"]
    rows = [ROW.format(n=n, m=n, kind=kinds[n % 3], lat=lat) for n in range(count)]
    file = folder / "calls.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return file


def test_every_call_ends_closed_and_no_rule_is_broken(town: Any, tmp_path: Path) -> None:
    from kalantar.patrols.models import Unit
    from kalantar.people.models import User
    from kalantar.replay.file import replay_file

    played = replay_file(written(tmp_path), read_columns(), town, speed=None, cars=4)
    told = played.report
    assert told.sound
    assert (told.calls_taken, told.incidents_closed) == (6, 6)
    assert told.rules_broken
    assert not any(told.rules_broken.values())
    assert told.answered_within["10 s"] == 1.0
    assert told.played.keys() == told.stages.keys()
    assert {stage for stage, played in told.played.items() if played.as_written} == {
        "received → entry",
        "on_scene → available",
    }
    assert told.stages["on_scene → available"]["here"].median == pytest.approx(30, abs=1)
    assert told.as_json()["file_rows"] == 6
    assert told.speed > 100
    assert not Unit.objects.filter(retired_at=None).exists()
    assert not User.objects.active().filter(username__startswith="replay-").exists()


def test_the_same_calls_can_be_played_again(town: Any, tmp_path: Path) -> None:
    from kalantar.replay.file import replay_file

    for _ in range(2):
        told = replay_file(written(tmp_path), read_columns(), town, speed=None, cars=4, most=2)
        assert told.report.sound


def test_told_to_stop_it_plays_what_is_under_way_and_no_more(town: Any, tmp_path: Path) -> None:
    from kalantar.replay.file import replay_file

    stop = Event()
    stop.set()
    told = replay_file(written(tmp_path), read_columns(), town, speed=0.1, cars=4, stop=stop).report
    assert told.calls_taken <= 1
    assert told.sound


def test_what_a_killed_replay_left_is_settled_before_the_next(
    town: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kalantar.calls.models import Call
    from kalantar.incidents.models import Incident, IncidentState
    from kalantar.patrols.models import Unit
    from kalantar.people.models import User
    from kalantar.replay import file

    class Killed(BaseException):
        pass

    def killed(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as once:
        once.setattr("kalantar.replay.driving.Patrols._leave", killed)
        once.setattr(file, "_leave", lambda *_: None)
        with pytest.raises(Killed):
            file.replay_file(written(tmp_path), read_columns(), town, speed=None, cars=4)
    assert Incident.objects.exclude(state=IncidentState.CLOSED).exists()
    assert Unit.objects.filter(retired_at=None).exists()

    told = file.replay_file(written(tmp_path), read_columns(), town, speed=None, cars=4, most=2)
    assert told.report.sound
    assert not Incident.objects.exclude(state=IncidentState.CLOSED).exists()
    assert not Call.objects.filter(ended_at=None).exists()
    assert not Unit.objects.filter(retired_at=None).exists()
    assert not User.objects.active().filter(username__startswith="replay-").exists()


def test_city_has_a_map(tmp_path: Path, db: None) -> None:
    from kalantar.replay.file import replay_file
    from tests.people import an_area

    with pytest.raises(Refused) as refused:
        replay_file(written(tmp_path), read_columns(), an_area(), speed=None)
    assert refused.value.rule.name == "city_has_a_map"


def test_replay_keeps_away_from_real_work(tmp_path: Path, db: None) -> None:
    from kalantar.replay.file import replay_file
    from tests.people import an_area, grant

    city = an_area()
    grant("dispatcher", over=city)
    with pytest.raises(Refused) as refused:
        replay_file(written(tmp_path), read_columns(), city, speed=None)
    assert refused.value.rule.name == "replay_keeps_away_from_real_work"


@pytest.mark.data
def test_eight_days_of_san_francisco_end_closed(
    tmp_path: Path, settings: Any, as_system: Actor, db: None
) -> None:
    from kalantar.places.city import bring_city
    from kalantar.replay.file import replay_file

    data = Path(os.environ.get("KALANTAR_DATA", "nowhere"))
    calls = data / "cad/sf_fire_cfs_2016-12-31_2017-01-07.csv"
    extract = data / "osm/san-francisco-downtown.osm.pbf"
    if not (calls.exists() and extract.exists()):
        pytest.skip(f"KALANTAR_DATA names no folder with {calls.name} and {extract.name}")
    settings.HOME = tmp_path / "home"
    city = bring_city(extract, name_en="San Francisco", by=as_system).extract.city
    told = replay_file(calls, read_columns(), city, speed=None).report
    assert told.sound
    assert told.incidents_closed == told.calls_taken == 978
    assert told.speed > 100


def test_some_call_is_inside_the_map(town: Any, tmp_path: Path) -> None:
    from kalantar.people.models import User
    from kalantar.replay.file import replay_file

    with pytest.raises(Refused) as refused:
        replay_file(written(tmp_path, lat=36.5), read_columns(), town, speed=None)
    assert refused.value.rule.name == "some_call_is_inside_the_map"
    assert not User.objects.exists()

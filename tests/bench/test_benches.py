"""Every bench runs, small, and ends with its rows; what it takes is not judged here."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
SMALL = {
    "search": ["--times", "1"],
    "station": ["--stations", "12", "--questions", "30"],
    "recommend": ["--units", "80", "--times", "5", "--no-streets"],
    "desk": [
        "--visits",
        "600",
        "--files",
        "400",
        "--stations",
        "2",
        "--rounds",
        "2",
        "--of-each",
        "2",
        "--whole-only",
    ],
    "board": ["--units", "60", "--incidents", "20", "--times", "2"],
    "live": ["--screens", "6", "--units", "60", "--incidents", "20", "--actions", "2"],
    "room": ["--actions", "3", "--no-streets"],
    "phone": ["--places", "1", "--stream", "2"],
    "positions": ["--devices", "20", "--places", "20", "--seconds", "0.5", "--floor-rows", "400"],
    "messages": ["--messages", "40"],
    "soak": [
        "--minutes",
        "0.1",
        "--units",
        "40",
        "--screens",
        "3",
        "--busy-s",
        "1",
        "--no-streets",
    ],
    "dispatch": ["--units", "12", "--passes", "2", "--seconds", "0.5", "--no-streets"],
}


def run(name: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{name}", *SMALL[name], *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "trouble" not in done.stdout
    return done.stdout


def goals(name: str) -> list[dict[str, Any]]:
    return list(json.loads(run(name, "--json"))["goals"])


def databases() -> set[str]:
    server = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres"))
    with psycopg.connect(server) as admin:
        return {name for (name,) in admin.execute("SELECT datname FROM pg_database")}


def test_every_bench_is_run_here() -> None:
    assert {file.stem for file in (ROOT / "bench").glob("[a-z]*.py")} == SMALL.keys()


@pytest.mark.parametrize("name", SMALL)
def test_a_bench_measures_goal_figure_and_floor(name: str, postgresql: None) -> None:
    for row in goals(name):
        assert row["figure"] > 0
        assert row["floor"] > 0
        assert row["ratio"] == row["figure"] / row["floor"]


def test_a_bench_prints_its_row_and_leaves_no_database(postgresql: None) -> None:
    before = databases()
    said = run("station")
    assert "place → station, p50" in said
    assert "≤ 1 ms" in said
    assert databases() == before

"""A country's areas come from a list: all of it or nothing, and twice is once."""

import csv
import os
from pathlib import Path

import pytest

from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.places.city import bring_areas
from kalantar.places.models import Jurisdiction

pytestmark = pytest.mark.django_db
HEAD = "kind,code,parent,name_fa,name_en\n"
COUNTRY = HEAD + (
    "city,۳۰۱,201,گلستان,Golestan\n"
    "county,201,101,باغستان,Baghestan\n"
    "province,101,1,بوستان,Bustan\n"
    "nation,1,,كشور,Country\n"
)


def listed(folder: Path, text: str) -> Path:
    file = folder / "areas.csv"
    file.write_text(text, encoding="utf-8-sig")
    return file


def refused(file: Path, by: Actor) -> Refused:
    with pytest.raises(Refused) as refusal:
        bring_areas(file, by=by)
    assert not Jurisdiction.objects.exists()
    return refusal.value


def test_a_country_is_set_up_from_a_list_in_any_order(tmp_path: Path, as_system: Actor) -> None:
    assert bring_areas(listed(tmp_path, COUNTRY), by=as_system) == (4, 0)
    city = Jurisdiction.objects.get(kind="city")
    above = Jurisdiction.objects.in_bulk(city.ancestors)
    assert [above[id].name_fa for id in city.ancestors] == ["کشور", "بوستان", "باغستان", "گلستان"]
    assert city.code == "301"


def test_the_same_list_again_adds_only_what_is_new(tmp_path: Path, as_system: Actor) -> None:
    bring_areas(listed(tmp_path, COUNTRY), by=as_system)
    longer = COUNTRY + "county,202,101,نارستان,\n"
    assert bring_areas(listed(tmp_path, longer), by=as_system) == (1, 4)
    assert bring_areas(listed(tmp_path, longer), by=as_system) == (0, 5)
    assert Jurisdiction.objects.count() == 5


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("village,9,1,ده,Deh", "not a kind"),
        ("county,,101,ده,Deh", "no code"),
        ("county,9,101,,", "no name"),
        ("county,201,101,ده,Deh", "code 201 is there twice"),
        ("county,9,101,باغستان,Baghestan", "twice in one parent"),
        ("county,9,777,ده,Deh", "no larger area has the code 777"),
        ("county,9,301,ده,Deh", "no larger area has the code 301"),
    ],
)
def test_listed_areas_are_right(row: str, why: str, tmp_path: Path, as_system: Actor) -> None:
    refusal = refused(listed(tmp_path, COUNTRY + row + "\n"), as_system)
    assert refusal.rule.name == "listed_areas_are_right"
    assert "row 6" in refusal.sentence.en
    assert why in refusal.sentence.en
    assert "سطر 6" in refusal.sentence.fa


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\xff\xfe", b"a,b\n1,2\n", HEAD.encode()])
def test_areas_are_a_list(content: bytes, tmp_path: Path, as_system: Actor) -> None:
    file = tmp_path / "areas.csv"
    file.write_bytes(content)
    assert refused(file, as_system).rule.name == "areas_are_a_list"
    assert refused(tmp_path / "none.csv", as_system).rule.name == "extract_is_there"


@pytest.mark.data
def test_the_provinces_and_counties_of_a_country(tmp_path: Path, as_system: Actor) -> None:
    folder = Path(os.environ.get("KALANTAR_DATA", "nowhere")) / "geo/iran-divisions"
    if not folder.exists():
        pytest.skip("KALANTAR_DATA names no folder with geo/iran-divisions")
    lines = ["nation,1,,ایران,Iran"]
    for kind, file, parent in (
        ("province", "provinces", None), ("county", "counties", "province_id"),
    ):  # fmt: skip
        with (folder / f"{file}.csv").open(encoding="utf-8", newline="") as opened:
            for row in csv.DictReader(opened):
                lines.append(f"{kind},{row['id']},{row[parent] if parent else 1},{row['name']},")
    country = listed(tmp_path, HEAD + "\n".join(lines))
    assert bring_areas(country, by=as_system) == (len(lines), 0)
    assert Jurisdiction.objects.filter(kind="province").count() == 31
    assert Jurisdiction.objects.filter(kind="county", parent__kind="province").count() > 400
    assert bring_areas(country, by=as_system) == (0, len(lines))

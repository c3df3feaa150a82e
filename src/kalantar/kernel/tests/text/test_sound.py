"""Names sound the same in Persian and in Latin letters."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.kernel.text import joined_sound_keys, normalise, search_key, sound_key, sound_keys

SAME = [
    ("مارکت", "Market"), ("میشن", "Mission"), ("مانرهایمین‌تیه", "Mannerheimintie"),
    ("الکسانترین‌کاتو", "Aleksanterinkatu"), ("اسپلانادی", "Esplanadi"), ("بولواردی", "Bulevardi"),
    ("یوریون‌کاتو", "Yrjönkatu"), ("کایووکاتو", "Kaivokatu"), ("سناتین‌توری", "Senaatintori"),
    ("استاکتون", "Stockton"), ("ون‌نس", "Vanness"), ("ون نس", "Van Ness"), ("گیری", "Geary"),
    ("جونز", "Jones"), ("هیز", "Hayes"), ("لیونورث", "Leavenworth"), ("اوفارل", "O'Farrell"),
    ("سیویک سنتر", "Civic Center"), ("چهارم", "4th"), ("چهارم", "fourth"), ("فولسوم", "Folsom"),
    ("ژوائو پسوآ", "João Pessoa"), ("گونسالوس", "Gonçalves"), ("ژتولیو", "Getúlio"),
    ("ولیعصر", "Valiasr"), ("ولی‌عصر", "Vali Asr"), ("ولی عصر", "Valiasr"), ("شریعتی", "Shariati"),
    ("شریعتی", "Shariaty"), ("قلهک", "Qolhak"), ("قلهک", "Gholhak"), ("اقدسیه", "Aghdasiyeh"),
    ("میدان آزادی", "Meydan-e Azadi"), ("سعادت‌آباد", "Sa'adat Abad"), ("طالقانی", "Taleqani"),
    ("زین‌الدین", "Zeynoddin"), ("عبدالله", "Abdollah"), ("خواجه", "Khajeh"), ("اصفهان", "Isfahan"),
    ("هفت تیر", "7 Tir"), ("هفده شهریور", "17 Shahrivar"), ("یونیون", "Union"), ("یونایتد", "United"),
]  # fmt: skip
APART = [
    ("مارکت", "Marine"), ("شریعتی", "Sharifi"), ("ولیعصر", "Valencia"), ("پاین", "Fine"),
    ("بهار", "Azadi"), ("میشن", "Market"), ("چهارم", "5th"), ("کاشانی", "Khashani"),
]  # fmt: skip


def heard(text: str) -> set[str]:
    return {*sound_keys(text), *joined_sound_keys(text)}


@pytest.mark.parametrize(("fa", "latin"), SAME)
def test_one_name_sounds_the_same_in_both_scripts(fa: str, latin: str) -> None:
    assert heard(fa) & heard(latin), (heard(fa), heard(latin))


@pytest.mark.parametrize(("fa", "latin"), APART)
def test_different_names_sound_different(fa: str, latin: str) -> None:
    assert not heard(fa) & heard(latin)


@given(st.text())
def test_the_key_of_any_text_is_plain_and_the_same_for_every_spelling_of_it(text: str) -> None:
    key = sound_key(text)
    assert key.strip() == key
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert sound_key(normalise(text)) == key
    if not set(text) & set("çÇ"):
        assert sound_key(search_key(text)) == key


SYLLABLES = st.sampled_from(
    ["با", "دی", "رو", "مه", "کا", "شی", "فر", "گل", "من", "زا", "نو", "تی"]
)


@given(st.lists(SYLLABLES, min_size=2, max_size=6), st.data())
def test_what_is_typed_so_far_sounds_like_the_beginning(
    parts: list[str], data: st.DataObject
) -> None:
    word = "".join(parts)
    typed = word[: data.draw(st.integers(1, len(word)))]
    assert sound_key(word).startswith(sound_key(typed))


@pytest.mark.data
def test_stations_of_a_metro_sound_as_their_latin_signs_do() -> None:
    file = Path(os.environ.get("KALANTAR_DATA", "nowhere")) / "geo" / "tehran_metro_stations.json"
    if not file.exists():
        pytest.skip("KALANTAR_DATA names no folder with geo/tehran_metro_stations.json")
    stations = json.loads(file.read_text(encoding="utf-8")).values()
    same = [bool(heard(one["translations"]["fa"]) & heard(one["name"])) for one in stations]
    # the others are translated (Airport, Tower), not written by ear
    assert sum(same) / len(same) > 0.93

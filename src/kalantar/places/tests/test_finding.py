"""Search as one types, and what is beside a click."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from kalantar.kernel.geometry import Point, metres_between
from kalantar.kernel.sentence import Sentence
from kalantar.places.city import Brought
from kalantar.places.hit import Hit, place_said
from kalantar.places.models import Extract, GazetteerEntry, Jurisdiction, Kind
from kalantar.places.queries import nearest_address, search
from kalantar.places.tests.town import corner


def first(town: Brought, text: str, near: Point | None = None) -> str:
    hits = search(town.extract.city_id, text, near)
    return hits[0].en or hits[0].local if hits else ""


FOUND = {"Narges": "Narges Street", "narg": "Narges Street", "Nargess Street": "Narges Street",
        "street narges": "Narges Street", "نرگس": "Narges Street", "خیابان نرگ": "Narges Street",
        "ياس": "Yas Street", "خيابان ياس": "Yas Street", "شقایق": "Shaghayegh Street",
        "شقایغ": "Shaghayegh Street", "Shaghaiegh": "Shaghayegh Street",
        "میخک": "خیابان میخک", "ميخك": "خیابان میخک", "آزادی": "Azadi Square",
        "ازادي": "Azadi Square", "omid hosp": "Omid Hospital", "امید": "Omid Hospital",
        "کلانتری ۱۰۱": "Station 101", "station 102": "Station 102", "باغ شمالی": "North Garden",}  # fmt: skip


def test_half_a_word_another_keyboard_or_a_typo_is_enough(town: Brought) -> None:
    assert {typed: first(town, typed) for typed in FOUND} == FOUND


@pytest.mark.parametrize("typed", ["پلیس", "پليس", "کلانتری", "Police", "police station"])
def test_a_word_for_a_sort_of_place_brings_those_of_the_sort_first(
    town: Brought, typed: str
) -> None:
    GazetteerEntry.objects.create(
        extract=town.extract, kind="place", what="hotel", name="Palace Hotel", weight=90,
        search="palace hotel", sound="pls htl | plshtl", point=town.extract.centre,
    )  # fmt: skip
    hits = search(town.extract.city_id, typed)
    assert {hit.what for hit in hits[:3]} == {"police"}
    assert "Palace Hotel" not in [hit.local for hit in hits[:3]]


def test_a_sort_of_place_leaves_half_of_the_list_to_names(town: Brought) -> None:
    for number in range(12):
        GazetteerEntry.objects.create(
            extract=town.extract, kind="place", what="park", name=f"Green {number}",
            search=f"green {number}", point=town.extract.centre,
        )  # fmt: skip
    GazetteerEntry.objects.create(
        extract=town.extract, kind="street", what="minor", name="Park Lane", weight=10,
        search="park lane", point=town.extract.centre,
    )  # fmt: skip
    hits = [hit.local for hit in search(town.extract.city_id, "park")]
    assert hits.index("Park Lane") == 5


@pytest.mark.parametrize("typed", ["NargesStreet", "خیابان‌نرگس", "خیاباننرگس", "AzadiSquare"])
def test_a_kind_of_street_joined_to_its_name_is_taken_apart(town: Brought, typed: str) -> None:
    GazetteerEntry.objects.create(
        extract=town.extract, kind="place", what="station", weight=99,
        name="Azadi Square/Narges Street Station site", sound="nrgsstrt | asdskr | xbnnrgs",
        search="azadi square narges street station site خیابان نرگس ایستگاه",
        point=town.extract.centre,
    )  # fmt: skip
    meant = "Azadi Square" if "Azadi" in typed else "Narges Street"
    assert first(town, typed) == meant


CROSSINGS = [
        "Narges and Bid", "bid & narges", "Narges Street / Bid Street", "corner of narges and bid",
        "نرگس و بید", "تقاطع خیابان نرگس و خیابان بید", "نبش بید و نرگس", "Nargess and Bid",
        "intersection of Bid Street at Narges Street", "نرگس با بید",
    ]  # fmt: skip


def test_a_crossing_is_said_in_many_ways(town: Brought) -> None:
    for typed in CROSSINGS:
        hit = search(town.extract.city_id, typed)[0]
        assert (hit.kind, metres_between(hit.point, corner(2, 0)) < 1) == ("crossing", True), typed


def test_a_crossing_is_named_in_both_languages(town: Brought) -> None:
    hit = search(town.extract.city_id, "narges and bid")[0]
    assert {hit.fa, hit.en} <= {
        "تقاطع خیابان بید و خیابان نرگس", "تقاطع خیابان نرگس و خیابان بید",
        "Bid Street and Narges Street", "Narges Street and Bid Street",
    }  # fmt: skip
    with override("fa"):
        assert hit.label.startswith("تقاطع")
    with override("en"):
        assert " and " in hit.label


def test_a_house_number_stands_before_or_after_its_street(town: Brought) -> None:
    for typed in ("narges 12", "12 narges street", "نرگس ۱۲", "خیابان نرگس پلاک ۱۲"):
        hit = search(town.extract.city_id, typed)[0]
        assert (hit.kind, hit.what) == ("address", "12"), typed
        with override("fa"):
            assert hit.label == "خیابان نرگس، پلاک ۱۲"
        with override("en"):
            assert hit.label == "12 Narges Street"


@pytest.mark.parametrize(
    "typed",
    ["نرگس پلاک ۱۲ واحد ۱۴", "نرگس ۱۲ واحد ۳", "narges 12 flat 14", "narges 12 apt 3", "12 narges unit 14",
     "narges 12 as 14", "narges 12 B 14", "narges 12 floor 2", "پلاک ۱۲ طبقه سوم واحد ۱۴ خیابان نرگس"],
)  # fmt: skip
def test_a_flat_is_a_door_in_the_house_and_no_other_house(town: Brought, typed: str) -> None:
    hits = search(town.extract.city_id, typed)
    assert (hits[0].kind, hits[0].what) == ("address", "12")
    assert "14" not in {hit.what for hit in hits}


def test_a_staircase_that_is_not_known_offers_its_house_and_says_so(town: Brought) -> None:
    with override("en"):
        hits = search(town.extract.city_id, "narges 12 B")
        assert [hit.label for hit in hits[:2]] == ["Narges Street", "12 Narges Street"]
    assert all(hit.near.startswith("12b is not in the map") for hit in hits)


def test_a_station_of_the_service_is_found_by_its_own_name(town: Brought) -> None:
    """Also one that no map has drawn, and as one begins to type."""
    city = Jurisdiction.objects.get(pk=town.extract.city_id)
    seat = Point(51.405, 35.703)
    ours = Jurisdiction.below(
        city, kind="station", name_fa="کلانتری ۱۱۷ جوادیه", name_en="Station 117", seat=seat
    )
    ours.save()
    for typed in ("کلانتری ۱۱۷", "كلانتري 117", "کلانتری جوا", "Station 117", "station 11"):
        hit = search(city.pk, typed)[0]
        assert (hit.kind, hit.en, hit.point) == ("station", "Station 117", seat), typed
    ours.retired_at = datetime.now(UTC)
    ours.save()
    assert "Station 117" not in {hit.en for hit in search(city.pk, "کلانتری ۱۱۷")}


@pytest.mark.parametrize(
    "typed",
    ["narges 835", "835 Narges Street", "835 narg", "narges no. 835", "Nargess Street 835",
     "خیابان نرگس پلاک ۸۳۵", "نرگس ۸۳۵", "پلاک ۸۳۵ خیابان نرگس"],
)  # fmt: skip
def test_a_number_the_map_does_not_have_offers_the_street_and_its_nearest_numbers_and_says_so(
    town: Brought, typed: str
) -> None:
    with override("en"):
        hits = search(town.extract.city_id, typed)
        assert [hit.label for hit in hits[:4]] == [
            "Narges Street", "16 Narges Street", "14 Narges Street", "12 Narges Street",
        ]  # fmt: skip
        assert all(hit.near.startswith("835 is not in the map") for hit in hits)
    with override("fa"):
        hits = search(town.extract.city_id, typed)
        assert hits[0].label == "خیابان نرگس"
        assert all(hit.near.startswith("پلاک ۸۳۵ در نقشه نیست") for hit in hits)


def test_the_nearest_numbers_are_those_of_that_street_alone(town: Brought) -> None:
    with override("en"):
        hits = search(town.extract.city_id, "13 Laleh Street")
        assert [(hit.kind, hit.label) for hit in hits] == [("street", "Laleh Street")]
        assert [hit.what for hit in search(town.extract.city_id, "13 narges")[1:3]] == ["12", "14"]


def test_a_number_begun_offers_longer_ones_but_says_that_itself_is_not_known(town: Brought) -> None:
    with override("en"):
        hits = search(town.extract.city_id, "1 narges street")
    assert hits[0].kind == "street"
    assert {hit.what for hit in hits[1:]} == {"12", "14", "16"}
    assert all("1 is not in the map" in hit.near for hit in hits)


def test_a_number_is_found_in_a_street_that_is_half_typed_or_misspelt(town: Brought) -> None:
    for typed in ("12 narg", "12 Nargess Street", "Nargess 12", "۱۲ نرگ"):
        hit = search(town.extract.city_id, typed)[0]
        assert (hit.kind, hit.what) == ("address", "12"), typed
        assert "not in the map" not in hit.near


def test_a_number_in_a_name_is_no_house_number(town: Brought) -> None:
    for typed in ("station 102", "کلانتری ۱۰۲"):
        hits = search(town.extract.city_id, typed)
        assert hits[0].en == "Station 102"
        assert "102 " not in hits[0].near


def test_two_numbers_of_one_door_are_two_addresses(town: Brought) -> None:
    assert search(town.extract.city_id, "narges 14")[0].what == "14"
    assert search(town.extract.city_id, "narges 16")[0].what == "16"


def test_one_letter_finds_the_important_first(town: Brought) -> None:
    hits = search(town.extract.city_id, "خ")
    assert hits
    assert {hit.kind for hit in hits} == {"street"}


def test_equals_near_the_middle_of_the_map_come_first(town: Brought) -> None:
    entry = GazetteerEntry.objects.filter(kind="place", what="hospital").get()
    entry.pk, entry.point = None, Point(51.60, 35.90)
    GazetteerEntry.objects.bulk_create([entry])
    far = search(town.extract.city_id, "Omid Hospital", near=Point(51.60, 35.90))
    near = search(town.extract.city_id, "Omid Hospital", near=corner(4, 2))
    assert far[0].point == Point(51.60, 35.90)
    assert near[0].point != far[0].point


def test_equal_names_are_told_apart_by_their_quarter(town: Brought) -> None:
    assert search(town.extract.city_id, "کلانتری ۱۰۱")[0].near
    assert search(town.extract.city_id, "nothing like this at all") == []
    assert search(town.extract.city_id, "") == []
    assert search(town.extract.city_id, "'%_\\\x00") == []


def test_pasted_coordinates_say_what_is_beside_them(town: Brought) -> None:
    at = corner(2, 0)
    hit = search(town.extract.city_id, f"{at.lat}, {at.lon}")[0]
    assert (hit.kind, hit.point) == ("coordinates", at)
    assert hit.near


def test_coordinates_that_lie_on_the_map_only_when_exchanged_are_offered_so_first(
    town: Brought,
) -> None:
    at = corner(2, 0)
    with override("en"):
        exchanged, written = search(town.extract.city_id, f"{at.lon}, {at.lat}")
    assert (exchanged.kind, exchanged.point) == ("coordinates", at)
    assert exchanged.near.endswith("longitude and latitude exchanged")
    assert (written.kind, written.point) == ("coordinates", Point(at.lat, at.lon))
    assert written.near == "as it was written, outside the map of the city"
    (far,) = search(town.extract.city_id, "10.5, 20.5")  # outside either way
    assert (far.point, far.near) == (Point(20.5, 10.5), "")


def test_another_citys_names_are_not_found(town: Brought) -> None:
    other = Jurisdiction.below(None, kind=Kind.CITY, name_en="Elsewhere")
    other.save()
    assert search(other.id, "narges") == []
    assert nearest_address(other.id, corner(0, 0)) is None


def test_a_click_finds_the_house_the_crossing_or_the_street(town: Brought) -> None:
    city = town.extract.city_id

    def beside(column: float, row: float) -> tuple[str, str]:
        lon, lat = corner(0, 0)
        hit = nearest_address(city, Point(lon + column * 0.00222, lat + row * 0.0018))
        return (hit.kind, hit.en or hit.local) if hit else ("", "")

    assert beside(2.5, 0.02) == ("address", "12 Narges Street")
    assert beside(4.02, 4.02)[0] == "crossing"
    assert beside(3.5, 2.0)[0] == "street"
    assert beside(3.5, 2.0)[1] == "Yas Street"
    assert beside(60, 60) == ("", "")


def test_the_nearest_is_nearest_on_the_ground_also_in_the_north(db: None) -> None:
    city = Jurisdiction.below(None, kind=Kind.CITY, name_en="North")
    city.save()
    extract = Extract.objects.create(
        city=city, digest="", west=24, south=69, east=26, north=71, attribution=""
    )
    click = Point(25.0, 70.0)
    east, north = Point(25.004, 70.0), Point(25.0, 70.0018)  # 152 m east, 200 m north
    for name, point in (("east", east), ("north", north)):
        GazetteerEntry.objects.create(
            extract=extract, kind="square", name=name, search=name, point=point
        )
    hit = nearest_address(city.id, click)
    assert hit is not None
    assert hit.local == "east"
    assert hit.metres == pytest.approx(metres_between(click, east), rel=0.01)


def test_a_house_is_not_doubled_by_the_readers_digits() -> None:
    house = Hit("address", "15", "Aleksanterinkatu 15", "", "", "", Point(24.95, 60.17), 0.0)
    with override("fa"):
        assert house.both == "Aleksanterinkatu ۱۵"
    with override("en"):
        assert house.both == "Aleksanterinkatu 15"
    named = replace(house, fa="خیابان نرگس ۱۵")
    with override("fa"):
        assert named.both == "خیابان نرگس ۱۵ — Aleksanterinkatu 15"


def test_coordinates_are_said_in_the_readers_digits_and_read_back(town: Brought) -> None:
    with override("fa"):
        (hit,) = search(town.extract.city_id, "35.7018, 51.4022")[:1]
        assert hit.label == "۳۵.۷۰۱۸۰, ۵۱.۴۰۲۲۰"
        assert hit.both == hit.label
        assert search(town.extract.city_id, hit.label)[0].point == hit.point


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_crossing_is_kept_so_that_each_reader_is_told_in_their_own_words(
    town: Brought, language: str
) -> None:
    with override(language):
        kept = search(town.extract.city_id, "narges and bid")[0].written
    told = {"خیابان نرگس", "خیابان بید"}
    said = place_said(kept)
    assert set(said.en.split(" and ")) == told
    assert set(said.fa.removeprefix("تقاطع ").split(" و ")) == told
    assert search(town.extract.city_id, kept)[0].kind == "crossing"


def test_only_a_crossing_is_told_otherwise_than_it_was_written() -> None:
    assert place_said("تقاطع Unioninkatu و Liisankatu").en == "Unioninkatu and Liisankatu"
    for written in ("Marks and Spencer", "تقاطع علم و صنعت و نارون", "Esplanadi / Esplanaden", ""):
        assert place_said(written) == Sentence(en=written, fa=written)


def test_what_sounds_so_by_chance_is_not_offered(town: Brought) -> None:
    """zzzqqq has the consonants of Saga, as the key folds them, and nothing else of it."""
    GazetteerEntry.objects.create(
        extract=town.extract, kind="place", what="shop", name="Taru ja totuus", weight=90,
        search="taru ja totuus | saga och sanning", sound="tr j tts | sg c snnng",
        point=town.extract.centre,
    )  # fmt: skip
    assert search(town.extract.city_id, "zzzqqq") == []
    assert search(town.extract.city_id, "saga")[0].local == "Taru ja totuus"
    assert search(town.extract.city_id, "ساگا")[0].local == "Taru ja totuus"

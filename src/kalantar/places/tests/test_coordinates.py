"""Coordinates as people paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.kernel.geometry import Point
from kalantar.kernel.text import to_persian_digits
from kalantar.places.coordinates import parse_coordinates, say_coordinates

AZADI = Point(51.3380, 35.6997)
longitudes = st.floats(-180, 180).map(lambda degrees: round(degrees, 5))
latitudes = st.floats(-90, 90).map(lambda degrees: round(degrees, 5))


@given(longitudes, latitudes)
def test_what_is_said_is_read_again(lon: float, lat: float) -> None:
    read = parse_coordinates(say_coordinates(Point(lon, lat)))
    assert read == pytest.approx(Point(lon, lat), abs=1e-5)


@given(longitudes, latitudes)
def test_persian_digits_say_the_same_place(lon: float, lat: float) -> None:
    written = f"{lat:.5f}، {lon:.5f}".replace(".", "٫")
    assert parse_coordinates(to_persian_digits(written)) == pytest.approx(Point(lon, lat), abs=1e-5)


@given(st.text(max_size=60))
def test_any_text_is_read_or_not_but_never_fails(text: str) -> None:
    point = parse_coordinates(text)
    assert point is None or (-180 <= point.lon <= 180 and -90 <= point.lat <= 90)


@pytest.mark.parametrize(
    "pasted",
    [
        "35.6997, 51.3380", "35.6997 51.3380", "(35.6997,51.3380)", "35.6997;51.3380",
        "35.6997/51.3380", "‎۳۵٫۶۹۹۷، ۵۱٫۳۳۸۰", "lat: 35.6997, lon: 51.3380",
        "latitude=35.6997 longitude=51.3380", "عرض ۳۵٫۶۹۹۷ طول ۵۱٫۳۳۸۰",
        "geo:35.6997,51.3380", "geo:35.6997,51.3380;u=35", "geo:0,0?q=35.6997,51.3380(Azadi)",
        "35°41'58.92\"N 51°20'16.8\"E", "N 35° 41.982' E 51° 20.28'", "51°20'16.8\"E, 35°41'58.92\"N",
        "۳۵°۴۱'۵۸٫۹۲\" شمالی ۵۱°۲۰'۱۶٫۸\" شرقی", "35.6997N 51.3380E", "35.6997° N, 51.3380° E",
        "https://www.openstreetmap.org/?mlat=35.6997&mlon=51.3380#map=17/35.1/51.1",
        "https://www.openstreetmap.org/#map=17/35.6997/51.3380",
        "https://www.google.com/maps/@35.6997,51.3380,17z",
        "https://www.google.com/maps/place/Azadi/@35.1,51.1,17z/data=!3m1!4b1!8m2!3d35.6997!4d51.3380",
        "https://maps.google.com/?q=35.6997,51.3380", "https://maps.google.com/maps?q=loc:35.6997,51.3380",
        "https://www.google.com/maps/search/?api=1&query=35.6997%2C51.3380",
        "https://maps.apple.com/?ll=35.6997,51.3380", "https://nshn.ir/?lat=35.6997&lng=51.3380",
    ],
)  # fmt: skip
def test_every_usual_form_is_understood(pasted: str) -> None:
    assert parse_coordinates(pasted) == pytest.approx(AZADI, abs=1e-6)


@pytest.mark.parametrize(
    "pasted",
    [
        "60.17000°, 24.94000°", "60.17°N 24.94°E", "N 60°10.2 E 24°56.4", "N60°10.2' E24°56.4'",
        "N 60 10.2 E 24 56.4", "60 10.2 N 24 56.4 E", "60°10.2N, 24°56.4E",
        "60 10 12 N 24 56 24 E", "60 10 12N 24 56 24E", "N 60 10 12 E 24 56 24",
        "60°10'12''N 24°56'24''E", "60,17 24,94", "60,1700; 24,9400", "60,17, 24,94", "(60,17° / 24,94°)",
        "POINT(24.94 60.17)", "point (24.94 60.17)", "POINT Z (24.94 60.17 12.5)", "SRID=4326;POINT(24.94 60.17)",
        "۶۰٫۱۷۰۰۰°، ۲۴٫۹۴۰۰۰°", "۶۰٫۱۷ ۲۴٫۹۴", "۶۰,۱۷ ۲۴,۹۴", "N ۶۰°۱۰٫۲ E ۲۴°۵۶٫۴",
        "شمالی ۶۰°۱۰٫۲ شرقی ۲۴°۵۶٫۴", "۶۰ ۱۰ ۱۲ شمالی ۲۴ ۵۶ ۲۴ شرقی", "۶۰٫۱۷ شمالی، ۲۴٫۹۴ شرقی",
        "۶۰ ۱۰ ۱۲ شمالي ۲۴ ۵۶ ۲۴ شرقي", "POINT(۲۴٫۹۴ ۶۰٫۱۷)", "۶۰٫۱۷° شمالی و ۲۴٫۹۴° شرقی",
        "۶۰ درجه و ۱۰ دقیقه و ۱۲ ثانیهٔ شمالی، ۲۴ درجه و ۵۶ دقیقه و ۲۴ ثانیهٔ شرقی",
        "عرض شمالی ۶۰°۱۰٫۲ طول شرقی ۲۴°۵۶٫۴", "عرض جغرافیایی: ۶۰°۱۰′۱۲″ شمالی، طول جغرافیایی: ۲۴°۵۶′۲۴″ شرقی",
    ],
)  # fmt: skip
def test_marks_may_be_missing_and_the_decimal_mark_may_be_a_comma(pasted: str) -> None:
    assert parse_coordinates(pasted) == pytest.approx(Point(24.94, 60.17), abs=1e-6)


@pytest.mark.parametrize(
    "typed",
    ["", "12 Market Street", "خیابان نرگس ۱۲", "12, 14", "5 7", "110", "1/2", "35.7", "91.5, 181.5",
     "35°70'00\"N 51°20'00\"E", "N 35.6 N 51.3", "https://example.org/a/35", "2026-11-22", "geo:91,5",
     "60,17", "12,14", "1,5 2,5", "60,17,24,94", "60°10.2 24°56.4", "60.5 10 N 24.5 10 E", "60 10 12 24 N 24 E",
     "POINT(24.94 96.17)", "POINT(24.94)", "E 14 N", "12 E Street 14 N", "خیابان ۱۲ شرقی ۱۴ شمالی"],
)  # fmt: skip
def test_an_address_or_number_is_not_taken_for_a_place(typed: str) -> None:
    assert parse_coordinates(typed) is None


def test_longitude_first_is_understood_where_it_cannot_be_a_latitude() -> None:
    assert parse_coordinates("-122.4194, 37.7749") == Point(-122.4194, 37.7749)

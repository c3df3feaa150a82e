"""Coordinates as people paste them: from a phone, a map's address, a report, in any digits."""

import re
from urllib.parse import unquote

from kalantar.kernel.geometry import Point
from kalantar.kernel.text import normalise, to_latin_digits

_NUMBER = r"[-+−]?\d{1,3}(?:[.,٫]\d+)?"
_DECIMAL = r"[-+−]?\d{1,3}[.٫]\d+"
_INVISIBLE = re.compile("[\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# What a map's own address says, in the order in which the more exact comes first: the place meant,
# then the middle of the screen. The two numbers are latitude, longitude unless the names say so.
_LINKS = [
    re.compile(rf"!3d(?P<lat>{_DECIMAL})!4d(?P<lon>{_DECIMAL})"),  # Google, the place itself
    re.compile(rf"[?&#](?:mlat|lat)=(?P<lat>{_NUMBER}).*?[&#](?:mlon|lon|lng)=(?P<lon>{_NUMBER})"),
    re.compile(rf"[?&](?:q|query|ll|destination|center|daddr)=(?:loc:)?(?P<lat>{_NUMBER}),\s*(?P<lon>{_NUMBER})"),
    re.compile(rf"/@(?P<lat>{_NUMBER}),(?P<lon>{_NUMBER})"),  # Google, the screen
    re.compile(rf"#(?:map=)?[\d.]+/(?P<lat>{_NUMBER})/(?P<lon>{_NUMBER})"),  # OpenStreetMap
    re.compile(rf"/maps/(?:search|place|dir)/+(?P<lat>{_NUMBER}),\s*(?P<lon>{_NUMBER})"),
]  # fmt: skip
_GEO = re.compile(rf"^geo:(?P<lat>{_NUMBER}),(?P<lon>{_NUMBER})", re.IGNORECASE)  # RFC 5870
_GEO_QUERY = re.compile(rf"[?&]q=(?P<lat>{_NUMBER}),(?P<lon>{_NUMBER})", re.IGNORECASE)

_PAIR = re.compile(
    rf"^\(?\s*({_DECIMAL}|{_NUMBER})\s*[°º˚]?\s*(?:[,،;؛/|]\s*|\s+)({_DECIMAL}|{_NUMBER})\s*[°º˚]?\s*\)?$"
)
# A comma between two numbers usually parts them; in each of two numbers it is the decimal mark.
_COMMAS = re.compile(
    r"^\(?\s*([-+−]?\d{1,3},\d{2,})\s*[°º˚]?(?:\s*[;؛/|]\s*|,?\s+)([-+−]?\d{1,3},\d{2,})\s*[°º˚]?\s*\)?$"
)
_WKT = re.compile(  # OGC 06-103r4: x is the longitude
    rf"^(?:SRID=4326;\s*)?POINT\s*Z?\s*\(\s*(?P<lon>{_NUMBER})\s+(?P<lat>{_NUMBER})(?:\s+{_NUMBER})?\s*\)$",
    re.IGNORECASE,
)
_WORDED = re.compile(
    rf"^(?:lat(?:itude)?|عرض(?: جغرافیایی)?)\s*[:=]?\s*(?P<lat>{_NUMBER})[\s,،;]*"
    rf"(?:lon(?:gitude)?|lng|long|طول(?: جغرافیایی)?)\s*[:=]?\s*(?P<lon>{_NUMBER})$",
    re.IGNORECASE,
)
_SIDE = "[NSEW]"
_PART = r"\d{1,2}(?:[.,٫]\d+)?"
# Of degrees, minutes and seconds each may go without its mark where a space parts it from the next.
_DEGREES = (
    r"(?P<d>[-+−]?\d{1,3}(?:[.,٫]\d+)?)(?:\s*[°º˚d]\s*|\s+|(?![\d.,٫]))"
    rf"(?:(?P<m>{_PART})(?:\s*['’′m](?!['’′])\s*|\s+|(?![\d.,٫])))?"
    rf"(?:(?P<s>{_PART})\s*(?:\"|”|″|''|’’|′′)?\s*)?"
)
_SIDE_FIRST = re.compile(rf"(?P<side>{_SIDE})\s*{_DEGREES}", re.IGNORECASE)
_SIDE_LAST = re.compile(rf"{_DEGREES}(?P<side>{_SIDE})", re.IGNORECASE)
_PERSIAN_SIDES = {"شمالی": "N", "جنوبی": "S", "شرقی": "E", "غربی": "W", "شمال": "N", "جنوب": "S", "شرق": "E", "غرب": "W"}  # fmt: skip
# Said around the numbers; a mark, or nothing, says the same.
_PERSIAN_WORDS = {"درجه": "°", "دقیقه": "′", "ثانیه": "″", "عرض": " ", "طول": " ", "جغرافیایی": " ", " و ": " ", "\u0654": "", ":": " "}  # fmt: skip
_SIDES = {"N": ("lat", 1), "S": ("lat", -1), "E": ("lon", 1), "W": ("lon", -1)}


def parse_coordinates(text: str) -> Point | None:
    """The point ``text`` says, or None where it is not coordinates.

    Understood: ``35.6892, 51.3890`` (latitude first, as phones copy it; longitude first where the
    first cannot be a latitude), Persian digits and separators, decimal commas, ``geo:`` URIs
    (RFC 5870), ``POINT(51.389 35.6892)``, degrees with minutes and seconds and N/S/E/W before or
    after, their marks written or not, and links of OpenStreetMap, Google, Neshan, Balad.
    """
    plain = _INVISIBLE.sub("", to_latin_digits(unquote(text))).replace("٬", "").strip()
    if not plain or len(plain) > 2000:
        return None
    return _from_link(plain) or _from_pair(plain) or _from_angles(plain)


def say_coordinates(point: Point) -> str:
    """``35.68920, 51.38900``: latitude first, to about a metre; what ``parse_coordinates`` reads."""
    return f"{point.lat:.5f}, {point.lon:.5f}"


def _from_link(text: str) -> Point | None:
    if geo := _GEO.search(text):
        point = _point(geo["lat"], geo["lon"])
        if point == Point(0.0, 0.0) and (asked := _GEO_QUERY.search(text)):
            return _point(asked["lat"], asked["lon"])
        return point
    if "://" not in text and not text.startswith("www."):
        return None
    for pattern in _LINKS:
        if (found := pattern.search(text)) and (point := _point(found["lat"], found["lon"])):
            return point
    return None


def _from_pair(text: str) -> Point | None:
    if worded := _WORDED.match(text):
        return _point(worded["lat"], worded["lon"])
    if point := _WKT.match(text):
        return _point(point["lat"], point["lon"])
    if pair := _COMMAS.match(text):
        return _point(pair[1], pair[2]) or _point(pair[2], pair[1])
    pair = _PAIR.match(text)
    # Two whole numbers are rather a house number or a date than a place.
    if pair is None or not any(mark in pair[1] + pair[2] for mark in ".٫"):
        return None
    return _point(pair[1], pair[2]) or _point(pair[2], pair[1])


def _from_angles(text: str) -> Point | None:
    text = normalise(text)
    for word, mark in (_PERSIAN_SIDES | _PERSIAN_WORDS).items():
        text = text.replace(word, mark)
    text = text.strip()
    pattern = _SIDE_FIRST if text[:1].upper() in _SIDES else _SIDE_LAST
    angles = list(pattern.finditer(text))
    if len(angles) != 2 or re.sub(r"[\s,،;]", "", pattern.sub("", text)):
        return None
    said: dict[str, float] = {}
    for angle in angles:
        if angle["m"] and not angle["d"].lstrip("-+−").isdigit():
            return None
        axis, sign = _SIDES[angle["side"].upper()]
        minutes, seconds = _number(angle["m"] or "0"), _number(angle["s"] or "0")
        if minutes >= 60 or seconds >= 60:
            return None
        said[axis] = sign * (_number(angle["d"]) + minutes / 60 + seconds / 3600)
    return _checked(said["lon"], said["lat"]) if len(said) == 2 else None


def _point(lat: str, lon: str) -> Point | None:
    return _checked(_number(lon), _number(lat))


def _checked(lon: float, lat: float) -> Point | None:
    return Point(lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else None


def _number(written: str) -> float:
    return float(written.replace("٫", ".").replace(",", ".").replace("−", "-"))

"""A file of past calls, played in a city with a staff of its own, which leaves when it is over."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from secrets import token_hex
from threading import Event
from uuid import UUID

from kalantar.catalogue.actions import install_catalogue
from kalantar.catalogue.queries import codes_on_offer
from kalantar.kernel.actor import system
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import input_rule
from kalantar.patrols.actions import end_shift, retire_unit
from kalantar.people.actions import deactivate
from kalantar.people.models import User
from kalantar.places.models import Jurisdiction
from kalantar.places.queries import extract_of
from kalantar.replay.agenda import Pace
from kalantar.replay.columns import Columns
from kalantar.replay.demo import PEOPLE, PREFIX
from kalantar.replay.killed import settle_killed_replays
from kalantar.replay.mapping import require_offered
from kalantar.replay.origin import players_own
from kalantar.replay.player import Manner, Player
from kalantar.replay.reading import Reading, read_calls
from kalantar.replay.report import Report, report
from kalantar.replay.staff import Staff, staff_city

# Those who are not real: the staff of replays and of the demo, and those one signs in to it as.
INVENTED = f"^(replay-|{PREFIX}-|({'|'.join(PEOPLE)})$)"
BEFORE = timedelta(minutes=10)  # the staff is on duty before the first call rings

city_has_a_map = input_rule(
    "city_has_a_map",
    en="{city} has no map here, so calls cannot be placed in it.",
    fa="{city} اینجا نقشه‌ای ندارد و نمی‌توان تماسی را در آن جای داد.",
    do_en="Bring its map in first: ./kalantar city import FILE.osm.pbf --name …",
    do_fa="نخست نقشهٔ آن را وارد کنید: ‎./kalantar city import FILE.osm.pbf --name …",
)
replay_keeps_away_from_real_work = input_rule(
    "replay_keeps_away_from_real_work",
    en="People of a real service work in this database; past calls would be mixed into their record.",
    fa="کارکنان یک سامانهٔ واقعی در این پایگاه داده کار می‌کنند و تماس‌های گذشته با سوابق آن‌ها درمی‌آمیزد.",
    do_en="Replay in a home of its own: KALANTAR_HOME=/tmp/kalantar-replay ./kalantar replay …",
    do_fa="پخش را در پوشهٔ جداگانه‌ای انجام دهید: ‎KALANTAR_HOME=/tmp/kalantar-replay ./kalantar replay …",
)
some_call_is_inside_the_map = input_rule(
    "some_call_is_inside_the_map",
    en="None of the file's calls is inside the map of {city}.",
    fa="هیچ‌یک از تماس‌های فایل در محدودهٔ نقشهٔ {city} نیست.",
    do_en="Choose the city the file is about, or look at its mapping.",
    do_fa="شهری را که فایل دربارهٔ آن است برگزینید یا نگاشت ستون‌ها را بررسی کنید.",
)


@dataclass(frozen=True, slots=True)
class Played:
    reading: Reading
    report: Report


def replay_file(
    file: Path,
    columns: Columns,
    city: Jurisdiction,
    *,
    speed: float | None,
    cars: int = 16,
    most: int | None = None,
    stop: Event | None = None,
) -> Played:
    """Play the file's calls inside the city's map, ``most`` of them, and say what came of it.

    Once ``stop`` is set no further call rings, and those under way are played to their end. Refused when
    the file cannot be read, the mapping names no type of incident, the city has no map, or no call is
    inside it. Nothing is written before
    all of that is known.
    """
    if User.objects.active().exclude(username__regex=INVENTED).exists():
        raise replay_keeps_away_from_real_work.refuse()
    extract = extract_of(city.pk)
    if extract is None:
        raise city_has_a_map.refuse(city=city.name)
    require_offered(columns.mapping, {columns.other, *columns.types.values()}, codes_on_offer())
    bounds = (extract.west, extract.south, extract.east, extract.north)
    reading = read_calls(file, columns, bounds)
    if not reading.calls:
        raise some_call_is_inside_the_map.refuse(city=city.name)
    calls = reading.calls = reading.calls[:most]
    settle_killed_replays()
    pace = Pace(calls[0].received - BEFORE, speed, hurry=stop)
    service = system(pace.clock, why="replay")
    install_catalogue(by=service)
    staff = staff_city(
        city,
        prefix=f"replay-{token_hex(3)}",
        begins=pace.now,
        cars=cars,
        clock=pace.clock,
        by=service,
    )
    manner = Manner(usual_stay=timedelta(minutes=reading.usual_minutes_at_scene()))
    player = Player(city, staff, _starts(staff, extract.centre), pace, manner)
    try:
        player.play(calls)
    finally:
        _leave(staff, player)
    told = report(
        calls=player.desk.taken,
        units=[unit.pk for unit in staff.units],
        reading=reading,
        refused=player.refused,
        as_written=player.desk.as_written,
        own=players_own(manner, reading),
        speed=pace.speed_reached(),
        wall=pace.seconds_spent(),
    )
    return Played(reading, told)


def _starts(staff: Staff, middle: Point) -> dict[UUID, Point]:
    return {unit.pk: unit.jurisdiction.seat or middle for unit in staff.units}


def _leave(staff: Staff, player: Player) -> None:
    """The replay's own units and people are not there afterwards; what they did stays."""
    by = system(player.pace.clock, why="end of replay")
    busy = {patrol.unit for patrol in player.patrols.patrols.values() if patrol.on}
    for unit in staff.units:
        if unit.pk not in busy:
            end_shift(unit=unit.pk, by=by)
            retire_unit(unit=unit.pk, by=by)
    for person in {
        actor.id for actor in [*staff.call_takers, *staff.dispatchers, *staff.crews.values()]
    }:
        assert person is not None
        deactivate(user=person, by=by)

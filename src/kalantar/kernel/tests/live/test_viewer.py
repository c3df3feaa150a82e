"""What a page is told, however slow it reads."""

import asyncio
from uuid import uuid4

from kalantar.kernel import notice
from kalantar.kernel.live.crowd import FEW, LONGEST_MS, Crowd
from kalantar.kernel.live.hub import Hub
from kalantar.kernel.live.viewer import MOST_PENDING, Viewer
from kalantar.kernel.notice import Notice

QUIET = b": still here\n\n"


def parts(viewer: Viewer, count: int = 1) -> list[bytes]:
    async def read() -> list[bytes]:
        return [await viewer.next(0.01) for _ in range(count)]

    return asyncio.run(read())


def looking(*keys: str) -> Viewer:
    """A viewer that has already fetched what it shows."""
    viewer = Viewer(frozenset(keys))
    parts(viewer)
    return viewer


def test_a_new_page_first_fetches_what_it_shows() -> None:
    assert parts(Viewer(frozenset({"a:1"})), 2) == [b"event: refresh\ndata: 0\n\n", QUIET]


def test_several_notices_are_said_as_one() -> None:
    viewer = looking("a:1")
    viewer.tell(frozenset({"a:1", "b:2"}))
    viewer.tell(frozenset({"a:1", "b:3"}))
    assert parts(viewer, 2) == [b"event: notice\ndata: a:1 b:2 b:3\n\n", QUIET]


def test_a_slow_page_is_told_to_refresh_and_holds_no_memory() -> None:
    viewer = looking("a:1")
    for number in range(100_000):
        viewer.tell(frozenset({f"b:{number}"}))
        assert len(viewer._changed) <= MOST_PENDING
    assert parts(viewer, 2) == [b"event: refresh\ndata: 0\n\n", QUIET]


def test_what_comes_after_a_refresh_was_said_is_said() -> None:
    viewer = looking("a:1")
    viewer.refresh(1000)
    viewer.tell(frozenset({"a:1"}))
    assert parts(viewer) == [b"event: refresh\ndata: 1000\n\n"]
    viewer.tell(frozenset({"a:1"}))
    assert parts(viewer) == [b"event: notice\ndata: a:1\n\n"]


def test_a_notice_goes_to_the_viewers_of_its_keys_once_and_to_nobody_else() -> None:
    hub = Hub()
    both, other, left = looking("a:1", "b:2"), looking("c:3"), looking("a:1")
    for viewer in (both, other, left):
        hub.join(viewer)
    hub.leave(left)
    hub.tell(Notice("Something", frozenset({"a:1", "b:2", "d:4"})))
    assert parts(both, 2) == [b"event: notice\ndata: a:1 b:2\n\n", QUIET]
    assert parts(other) == parts(left) == [QUIET]
    assert len(hub) == 2


def test_who_asked_for_the_things_of_a_kind_in_an_area_hears_those_and_no_others() -> None:
    hub = Hub()
    reads, looks, elsewhere = looking("stone_in:a"), looking("area:a"), looking("stone_in:b")
    for viewer in (reads, looks, elsewhere):
        hub.join(viewer)
    hub.tell(Notice("Something", frozenset({"area:a", "stone:1", "stone:2", "bird:3"})))
    assert parts(reads, 2) == [b"event: notice\ndata: stone:1 stone:2\n\n", QUIET]
    assert parts(looks, 2) == [b"event: notice\ndata: area:a\n\n", QUIET]
    assert parts(elsewhere) == [QUIET]


def test_keys_too_many_for_one_notice_are_told_in_several_and_wake_nobody_else() -> None:
    keys = {f"positions:{uuid4()}" for _ in range(1000)}
    said = notice.of_keys("Moved", keys)
    assert all(len(payload.encode()) <= notice.LONGEST for payload in said)
    assert {key for payload in said for key in notice.read(payload).keys} == keys


def test_a_closing_hub_ends_every_stream_also_those_that_come_late() -> None:
    hub = Hub()
    early, late = looking("a:1"), looking("a:1")
    hub.join(early)
    hub.close()
    hub.join(late)
    assert early.ended
    assert late.ended
    assert parts(early) == parts(late) == [b""]


def test_a_notice_of_too_many_keys_still_fits_and_refreshes_every_page() -> None:
    things = [uuid4() for _ in range(1000)]
    said = notice.of_entry("Something", ["thing"] * 1000, things, [])
    assert len(said.encode()) <= notice.LONGEST
    hub = Hub()
    hub.join(viewer := looking("a:1"))
    hub.tell(notice.read(said))
    assert parts(viewer) == [b"event: refresh\ndata: 0\n\n"]


def test_few_fetch_at_once_and_of_a_crowd_each_in_its_turn() -> None:
    crowd = Crowd()
    assert [crowd.spread_ms(0.0) for _ in range(FEW)] == [0] * FEW
    spread = [crowd.spread_ms(0.5) for _ in range(1000)]
    assert spread == sorted(spread)
    assert spread[0] > 0
    assert spread[-1] == LONGEST_MS
    assert crowd.spread_ms(2.0) == 0

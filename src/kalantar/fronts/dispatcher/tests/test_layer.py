"""What a window is told adds up to what lies in it, from near and from afar, whatever moves."""

import json
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.fronts.dispatcher import layer
from kalantar.fronts.dispatcher.layer import Item, Layer
from kalantar.fronts.dispatcher.window import Window, on_map

PLACES = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 1))
STEPS = st.lists(
    st.dictionaries(st.integers(1, 12), st.none() | PLACES, min_size=1, max_size=4),
    min_size=1,
    max_size=12,
)
WINDOWS = ["51.30,35.60,51.40,35.70,11", "51.33,35.63,51.36,35.66,12", "51.3,35.6,51.4,35.7,16"]


def item(number: int, place: tuple[int, int, int]) -> Item:
    lon, lat = 51.301 + place[0] / 100, 35.601 + place[1] / 100
    properties = {"id": str(UUID(int=number)), "place": place}
    return Item(*on_map(lon, lat), lon, lat, place[2], json.dumps({"properties": properties}))


class Shown:
    """A screen as its map keeps it."""

    def __init__(self, layer: Layer, said: str) -> None:
        self.layer = layer
        window = Window.read(said)
        assert window
        self.window = window
        self.afar, features = layer.seen(window)
        self.features = self._by_id(features)

    def told(self, changed: layer.Changed) -> None:
        told = self.layer.told(changed, self.window, afar=self.afar)
        for id in told.gone:
            self.features.pop(id, None)
        self.features |= self._by_id(told.features)

    def _by_id(self, features: list[str]) -> dict[str, str]:
        return {json.loads(one)["properties"]["id"]: one for one in features}


@given(STEPS)
def test_what_is_told_adds_up_to_what_there_is(
    steps: list[dict[int, tuple[int, int, int] | None]],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layer, "FEW", 2)
        lying = Layer("free", sum)
        first, *others = steps
        lying.put({UUID(int=n): place and item(n, place) for n, place in first.items()})
        screens = [Shown(lying, said) for said in WINDOWS]
        for step in others:
            changed = lying.put(
                {UUID(int=n): place and item(n, place) for n, place in step.items()}
            )
            for screen in screens:
                screen.told(changed)
        for screen in screens:
            afar, features = screen.afar, screen.features
            patch.setattr(layer, "FEW", -1 if afar else 1000)
            assert features == Shown(lying, screen_said(screen, screens)).features
        if screens[0].afar:
            counted = [json.loads(one)["properties"] for one in screens[0].features.values()]
            assert sum(one.get("count", 1) for one in counted) == len(lying.items)


def screen_said(screen: Shown, screens: list[Shown]) -> str:
    return WINDOWS[screens.index(screen)]


def test_what_moves_inside_a_cell_is_told_to_nobody_far_away() -> None:
    lying = Layer("free", sum)
    lying.put({UUID(int=n): item(n, (0, 0, 1)) for n in range(400)})
    far, near = Shown(lying, WINDOWS[0]), Shown(lying, WINDOWS[2])
    assert (far.afar, near.afar) == (True, False)
    (one,) = far.features.values()
    assert json.loads(one)["properties"] | {"id": ""} == {"id": "", "count": 400, "free": 400}
    moved = item(7, (0, 0, 1))._replace(lon=51.3012, feature='{"properties": {"id": "7"}}')
    changed = lying.put({UUID(int=7): moved})
    assert lying.told(changed, far.window, afar=True) == ([], [])
    assert lying.told(changed, near.window, afar=False) == ([moved.feature], [])
    changed = lying.put({UUID(int=7): moved._replace(mark=0)})
    assert json.loads(lying.told(changed, far.window, afar=True)[0][0])["properties"]["free"] == 399

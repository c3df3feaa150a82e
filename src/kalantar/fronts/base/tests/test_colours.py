"""Text in every colour can be read on every ground, in both themes (WCAG 2.2, 1.4.3: 4.5 to 1)."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[1] / "static/kalantar/tokens.css"
TEXTS = (
    "ink", "ink-2", "ink-3", "brand", "p1", "p2", "p3", "p4", "p5", "available", "assigned",
    "en-route", "on-scene", "away", "good", "warn", "bad",
)  # fmt: skip
ON_COLOURS = {
    "on-brand": ("brand",),
    "on-priority": ("p1", "p2", "p3", "p4", "p5"),
    "on-colour": ("available", "assigned", "en-route", "on-scene", "away"),
}


def themes() -> dict[str, dict[str, str]]:
    text = TOKENS.read_text(encoding="utf-8")
    blocks = re.findall(r':root(?:\[data-theme="(\w+)"\])? \{(.*?)\}', text, re.DOTALL)
    light = dict(re.findall(r"--([\w-]+): (#\w{6})", blocks[0][1]))
    named = {name: dict(re.findall(r"--([\w-]+): (#\w{6})", body)) for name, body in blocks[1:]}
    return {"light": light, "dark": light | named["dark"], "auto": light | named["auto"]}


def luminance(colour: str) -> float:
    def channel(at: int) -> float:
        value = int(colour[at : at + 2], 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read(theme: str) -> None:
    tokens = themes()[theme]
    pairs = [(text, ground) for text in TEXTS for ground in ("ground", "surface")]
    pairs += [("ink", "chosen"), ("ink-2", "chosen"), ("ink-2", "raised")]
    pairs += [(on, colour) for on, colours in ON_COLOURS.items() for colour in colours]
    pairs += [(name, f"{name}-ground") for name in ("good", "warn", "bad")]
    low = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_of_fields_can_be_seen(theme: str) -> None:
    """WCAG 2.2, 1.4.11: 3 to 1."""
    tokens = themes()[theme]
    assert contrast(tokens["edge"], tokens["surface"]) >= 3


def test_the_device_choice_is_the_dark_theme() -> None:
    assert themes()["auto"] == themes()["dark"]

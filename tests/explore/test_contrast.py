"""WCAG 2 contrast of the colours that the style sheet uses together, light and dark."""

import re
from importlib import resources

import pytest

STYLE = (resources.files("dateline.explore") / "static/style.css").read_text("utf-8")
QUADS = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")
LINES = ("statements", "commitments", "deeds", "wordings", "actors", "times", "places", "quantities")
TEXT = [
    *((text, ground) for text in ("ink", "muted", "accent", "warning") for ground in ("paper", "raised")),
    ("ink", "events"), ("accent", "events"), ("paper", "accent"),
]  # fmt: skip
SHAPES = [
    *((shape, "paper") for shape in (*QUADS, *LINES, "edge")), *((quad, "land") for quad in QUADS), ("edge", "raised"),
]  # fmt: skip
PLAIN, GRAPHIC = 4.5, 3.0  # AA: text; parts of graphics and of controls


def tokens() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    found = {name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for name, block in (("light", light), ("dark", dark))}
    assert found["light"].keys() == found["dark"].keys()
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_shapes_can_be_seen(scheme: str) -> None:
    colour = tokens()[scheme]
    weak = [
        f"{one} on {other}: {contrast(colour[one], colour[other]):.2f}, needs {least}"
        for pairs, least in ((TEXT, PLAIN), (SHAPES, GRAPHIC))
        for one, other in pairs
        if contrast(colour[one], colour[other]) < least
    ]
    assert weak == []


def test_colours_are_tokens() -> None:
    outside = re.sub(r":root \{.*?\}", "", STYLE, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*[;}])", outside) == []

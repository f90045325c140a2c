"""Dragging over the charts in a real browser, and the same by keyboard."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytest.importorskip("selenium", reason="selenium is not installed: pip install 'dateline[dev]'")

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from explore.browser import WIDTHS, Reader


def asked(reader: Reader) -> dict[str, list[str]]:
    return parse_qs(urlsplit(reader.browser.current_url).query)


def drag(reader: Reader, selector: str, start: float, end: float) -> None:
    """Drag along the middle of a chart, from one share of its width to another."""
    chart = reader.browser.find_element(By.CSS_SELECTOR, selector)
    reader.js("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", chart)
    width = chart.size["width"]
    hand = ActionChains(reader.browser, duration=20).move_to_element_with_offset(chart, int((start - 0.5) * width), 0)
    hand.click_and_hold().move_by_offset(int((end - start) * width / 2), 3).move_by_offset(int((end - start) * width / 2), 0)
    hand.release().perform()


def narrow(reader: Reader) -> None:
    """Wait until the page of the chosen days stands."""
    reader.wait(lambda: "since" in asked(reader))
    reader.settle()


def view(reader: Reader) -> list[float]:
    """Where the map stands: zoom, east, north."""
    kept = urlsplit(reader.browser.current_url).fragment
    return [float(one) for one in kept.removeprefix("map=").split(",")] if kept.startswith("map=") else [1.0, 0.0, 0.137]


@pytest.mark.parametrize("width", WIDTHS)
def test_dragging_over_the_timeline_chooses_days_and_keeps_the_filters(reader: Reader, width: int) -> None:
    reader.open("/?actor=NOR", width)
    before = reader.js(
        "return [...document.querySelectorAll('.chart.time svg [role=link]')].map(one => one.__data__.datum.start)"
    )
    drag(reader, ".chart.time", 0.5, 1.0)
    narrow(reader)
    chosen = asked(reader)
    assert chosen["actor"] == ["NOR"]
    assert chosen["since"] <= chosen["until"]
    assert chosen["since"][0] > "2024-04-01", "half of a chart of January to November is left"
    reader.open(f"/?{urlsplit(reader.browser.current_url).query}", width)
    after = reader.js("return [...document.querySelectorAll('.chart.time svg [role=link]')].map(one => one.__data__.datum.start)")
    assert 0 < len(after) < len(before)


def test_a_drag_backwards_chooses_the_same_and_escape_gives_it_up(reader: Reader) -> None:
    reader.open("/")
    drag(reader, ".chart.time", 0.2, 0.9)
    narrow(reader)
    forwards = asked(reader)
    reader.open("/")
    drag(reader, ".chart.time", 0.9, 0.2)
    narrow(reader)
    assert asked(reader) == forwards
    reader.open("/")
    chart = reader.browser.find_element(By.CSS_SELECTOR, ".chart.time")
    ActionChains(reader.browser).move_to_element(chart).click_and_hold().move_by_offset(60, 0).send_keys(Keys.ESCAPE).perform()
    assert reader.js("return document.querySelector('.chart.time .band').hidden")
    ActionChains(reader.browser).release().perform()
    assert asked(reader) == {}


def test_a_dyad_and_wording_are_narrowed_by_dragging_too(reader: Reader) -> None:
    reader.open("/dyad?a=NOR&b=PER")
    drag(reader, ".chart.scores", 0.5, 0.99)
    narrow(reader)
    assert (asked(reader)["a"], asked(reader)["b"]) == (["NOR"], ["PER"])
    reader.open("/wording?concept=con:kyiv")
    drag(reader, ".chart.time", 0.2, 0.9)
    narrow(reader)
    assert asked(reader)["concept"] == ["con:kyiv"]


def test_days_are_narrowed_and_given_back_by_keyboard(reader: Reader) -> None:
    reader.open("/")
    reader.tab_to(".chart.time svg [role='link']")
    reader.press("+")
    narrow(reader)
    reader.tab_to(".steps a[data-key='0']")
    reader.press(Keys.ENTER)
    reader.wait(lambda: "since" not in asked(reader))
    reader.tab_to(".steps a")
    assert reader.js("return document.activeElement.textContent") == "closer"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_map_is_moved_and_enlarged_and_kept_in_the_address(reader: Reader, width: int) -> None:
    reader.open("/", width)
    reader.browser.find_element(By.CSS_SELECTOR, ".map-buttons [aria-label='Closer']").click()
    reader.wait(lambda: view(reader)[0] == pytest.approx(1.6))
    _, east, north = view(reader)
    drag(reader, ".chart.map", 0.4, 0.7)
    reader.wait(lambda: view(reader)[1] < east - 0.2)
    assert view(reader)[2] == pytest.approx(north, abs=0.1)
    assert asked(reader) == {}, "a drag is no click on a place"
    kept = view(reader)
    reader.open("/stories", width)
    reader.open(f"/#map={','.join(map(str, kept))}", width)
    reader.wait(lambda: reader.js("return document.querySelector('.chart.map').dataset.zoom") == "1.60")
    reader.browser.find_elements(By.CSS_SELECTOR, ".map-buttons button")[-1].click()
    reader.wait(lambda: view(reader) == [1.0, 0.0, 0.137])


def test_the_map_is_moved_by_keyboard_and_places_stay_within_reach(reader: Reader) -> None:
    reader.open("/?type=ASSAULT")
    reader.tab_to(".chart.map svg [role='link']")
    reader.press("+", "+", "+", "+", "+")
    reader.wait(lambda: view(reader)[0] == pytest.approx(1.6**5, rel=0.01))
    chain = ActionChains(reader.browser)
    chain.key_down(Keys.SHIFT).send_keys(Keys.ARROW_LEFT).key_up(Keys.SHIFT).perform()
    reader.wait(lambda: view(reader)[1] < -0.03)
    reader.press("0")
    reader.wait(lambda: view(reader)[0] == 1.0)
    assert reader.js("return document.activeElement.getAttribute('role')") == "link", "the focus stays on the place"
    reader.press(Keys.ENTER)
    reader.wait(lambda: "/story?id=strike" in reader.browser.current_url)


def test_circles_keep_their_size_on_an_enlarged_map(reader: Reader) -> None:
    sizes = "return [...document.querySelectorAll('.map svg [role=link]')].map(one => one.getBBox().width.toFixed(2)).join()"
    reader.open("/")
    reader.complaints()
    before: Any = reader.js(sizes)
    reader.open("/stories")
    reader.open("/#map=3,0.6,0.1")
    reader.wait(lambda: reader.js("return document.querySelector('.chart.map').dataset.zoom") == "3.00")
    assert reader.js(sizes) == before
    assert reader.complaints() == []

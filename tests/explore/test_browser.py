"""The pages in a real browser: Debian's chromium, headless and without any network but the explorer itself."""

from urllib.parse import quote

import pytest

pytest.importorskip("selenium", reason="selenium is not installed: pip install 'dateline[dev]'")

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from explore.browser import WIDTHS, Reader
from explore.conftest import HOSTILE_ID

PAGES = [
    "/", "/events", "/dyad?a=NOR&b=PER", "/story?id=talks", "/commitments", "/occurrences", "/wording?concept=con:kyiv",
    "/stories", "/review", "/paste", "/api", f"/story?id={quote(HOSTILE_ID, safe='')}",
]  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_loads_fits_and_asks_nobody_else(reader: Reader, width: int) -> None:
    for address in PAGES:
        reader.complaints()
        reader.open(address, width)
        assert reader.js("return document.documentElement.scrollWidth") <= width, address
        assert reader.complaints() == [], address
        asked = reader.js("return performance.getEntriesByType('resource').map(one => one.name)")
        assert [one for one in asked if not one.startswith((reader.root, "data:"))] == []
        charts = reader.js("return [...document.querySelectorAll('.chart')].map(one => one.querySelectorAll('svg path').length)")
        assert all(charts), address
        assert reader.browser.title != "taken"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_point_on_the_map_opens_its_story(reader: Reader, width: int) -> None:
    reader.open("/?type=ASSAULT", width)
    point = reader.browser.find_element(By.CSS_SELECTOR, ".map svg [role='link']")
    ActionChains(reader.browser).move_to_element(point).click().perform()
    reader.wait(lambda: "/story?id=strike" in reader.browser.current_url)
    assert reader.browser.find_element(By.CSS_SELECTOR, ".card.chosen h3 bdi").text == "ASSAULT"


def test_a_point_of_a_dyad_opens_its_evidence(reader: Reader) -> None:
    reader.open("/dyad?a=NOR&b=PER")
    point = reader.browser.find_element(By.CSS_SELECTOR, ".scores svg [role='link']")
    ActionChains(reader.browser).move_to_element(point).click().perform()
    reader.wait(lambda: "/story?id=" in reader.browser.current_url and "#r-evt-" in reader.browser.current_url)


def test_the_map_is_reached_by_the_keyboard(reader: Reader) -> None:
    reader.open("/?type=ASSAULT")
    reader.tab_to(".map svg [role='link']")
    assert "Garissa" in reader.js("return document.activeElement.getAttribute('aria-label')")
    reader.press(Keys.ENTER)
    reader.wait(lambda: "/story?id=strike" in reader.browser.current_url)


@pytest.mark.parametrize("width", WIDTHS)
def test_filters_by_keyboard_stay_in_the_address(reader: Reader, width: int) -> None:
    reader.open("/events", width)
    reader.tab_to(".filters summary")
    reader.press(Keys.ENTER)
    reader.tab_to("input[name=actor]")
    reader.press("KEN", Keys.ESCAPE)
    reader.tab_to("input[name=type][value=ACCUSE]")
    reader.press(Keys.SPACE, Keys.ENTER)
    reader.wait(lambda: "actor=KEN" in reader.browser.current_url)
    assert "type=ACCUSE" in reader.browser.current_url
    rows = reader.wait(lambda: reader.browser.find_elements(By.CSS_SELECTOR, "table.events tbody tr"))
    assert len(rows) == 1
    assert reader.js("return document.querySelector('input[name=actor]').value") == "KEN"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_span_leads_to_its_record_and_back(reader: Reader, width: int) -> None:
    reader.open("/story?id=talks", width)
    reader.tab_to(".mark.on-events")
    words = reader.js("return document.activeElement.textContent")
    reader.press(Keys.ENTER)
    card = reader.wait(lambda: reader.browser.find_element(By.CSS_SELECTOR, ".card.chosen"))
    assert words in card.text
    assert reader.js("return document.activeElement === arguments[0]", card)
    box = reader.js("const at = arguments[0].getBoundingClientRect(); return [at.top, at.bottom, innerHeight]", card)
    assert box[0] < box[2]
    assert box[1] > 0
    reader.press(Keys.ESCAPE)
    assert reader.js("return document.activeElement.textContent") == words


def test_overlapping_records_lead_on_to_each_other(reader: Reader) -> None:
    reader.open("/story?id=talks")
    others = reader.browser.find_elements(By.CSS_SELECTOR, ".card .also a")
    assert others
    target = others[0].get_attribute("href").partition("#")[2]
    reader.js("arguments[0].click()", others[0])
    reader.wait(lambda: reader.js("return document.querySelector('.card.chosen')?.id") == target)


def test_layers_can_be_hidden(reader: Reader) -> None:
    reader.open("/story?id=talks")
    shown = "return getComputedStyle(document.querySelector('.mark.on-events')).backgroundImage"
    marked, visible = reader.js(shown), "return document.querySelector('.of-events').checkVisibility()"
    assert reader.js(visible)
    reader.tab_to("#layer-events")
    reader.press(Keys.SPACE)
    assert reader.js(shown) != marked
    assert not reader.js(visible)


def test_reading_needs_no_script(reader: Reader) -> None:
    reader.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        reader.browser.get(reader.root + "/story?id=talks")
        link = reader.browser.find_element(By.CSS_SELECTOR, ".mark.on-events")
        link.click()
        assert "#r-evt-" in reader.browser.current_url
        reader.browser.get(reader.root + "/")
        assert reader.browser.find_elements(By.CSS_SELECTOR, "details.table tbody tr")
    finally:
        reader.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_record_is_reported(reader: Reader) -> None:
    reader.open("/story?id=strike")
    reader.tab_to(".report summary")
    reader.press(Keys.ENTER)
    reader.tab_to(".report textarea")
    reader.press("Not the actor.")
    reader.tab_to(".report button")
    reader.press(Keys.ENTER)
    reader.wait(lambda: reader.browser.find_element(By.TAG_NAME, "h1").text == "Reported")

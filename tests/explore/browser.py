"""A headless chromium that reads the explorer, without any network but the explorer itself."""

from collections.abc import Callable
from typing import Any

import pytest
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

__all__ = ["FLAGS", "PATIENCE", "WIDTHS", "Reader"]

PATIENCE = 20  # seconds for a page and its charts
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)  # fmt: skip
DRAWN = (
    "return document.readyState === 'complete'"
    " && (!document.querySelector('.chart') || document.documentElement.dataset.charts === 'drawn')"
)
WIDTHS = (1280, 400)


class Reader:
    """A browser that reads the explorer."""

    def __init__(self, browser: Any, root: str) -> None:
        self.browser, self.root = browser, root

    def open(self, address: str, width: int = 1280) -> None:
        self.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        )
        self.browser.get(self.root + address)
        self.settle()

    def settle(self) -> None:
        """Wait until the page stands and its charts are drawn: the next step must not meet a page on its way out."""
        self.wait(lambda: self.js(DRAWN))

    def js(self, script: str, *values: Any) -> Any:
        return self.browser.execute_script(script, *values)

    def wait(self, true: Callable[[], Any]) -> Any:
        """Wait until ``true``; what it looked at may have gone with the page that held it, then it looks again."""
        gone = (NoSuchElementException, StaleElementReferenceException)
        return WebDriverWait(self.browser, PATIENCE, poll_frequency=0.05, ignored_exceptions=gone).until(lambda _: true())

    def press(self, *keys: str) -> None:
        ActionChains(self.browser).send_keys(*keys).perform()

    def tab_to(self, selector: str, presses: int = 200) -> None:
        """Press the tab key until the focus is on something that ``selector`` fits."""
        for _ in range(presses):
            self.press(Keys.TAB)
            if self.js("return document.activeElement.matches(arguments[0])", selector):
                return
        pytest.fail(f"the tab key does not come to {selector}")

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.browser.get_log("browser")]

"""A small store of invented stories, one of them hostile, and the application over it."""

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("fastapi")

import uvicorn
from fastapi.testclient import TestClient

from dateline.cli import main
from dateline.coder import Coder
from dateline.explore.app import create_app
from dateline.explore.door import listen
from dateline.explore.paste import Typist
from dateline.explore.snapshot import Snapshot
from dateline.store import Store
from dateline.types import Coding

if TYPE_CHECKING:
    from explore.browser import Reader

TALKS = (
    "Oslo and Lima sign fisheries accord\n\nLIMA, May 14 (Northwire) - Norway's foreign minister met his Peruvian counterpart in "
    "Lima on Tuesday, the Peruvian foreign ministry said in a statement. Norway promised to deliver two patrol boats to Peru by "
    "December.\n\nPeru accused Norway of overfishing in March."
)
STRIKE = (
    "NAIROBI, May 13 (Northwire) - Gunmen attacked a police post in Garissa on Sunday, killing four officers, police said. "
    "Kenya accused Somalia of sheltering the gunmen. Somalia denied that it had sheltered them."
)
STRIKE_AGAIN = (
    "GARISSA, May 13 (City Post) - Gunmen attacked a police post in Garissa on Sunday and killed five officers, a hospital said. "
    "No group said it was behind the attack."
)
BOATS = "Norway on Tuesday handed over the two patrol boats that it had promised to Peru in May, Peru's navy said."
NAMES = "The mayor of Kiev met Norway's ambassador on Monday. Officials in Kyiv said the talks would go on."
SCRIPT = "<script>document.title = 'taken'</script>"
HOSTILE_TITLE = f'=HYPERLINK("http://evil.example") {SCRIPT} \u202egnp.exe\u202c' + "<b>x" * 250_000  # 1 MB
HOSTILE = f"France expelled two Russian diplomats on Monday. {SCRIPT} <img src=x onerror=alert(1)> \u202eThe end\u202c."
HOSTILE_ID = "../x?<&\"'#%00 \u202e/"


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory, code: Callable[..., Coding]) -> Path:
    path = tmp_path_factory.mktemp("explore") / "news.duckdb"
    with Store(path) as store:
        store.write([
            code(TALKS, id="talks", title="Oslo and Lima sign fisheries accord", publisher="Northwire"),
            code(STRIKE, id="strike", publisher="Northwire", published="2024-05-14"),
            code(STRIKE_AGAIN, id="strike-again", publisher="City Post", published="2024-05-14"),
            code(BOATS, id="boats", publisher="Northwire", published="2024-11-20"),
            code(NAMES, id="names", publisher="City Post", published="2024-04-02"),
            code(HOSTILE, id=HOSTILE_ID, title=HOSTILE_TITLE, publisher="=cmd|' /C calc'!A0", url="javascript:alert(1)"),
        ])  # fmt: skip
    assert main(["link", str(path)]) == 0
    assert main(["join", str(path)]) == 0
    return path


@pytest.fixture(scope="session")
def snapshot(news: Path) -> Iterator[Snapshot]:
    with Snapshot(news) as made:
        yield made


@pytest.fixture(scope="session")
def report_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reports") / "news.duckdb.reports.jsonl"


@pytest.fixture
def reports(report_file: Path) -> Path:
    report_file.unlink(missing_ok=True)
    return report_file


@pytest.fixture(scope="session")
def client(snapshot: Snapshot, report_file: Path, coder: Coder) -> Iterator[TestClient]:
    app = create_app(snapshot, reports=report_file, typist=Typist(make=lambda: coder))
    with TestClient(app, base_url="http://127.0.0.1:8350") as made:
        yield made


@pytest.fixture(scope="session")
def root(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    door = listen("127.0.0.1", 0)
    with Snapshot(news) as snapshot:
        reports = tmp_path_factory.mktemp("reports") / "reports.jsonl"
        server = uvicorn.Server(uvicorn.Config(create_app(snapshot, reports=reports), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        server.should_exit = True
        thread.join()
    door.close()


@pytest.fixture(scope="session")
def reader(root: str) -> Iterator["Reader"]:
    pytest.importorskip("selenium", reason="selenium is not installed: pip install 'dateline[dev]'")
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        pytest.skip("chromium is not here: apt-get install chromium chromium-driver")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    from explore.browser import FLAGS, Reader

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    profile = tempfile.mkdtemp()
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        yield Reader(browser, root)
    finally:
        browser.quit()
        shutil.rmtree(profile, ignore_errors=True)

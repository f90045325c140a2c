import csv
import json
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from dateline.cli import main
from dateline.explore.app import create_app
from dateline.explore.snapshot import Snapshot
from dateline.store import Store
from explore.conftest import HOSTILE_ID

PAGES = [
    "/", "/events", "/dyad", "/dyad?a=NOR&b=PER", "/story?id=talks", "/story?id=boats", "/commitments", "/occurrences",
    "/wording", "/wording?concept=con:kyiv", "/stories", "/review", "/review?state=all", "/paste", "/api",
    f"/story?id={quote(HOSTILE_ID, safe='')}",
]  # fmt: skip


class _Seen(HTMLParser):
    """Elements and links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.unlabelled: list[dict[str, str | None]] = []
        self.titles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.elements.append((tag, held))
        self.open.append(tag)
        control = tag in {"input", "select", "textarea"} and held.get("type") != "hidden"
        if control and "label" not in self.open and "aria-label" not in held:
            self.unlabelled.append(held)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass


def seen(client: TestClient, address: str, status: int = 200) -> _Seen:
    answer = client.get(address)
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["content-type"].startswith("text/html")
    page = _Seen()
    page.feed(answer.text)
    return page


@pytest.mark.parametrize("address", PAGES)
def test_pages_hold_no_code_and_label_every_control(client: TestClient, address: str) -> None:
    page = seen(client, address)
    assert [held for tag, held in page.elements if tag == "script"] == [{"type": "module", "src": "/static/app.js"}]
    for _, held in page.elements:
        assert not [name for name in held if name.startswith("on") or name == "style"]
        assert not (held.get("href") or "").startswith("javascript:")
    assert page.unlabelled == []
    ids = [held["id"] for _, held in page.elements if held.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("address", PAGES)
def test_links_lead_somewhere(client: TestClient, address: str) -> None:
    page = seen(client, address)
    links = {held["href"] or "" for tag, held in page.elements if tag == "a" and "href" in held}
    ids = {held.get("id") for _, held in page.elements}
    assert not {link for link in links if link.startswith("#")} - {f"#{one}" for one in ids}
    outside = [link for link in links if not link.startswith(("/", "#"))]
    assert outside == []
    for link in sorted(links)[::4]:
        if link.startswith("/"):
            assert client.get(link.partition("#")[0]).status_code == 200, link


def test_the_browser_may_run_nothing_but_our_scripts(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_filters_narrow_all_views_alike(client: TestClient) -> None:
    asked = "actor=KEN&type=ACCUSE"
    rows = client.get(f"/events.json?{asked}").json()["rows"]
    assert [row["document_id"] for row in rows] == ["strike"]
    assert client.get(f"/index.json?{asked}").json()["chosen"]["reports"] == 1
    assert sum(row["events"] for row in client.get(f"/timeline.json?{asked}").json()["rows"]) == 1
    assert client.get("/events.json?actor=ken&recipient=Somalia").json()["rows"] == rows
    assert client.get("/events.json?publisher=City+Post&since=2025-01-01").json()["rows"] == []


def test_a_form_left_empty_asks_for_nothing(client: TestClient) -> None:
    empty = "since=&until=&actor=&recipient=&place=&publisher=&mode=&context=&confidence="
    assert client.get(f"/events.json?{empty}").json()["rows"] == client.get("/events.json").json()["rows"]
    assert client.get("/commitments?actor=&beneficiary=&valence=&status=&since=&until=").status_code == 200
    assert client.get("/wording?concept=&publisher=&holder=&since=&until=").status_code == 200
    assert client.get("/stories?words=&publisher=&since=&until=").status_code == 200


def test_realis_shows_what_is_not_exported(client: TestClient) -> None:
    plain, every = client.get("/events.json").json()["rows"], client.get("/events.json?withheld=true").json()["rows"]
    assert {row["exportable"] for row in plain} == {True}
    assert len(every) > len(plain)
    other = {row["realis"] for row in every} - {"ACTUAL"}
    one = sorted(other)[0]
    assert {row["realis"] for row in client.get(f"/events.json?realis={one}").json()["rows"]} == {one}


def test_paging_goes_through_all_rows_once(client: TestClient) -> None:
    whole = client.get("/events.json?withheld=true").json()["rows"]
    found, address = [], "/events.json?withheld=true&limit=2"
    while address:
        answer = client.get(address).json()
        found += answer["rows"]
        address = answer["next"]
    assert found == whole


def test_csv_is_whole_and_inert(client: TestClient) -> None:
    answer = client.get("/events.csv")
    rows = list(csv.DictReader(answer.text.splitlines()))
    assert len(rows) == client.get("/index.json").json()["chosen"]["reports"]
    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell.startswith("'=")], "the hostile title and publisher are there"
    for name in ("events", "map", "timeline", "dyad", "commitments", "occurrences", "wording", "stories", "review"):
        for row in csv.reader(client.get(f"/{name}.csv").text.splitlines()):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@")) or (cell[:1] == "-" and not cell[1:2].isdigit())]


def test_hostile_text_is_shown_inert(client: TestClient) -> None:
    answer = client.get(f"/story?id={quote(HOSTILE_ID, safe='')}").text
    assert "&lt;script&gt;" in answer
    assert "<script>" not in answer
    assert "<img" not in answer
    assert "\u202e" not in answer.partition('href="/story')[0].partition("<main")[2].partition('name="document"')[0]
    assert "U+202E" in answer
    for page in ("/", "/events", "/stories"):
        text = client.get(page).text
        assert len(text) < 200_000, "a title of 1 MB is cut in lists"
        assert "<script>" not in text


def test_a_story_explains_its_records(client: TestClient) -> None:
    coding = client.get("/story.json?id=talks").json()
    page = client.get("/story?id=talks").text
    event = coding["events"][0]
    assert f'id="r-{event["id"]}"' in page
    assert f'id="t-{event["id"]}"' in page
    for layer in ("events", "statements", "commitments", "times", "places"):
        assert coding[layer]
        for record in coding[layer]:
            assert f'id="r-{record["id"]}"' in page
            assert record["why"]["rule"] in page
    assert coding["statements"][0]["chain"][0]["name"] == "Northwire"
    assert page.index("Told by") < page.index("Northwire</bdi> <span")


def test_an_occurrence_shows_its_reports_and_what_they_dispute(client: TestClient) -> None:
    rows = client.get("/occurrences.json?type=ASSAULT").json()["rows"]
    assert len(rows) == 1
    one = client.get("/occurrence.json", params={"id": rows[0]["occurrence_id"]}).json()
    assert {row["publisher"] for row in one["told_by"]} == {"Northwire", "City Post"}
    assert len(one["told_by"]) == rows[0]["reports"]
    disputed = [row for row in one["values"] if row["disputed"]]
    assert disputed
    page = client.get("/occurrence", params={"id": rows[0]["occurrence_id"]}).text
    for row in disputed:
        assert row["value"] in page
    assert "/story?id=strike-again#r-" in page
    assert f"The same occurrence in {rows[0]['reports']} reports" in client.get("/story?id=strike").text
    chosen = client.get("/index.json?type=ASSAULT").json()["chosen"]
    assert (chosen["units"], chosen["reports"]) == (1, rows[0]["reports"])


def test_the_board_follows_a_promise(client: TestClient) -> None:
    rows = client.get("/commitments.json?actor=NOR&beneficiary=PER").json()["rows"]
    kept = [row for row in rows if row["status"] == "fulfilled"]
    assert kept, rows
    assert "boats" in kept[0]["status_evidence"]
    one = client.get("/commitment.json", params={"id": kept[0]["promise_id"]}).json()
    assert [entry["value"] for entry in one["log"]][-1] == "fulfilled"
    page = client.get("/commitment", params={"id": kept[0]["promise_id"]}).text
    assert "/story?id=boats#r-" in page


def test_what_is_not_there_is_said(client: TestClient) -> None:
    assert "Not found" in client.get("/story?id=none").text
    assert client.get("/story?id=none").status_code == 404
    assert client.get("/story.json?id=none").json() == {"detail": "There is no story with this id."}
    assert client.get("/occurrence?id=none").status_code == 404
    assert client.get("/nothing").status_code == 404
    answer = client.get("/events?since=yesterday")
    assert answer.status_code == 422
    assert "since" in answer.text
    assert client.get("/events.json?confidence=2").json()["detail"][0]["parameter"] == "confidence"


def test_a_report_goes_to_the_file_and_not_to_the_store(client: TestClient, reports: Path) -> None:
    coding = client.get("/story.json?id=strike").json()
    form = {"document": "strike", "record": coding["events"][0]["id"], "wrong": "actor", "note": "a\nb", "reporter": "Ines"}
    for _ in range(2):
        answer = client.post("/report", data=form, headers={"Origin": "http://127.0.0.1:8350"})
        assert answer.status_code == 200, answer.text
    lines = [json.loads(line) for line in reports.read_text("utf-8").splitlines()]
    assert len(lines) == 2
    assert lines[0] | form == lines[0]
    assert lines[0]["run"] == coding["run"]["id"]
    assert client.get("/story.json?id=strike").json() == coding


def test_the_state_of_a_report_stands_at_its_record(news: Path, tmp_path: Path) -> None:
    store = tmp_path / "news.duckdb"
    shutil.copyfile(news, store)
    file = Path(f"{store}.reports.jsonl")

    def page(address: str) -> str:
        with Snapshot(store) as snapshot, TestClient(create_app(snapshot, reports=file), base_url="http://127.0.0.1") as asked:
            return str(asked.get(address).text)

    def events(address: str) -> set[tuple[str, str]]:
        return {(row["document_id"], row["event_id"]) for row in json.loads(page(address))["rows"]}

    with Snapshot(store) as snapshot, TestClient(create_app(snapshot, reports=file), base_url="http://127.0.0.1") as asked:
        event = asked.get("/story.json?id=strike").json()["events"][0]["id"]
        form = {"document": "strike", "record": event, "wrong": "actor", "note": "<b>The police"}
        assert asked.post("/report", data=form).status_code == 200
        assert "reported wrong, not yet in the queue</span> actor: <bdi>&lt;b&gt;The police" in asked.get("/story?id=strike").text
    assert main(["review", str(store), "import"]) == 0
    assert "reported wrong, waits for review" in page("/story?id=strike")
    assert "not yet in the queue" not in page("/story?id=strike")
    with Store(store) as kept:
        ((name,),) = kept.query("SELECT objection_id FROM objection")[1]
    assert name in page("/review")
    assert "/story?id=strike#r-" in page("/review")
    decide = [name, "--by", "Ada", "--on", "2024-06-02", "--note", "gunmen"]
    assert main(["review", str(store), "accept", *decide]) == 0
    text = page("/story?id=strike")
    assert "reported wrong, accepted" in text
    assert "withheld: reported wrong: actor" in text
    assert name not in page("/review")
    assert name in page("/review?state=accepted")
    told = {row["id"]: row["withheld"] for row in json.loads(page("/story.json?id=strike"))["events"]}
    assert told[event] == "reported wrong: actor"
    assert {row["id"]: row["withheld"] for row in json.loads(page("/story.json?id=strike&wrong=true"))["events"]}[event] == ""
    assert ("strike", event) not in events("/events.json")
    assert ("strike", event) in events("/events.json?withheld=true")
    assert main(["review", str(store), "refuse", *decide]) == 0
    assert ("strike", event) in events("/events.json")
    assert "reported wrong, refused" in page("/story?id=strike")


@pytest.mark.parametrize(
    "address", ["/", "/events", "/dyad?a=NOR&b=PER", "/commitments", "/occurrences", "/wording", "/stories", "/review"]
)
def test_an_empty_store_has_all_pages(tmp_path: Path, address: str) -> None:
    Store(tmp_path / "n.duckdb").close()
    with Snapshot(tmp_path / "n.duckdb") as snapshot:
        assert (
            "<h1" in TestClient(create_app(snapshot, reports=tmp_path / "r.jsonl"), base_url="http://127.0.0.1").get(address).text
        )


@pytest.mark.parametrize("headers", [
    {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://127.0.0.1:9"},
])  # fmt: skip
def test_forms_of_other_sites_are_refused(client: TestClient, reports: Path, headers: dict[str, str]) -> None:
    form = {"document": "strike", "record": client.get("/story.json?id=strike").json()["events"][0]["id"], "wrong": "actor"}
    assert client.post("/report", data=form, headers=headers).status_code == 403
    assert not reports.exists()


def test_other_names_for_this_machine_are_refused(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"Host": "localhost:8350"}).status_code == 200


@pytest.mark.parametrize("change", [
    {"record": "none"}, {"wrong": "everything"}, {"note": "n" * 2001}, {"more": "fields"}, {"document": ""},
])  # fmt: skip
def test_reports_that_name_nothing_are_refused(client: TestClient, reports: Path, change: dict[str, str]) -> None:
    form = {"document": "strike", "record": client.get("/story.json?id=strike").json()["events"][0]["id"], "wrong": "actor"}
    assert client.post("/report", data=form | change).status_code in {404, 422}
    assert not reports.exists()


def test_a_pasted_text_is_coded_and_not_kept(client: TestClient) -> None:
    text = "Baku expelled two diplomats on Monday."
    answer = client.post("/code", json={"text": text, "published": "2024-05-15"})
    assert [event["type"] for event in answer.json()["events"]] == ["SANCTION"]
    page = client.post("/paste", data={"text": text, "published": "", "publisher": ""})
    assert "SANCTION" in page.text
    assert "Report it wrong" not in page.text
    assert client.get("/stories.json?words=Baku").json()["rows"] == []


def test_too_much_is_refused(client: TestClient) -> None:
    assert client.post("/code", json={"text": "a" * 50_001}).status_code == 422
    assert client.post("/code", json={"text": "a" * 600_000}).status_code == 413
    chunks = (b"a" * 100_000 for _ in range(10))
    assert client.post("/code", content=chunks, headers={"Content-Type": "application/json"}).status_code == 413
    assert client.post("/code", content=b'{"text": "\\ud800"}', headers={"Content-Type": "application/json"}).status_code == 422
    assert client.post("/paste", data={"text": ""}).status_code == 422
    assert client.post("/paste", json={"text": "a"}).status_code == 415


def test_the_charts_script_is_ours_and_kept_by_the_browser(client: TestClient) -> None:
    answer = client.get("/static/vega.js")
    assert "vegaEmbed" in answer.text
    assert client.get("/static/vega.js", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    spec = client.get("/map.vl.json").json()
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    assert {row["place"] for row in spec["datasets"]["rows"]} >= {"Lima"}

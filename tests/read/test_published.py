import pytest

from dateline.read.published import DateFinder, day_of_stamp
from dateline.read.words import load_phrases

FINDER = DateFinder(load_phrases())
BODY = "Water talks resume\n\nDelegates of both banks met for an hour."


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2024-03-04T23:30:00-05:00", "2024-03-04"),  # already 5 March in London; the outlet's own day counts
        ("2024-03-04T00:30:00+09:00", "2024-03-04"),
        ("2024-03-04 10:00:00", "2024-03-04"),
        ("20240304", "2024-03-04"),
        ("Mon, 04 Mar 2024 23:30:00 -0500", "2024-03-04"),
        ("2024-02-30", None),
        ("last Monday", None),
        ("", None),
    ],
)
def test_a_stamp_is_read_in_its_own_zone(stamp: str, day: str | None) -> None:
    assert day_of_stamp(stamp) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2024/03/04/talks", "2024-03-04"),
        ("https://news.example/world/2024/mar/04/talks", "2024-03-04"),
        ("https://news.example/talks-2024-03-04.html", "2024-03-04"),
        ("https://news.example/a/20240304/talks", "2024-03-04"),
        ("https://news.example/2024/13/04/talks", None),
        ("https://news.example/id/120240304999", None),
        ("https://news.example/2024/talks", None),
    ],
)
def test_a_date_in_an_address(url: str, day: str | None) -> None:
    assert FINDER.in_url(url) == day


@pytest.mark.parametrize(
    ("text", "day", "source"),
    [
        ("Talks\n\nLUSAKA, March 4, 2024 (Agency) - Delegates met.", "2024-03-04", "dateline"),
        ("Talks\n\nLUSAKA, Zambia, Mar 4 2024 (Agency) – Delegates met.", "2024-03-04", "dateline"),
        ("Talks\n\nLUSAKA, 4 March 2024 — Delegates met.", "2024-03-04", "dateline"),
        ("Talks\n\nMarch 4, 2024\nDelegates met.", "2024-03-04", "text"),
        ("Talks\n\nPublished on Monday, 4 March 2024\n\nDelegates met.", "2024-03-04", "text"),
        ("Talks\n\nUpdated: March 4, 2024 5:36 pm\n\nDelegates met.", None, ""),
        ("Talks\n\nThe treaty was signed on March 4, 1987, after ten years of quarrels between the two.", None, ""),
        ("Talks\n\nLUSAKA, March 4 (Agency) - Delegates met.", None, ""),
    ],
)
def test_a_date_in_the_text(text: str, day: str | None, source: str) -> None:
    found = FINDER.find(None, "", "", text)
    assert (found.day, found.source) == (day, source)


def test_the_order_of_trust() -> None:
    text = "Talks\n\nLUSAKA, March 4, 2024 (Agency) - Delegates met."
    url = "https://news.example/2024/03/05/talks"
    assert FINDER.find("2024-03-06", "metadata", url, text)[:2] == ("2024-03-06", "metadata")
    assert FINDER.find(None, "", url, text)[:2] == ("2024-03-04", "dateline")
    assert FINDER.find(None, "", url, "Talks\n\nMarch 9, 2024\nDelegates met.")[:2] == ("2024-03-05", "url")
    assert FINDER.find(None, "", "", BODY) == (None, "", ())


@pytest.mark.parametrize(
    ("line", "published", "said"),
    [
        ("LUSAKA, Tuesday, March 4, 2024 (Agency) - Delegates met.", None, "say tuesday for 2024-03-04"),
        ("LUSAKA, Monday, March 4, 2024 (Agency) - Delegates met.", None, ""),
        ("LUSAKA, March 4 (Agency) - Delegates met.", "2024-03-05", ""),
        ("LUSAKA, Dec 31 (Agency) - Delegates met.", "2024-01-01", ""),
        ("LUSAKA, March 4 (Agency) - Delegates met.", "2024-05-01", "dateline says 2024-03-04"),
    ],
)
def test_what_contradicts_is_told(line: str, published: str | None, said: str) -> None:
    warnings = FINDER.find(published, "given", "", f"Talks\n\n{line}").warnings
    assert said in " ".join(warnings)
    assert bool(warnings) == bool(said)

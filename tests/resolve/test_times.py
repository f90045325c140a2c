from collections.abc import Callable

import pytest

from dateline.types import Coding

Code = Callable[..., Coding]

# published Wednesday 15 May 2024
CASES = [
    ("They met on Monday.", "Monday", "2024-05-13", "2024-05-13", "2024-05-13"),
    ("They will meet on Monday.", "Monday", "2024-05-20", "2024-05-20", "2024-05-20"),
    ("They met on February 24.", "February 24", "2024-02-24", "2024-02-24", "2024-02-24"),
    ("The vote was held on 3 March 2021.", "3 March 2021", "2021-03-03", "2021-03-03", "2021-03-03"),
    ("Troops left last month.", "last month", "2024-04", "2024-04-01", "2024-04-30"),
    ("A dialogue will open later this year.", "later this year", "2024", "2024-05-16", "2024-12-31"),
    ("The army withdrew three weeks ago.", "three weeks ago", "2024-W17", "2024-04-22", "2024-04-28"),
    ("Talks begin tomorrow.", "tomorrow", "2024-05-16", "2024-05-16", "2024-05-16"),
    ("The war began in August 2008.", "August 2008", "2008-08", "2008-08-01", "2008-08-31"),
    ("It promised howitzers in May last year.", "May last year", "2023-05", "2023-05-01", "2023-05-31"),
    ("They will meet next month.", "next month", "2024-06", "2024-06-01", "2024-06-30"),
    ("He came to power in the late 1990s.", "the late 1990s", "199", "1996-08-31", "1999-12-31"),
    ("The deal was signed last week.", "last week", "2024-W19", "2024-05-06", "2024-05-12"),
]


@pytest.mark.parametrize(("text", "phrase", "value", "earliest", "latest"), CASES)
def test_times(code: Code, text: str, phrase: str, value: str, earliest: str, latest: str) -> None:
    times = [time for time in code(text).times if time.span.text == phrase]
    assert len(times) == 1, [time.span.text for time in code(text).times]
    assert times[0].value == value
    assert (times[0].interval.earliest, times[0].interval.latest) == (earliest, latest)


def test_by_sets_only_the_end(code: Code) -> None:
    time = code("The officers must be freed by Friday.").times[0]
    assert time.role == "until"
    assert time.interval.latest == "2024-05-17"


@pytest.mark.parametrize(("text", "value"), [("They met on Monday.", "XXXX-WXX-1"), ("On February 24 they met.", "XXXX-02-24")])
def test_without_a_publication_date_nothing_is_invented(code: Code, text: str, value: str) -> None:
    time = code(text, published=None).times[0]
    assert time.value == value
    assert time.interval.earliest is None
    assert time.interval.latest is None


@pytest.mark.parametrize(
    "text", ["The May government fell.", "They may march to the palace.", "He sat in the second row for a minute."]
)
def test_what_is_no_date(code: Code, text: str) -> None:
    assert [time for time in code(text).times if time.type == "DATE"] == []

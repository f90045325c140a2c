"""What a cue tells: where contents begin and end."""

import pytest

from dateline.coder import Coder
from dateline.types import Document

CASES = [
    (  # a quotation goes on though the narrator's words break it
        "“The road is closed,” said Amina Diallo, the mayor of Gao. “The army came” at dawn and “took the bridge from us.”",
        "said",
        ["“The road is closed,”", "“The army came” at dawn and “took the bridge from us.”"],
    ),
    (  # the quotation belongs to the statement with the quotation, not to a quoted word beside it
        "“We will not leave the valley,” she said, describing how “guests” had come. “We were born here.”",
        "said",
        ["“We will not leave the valley,”", "“We were born here.”"],
    ),
    (  # what closes the sentence tells all of it
        "Troops crossed the river and rebels shelled the port, according to residents.",
        "according to",
        ["Troops crossed the river and rebels shelled the port"],
    ),
    ("The envoy told parliament that it was too late, according to a transcript.", "according to", None),
]


@pytest.mark.parametrize(("text", "cue", "contents"), CASES)
def test_contents(coder: Coder, text: str, cue: str, contents: list[str] | None) -> None:
    (one,) = (one for one in coder(Document(text=text)).statements if one.cue.text.lower() == cue)
    wanted = contents or ["The envoy told parliament that it was too late"]
    assert [span.text for span in one.content] == wanted


def test_a_sentence_with_its_own_cue_does_not_go_on(coder: Coder) -> None:
    text = "“The road is closed,” said the mayor. “It is open,” the driver said."
    assert [[span.text for span in one.content] for one in coder(Document(text=text)).statements] == [
        ["“The road is closed,”"],
        ["“It is open,”"],
    ]

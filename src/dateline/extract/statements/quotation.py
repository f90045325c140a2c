"""Quotations over several sentences."""

from dateline.extract.doc import View
from dateline.extract.statements.draft import Draft
from dateline.parse import OPENING
from dateline.types import Sentence

__all__ = ["carrier", "continues", "quotation_before", "take_back"]


def carrier(view: View, drafts: list[Draft]) -> Draft | None:
    """The statement a quotation goes on with: of the last sentence with one, that which has quoted words."""
    last = [draft for draft in drafts if draft.outermost]
    last = [draft for draft in last if draft.sent == last[-1].sent]
    quoting = [d for d in last if any(view.sentences[d.sent].quoted[t] for t in d.content.get(d.sent, ()))]
    found = quoting or last
    return found[-1] if found else None


def take_back(earlier: list[Draft], draft: Draft) -> None:
    """A quotation that turns out to end with a cue of its own does not go on with the statement before it."""
    first = min(draft.content)
    if first < draft.sent:
        for other in earlier:
            other.content = {n: tokens for n, tokens in other.content.items() if n < first or n <= other.sent}


def quotation_before(view: View, number: int, quoted: set[int]) -> dict[int, list[int]]:
    """Earlier sentences of the quotation that ends here: "“One. Two,” she said."."""
    found: dict[int, list[int]] = {}
    first = min(quoted)
    opens_here = view.sentences[number].words[first] in OPENING
    at = number - 1
    while first == 0 and not opens_here and at >= 0 and view.sentences[at].paragraph == view.sentences[number].paragraph:
        sent = view.sentences[at]
        run = [token for token in range(len(sent.words)) if sent.quoted[token]]
        if not run or run[-1] != len(sent.words) - 1:
            break
        start = run[-1]
        while start - 1 in run:
            start -= 1
        found[at] = list(range(start, len(sent.words)))
        opens_here = sent.words[start] in OPENING
        if start > 0:
            break
        at -= 1
    return found


def continues(sent: Sentence, view: View, number: int) -> bool:
    """A sentence that is wholly quoted and has no cue of its own goes on with the statement before it."""
    words = [token for token, pos in enumerate(sent.pos) if pos != "PUNCT"]
    if not words or not all(sent.quoted[token] for token in words):
        return False
    return number > 0 and sent.paragraph - view.sentences[number - 1].paragraph <= 1

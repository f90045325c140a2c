"""Quotations over several sentences."""

from dateline.extract.doc import View
from dateline.extract.statements.draft import Draft
from dateline.parse import OPENING
from dateline.types import Sentence

__all__ = ["carrier", "continues", "quotation_before", "take_back"]

_LEAD = 2  # words before a quotation that goes on: "Now, “they come back”"
_MOSTLY = 0.6  # of the words of a sentence that goes on with a quotation


def carrier(view: View, drafts: list[Draft]) -> Draft | None:
    """The statement a quotation goes on with: of the last sentence with one, that which has the most quoted words."""
    last = [draft for draft in drafts if draft.outermost]
    last = [draft for draft in last if draft.sent == last[-1].sent]
    return max(reversed(last), key=lambda draft: _quoted_words(view, draft), default=None)


def _quoted_words(view: View, draft: Draft) -> int:
    quoted = view.sentences[draft.sent].quoted
    return sum(quoted[token] for token in draft.content.get(draft.sent, ()))


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


def continues(sent: Sentence, view: View, number: int, outer: Draft) -> bool:
    """A sentence that is quoted and has no cue of its own goes on with the statement before it.

    After a quotation it may be broken by words of the narrator's, as long as it opens with a quotation and is mostly one.
    """
    words = [token for token, pos in enumerate(sent.pos) if pos != "PUNCT"]
    if not words or number == 0:
        return False
    step = sent.paragraph - view.sentences[number - 1].paragraph
    share = sum(sent.quoted[token] for token in words) / len(words)
    broken = (
        any(sent.quoted[token] for token in words[:_LEAD]) and share >= _MOSTLY and step == 0 and _quoted_words(view, outer) > 0
    )
    return step <= 1 and (share == 1 or broken)

"""The stage of the ``statements`` layer: drafts to chained statements."""

from collections.abc import Sequence

from dateline.extract.cues import Cues
from dateline.extract.doc import Control, View
from dateline.extract.holders import Holders
from dateline.extract.statements.chain import chained
from dateline.extract.statements.draft import Draft
from dateline.extract.statements.forms import in_sentence
from dateline.extract.statements.quotation import carrier, continues, take_back
from dateline.types import Coding, Layer, Statement

__all__ = ["StatementStage", "statements_of"]


class StatementStage:
    """Stage of the ``statements`` layer."""

    layer: Layer = "statements"
    needs: frozenset[Layer] = frozenset({"sentences", "mentions", "chains", "entities"})

    def __init__(self, cues: Cues, control: Control) -> None:
        self._cues, self._control = cues, control

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Statement, ...]]:
        """Return the statements of each coding in order of their cue."""
        return [tuple(statements_of(View(coding, self._control), self._cues)) for coding in codings]


def statements_of(view: View, cues: Cues) -> list[Statement]:
    """Return the statements of one coding."""
    drafts = list[Draft]()
    for number, sent in enumerate(view.sentences):
        found = in_sentence(view, cues, number, sent)
        outer = carrier(view, drafts)
        for draft in found:
            draft.outermost = not sent.quoted[draft.cue[0]]
        inside = not any(draft.outermost for draft in found)
        if inside and outer is not None and max(outer.content) == number - 1 and continues(sent, view, number, outer):
            outer.content[number] = list(range(len(sent.words)))
        for draft in found:
            take_back(drafts, draft)
        drafts.extend(found)
    holders = Holders(view, cues)
    return chained(view, [draft for draft in drafts if any(draft.content.values())], holders)

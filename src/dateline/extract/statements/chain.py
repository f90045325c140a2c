"""Parents and chains, and the record of a statement."""

from dateline.extract.doc import View
from dateline.extract.holders import Holders
from dateline.extract.statements.draft import Draft
from dateline.ids import content_id
from dateline.match import children
from dateline.resolve.mentions import noun_phrase
from dateline.types import Attribution, Sentence, Span, Statement, Why

__all__ = ["chained"]

_DEEPEST = 4


_GROUP = frozenset({"aux", "aux:pass", "advmod:neg", "advmod"})


_BELONGS = ("nmod", "appos")


def chained(view: View, drafts: list[Draft], holders: Holders) -> list[Statement]:
    """Give each draft its parent and its chain; drafts nested too deep keep the chain of their parent."""
    made: list[Statement] = []
    by_draft: dict[int, Statement] = {}
    for index, draft in enumerate(drafts):
        parent = _parent(drafts, index)
        above = by_draft[parent].chain if parent is not None and parent in by_draft else (holders.outlet(),)
        link = _link(view, draft, holders)
        chain = (*above, link) if len(above) <= _DEEPEST else above
        statement = _statement(view, draft, chain, by_draft[parent].id if parent in by_draft else None)
        holders.remember(draft.sent, draft.source, link)
        by_draft[index] = statement
        made.append(statement)
    return made


def _parent(drafts: list[Draft], index: int) -> int | None:
    """The innermost draft before or after in which the cue of ``index`` lies."""
    mine = drafts[index]
    best: tuple[int, int] | None = None
    for other, draft in enumerate(drafts):
        if other == index or draft.sent > mine.sent:
            continue
        content = draft.content.get(mine.sent, [])
        inside = mine.cue[0] in content
        mutual = draft.cue[0] in mine.content.get(draft.sent, [])
        if inside and not mutual and (best is None or len(content) < best[0]):
            best = (len(content), other)
    return best[1] if best else None


def _verb_group(view: View, draft: Draft) -> Span:
    """The cue with its auxiliaries and negation ("did not say"), as far as they stand beside it."""
    sent, first = view.sentences[draft.sent], draft.cue[0]
    while first > 0 and sent.heads[first - 1] == draft.cue[0] and sent.deps[first - 1] in _GROUP:
        first -= 1
    return view.token_span(draft.sent, first, draft.cue[-1])


def _written(view: View, draft: Draft) -> Span | None:
    """The source as it stands: a relative pronoun where the clause has one, else the noun phrase with what belongs to it."""
    sent = view.sentences[draft.sent]
    for token in children(sent.heads)[draft.cue[0]]:
        if sent.deps[token] == "nsubj" and sent.tags[token] in {"WP", "WDT"}:
            return view.token_span(draft.sent, token, token)
    if draft.source is None or draft.rule.startswith("headline"):
        return None
    first, last = noun_phrase(sent, draft.source)
    for token in range(last + 1, len(sent.words)):
        if sent.heads[token] >= first and sent.deps[token].startswith(_BELONGS) and _inside(sent, token, first, last):
            tokens = view.subtree(draft.sent, token)
            if tokens[0] <= last + 3 and draft.cue[0] not in tokens:
                last = max(last, tokens[-1])
    if sent.words[first : last + 1].count("(") > sent.words[first : last + 1].count(")") and sent.words[last + 1 : last + 2] == (
        ")",
    ):
        last += 1
    return view.token_span(draft.sent, first, last)


def _inside(sent: Sentence, token: int, first: int, last: int) -> bool:
    return first <= sent.heads[token] <= last


def _link(view: View, draft: Draft, holders: Holders) -> Attribution:
    cue = view.token_span(draft.sent, draft.cue[0], draft.cue[-1])
    return holders.attribution(draft.sent, draft.source, cue, draft.cue_class, draft.cue[0])


def _statement(view: View, draft: Draft, chain: tuple[Attribution, ...], parent: str | None) -> Statement:
    cue = _verb_group(view, draft)
    content: list[Span] = []
    for number, tokens in sorted(draft.content.items()):
        content.extend(view.runs(number, tokens))
    sent = view.sentences[draft.sent]
    quoted = [sent.quoted[token] for token in draft.content[draft.sent] if sent.pos[token] != "PUNCT"]
    share = sum(quoted) / len(quoted) if quoted else 0.0
    if draft.opens:
        share = 1.0
    directness = "headline" if draft.headline else "direct" if share > 0.9 else "mixed" if share > 0 else "indirect"
    return Statement(
        id=content_id("stm", cue.start, cue.end),
        source=_written(view, draft) or chain[-1].holder,
        cue=cue,
        content=tuple(content),
        directness=directness,  # type: ignore[arg-type]
        cue_class=draft.cue_class,
        polarity="negative" if draft.cue_class == "deny" else "positive",
        parent=parent,
        chain=chain,
        sent=draft.sent,
        why=Why(rule=f"statement:{draft.rule}", evidence=(cue,), score=0.9 if draft.source is not None else 0.6),
    )

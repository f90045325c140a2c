"""Who says so: attributions with source, cue and content, nested into chains from the outlet inwards."""

from collections.abc import Sequence

from dateline.extract.cues import Cues
from dateline.extract.doc import Control, View
from dateline.extract.holders import Holders
from dateline.ids import content_id
from dateline.match import Graph
from dateline.resolve.mentions import noun_phrase
from dateline.types import Attribution, Coding, Layer, Sentence, Span, Statement, Why

__all__ = ["StatementStage", "statements_of"]

_CONTENT = ("ccomp", "xcomp", "parataxis", "advcl:that", "csubj")
_ACT_CONTENT = ("xcomp", "ccomp", "advcl", "advcl:to", "advcl:of", "advcl:from", "obj", "obl:of", "obl:for", "obl:to")
# acts of speech whose content may be a bare infinitive or a phrase
_ACT_CLASSES = frozenset({"promise", "order", "deny", "claim"})
_DEEPEST = 4
_GROUP = frozenset({"aux", "aux:pass", "advmod:neg", "advmod"})
_BELONGS = ("nmod", "appos")
_LONGEST_LEAD = 7  # words of a source before a colon
_OPENERS = frozenset({"“", "„", "«", '"', "‘", "'"})
_FEW_QUOTED = 3  # a scare-quoted word or two is not a quotation


class StatementStage:
    """Stage of the ``statements`` layer."""

    layer: Layer = "statements"
    needs: frozenset[Layer] = frozenset({"sentences", "mentions", "chains", "entities"})

    def __init__(self, cues: Cues, control: Control) -> None:
        self._cues, self._control = cues, control

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Statement, ...]]:
        """Return the statements of each coding in order of their cue."""
        return [tuple(statements_of(View(coding, self._control), self._cues)) for coding in codings]


class _Draft:
    """A statement before its chain is known."""

    def __init__(self, sent: int, source: int | None, cue: tuple[int, ...], content: list[int], cue_class: str) -> None:
        self.sent, self.source, self.cue, self.cue_class = sent, source, cue, cue_class
        self.content: dict[int, list[int]] = {sent: content}
        self.rule = "clause"
        self.headline = False
        self.outermost = True


def statements_of(view: View, cues: Cues) -> list[Statement]:
    """Return the statements of one coding."""
    drafts: list[_Draft] = []
    for number, sent in enumerate(view.sentences):
        found = _in_sentence(view, cues, number, sent)
        outer = next((draft for draft in reversed(drafts) if draft.outermost), None)
        for draft in found:
            draft.outermost = not sent.quoted[draft.cue[0]]
        inside = not any(draft.outermost for draft in found)
        if inside and outer is not None and _continues(sent, view, number):
            outer.content[number] = list(range(len(sent.words)))
        drafts.extend(found)
    holders = Holders(view, cues)
    return _chained(view, drafts, holders)


def _in_sentence(view: View, cues: Cues, number: int, sent: Sentence) -> list[_Draft]:
    graph = view.graph(number)
    drafts = []
    for token, lemma in enumerate(sent.lemmas):
        draft: _Draft | None = None
        if sent.pos[token] == "VERB" and lemma in cues.verbs:
            draft = _verb(view, cues, graph, number, token)
        elif sent.deps[token].startswith("obl:") or sent.deps[token].startswith("nmod:"):
            draft = _prepositional(view, cues, number, token)
        if draft is not None and any(draft.content.values()):
            drafts.append(draft)
    if number == 0 and not any(draft.cue_class == "say" for draft in drafts):
        lead = _lead(number, sent)
        if lead is not None:
            return [lead, *drafts]
    if sent.headline and not any(draft.cue_class == "say" for draft in drafts):
        tail = _headline_tail(number, sent)
        drafts.extend([tail] if tail else [])
    return drafts


def _verb(view: View, cues: Cues, graph: Graph, number: int, token: int) -> _Draft | None:
    """A verb of saying with a clause, a quotation, or (for acts of speech) a phrase as its content."""
    sent = view.sentences[number]
    lemma, cue_class = sent.lemmas[token], cues.verbs[sent.lemmas[token]]
    passive = graph.passive(token)
    source = graph.find(token, "obl:agent", "obl:by") if passive else graph.find(token, "nsubj")
    if source is not None and sent.lemmas[source] in cues.table.expletives:
        source = None
    clauses = [kid for label, kid in graph.kids[token] if label in _CONTENT and _is_clause(sent, kid)]
    tokens: set[int] = set()
    for clause in clauses:
        tokens |= set(view.subtree(number, clause, without=token)) - _told_beside(view, cues, graph, number, clause)
    quoted = _quoted_beside(view, number, token, tokens)
    strict = lemma in cues.table.strict
    if not tokens and source is not None and (cue_class in _ACT_CLASSES or (strict and not quoted)):
        for label, kid in graph.kids[token]:
            if label == "obj" or (
                cue_class in _ACT_CLASSES and label in _ACT_CONTENT and (label != "advcl" or _infinitive(sent, graph, kid))
            ):
                tokens |= set(view.subtree(number, kid, without=token))
    before: dict[int, list[int]] = {}
    if quoted and (strict or clauses or len(quoted) > _FEW_QUOTED):
        tokens |= quoted
        before = _quotation_before(view, number, quoted)
    infinitive = clauses and all(
        _infinitive(sent, graph, clause) and graph.find(clause, "nsubj", "nsubj:pass") is None for clause in clauses
    )
    if not tokens or (infinitive and cue_class not in _ACT_CLASSES and not quoted):
        return None
    if source is None and not passive and not strict:
        return None
    draft = _Draft(number, source, _cue_tokens(graph, token), sorted(tokens - {token}), cue_class)
    draft.content.update(before)
    draft.rule = f"verb:{lemma}"
    draft.headline = sent.headline
    return draft


def _told_beside(view: View, cues: Cues, graph: Graph, number: int, clause: int) -> set[int]:
    """Clauses coordinated with the content that are told by somebody else: "…, and police said …"."""
    sent, found = view.sentences[number], set[int]()
    for kid, head in enumerate(sent.heads):
        if head == clause and sent.deps[kid] == "advcl" and sent.lemmas[kid] in cues.verbs and sent.tags[kid] == "VBG":
            found |= set(view.subtree(number, kid))  # "…, saying that …" has a content of its own
        elif head == clause and sent.deps[kid] == "conj" and sent.lemmas[kid] in cues.verbs:
            own = any(h == kid and sent.deps[n].startswith("nsubj") for n, h in enumerate(sent.heads))
            if own and graph.find(kid, "ccomp") is not None:
                found |= set(view.subtree(number, kid))
                found |= {n for n, h in enumerate(sent.heads) if h == clause and sent.deps[n] == "cc" and n < kid}
    return found


def _is_clause(sent: Sentence, token: int) -> bool:
    return sent.pos[token] in {"VERB", "AUX"} or any(
        head == token and sent.deps[kid] in {"cop", "nsubj", "nsubj:pass", "aux"} for kid, head in enumerate(sent.heads)
    )


def _infinitive(sent: Sentence, graph: Graph, clause: int) -> bool:
    return any(label == "mark" and sent.words[kid].lower() == "to" for label, kid in graph.kids[clause])


def _cue_tokens(graph: Graph, verb: int) -> tuple[int, ...]:
    particle = graph.find(verb, "compound:prt")
    return (verb,) if particle is None else (verb, particle)


def _quoted_beside(view: View, number: int, cue: int, content: set[int]) -> set[int]:
    """Quoted tokens of the sentence that the cue itself is not part of."""
    sent = view.sentences[number]
    if sent.quoted[cue]:
        return set()
    quoted = {token for token, inside in enumerate(sent.quoted) if inside}
    words = [token for token in quoted if sent.pos[token] != "PUNCT"]
    return quoted if len(words) > _FEW_QUOTED or quoted & content else set()


def _quotation_before(view: View, number: int, quoted: set[int]) -> dict[int, list[int]]:
    """Earlier sentences of the quotation that ends here: "“One. Two,” she said."."""
    found: dict[int, list[int]] = {}
    first = min(quoted)
    opens_here = view.sentences[number].words[first] in _OPENERS
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
        opens_here = sent.words[start] in _OPENERS
        if start > 0:
            break
        at -= 1
    return found


def _lead(number: int, sent: Sentence) -> _Draft | None:
    """A headline or first sentence that opens with its source: "Minister: talks have failed"."""
    for at in range(1, min(_LONGEST_LEAD, len(sent.words) - 3)):
        if sent.words[at] != ":":
            continue
        named = sent.pos[at - 1] in {"NOUN", "PROPN"} and not any(sent.pos[token] in {"VERB", "AUX"} for token in range(at))
        if not named:
            return None
        draft = _Draft(number, at - 1, (at,), list(range(at + 1, len(sent.words))), "say")
        draft.rule, draft.headline = "headline lead", True
        return draft
    return None


def _prepositional(view: View, cues: Cues, number: int, token: int) -> _Draft | None:
    """ "according to officials": the clause that the phrase hangs on is the content."""
    sent = view.sentences[number]
    cue_class = cues.prepositional.get(sent.deps[token].partition(":")[2])
    host = sent.heads[token]
    if cue_class is None or host < 0:
        return None
    while sent.pos[host] not in {"VERB", "AUX"} and sent.heads[host] >= 0 and not _is_clause(sent, host):
        host = sent.heads[host]
    own = set(view.subtree(number, token))
    content = [one for one in view.subtree(number, host) if one not in own]
    cue = tuple(one for one in sorted(own) if sent.heads[one] == token and sent.deps[one] == "case")
    draft = _Draft(number, token, cue or (token,), content, cue_class)
    draft.rule = "preposition:" + sent.deps[token].partition(":")[2]
    draft.headline = sent.headline
    return draft


def _headline_tail(number: int, sent: Sentence) -> _Draft | None:
    """A headline that ends in ": UN" or "- minister"."""
    for at in range(len(sent.words) - 2, max(0, len(sent.words) - 6), -1):
        if sent.words[at] in {":", "-", "–", "—"}:
            last = len(sent.words) - 1
            while last > at and sent.pos[last] == "PUNCT":
                last -= 1
            if last <= at or sent.pos[last] not in {"NOUN", "PROPN"}:
                return None
            draft = _Draft(number, last, (at,), list(range(at)), "say")
            draft.rule, draft.headline = "headline tail", True
            return draft
    return None


def _continues(sent: Sentence, view: View, number: int) -> bool:
    """A sentence that is wholly quoted and has no cue of its own goes on with the statement before it."""
    words = [token for token, pos in enumerate(sent.pos) if pos != "PUNCT"]
    if not words or not all(sent.quoted[token] for token in words):
        return False
    return number > 0 and sent.paragraph - view.sentences[number - 1].paragraph <= 1


def _chained(view: View, drafts: list[_Draft], holders: Holders) -> list[Statement]:
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


def _parent(drafts: list[_Draft], index: int) -> int | None:
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


def _verb_group(view: View, draft: _Draft) -> Span:
    """The cue with its auxiliaries and negation ("did not say"), as far as they stand beside it."""
    sent, first = view.sentences[draft.sent], draft.cue[0]
    while first > 0 and sent.heads[first - 1] == draft.cue[0] and sent.deps[first - 1] in _GROUP:
        first -= 1
    return view.token_span(draft.sent, first, draft.cue[-1])


def _written(view: View, draft: _Draft) -> Span | None:
    """The source as it stands: a relative pronoun where the clause has one, else the noun phrase with what belongs to it."""
    sent = view.sentences[draft.sent]
    for token, head in enumerate(sent.heads):
        if head == draft.cue[0] and sent.deps[token] == "nsubj" and sent.tags[token] in {"WP", "WDT"}:
            return view.token_span(draft.sent, token, token)
    if draft.source is None or draft.rule.startswith("headline"):
        return None
    first, last = noun_phrase(sent, draft.source)
    for token in range(last + 1, len(sent.words)):
        if sent.heads[token] >= first and sent.deps[token].startswith(_BELONGS) and _inside(sent, token, first, last):
            tokens = view.subtree(draft.sent, token)
            if tokens[0] <= last + 3 and draft.cue[0] not in tokens:
                last = max(last, tokens[-1])
    return view.token_span(draft.sent, first, last)


def _inside(sent: Sentence, token: int, first: int, last: int) -> bool:
    return first <= sent.heads[token] <= last


def _link(view: View, draft: _Draft, holders: Holders) -> Attribution:
    cue = view.token_span(draft.sent, draft.cue[0], draft.cue[-1])
    return holders.attribution(draft.sent, draft.source, cue, draft.cue_class, draft.cue[0])


def _statement(view: View, draft: _Draft, chain: tuple[Attribution, ...], parent: str | None) -> Statement:
    cue = _verb_group(view, draft)
    content: list[Span] = []
    for number, tokens in sorted(draft.content.items()):
        content.extend(view.runs(number, tokens))
    sent = view.sentences[draft.sent]
    quoted = [sent.quoted[token] for token in draft.content[draft.sent] if sent.pos[token] != "PUNCT"]
    share = sum(quoted) / len(quoted) if quoted else 0.0
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

"""The forms in which a sentence attributes: verbs, "according to", headline leads and tails."""

from dateline.extract.cues import Cues
from dateline.extract.doc import View
from dateline.extract.statements.content import ACT_CLASSES, content_of, is_clause
from dateline.extract.statements.draft import Draft
from dateline.extract.statements.quotation import quotation_before
from dateline.extract.statements.speaker import speaker
from dateline.match import Graph
from dateline.types import Sentence

__all__ = ["in_sentence"]

_COMMA = frozenset({",", "”", "''", '"'})
_WITHIN = frozenset({"conj", "ccomp", "advcl", "acl:relcl"})  # clauses on which the parser hangs what closes the sentence
_LONGEST_LEAD = 7  # words of a source before a colon


def in_sentence(view: View, cues: Cues, number: int, sent: Sentence) -> list[Draft]:
    """Return the attributions of one sentence in the order of their cues."""
    graph = view.graph(number)
    drafts = []
    for token, lemma in enumerate(sent.lemmas):
        draft: Draft | None = None
        if sent.pos[token] == "VERB" and lemma in cues.verbs:
            draft = _verb(view, cues, graph, number, token)
        elif sent.deps[token].startswith("obl:") or sent.deps[token].startswith("nmod:"):
            draft = _prepositional(view, cues, number, token)
        if draft is not None and (draft.opens or any(draft.content.values())):
            drafts.append(draft)
    if number == 0 and not any(draft.cue_class == "say" for draft in drafts):
        lead = _lead(number, sent)
        if lead is not None:
            return [lead, *drafts]
    if sent.headline and not any(draft.cue_class == "say" for draft in drafts):
        tail = _headline_tail(number, sent)
        drafts.extend([tail] if tail else [])
    return drafts


def _verb(view: View, cues: Cues, graph: Graph, number: int, token: int) -> Draft | None:
    """A verb of saying with a clause, a quotation, or (for acts of speech) a phrase as its content."""
    sent = view.sentences[number]
    lemma, cue_class = sent.lemmas[token], cues.verbs[sent.lemmas[token]]
    source, between = speaker(view, cues, number, token)
    tokens, quoted, clauses = content_of(view, cues, number, token, source)
    infinitive = clauses and all(
        graph.infinitive(clause) and graph.find(clause, "nsubj", "nsubj:pass") is None for clause in clauses
    )
    if not tokens and source is not None and lemma in cues.table.strict and sent.words[-1] == ":" and not sent.quoted[token]:
        opening = Draft(number, source, _cue_tokens(graph, token), [], cue_class)
        opening.rule, opening.opens = f"verb:{lemma}", True
        return opening
    if not tokens or (infinitive and cue_class not in ACT_CLASSES and not quoted):
        return None
    if source is None and not graph.passive(token) and lemma not in cues.table.strict:
        return None
    draft = Draft(number, source, _cue_tokens(graph, token), sorted(tokens - {token} - between), cue_class)
    draft.content.update(quotation_before(view, number, quoted) if quoted else {})
    draft.rule = f"verb:{lemma}"
    draft.headline = sent.headline
    return draft


def _cue_tokens(graph: Graph, verb: int) -> tuple[int, ...]:
    particle = graph.find(verb, "compound:prt")
    return (verb,) if particle is None else (verb, particle)


def _lead(number: int, sent: Sentence) -> Draft | None:
    """A headline or first sentence that opens with its source: "Minister: talks have failed"."""
    for at in range(1, min(_LONGEST_LEAD, len(sent.words) - 3)):
        if sent.words[at] != ":":
            continue
        named = sent.pos[at - 1] in {"NOUN", "PROPN"} and not any(sent.pos[token] in {"VERB", "AUX"} for token in range(at))
        if not named:
            return None
        draft = Draft(number, at - 1, (at,), list(range(at + 1, len(sent.words))), "say")
        draft.rule, draft.headline = "headline lead", True
        return draft
    return None


def _prepositional(view: View, cues: Cues, number: int, token: int) -> Draft | None:
    """ "according to officials": the clause that the phrase hangs on is the content."""
    sent = view.sentences[number]
    cue_class = cues.prepositional.get(sent.deps[token].partition(":")[2])
    host = sent.heads[token]
    if cue_class is None or host < 0:
        return None
    while sent.pos[host] not in {"VERB", "AUX"} and sent.heads[host] >= 0 and not is_clause(sent, host):
        host = sent.heads[host]
    own = set(view.subtree(number, token))
    if _closes(sent, own):
        while sent.deps[host] in _WITHIN and sent.heads[host] >= 0 and not sent.quoted[host]:
            host = sent.heads[host]
    content = [one for one in view.subtree(number, host) if one not in own]
    cue = tuple(one for one in sorted(own) if sent.heads[one] == token and sent.deps[one] == "case")
    draft = Draft(number, token, cue or (token,), content, cue_class)
    draft.rule = "preposition:" + sent.deps[token].partition(":")[2]
    draft.headline = sent.headline
    return draft


def _closes(sent: Sentence, phrase: set[int]) -> bool:
    """Whether a phrase stands behind a comma at the end of its sentence, and so tells of the whole of it."""
    first, last = min(phrase), max(phrase)
    return (
        first > 0 and sent.words[first - 1] in _COMMA and all(sent.pos[at] == "PUNCT" for at in range(last + 1, len(sent.words)))
    )


def _headline_tail(number: int, sent: Sentence) -> Draft | None:
    """A headline that ends in ": UN" or "- minister"."""
    for at in range(len(sent.words) - 2, max(0, len(sent.words) - 6), -1):
        if sent.words[at] in {":", "-", "–", "—"}:
            last = len(sent.words) - 1
            while last > at and sent.pos[last] == "PUNCT":
                last -= 1
            if last <= at or sent.pos[last] not in {"NOUN", "PROPN"}:
                return None
            draft = Draft(number, last, (at,), list(range(at)), "say")
            draft.rule, draft.headline = "headline tail", True
            return draft
    return None

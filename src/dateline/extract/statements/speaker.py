"""Who stands at a cue: the subject, the agent, or a name that the parser hung elsewhere."""

from dateline.extract.cues import Cues
from dateline.extract.doc import View
from dateline.match import Graph, children
from dateline.parse import MARKS
from dateline.types import Sentence

__all__ = ["finite_tag", "own_subject", "shared_cue", "speaker"]


_NOT_SPEAKERS = frozenset({"obj", "obl:npmod", "obl:tmod", "nmod:npmod"})


def speaker(view: View, cues: Cues, number: int, token: int) -> tuple[int | None, set[int]]:
    """Return the source of the cue verb at ``token`` and, if it stands between a quotation and the cue, those tokens."""
    sent, graph = view.sentences[number], view.graph(number)
    if graph.passive(token):
        return graph.find(token, "obl:agent", "obl:by"), set()
    shared = shared_cue(view, cues, number, token)
    source = graph.find(shared if shared is not None else token, "nsubj")
    if sent.deps[token] == "advcl:as" and sent.lemmas[sent.heads[token]] in cues.table.relaying:
        return graph.find(sent.heads[token], "obj", "nsubj:pass"), set()  # "quoted the governor as saying"
    if sent.tags[token] == "VBG" and not own_subject(sent, token):
        source = _of_participle(sent, graph, token, source)
    between: set[int] = set()
    if not sent.quoted[token] and (source is None or sent.quoted[source]):
        source, between = _after_quotation(sent, token) or (source, between)
    if source is None and cues.verbs[sent.lemmas[token]] == "say":
        source = _misplaced(sent, graph, token)
    if source is not None and sent.lemmas[source] in cues.table.expletives and sent.lemmas[token] not in cues.table.strict:
        source = None  # "it appears that"; but "it said" is the company
    return source, between


def _of_participle(sent: Sentence, graph: Graph, token: int, source: int | None) -> int | None:
    """ "…, saying that": after a comma it is the subject of the clause who says it, not the noun before."""
    at = token
    while at > 0 and sent.words[at - 1] not in {",", "”", '"', "''"} and sent.heads[at - 1] == token:
        at -= 1
    if at == 0 or sent.words[at - 1] not in {",", "”", '"', "''"} or not sent.deps[token].startswith(("advcl", "acl")):
        return source
    verb = sent.heads[token]
    while verb >= 0 and not (sent.pos[verb] in {"VERB", "AUX"} and own_subject(sent, verb)):
        verb = sent.heads[verb]
    subject = graph.find(verb, "nsubj", "nsubj:pass") if verb >= 0 else None
    return subject if subject is not None else source


def _misplaced(sent: Sentence, graph: Graph, verb: int) -> int | None:
    """A subject the parser did not see as one: "About 4 in 10 say", "On Tuesday, while …, the former president said"."""
    if sent.deps[verb] == "dep" and 0 <= sent.heads[verb] < verb:
        return graph.find(sent.heads[verb], "nsubj")
    at = verb - 1
    while at > 0 and (sent.pos[at] == "ADV" or sent.words[at] == ","):
        at -= 1
    if at > 0 and sent.words[at] == ")":  # "Senator Lee (D-MA) said"
        at = next((n for n in range(at, 0, -1) if sent.words[n] == "("), 1) - 1
    if at < 0 or sent.quoted[at] or sent.pos[at] not in {"NUM", "NOUN", "PROPN", "PRON"} or sent.deps[at] in _NOT_SPEAKERS:
        return None
    while sent.deps[at] in {"compound", "flat"} and at < sent.heads[at] < verb:
        at = sent.heads[at]
    return at


def _after_quotation(sent: Sentence, cue: int) -> tuple[int, set[int]] | None:
    """The name between a closing quotation mark and the cue, where the parser joined it to the quotation."""
    at = cue - 1
    while at >= 0 and not sent.quoted[at] and sent.words[at] not in MARKS:
        at -= 1
    between = set(range(at + 1, cue))
    if at < 1 or not between:
        return None
    if any(sent.pos[token] in {"VERB", "AUX"} for token in between):
        return _before_apposition(sent, at + 1, cue, between)
    brackets = {
        t
        for t in between
        if any(sent.words[o] == "(" for o in between if o < t) and any(sent.words[c] == ")" for c in between if c > t)
    }
    named = [t for t in sorted(between - brackets) if sent.heads[t] not in between and sent.pos[t] in {"NOUN", "PROPN", "PRON"}]
    return (named[0], between) if named else None


def _before_apposition(sent: Sentence, first: int, cue: int, between: set[int]) -> tuple[int, set[int]] | None:
    """ "“…,” Lee, who won the first ballots, said": the name up to the comma."""
    comma = next((at for at in sorted(between) if sent.words[at] == ","), None)
    if comma is None or sent.words[cue - 1] != "," or comma == first:
        return None
    name = range(first, comma)
    plain = all(sent.pos[token] in {"NOUN", "PROPN", "PRON", "DET", "ADJ", "PUNCT"} for token in name)
    return (comma - 1, between) if plain and sent.pos[comma - 1] in {"NOUN", "PROPN", "PRON"} else None


def shared_cue(view: View, cues: Cues, number: int, verb: int) -> int | None:
    """The cue whose subject says this too: "He said it was over and said that ...", hung on the content by the parser."""
    sent = view.sentences[number]
    clause = sent.heads[verb]
    if sent.deps[verb] != "conj" or clause < 0 or sent.deps[clause] != "ccomp" or own_subject(sent, verb):
        return None
    cue = sent.heads[clause]
    if sent.lemmas[verb] not in cues.table.strict or cues.verbs.get(sent.lemmas[cue]) != "say":
        return None
    same_form = sent.tags[verb] == sent.tags[cue] and sent.tags[cue] in {"VBD", "VBZ", "VBP"}
    return cue if same_form and (sent.lemmas[verb] == sent.lemmas[cue] or finite_tag(sent, clause) != sent.tags[verb]) else None


def own_subject(sent: Sentence, verb: int) -> bool:
    """Tell whether the verb has a subject of its own, not one it shares."""
    return any(sent.deps[kid].startswith("nsubj") for kid in children(sent.heads)[verb])


def finite_tag(sent: Sentence, verb: int) -> str:
    """The tag that carries the tense of a clause: its verb, copula or first auxiliary."""
    helpers = [at for at in children(sent.heads)[verb] if sent.deps[at] in {"aux", "aux:pass", "cop"}]
    return sent.tags[helpers[0]] if helpers else sent.tags[verb]

"""What a cue tells: clauses, quotations, phrases."""

from dateline.extract.cues import Cues
from dateline.extract.doc import View
from dateline.extract.statements.speaker import finite_tag, own_subject, shared_cue
from dateline.match import Graph, children
from dateline.parse import ONLY_OPENING
from dateline.types import Sentence

__all__ = ["ACT_CLASSES", "content_of", "is_clause"]

_CONTENT = ("ccomp", "xcomp", "parataxis", "advcl:that", "csubj")


_ACT_CONTENT = ("xcomp", "ccomp", "advcl", "advcl:to", "advcl:of", "advcl:from", "obj", "obl:of", "obl:for", "obl:to")


# acts of speech whose content may be a bare infinitive or a phrase
ACT_CLASSES = frozenset({"promise", "order", "deny", "claim"})


_DASHES = frozenset({"—", "–", "--"})
_ENDS = frozenset({",", ".", "!", "?", "…"})


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


_FEW_QUOTED = 3  # a scare-quoted word or two is not a quotation


def content_of(view: View, cues: Cues, number: int, token: int, source: int | None) -> tuple[set[int], set[int], list[int]]:
    """Return what the cue at ``token`` tells, the quoted part of it, and the clauses."""
    sent, graph = view.sentences[number], view.graph(number)
    clauses = _clauses(sent, graph, cues, token)
    tokens = _clause_tokens(view, cues, number, token, clauses)
    if not clauses and _aside(sent, graph, cues, token):
        tokens = set(view.subtree(number, sent.heads[token], without=token)) - set(view.subtree(number, token))
    quoted = _quoted_beside(view, cues, number, token, tokens)
    strict, cue_class = sent.lemmas[token] in cues.table.strict, cues.verbs[sent.lemmas[token]]
    if not tokens and source is not None and (cue_class in ACT_CLASSES or (strict and not quoted)):
        tokens |= _phrases(view, number, token, acts=cue_class in ACT_CLASSES)
    if not tokens and graph.passive(token) and (strict or cue_class == "order"):
        tokens |= _passive_phrases(view, number, token, asked=sent.lemmas[token] == "ask")
    if not tokens and source is not None and strict:
        tokens |= {kid for label, kid in graph.kids[token] if sent.words[kid].lower() in cues.table.echoes and label != "nsubj"}
    if quoted and (strict or clauses or len(quoted) > _FEW_QUOTED):
        return tokens | quoted, quoted, clauses
    return tokens, set(), clauses


def _clauses(sent: Sentence, graph: Graph, cues: Cues, token: int) -> list[int]:
    """The heads of the clauses told, before and after the cue."""
    strict = sent.lemmas[token] in cues.table.strict
    found = [
        kid
        for label, kid in graph.kids[token]
        if (label in _CONTENT and (is_clause(sent, kid) or (label == "ccomp" and strict)) and not _aside(sent, graph, cues, kid))
        or (label == "advcl:as" and sent.lemmas[token] in cues.table.relaying and sent.lemmas[kid] in cues.verbs)
    ]
    before = [kid for kid in found if kid < token and not sent.quoted[kid]]
    if len(before) < len(found) and any(sent.words[at] == ";" for kid in before for at in range(kid, token)):
        found = [kid for kid in found if kid not in before]
    if not found and strict:  # "said in a letter that …": the parser hangs the clause on the letter
        hosts = [kid for label, kid in graph.kids[token] if label.startswith("obl:")]
        found = [
            kid
            for host in hosts
            for label, kid in graph.kids[host]
            if label in {"acl", "acl:relcl"}
            and any(part == "mark" and sent.words[at].lower() == "that" for part, at in graph.kids[kid])
        ]
    return found


def _aside(sent: Sentence, graph: Graph, cues: Cues, verb: int) -> bool:
    """ ", the radio reported,": a cue set into the clause that it tells."""
    return (
        sent.deps[verb] == "parataxis"
        and sent.lemmas[verb] in cues.table.strict
        and own_subject(sent, verb)
        and not any(label in {"ccomp", "obj", "xcomp"} for label, _ in graph.kids[verb])
    )


def _clause_tokens(view: View, cues: Cues, number: int, token: int, clauses: list[int]) -> set[int]:
    sent, graph = view.sentences[number], view.graph(number)
    tokens: set[int] = set()
    for clause in clauses:
        tokens |= set(view.subtree(number, clause, without=token))
    for clause in clauses:
        tokens -= _told_beside(view, cues, graph, number, clause)
        tokens -= _remarks(view, cues, number, clause)
    for clause in clauses:
        told = view.subtree(number, clause)
        joined = {told[0], told[0] - 1} & {at for at, dep in enumerate(sent.deps) if dep == "cc"}
        if clause > token and joined and sent.lemmas[clause] in cues.verbs and own_subject(sent, clause):
            tokens -= {*told, *_joiners(sent, told[0])}
    return _trimmed(sent, token, clauses, tokens | _cut_off(sent, graph, token, clauses, tokens))


def _cut_off(sent: Sentence, graph: Graph, cue: int, clauses: list[int], tokens: set[int]) -> set[int]:
    """The words between the cue and a finite clause without subject: a long subject that the parser hung elsewhere."""
    after = [clause for clause in clauses if clause > cue]
    if len(after) != 1 or not tokens or finite_tag(sent, after[0]) not in _FINITE:
        return set()
    first = min((token for token in tokens if token > cue), default=cue)
    gap = range(cue + 1, first)
    lone = graph.find(after[0], "nsubj", "nsubj:pass", "csubj", "expl") is None
    noun = any(sent.pos[token] in {"NOUN", "PROPN", "PRON"} for token in gap)
    return set(gap) if lone and noun and not any(sent.words[token] in _ENDS for token in gap) else set()


def _trimmed(sent: Sentence, cue: int, clauses: list[int], tokens: set[int]) -> set[int]:
    """Drop what the narrator sets before the cue and behind the content."""
    aside = cue + 1 < len(sent.words) and sent.words[cue + 1] in {",", "”", '"', "''"}
    if clauses and min(clauses) > cue and not aside:  # "In a statement on Friday, she said …"
        tokens = {token for token in tokens if token > cue or sent.quoted[token]}
    quoted = [token for token in tokens if sent.quoted[token]]
    if quoted and max(quoted) > cue and sent.words[max(quoted) - 1] == ",":  # "was “over,” referring to …"
        tokens = {token for token in tokens if token <= max(quoted)}
    dash = [token for token in tokens if sent.words[token] in _DASHES and token > cue and not sent.quoted[token]]
    if len(dash) == 1 and not any(
        sent.pos[token] in {"VERB", "AUX"} and sent.heads[token] < dash[0] for token in tokens if token > dash[0]
    ):
        tokens = {token for token in tokens if token < dash[0]}
    return tokens


def _phrases(view: View, number: int, token: int, *, acts: bool) -> set[int]:
    """Contents that are no clause: "promised aid", "reported a loss"."""
    graph, tokens = view.graph(number), set[int]()
    for label, kid in graph.kids[token]:
        if label == "obj" or (acts and label in _ACT_CONTENT and (label != "advcl" or graph.infinitive(kid))):
            tokens |= set(view.subtree(number, kid, without=token))
    return tokens


def _told_beside(view: View, cues: Cues, graph: Graph, number: int, clause: int) -> set[int]:
    """Clauses coordinated with the content that are told by somebody else: "…, and police said …"."""
    sent, found = view.sentences[number], set[int]()
    for kid in children(sent.heads)[clause]:
        if sent.deps[kid] == "advcl" and sent.lemmas[kid] in cues.verbs and sent.tags[kid] == "VBG":
            found |= set(view.subtree(number, kid))  # "…, saying that …" has a content of its own
        elif sent.deps[kid] == "conj" and sent.lemmas[kid] in cues.verbs:
            tells = graph.find(kid, "ccomp") is not None or any(sent.quoted[at] for _, at in graph.kids[kid])
            beside = own_subject(sent, kid) and tells and cues.verbs[sent.lemmas[kid]] == "say"
            if beside or shared_cue(view, cues, number, kid) is not None:
                found |= {*view.subtree(number, kid), *_joiners(sent, view.subtree(number, kid)[0])}
        elif sent.deps[kid] == "conj" and _narrated(sent, clause, kid):
            found |= {*view.subtree(number, kid), *_joiners(sent, view.subtree(number, kid)[0])}
    return found


def _narrated(sent: Sentence, clause: int, verb: int) -> bool:
    """ "said he would pray but did not say for whom": after "would" a finite verb in the tense of the cue is the narrator's."""
    cue = sent.heads[clause]
    return (
        not own_subject(sent, verb)
        and not sent.quoted[verb]
        and cue >= 0
        and finite_tag(sent, clause) == "MD"
        and finite_tag(sent, verb) == sent.tags[cue]
        and sent.tags[cue] in {"VBD", "VBZ", "VBP"}
    )


def _joiners(sent: Sentence, first: int) -> set[int]:
    """The conjunction and comma before a coordinated clause that begins at ``first``."""
    found, at = set[int](), first - 1
    while at >= 0 and sent.deps[at] in {"cc", "punct"} and not sent.quoted[at]:
        found.add(at)
        at -= 1
    return found


def _remarks(view: View, cues: Cues, number: int, clause: int) -> set[int]:
    """What the narrator sets against the content: ", though voters …", ", while others …"."""
    sent, found = view.sentences[number], set[int]()
    for kid in children(sent.heads)[clause]:
        if not sent.deps[kid].startswith("advcl") or kid < clause or sent.quoted[kid]:
            continue
        tokens = view.subtree(number, kid)
        marked = sent.words[tokens[0]].lower() in cues.table.set_against
        if marked and tokens[0] > 0 and sent.words[tokens[0] - 1] == ",":
            found |= {*tokens, tokens[0] - 1}
    return found


def is_clause(sent: Sentence, token: int) -> bool:
    """Tell whether ``token`` heads a clause, a verbless one with a subject or copula included."""
    return sent.pos[token] in {"VERB", "AUX"} or any(
        sent.deps[kid] in {"cop", "nsubj", "nsubj:pass", "aux"} for kid in children(sent.heads)[token]
    )


def _passive_phrases(view: View, number: int, token: int, *, asked: bool) -> set[int]:
    """ "The loss was first reported by", "asked about the loan"."""
    wanted = {"obl:about"} if asked else {"nsubj:pass"}
    agent = asked or view.graph(number).find(token, "obl:agent") is not None
    kids = [kid for label, kid in view.graph(number).kids[token] if label in wanted]
    return {at for kid in kids for at in view.subtree(number, kid)} if agent else set()


def _quoted_beside(view: View, cues: Cues, number: int, cue: int, content: set[int]) -> set[int]:
    """Quoted tokens that the cue tells: no titles and scare quotes elsewhere in the sentence, no quotation of another cue."""
    sent = view.sentences[number]
    if sent.quoted[cue]:
        return set()
    found: set[int] = set()
    for run in _runs(sent):
        words = [token for token in run if sent.pos[token] != "PUNCT"]
        enough = len(words) > _FEW_QUOTED or (
            len(words) > 1 and sent.pos[words[-1]] != "NOUN" and sent.words[max(run) - 1] == ","
        )
        if run & content or (enough and _tells(sent, cues, cue, run)):
            found |= run
    return found


def _runs(sent: Sentence) -> list[set[int]]:
    """The quotations of a sentence."""
    runs: list[set[int]] = []
    for token, inside in enumerate(sent.quoted):
        if inside and token and sent.quoted[token - 1] and sent.words[token] not in ONLY_OPENING:
            runs[-1].add(token)
        elif inside:
            runs.append({token})
    return runs


def _tells(sent: Sentence, cues: Cues, cue: int, run: set[int]) -> bool:
    """Whether ``cue`` is the first cue above the quotation; a title is not told ("told “Morning Hour” that")."""
    if not any(sent.pos[token] in {"VERB", "AUX"} or sent.words[token] in _ENDS for token in run):
        return False
    for root in run:
        at = sent.heads[root]
        if at in run:
            continue
        while at >= 0 and (at in run or sent.lemmas[at] not in cues.verbs or sent.pos[at] != "VERB"):
            at = sent.heads[at]
        if at in {-1, cue}:
            return True
    return False

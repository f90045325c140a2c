"""What a promise hangs on, read off its condition, and whether a later story says that it did not come true."""

from datetime import timedelta
from typing import NamedTuple

import msgspec

from dateline.ledger.clause import Clauses
from dateline.ledger.pair import compatible, party_keys
from dateline.ledger.words import LedgerWords
from dateline.resolve.dates import parse_day
from dateline.types import Commitment, Content, Proviso, Told

__all__ = ["Unmet", "proviso_of", "unmet"]

_GRACE, _OPEN = timedelta(days=90), timedelta(days=730)  # as for deeds: see ledger/pair.py
_FINAL = frozenset({"refused", "cancelled"})  # it cannot come true any more; what has not been done yet still can
_FAILS = _FINAL | {"undone"}
_NAME, _PARTY, _ACT, _NUMBER, _NOUNS, _BACK = 3.0, 1.0, 1.0, 2.0, 2.0, 4.0  # weights as in ledger/pair.py


class Unmet(NamedTuple):
    """How well a deed fits the failure of a condition, and whether that may stand without a person's word."""

    score: float
    sure: bool
    note: str


def proviso_of(clauses: Clauses, one: Commitment, sent: int, promised: Content) -> Proviso | None:
    """Return what ``one`` hangs on; None without a condition, and for "until", which only says how long it holds.

    What has to be approved is what is promised, where nothing else is named: "subject to approval by parliament".
    """
    condition = one.condition
    if condition is None or condition.type == "until":
        return None
    columns = clauses.view.sentences[sent]
    tokens = [n for n, start in enumerate(columns.starts) if condition.span.start <= start < condition.span.end]
    verbs = [n for n in tokens if columns.pos[n] == "VERB" and columns.heads[n] not in tokens] or [
        n for n in tokens if columns.pos[n] == "VERB"
    ]
    acts = set(clauses.acts(sent, verbs[0]) or {clauses.own_act(sent, verbs[0])}) if verbs else set()
    acts |= clauses.act_names(sent, tokens)
    denied = bool(verbs) and any(label == "advmod:neg" for label, _ in clauses.view.graph(sent).kids[verbs[0]])
    content = clauses.content(sent, tokens, acts)
    things = tuple(key for key in content.keys if key not in clauses.words.act_nouns)
    content = msgspec.structs.replace(content, keys=things)
    if not things and not content.names and acts & clauses.words.rejected_acts:
        content = msgspec.structs.replace(content, keys=promised.keys, names=promised.names)
    return Proviso(
        span=condition.span,
        occurs=(condition.type == "unless") == denied,
        actors=clauses.subject(sent, verbs[0]) if verbs else clauses.parties(sent, tokens, acting=True),
        content=content,
    )


def unmet(earlier: Told, told: Told, words: LedgerWords) -> Unmet | None:
    """Return how far ``told`` says that the condition of ``earlier`` did not come true; None if it does not."""
    proviso, deed = earlier.deed.proviso, told.deed
    if proviso is None or earlier.document == told.document or not _in_time(earlier, told):
        return None
    if deed.outcome not in (_FAILS if proviso.occurs else {"done"}):
        return None
    acts = set(proviso.content.acts) & set(deed.content.acts)
    names = set(proviso.content.names) & set(deed.content.names)
    keys = set(proviso.content.keys) & set(deed.content.keys)
    parties = bool(party_keys(proviso.actors) and party_keys(deed.actors))
    if not acts or (parties and not compatible(proviso.actors, deed.actors, words)):
        return None
    if (proviso.content.names and not names) or not (names or keys):
        return None
    back = deed.back is not None and compatible(earlier.deed.actors, deed.back.committers, words)
    numbers = set(proviso.content.numbers) & set(deed.content.numbers)
    nouns = len(keys) / max(1, len(proviso.content.keys))
    score = _NAME * bool(names) + _PARTY * parties + _ACT + _NUMBER * bool(numbers) + _NOUNS * nouns + _BACK * back
    over = deed.outcome in _FINAL or not proviso.occurs or _past(earlier, told)
    shared = ", ".join(sorted({*names, *keys}))
    return Unmet(round(score, 3), over and (back or bool(names and keys)), f"on {proviso.span.text!r}: {shared}")


def _past(earlier: Told, told: Told) -> bool:
    """Whether the deadline was over when it was told."""
    latest = earlier.deed.deadline.latest
    return latest is not None and told.published > latest


def _in_time(earlier: Told, told: Told) -> bool:
    start, now = parse_day(earlier.published), parse_day(told.published)
    end = parse_day(earlier.deed.deadline.latest)
    if start is None or now is None:
        return True
    return start <= now <= (end + _GRACE if end else start + _OPEN)

"""What the ledger of commitments is made of: deeds told in stories, their links to promises, the dated entries."""

from typing import Literal

from dateline.types.base import Interval, Record, Span, Why
from dateline.types.claims import Actor

__all__ = ["BackReference", "Content", "Deed", "Entry", "Hints", "Link", "Outcome", "Promise", "Proviso", "Relation", "Told"]

Outcome = Literal[
    "promised", "done", "partial", "progress", "undone", "not_yet", "extended", "amended", "cancelled", "suspended",
    "replaced", "refused", "unmet",
]  # fmt: skip
Relation = Literal[
    "fulfils", "partial", "progress", "breaches", "restates", "amends", "cancels", "extends", "supersedes", "lapses"
]


class Content(Record, frozen=True, kw_only=True):
    """What an act is about, in a form that two stories can be compared by.

    Attributes:
        acts: classes of the verb (``ledger.yaml``: give, leave, open …); empty if no verb is told.
        keys: lemmas of the nouns of the content, parties and times left out.
        names: proper names in it that are no party: a crossing, a weapon, a dialogue.
        numbers: numbers, each with the noun it counts ("18 howitzer").
    """

    acts: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


class BackReference(Record, frozen=True, kw_only=True):
    """Words of a story that point back to an earlier promise: "it had promised in May", "as pledged"."""

    span: Span
    made: Interval
    polarity: Literal["positive", "negative"]
    contrast: bool
    committers: tuple[Actor, ...]
    beneficiaries: tuple[Actor, ...]
    content: Content
    action: str


class Proviso(Record, frozen=True, kw_only=True):
    """What a promise hangs on, in a form that a later story can be compared with.

    ``occurs`` is whether the promise holds when it comes true (``if``) or when it does not (``unless``).
    """

    span: Span
    occurs: bool
    actors: tuple[Actor, ...]
    content: Content


class Hints(Record, frozen=True, kw_only=True):
    """What a clause names, however it stands there, to find promises told in other words.

    Attributes:
        lands: countries (ISO 3166 alpha-3) that it names: by themselves, by a town, by "Kenyan".
        things: lemmas of all its common nouns, parties too.
    """

    lands: tuple[str, ...] = ()
    things: tuple[str, ...] = ()


class Deed(Record, frozen=True, kw_only=True):
    """A clause that tells a promise (``outcome`` promised) or what became of one: done, put off, not done.

    ``commitment`` is the record that a promise stands for; ``event`` the coded event of the same words, if any.
    ``background``: a promise told as past; ``fresh``: one that comes on top ("a further 40"); ``complete``: the words
    say that nothing is left to do ("the last of"); ``replaces``: the words by which a promise stands in an earlier one's
    place; ``proviso``: what a promise hangs on.  ``loose``: told by a noun ("the arrival of") or by a verb that only suggests it
    ("reached"): never more than a question for a person.  ``holder`` is who tells it: the innermost source, or the publisher.
    """

    id: str
    outcome: Outcome
    span: Span
    sent: int
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    content: Content
    date: Interval
    deadline: Interval
    polarity: Literal["positive", "negative"] = "positive"
    background: bool = False
    restated: bool = False
    fresh: bool = False
    complete: bool = False
    replaces: Span | None = None
    proviso: Proviso | None = None
    loose: bool = False
    hints: Hints = Hints()
    testable: bool = True
    strength: int = 0
    valence: Literal["promise", "threat"] = "promise"
    back: BackReference | None = None
    commitment: str | None = None
    event: str | None = None
    type: str | None = None
    holder: str = ""
    told_by_outlet: bool = True
    why: Why


class Told(Record, frozen=True, kw_only=True):
    """A deed with the document that tells it; ``published`` ("" if unknown) orders documents."""

    deed: Deed
    document: str
    published: str
    publisher: str = ""


class Promise(Record, frozen=True, kw_only=True):
    """A promise as the ledger keeps it.

    ``origin`` retrospective: known only from a later story. ``thread`` is the id of the first telling of the same
    promise: itself, unless it restates, extends or amends an earlier one.
    """

    id: str
    thread: str
    origin: Literal["reported", "retrospective"]
    action: str
    told: Told


class Link(Record, frozen=True, kw_only=True):
    """A later deed tied to an earlier commitment; ``automatic`` false: it waits for a person's decision."""

    id: str
    promise: str
    deed: str
    document: str
    published: str
    outcome: Outcome
    relation: Relation
    score: float
    automatic: bool
    evidence: Span
    holder: str
    date: str | None
    inference: Literal["reported", "derived"]
    deadline: Interval
    note: str


class Entry(Record, frozen=True, kw_only=True):
    """One dated entry of a promise's status log; ``as_of`` is the day it could be known: that of publication."""

    id: str
    promise: str
    as_of: str | None
    value: str
    relation: str
    document: str
    evidence: Span
    holder: str
    date: str | None
    inference: Literal["reported", "derived"]
    score: float
    deadline_latest: str | None
    link: str | None
    note: str

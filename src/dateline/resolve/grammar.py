"""Words that the actor grammar needs, as a table of the language."""

import msgspec

__all__ = ["Grammar", "PersonNames"]


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``resolve.yaml`` of a language."""

    former: frozenset[str]
    keep_former: frozenset[str]
    prepositions: frozenset[str]
    articles: frozenset[str]
    sent: frozenset[str]
    generic: frozenset[str]
    pronouns: dict[str, frozenset[str]]
    relative_pronouns: frozenset[str]
    collective_anaphora: frozenset[str]
    pair_words: frozenset[str]
    person_roles: frozenset[str]
    locative: frozenset[str]
    settings: frozenset[str]
    calendar: frozenset[str]
    foremost: tuple[str, ...]
    first_person: frozenset[str]


class PersonNames(msgspec.Struct, frozen=True):
    """The file ``names.yaml``: given names with gender (m, f, u), particles and what follows a name."""

    given_names: dict[str, str]
    particles: frozenset[str]
    post_nominals: frozenset[str]

"""The bare tree of a sentence: who hangs on whom."""

from functools import lru_cache

__all__ = ["children", "subtree"]


@lru_cache(maxsize=1024)  # sentences: more than those of a batch, for all stages walk the same trees
def children(heads: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Return for each token the tokens that hang on it, in order; at index -1 stand the roots, whose head is -1."""
    kids: list[list[int]] = [[] for _ in range(len(heads) + 1)]
    for token, head in enumerate(heads):
        kids[head].append(token)
    return tuple(map(tuple, kids))


def subtree(heads: tuple[int, ...], top: int, without: int | None = None) -> list[int]:
    """Return the tokens under ``top``, itself included, in order, those under ``without`` left out."""
    kids = children(heads)
    found = [] if top == without else [top]
    for token in found:
        found.extend([kid for kid in kids[token] if kid != without])
    return sorted(found)

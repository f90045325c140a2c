"""The bare tree: children in order, and what stands under a word."""

from dateline.match import children, subtree

HEADS = (1, -1, 3, 1, 3)


def test_children_in_order_and_the_roots_last() -> None:
    assert children(HEADS) == ((), (0, 3), (), (2, 4), (), (1,))
    assert children(HEADS)[-1] == (1,)


def test_a_subtree_leaves_out_what_it_shall() -> None:
    assert subtree(HEADS, 1) == [0, 1, 2, 3, 4]
    assert subtree(HEADS, 1, 3) == [0, 1]
    assert subtree(HEADS, 3) == [2, 3, 4]
    assert subtree(HEADS, 3, 3) == []

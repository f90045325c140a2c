import random
from itertools import combinations
from pathlib import Path

from dateline.evaluate.identity import read_rows
from dateline.identity import story_clusters
from dateline.identity.cluster import average_link

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "validation"
SCORES = {("a", "b"): 0.9, ("b", "c"): 0.5, ("c", "d"): 0.9, ("a", "d"): 0.1}


def test_means_decide() -> None:
    assert average_link("abcd", SCORES, 0.5) == [("a", "b"), ("c", "d")]
    assert average_link("abcd", SCORES, 0.1) == [("a", "b", "c", "d")]  # (0.5 + 0.1) / 4 pairs
    assert average_link("abcd", SCORES, 0.16) == [("a", "b"), ("c", "d")]


def test_a_persons_word_wins_over_scores() -> None:
    assert average_link("abcd", SCORES, 0.5, together=[("d", "a")]) == [("a", "d"), ("b", "c")]
    assert average_link("abcd", SCORES, 0.5, apart=[("b", "a")]) == [("a",), ("b",), ("c", "d")]
    assert average_link("abcd", SCORES, 0.1, together=[("a", "b")], apart=[("a", "b")]) == [("a",), ("b", "c", "d")]


def test_order_does_not_matter() -> None:
    rng = random.Random(5)
    nodes = [f"n{number:02}" for number in range(40)]
    pairs = [(pair, rng.choice([0.2, 0.4, 0.6])) for pair in combinations(nodes, 2) if rng.random() < 0.2]
    once = average_link(nodes, dict(pairs), 0.15)
    assert 1 < len(once) < 40
    for seed in range(5):
        random.Random(seed).shuffle(nodes)
        random.Random(seed).shuffle(pairs)
        assert average_link(nodes, dict(pairs), 0.15) == once


def test_stories_of_one_subject_stand_together() -> None:
    rows = read_rows(CORPUS / "day.jsonl")
    subject = {row["id"]: row["event"] for row in rows}
    clusters = story_clusters({row["id"]: row["text"] for row in rows})
    mixed = [cluster for cluster in clusters if len({subject[name] for name in cluster}) > 1]
    assert mixed == []
    assert len(clusters) <= 24


def test_look_alikes_of_the_development_set(shared: Path) -> None:
    rows = read_rows(shared / "evaluation" / "dev" / "ecbplus.jsonl")
    gold = {row["id"]: row["gold"]["cluster"] for row in rows}
    clusters = story_clusters({row["id"]: row["text"] for row in rows})
    size = {name: list(gold.values()).count(name) for name in set(gold.values())}
    precision = recall = 0.0
    for cluster in clusters:
        for name in cluster:
            same = sum(gold[other] == gold[name] for other in cluster)
            precision += same / len(cluster) / len(rows)
            recall += same / size[gold[name]] / len(rows)
    assert 2 * precision * recall / (precision + recall) >= 0.90

"""Score the development sets and hold each figure against its floor.

    python bench/floors.py             exit 1 if a figure is below its floor
    python bench/floors.py --raise     write floors that have risen (they are never lowered)
    python bench/floors.py --only gsr plv

Each line shows the figure, its floor, the bar aimed at, and what to hold it against.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from measures import chains, minority, tuples

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared" / "evaluation"
FLOORS = HERE / "floors.json"
# A figure may move by this much between processors (other float rounding in the parser) without being a fall.
SLACK = 0.004


class Measure(NamedTuple):
    """A figure: the set, the task that predicts it, where it stands in the score, its bar, what stands beside it.

    ``falls``: less is better; ``cap``: the bar is a limit and does not move.
    """

    set: str
    task: str
    path: str
    bar: float | None
    beside: str
    falls: bool = False
    cap: bool = False


class Sample(NamedTuple):
    """Part of a set that is scored, and how to say so."""

    rows: slice
    said: str


MEASURES = (
    Measure("gsr", "events", "type_accuracy", 0.72, "naive Bayes 0.52"),
    Measure("gsr", "events", "actor_country.f1", None, "found and resolved; mention given 0.85"),
    Measure("gsr", "events", "tuple.f1", 0.50, "type, actor and recipient country; best peer 0.38"),
    Measure("gsr", "events", "types_per_item", 1.4, "a limit, not a score", falls=True, cap=True),
    Measure("plv", "events", "type_accuracy", 0.72, "naive Bayes 0.65, ZSP given the pair 0.81"),
    Measure("plv", "events", "type_macro_f1", 0.68, "naive Bayes 0.60"),
    Measure("cameo200", "events", "types.f1", 0.50, "a trained coder 0.57"),
    Measure("cameo200", "events", "detection.f1", 0.80, "a trained coder 0.84"),
    Measure("cameo200", "events", "false_alarm_rate", 0.15, "a trained coder 0.05", falls=True),
    Measure("case21", "events", "type_hit", None, "no peer"),
    Measure("case21", "events", "false_alarm_rate", None, "disasters", falls=True),
    Measure("gsr", "gsr_mentions", "actor_country.f1", 0.93, "mention given: dictionaries 0.85"),
    Measure("gsr", "gsr_mentions", "actor_country_and_sector.f1", None, "mention given: dictionaries 0.45"),
    Measure("ngec_actors", "ngec_actors", "country", 0.85, "dictionaries 0.56"),
    Measure("ngec_actors", "ngec_actors", "sector", 0.72, "dictionaries 0.39"),
    Measure("ngec_actors", "ngec_actors", "both", 0.65, "dictionaries 0.30"),
    Measure("polnear", "polnear", "right.f1", 0.50, "annotators 0.76, patterns 0.24"),
    Measure("polnear", "polnear", "exact.f1", 0.30, "annotators 0.58, patterns 0.11"),
    Measure("polnear", "polnear", "right_recall_on_speech_cues", 0.85, "ceiling 0.98"),
    Measure("polnear_rest", "polnear", "right.f1", 0.50, "rows not looked at while the rules were written"),
    Measure("polnear_rest", "polnear", "exact.f1", 0.30, "rows not looked at while the rules were written"),
    Measure("polnear_rest", "polnear", "right_recall_on_speech_cues", 0.85, "rows not looked at while the rules were written"),
    Measure("polnear", "polnear", "characters.source.f1", None, "characters of the role"),
    Measure("polnear", "polnear", "characters.cue.f1", None, "characters of the role"),
    Measure("polnear", "polnear", "characters.content.f1", None, "characters of the role"),
    Measure("polnear_rest", "polnear", "characters.source.f1", None, "characters of the role"),
    Measure("polnear_rest", "polnear", "characters.cue.f1", None, "characters of the role"),
    Measure("polnear_rest", "polnear", "characters.content.f1", None, "characters of the role"),
    Measure("meantime", "meantime", "dates.value.f1", 0.74, "HeidelTime 0.78 on another set"),
    Measure("meantime", "meantime", "dates.strict.f1", None, "HeidelTime 0.81 on another set"),
    Measure("meantime", "meantime", "minority.f1", 0.55, "what is not certain, positive and past; base rate 0.25"),
    Measure("tr_news", "places", "within_161km_of_gold", 0.75, "raw-text peers about 0.6"),
    Measure("tr_news", "places", "relaxed.f1", None, "detection"),
    Measure("geowebnews", "places", "within_161km_of_gold", 0.65, "raw-text peers about 0.6"),
    Measure("geowebnews", "places", "relaxed.f1", None, "detection"),
    Measure("lgl", "places", "within_161km_of_gold", 0.50, "raw-text peers about 0.6"),
    Measure("worldwide_rest", "entities", "strict.f1", None, "the parser's own name tagger 0.773 on all rows"),
    Measure("worldwide_rest", "entities", "strict+type.f1", None, "the parser's own name tagger 0.617 on all rows"),
    Measure("crossner_politics", "entities", "strict.f1", None, "the parser's own name tagger 0.591; no dates or peoples here"),
    Measure("crossner_politics", "entities", "strict+type.f1", None, "the parser's own name tagger 0.484"),
    Measure("penta", "events", "macro_f1", None, "naive Bayes 0.586, fine-tuned models near 0.87"),
    Measure("ecbplus", "clusters", "b_cubed.f1", 0.82, "TF-IDF 0.78"),
    Measure("ecbplus", "clusters", "pairwise.f1", None, "TF-IDF 0.745"),
    Measure("ecbplus_events", "occurrences", "chains.precision", None, "pairs of reports"),
    Measure("ecbplus_events", "occurrences", "chains.recall", None, "undated excerpts"),
    Measure("ecbplus_events", "occurrences", "chains.b_cubed", None, "same type and mode in stories of one cluster 0.82"),
    Measure("ecbplus_events", "occurrences", "chains.strangers", None, "pairs across different happenings", falls=True),
    Measure("html", "html", "f1", 0.95, "trafilatura 2.0 as it comes 0.958"),
    Measure("pledges", "pledges", "each.PLEDGE.f1", 0.60, "naive Bayes 0.60, base rate 0.26"),
)
# Rows scored in CI: every fourth sentence of the manifestos; the first 150 of PolNeAR, which were read, and a spread of
# those from 450 on, which were not.
SAMPLE = {
    "pledges": Sample(slice(3, None, 4), "every fourth row, all but some two dozen unread"),
    "polnear": Sample(slice(0, 150), "first 150 rows"),
    "worldwide_rest": Sample(slice(1, None, 6), "every sixth row, not looked at while the rules were written"),
    "polnear_rest": Sample(slice(450, None, 4), "every fourth row from 450 on"),
}
FILES = {"ecbplus_events": "ecbplus", "polnear_rest": "polnear", "worldwide_rest": "worldwide"}


def pick(score: dict[str, Any], path: str) -> float:
    found: Any = score
    for part in path.split("."):
        found = found[part]
    return float(found)


def score_set(name: str, task: str, folder: Path) -> dict[str, Any]:
    gold, predictions = folder / f"{name}.gold.jsonl", folder / f"{name}.out.jsonl"
    lines = (SHARED / "dev" / f"{FILES.get(name, name)}.jsonl").read_text("utf-8").splitlines()
    lines = lines[SAMPLE[name].rows] if name in SAMPLE else lines
    gold.write_text("\n".join(lines) + "\n", "utf-8")
    with predictions.open("w") as out:
        subprocess.run([sys.executable, HERE / "predict.py", "--task", task, gold], stdout=out, check=True)  # noqa: S603
    run = subprocess.run(  # noqa: S603
        [sys.executable, SHARED / "score.py", gold, predictions], capture_output=True, text=True, check=True
    )
    made: dict[str, Any] = json.loads(run.stdout)
    if name == "meantime":
        made["minority"] = minority(gold, predictions)
    if task == "occurrences":
        made["chains"] = chains(gold, predictions)
    if name == "gsr" and task == "events":
        made["tuple"] = tuples(gold, predictions)
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--only", nargs="*", help="only these sets")
    options = parser.parse_args()
    if not (SHARED / "score.py").exists():
        print(f"floors: skipped, the development sets are not at {SHARED}")
        return 0
    floors: dict[str, float] = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    scores: dict[str, dict[str, Any]] = {}
    fallen = 0
    with tempfile.TemporaryDirectory() as folder:
        for one in MEASURES:
            if options.only and one.set not in options.only:
                continue
            run = f"{one.set}.{one.task}"
            if run not in scores:
                scores[run] = score_set(one.set, one.task, Path(folder))
            fallen += report(one, pick(scores[run], one.path), floors, lift=options.lift)
    if options.lift:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", "utf-8")
    print(f"{fallen} figures below their floor")
    return 1 if fallen else 0


def report(one: Measure, value: float, floors: dict[str, float], *, lift: bool) -> bool:
    key = f"{one.set}.{one.path}" if one.task != "gsr_mentions" else f"{one.task}.{one.path}"
    floor = one.bar if one.cap else floors.get(key)
    sign = -1 if one.falls else 1
    below = floor is not None and sign * value < sign * floor - SLACK
    rows = SAMPLE[one.set].said if one.set in SAMPLE else "all dev rows"
    print(
        f"{'FALL' if below else 'ok  '} {key:<46} {value:.4f}  floor {floor if floor is not None else '-'}"
        f"  bar {one.bar if one.bar is not None else '-'}  beside: {one.beside}  ({rows})"
    )
    if lift and not one.cap and (floor is None or sign * value > sign * floor):
        floors[key] = round(value, 4)
    return below


if __name__ == "__main__":
    sys.exit(main())

"""What a wrong publication date costs: date scores on MEANTIME with the date moved by 0, 1 and 7 days.

python bench/dates.py
"""

import json
import re
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared" / "evaluation"
SHIFTS = (0, 1, 7)


def main() -> int:
    source = SHARED / "dev" / "meantime.jsonl"
    if not source.exists():
        print(f"dates: skipped, {source} is not here")
        return 0
    rows = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    print("days off   value F1   strict F1   relaxed F1")
    for days in SHIFTS:
        made = score([{**row, "date": moved(row["date"], days)} for row in rows], source)
        print(f"{days:>8}   {made['value']['f1']:.3f}      {made['strict']['f1']:.3f}       {made['relaxed']['f1']:.3f}")
    return 0


def moved(day: str | None, days: int) -> str | None:
    """Return the ISO date ``days`` later; what is no ISO date stays as it is (the set has one such row)."""
    if not day or not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return day
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def score(rows: list[dict[str, object]], gold: Path) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        asked, given = Path(folder, "asked.jsonl"), Path(folder, "given.jsonl")
        asked.write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
        with given.open("w") as out:
            subprocess.run([sys.executable, HERE / "predict.py", "--task", "dates", asked], stdout=out, check=True)  # noqa: S603
        run = subprocess.run(  # noqa: S603
            [sys.executable, SHARED / "score.py", gold, given], capture_output=True, text=True, check=True
        )
    made: dict[str, dict[str, float]] = json.loads(run.stdout)["dates"]
    return made


if __name__ == "__main__":
    sys.exit(main())

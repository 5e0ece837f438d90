"""Accuracy on the gold records, and on the PLOVER sentences.

Usage: score.py SHARED
SHARED is the folder of gold records (`gold/gold.jsonl`, `gold/texts.jsonl`, `gold/score.py`); where it is not there this says
so and ends well. Nothing of it is part of the project.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import dondoo


def extract(source: Path, out: Path) -> None:
    """Write dondoo's records of `source` (JSON Lines with id, text and perhaps published) to `out`."""
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    batch = dondoo.extract_batch(
        [r["text"] for r in rows], ids=[r["id"] for r in rows], published=[r.get("published") for r in rows], on_error="raise"
    )
    out.write_text(batch.to_jsonl(), encoding="utf-8")


def main() -> int:
    """Run both scorers."""
    gold = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared") / "gold"
    if not (gold / "gold.jsonl").exists():
        print(f"no gold records in {gold}: nothing to score")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        records, sentences = Path(folder) / "records.jsonl", Path(folder) / "sentences.jsonl"
        extract(gold / "texts.jsonl", records)
        status = subprocess.run([sys.executable, gold / "score.py", gold / "gold.jsonl", records, *sys.argv[2:]], check=False).returncode
        if not sys.argv[2:] and (gold / "plover_sw.jsonl").exists():
            extract(gold / "plover_sw.jsonl", sentences)
            print("\nPLOVER sentences")
            status |= subprocess.run(
                [sys.executable, gold / "score_plover.py", gold / "plover_sw.jsonl", sentences], check=False
            ).returncode
    return status


if __name__ == "__main__":
    sys.exit(main())

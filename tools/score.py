"""Accuracy on the gold records, and on the PLOVER sentences.

Usage: score.py SHARED [--errors LAYER] [--names-model FILE]

The built-in names model has seen the sentences of the gold articles; `make score` therefore passes one that has not, so that every
layer above it is measured on names that it had to find. SHARED is the folder of gold records (`gold/gold.jsonl`, `gold/texts.jsonl`,
`gold/score.py`); where it is not there this says so and ends well. Nothing of it is part of the project.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import dondoo


def extract(extractor: dondoo.Extractor, source: Path, out: Path) -> None:
    """Write dondoo's records of `source` (JSON Lines with id, text and perhaps published) to `out`."""
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    batch = extractor.extract_batch(
        [r["text"] for r in rows], ids=[r["id"] for r in rows], published=[r.get("published") for r in rows], on_error="raise"
    )
    out.write_text(batch.to_jsonl(), encoding="utf-8")


def main() -> int:
    """Run both scorers."""
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", nargs="?", default="../shared")
    parser.add_argument("--errors", metavar="LAYER")
    parser.add_argument("--names-model", metavar="FILE")
    arguments = parser.parse_args()
    gold = Path(arguments.shared) / "gold"
    if not (gold / "gold.jsonl").exists():
        print(f"no gold records in {gold}: nothing to score")
        return 0
    extractor = dondoo.Extractor(names_model=arguments.names_model)
    errors = ["--errors", arguments.errors] if arguments.errors else []
    with tempfile.TemporaryDirectory() as folder:
        records, sentences = Path(folder) / "records.jsonl", Path(folder) / "sentences.jsonl"
        extract(extractor, gold / "texts.jsonl", records)
        command = [sys.executable, gold / "score.py", gold / "gold.jsonl", records, *errors]
        status = subprocess.run(command, check=False).returncode
        if not errors and (gold / "plover_sw.jsonl").exists():
            extract(extractor, gold / "plover_sw.jsonl", sentences)
            print("\nPLOVER sentences", flush=True)
            command = [sys.executable, gold / "score_plover.py", gold / "plover_sw.jsonl", sentences]
            status |= subprocess.run(command, check=False).returncode
    return status


if __name__ == "__main__":
    sys.exit(main())

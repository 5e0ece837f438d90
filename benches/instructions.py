"""Instructions per byte of the Rust core, layer by layer, counted by valgrind: a figure that no noise of the machine moves.

Usage: instructions.py [ARTICLES.jsonl] [LAYER ...]

Each layer reads every article once to warm up and once while counting, with whatever it stands on (so `names` holds the
tokens as well). The count is of the portable build; what a layer waits for memory does not show in it, so a change should
win here and in `speed.py`. Needs valgrind and a release build of the example `throughput`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("tokens", "text+article", "lemmas, warm", "words in context, warm", "names", "times and quantities", "all layers")


def count(program: Path, articles: Path, layer: str) -> tuple[int, int]:
    """Instructions of one pass over the articles, and their bytes."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "callgrind.out"
        options = ["--tool=callgrind", f"--callgrind-out-file={out}", "--collect-atstart=no", "--toggle-collect=throughput::measured"]
        command = ["valgrind", *options, str(program), str(articles), "--once", layer]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{layer}: {done.stderr.strip()}")
        total = re.search(r"^(?:summary|totals): (\d+)", out.read_text(), re.MULTILINE)
    if total is None or not int(total[1]):
        raise SystemExit(f"{layer}: valgrind counted nothing")
    return int(total[1]), int(done.stdout.split()[0])


def main() -> None:
    """Count and print."""
    program = ROOT / "target/release/examples/throughput"
    articles = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples/articles.jsonl"
    if shutil.which("valgrind") is None:
        raise SystemExit("valgrind is not installed")
    if not program.exists():
        raise SystemExit("build it first: cargo build --release --example throughput")
    for layer in sys.argv[2:] or LAYERS:
        instructions, size = count(program, articles, layer)
        print(f"{layer:24} {instructions / size:8.1f} instructions a byte")


if __name__ == "__main__":
    main()

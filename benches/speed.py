"""Speed side by side, in one run on the same articles: dondoo in Rust, from a Python list, and spaCy's blank tokenizer.

Usage: speed.py [SHARED]   (falls back to the example articles where SHARED is not there)

This machine's wall clock is noisy, so each figure is the best of several runs, and the ratios are what counts.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dondoo

ROOT = Path(__file__).resolve().parent.parent


def best(work: Callable[[], object], runs: int = 5) -> float:
    """Seconds of the fastest run."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def startup() -> float:
    """Seconds of import and first extract, in a fresh process."""
    code = (
        "import time; t = time.perf_counter(); import dondoo; "
        "dondoo.extract('Rais wa Kenya alisema hivyo leo.'); print(time.perf_counter() - t)"
    )
    return min(float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout) for _ in range(7))


def peak(factor: int, source: Path) -> int:
    """Peak memory (kB) of the command line over the articles, `factor` times."""
    with tempfile.TemporaryDirectory() as folder:
        code = (
            "import sys, resource; from dondoo.cli import main; main(sys.argv[1:]); "
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        )
        command = [sys.executable, "-c", code, "extract", *[str(source)] * factor, "-o", f"{folder}/out", "--no-progress"]
        return int(subprocess.run(command, capture_output=True, text=True, check=True).stderr.split()[-1])


def to_tables(extractor: dondoo.Extractor, texts: list[str]) -> int:
    """Read the articles on one thread and make every table."""
    import pyarrow as pa

    batch = extractor.extract_batch(texts, threads=1)
    return sum(pa.table(table).num_rows for table in batch.tables.values())


def cnn_ner(spacy: Any) -> Any:
    """Return spaCy's usual CNN tagger of names. Untrained: its speed does not hang on its weights, and it has none for Swahili."""
    nlp = spacy.blank("xx")
    ner = nlp.add_pipe("ner")
    for label in ("PER", "ORG", "LOC"):
        ner.add_label(label)
    nlp.initialize()
    return nlp


def main() -> None:
    """Measure and print."""
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared") / "text/voa.jsonl"
    source = shared if shared.exists() else ROOT / "examples/articles.jsonl"
    rows = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    texts = [(row.get("title") or "") + "\n" + row["text"] for row in rows]
    size = sum(len(t.encode()) for t in texts) / 1e6
    print(f"{len(texts)} articles, {size:.2f} MB, from {source.name}\n")

    rust = subprocess.run([ROOT / "target/release/examples/throughput", source], capture_output=True, text=True, check=True)
    for line in rust.stdout.splitlines():
        name, speed = line.rsplit(" ", 1)
        print(f"{'Rust, one thread: ' + name:48} {float(speed):8.1f} MB/s")
    many = texts * 6
    layout = dondoo.Extractor(["layout"])
    one = 0.0
    for name, extractor in (("layout", layout), ("all layers", dondoo.Extractor())):
        one = best(lambda e=extractor: e.extract_batch(many, threads=1))
        two = best(lambda e=extractor: e.extract_batch(many, threads=2))
        print(f"{'Python list, one thread: ' + name:48} {6 * size / one:8.1f} MB/s")
        print(f"{'Python list, two threads: ' + name:48} {6 * size / two:8.1f} MB/s ({one / two:.2f}×)")
    print(f"{'import and first extract':48} {startup():8.3f} s")
    first, second = peak(1, source), peak(2, source)
    print(f"{'peak memory, command line, once and twice over':48} {first / 1024:8.1f} MB {second / 1024:8.1f} MB")
    print(f"{'peak memory of this process':48} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.1f} MB")
    try:
        import spacy
    except ImportError:
        print("spaCy is not installed: no peer to compare with")
        return
    every = dondoo.Extractor()
    whole = best(lambda: to_tables(every, texts))
    few = texts[:150]
    tagger = cnn_ner(spacy)
    cnn = best(lambda: [len(d) for d in tagger.pipe(few, batch_size=32)], 2)
    few_size = sum(len(t.encode()) for t in few) / 1e6
    print(f"{'Python list to every table, one thread':48} {size / whole:8.2f} MB/s")
    print(f"{'spaCy CNN NER alone':48} {few_size / cnn:8.3f} MB/s (dondoo, all layers, to tables: {size / whole * cnn / few_size:.0f}×)")
    # spaCy has no Swahili; its language-neutral tokenizer is the fairest there is.
    blank = spacy.blank("xx")
    peer = best(lambda: [len(d) for d in blank.pipe(texts, batch_size=32)], 3)
    print(f"{'spaCy blank tokenizer':48} {size / peer:8.2f} MB/s (dondoo, all layers, from Python: {6 * peer / one:.0f}×)")


if __name__ == "__main__":
    main()

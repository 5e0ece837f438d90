"""Each layer beside the tool that people use for it today, on the same articles in the same run.

Usage: peers.py [SHARED]   (the example articles where SHARED is not there)

Both sides start from text and use one thread; the best of several runs counts. Ours is the layer in Rust (`examples/throughput.rs`).
Peers: python-crfsuite with the usual features (trained
here for a few rounds on labels that the built-in model gave: its speed does not depend on whose labels they are), simplemma, dateparser.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import dateparser.search
import dondoo
import pycrfsuite
import simplemma
from speed import best

ROOT = Path(__file__).resolve().parent.parent
WORD = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")


def features(words: list[str]) -> list[list[str]]:
    """Give the features of a plain CRF for names: words ±3, affixes and shapes ±2, word bigrams, some forty a token."""
    lower = ["", "", "", *[w.lower() for w in words], "", "", ""]
    shape = ["", "", "", *[re.sub(r"(.)\1+", r"\1", re.sub(r"[a-z]", "x", re.sub(r"[A-Z]", "X", w))) for w in words], "", "", ""]
    out = []
    for i, word in enumerate(words):
        j = i + 3
        own = [f"{k}w={lower[j + k]}" for k in range(-3, 4)]
        own += [f"{k}h={shape[j + k]}" for k in range(-2, 3)]
        own += [f"{n}p={word[:n]}" for n in (1, 2, 3, 4)] + [f"{n}s={word[-n:]}" for n in (1, 2, 3, 4)]
        own += [f"{k}s3={lower[j + k][-3:]}" for k in (-2, -1, 1, 2)] + [f"{k}p3={lower[j + k][:3]}" for k in (-2, -1, 1, 2)]
        own += [f"{k}b={lower[j + k]}|{lower[j + k + 1]}" for k in (-2, -1, 0, 1)]
        own += [f"{k}hb={shape[j + k]}|{shape[j + k + 1]}" for k in (-2, -1, 0, 1)]
        own += [f"t={word.istitle()}", f"u={word.isupper()}", f"d={word.isdigit()}", f"first={i == 0}"]
        out.append(own)
    return out


def train_crf(texts: Iterable[str], path: str) -> None:
    """Train a CRF on the built-in model's own labels."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"max_iterations": 10, "c2": 0.1})
    for text in texts:
        doc = dondoo.extract(text)
        label = {}
        for entity in doc.entities:
            for m in entity.mentions:
                label.update({k: ("B-" if k == m.start else "I-") + entity.type for k in range(m.start, m.end)})
        found = list(WORD.finditer(text))
        trainer.append(features([m.group() for m in found]), [label.get(m.start(), "O") for m in found])
    trainer.train(path)


def report(name: str, own: float, peer: str, seconds: float, megabytes: float) -> None:
    """Print one line: both speeds and their ratio."""
    other = megabytes / seconds
    print(f"{name:34} {own:8.2f} MB/s   {peer:34} {other:8.3f} MB/s   {own / other:6.1f}×")


def ours(source: Path) -> dict[str, float]:
    """Megabytes a second of each layer in Rust."""
    done = subprocess.run([ROOT / "target/release/examples/throughput", source], capture_output=True, text=True, check=True)
    return {name: float(speed) for name, speed in (line.rsplit(" ", 1) for line in done.stdout.splitlines())}


def megabytes(texts: list[str]) -> float:
    """Size of some texts."""
    return sum(len(t.encode()) for t in texts) / 1e6


def main() -> None:
    """Measure and print."""
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared") / "text/voa.jsonl"
    source = shared if shared.exists() else ROOT / "examples/articles.jsonl"
    texts = [json.loads(line)["text"] for line in source.read_text("utf-8").splitlines()]
    print(f"{len(texts)} articles, {megabytes(texts):.2f} MB, from {source.name}; one thread each\n")

    few, sample = texts[:200], texts[:25]
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/peer.crfsuite"
        train_crf(texts[:150], path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        crf = best(lambda: [tagger.tag(features(WORD.findall(t))) for t in few])
    simplemma.lemmatize("walikutana", lang="sw")
    lemmas = best(lambda: [[simplemma.lemmatize(w, lang="sw") for w in WORD.findall(t)] for t in texts])
    dates = best(lambda: [dateparser.search.search_dates(t, languages=["sw"]) for t in sample], 2)
    own = ours(source)
    report("names", own["names"], "python-crfsuite", crf, megabytes(few))
    report("lemmas, warm", own["lemmas, warm"], "simplemma, warm", lemmas, megabytes(texts))
    report("words in context, warm", own["words in context, warm"], "simplemma, warm", lemmas, megabytes(texts))
    report("times and quantities", own["times and quantities"], "dateparser search_dates", dates, megabytes(sample))


if __name__ == "__main__":
    main()

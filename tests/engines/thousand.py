"""A thousand articles, with rows that cannot be read spread over them."""

import json
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROWS = 1000
PARTITIONS = 8
TABLES = ["documents", "mentions", "times", "quotes", "events", "diagnostics"]


def thousand() -> Iterator[dict]:
    """Make the articles: the examples' first paragraphs, each row with a sentence and a key of its own."""
    lines = (ROOT / "examples/articles.jsonl").read_text("utf-8").splitlines()
    examples = [json.loads(line) for line in lines]
    for number in range(ROWS):
        example = examples[number % len(examples)]
        paragraphs = example["text"].split("\n")[:4]
        text = "\n".join([*paragraphs, f"Watu {number + 2} walikamatwa na polisi wa Kenya jana mjini Mombasa."])
        row = {"id": number, "url": f"habari/{number}", "text": text, "published": f"2024-06-{number % 28 + 1:02}"}
        # One without a text and one with no day, in whatever partition.
        if number % 50 == 7:
            row["text"] = None
        if number % 50 == 9:
            row["published"] = None
        if number % 50 == 11:
            row["published"] = "siku moja"
        yield row

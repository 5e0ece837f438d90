"""The main job, readable: what dondoo reads in each article of a JSON Lines file.

Usage: demo.py ARTICLES.jsonl|ARTICLE.txt
"""

from __future__ import annotations

import json
import sys
import textwrap
from pathlib import Path

import dondoo


def articles(path: Path) -> list[dict[str, str | None]]:
    """Articles of a JSON Lines file, or the one in a text file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".jsonl":
        return [{"id": path.stem, "text": text}]
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def show(doc: dondoo.Document) -> None:
    """Print one record."""
    print(f"\n■ {doc.headline or '(no headline)'}")
    day = doc.published or "unknown day"
    print(f"  {doc.id} · {day} · language {doc.language.code} ({doc.language.confidence:.2f}) · {len(doc.sentences)} sentences")
    if doc.dateline:
        print(f"  dateline: {doc.dateline.text}")
    for line in doc.byline:
        print(f"  byline: {line.text}")
    if doc.entities:
        names = ", ".join(f"{e.name} [{e.type}{' ' + e.country if e.country else ''}] ×{len(e.mentions)}" for e in doc.entities)
        print(textwrap.fill(f"names: {names}", 110, initial_indent="  ", subsequent_indent="    "))
    if doc.times:
        times = ", ".join(f"{t.text} = {t.value}" for t in doc.times)
        print(textwrap.fill(f"times: {times}", 110, initial_indent="  ", subsequent_indent="    "))
    for link in doc.related:
        print(f"  related story, set apart: {link.text}")
    for note in doc.diagnostics:
        print(f"  {note.severity}: {note.message}")


def main() -> None:
    """Extract and print."""
    rows = articles(Path(sys.argv[1]))
    batch = dondoo.extract_batch(
        [row["text"] for row in rows],
        ids=[row.get("id") for row in rows],
        published=[row.get("published") for row in rows],
        headlines=[row.get("title") or None for row in rows],
    )
    for doc in batch:
        show(doc)
    found = len(batch.mentions)
    print(f"\n{len(batch)} articles, {found} mentions of {len(batch.entities)} entities, {len(batch.times)} times.")


if __name__ == "__main__":
    main()

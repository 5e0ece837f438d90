"""The main job, readable: what dondoo reads in each article of a JSON Lines file, and in all of them together.

Usage: demo.py ARTICLES.jsonl|ARTICLE.txt
"""

from __future__ import annotations

import json
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import dondoo


def articles(path: Path) -> list[dict[str, str | None]]:
    """Articles of a JSON Lines file, or the one in a text file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".jsonl":
        return [{"id": path.stem, "text": text}]
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def line(label: str, parts: Iterable[str]) -> None:
    """Print what there is of one layer."""
    if said := " · ".join(parts):
        print(textwrap.fill(f"{label:<11}{said}", 120, initial_indent="  ", subsequent_indent=" " * 13))


def show(doc: dondoo.Document) -> None:
    """Print one record."""
    print(f"\n■ {doc.headline or '(no headline)'}")
    line("article", [doc.id or "(no id)", doc.published or "unknown day", f"{len(doc.sentences)} sentences"])
    names = {e.id: f"{e.name} ({e.country})" if e.country and e.name != e.country else e.name for e in doc.entities}

    def named(ids: Iterable[str | None]) -> str:
        return " & ".join(names[i] for i in ids if i) or "?"

    line("names", (f"{e.name} [{e.type}{' ' + e.country if e.country else ''}]" for e in doc.entities if e.type != "GRP"))
    line("roles", (f"{names[r.person]}: {r.text}" for r in doc.roles))
    line("times", (f"{t.text} = {t.value}" for t in doc.times))
    line("quantities", (f"{q.text} = {q.value:,.10g} {q.unit or q.befell or q.noun or ''}".rstrip() for q in doc.quantities))
    for quote in doc.quotes:
        line("quote", [f"{named([quote.speaker])}: {textwrap.shorten(quote.text, 160, placeholder=' …')}"])
    for event in doc.events:
        aux = f", {event.aux}" if event.aux else ""
        what = "/".join((event.type, *event.mode))
        where = f", {names[event.place]}" if event.place else ""
        line("event", [f"{named(event.actor)} → {what}{aux} → {named(event.recipient)}, {event.date or event.day or 'unknown day'}{where}"])
        line("", [f"“{textwrap.shorten(event.evidence.text, 160, placeholder=' …')}”"])
    line("set apart", (f"link to another story: {link.text}" for link in doc.related))
    line("notes", (f"{note.severity}: {note.message}" for note in doc.diagnostics))


def together(batch: dondoo.Batch) -> None:
    """Print what the articles tell together."""
    once = batch.events(dedupe=True).to_pydict()
    print(f"\n■ {len(batch)} articles: {len(batch.mentions)} mentions, {len(batch.quotes)} quotes, {len(batch.events)} events")
    line("most named", (f"{c.name} in {c.articles}" for c in batch.entity_counts()[:10]))
    kinds = Counter(once["type"]).most_common()
    line("happenings", [f"{len(once['key'])} after deduplication", *(f"{kind} {count}" for kind, count in kinds)])
    columns = ("day", "type", "actor_name", "recipient_name", "sources")
    several = [row for row in zip(*(once[name] for name in columns), strict=True) if row[-1] > 1]
    for day, kind, actor, recipient, sources in several:
        line("", [f"{day} {' & '.join(actor) or '?'} → {kind} → {' & '.join(recipient) or '?'}: told by {sources} articles"])


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
    together(batch)


if __name__ == "__main__":
    main()

"""Draws the example articles: docs/images/timeline.png, network.png, map.png, actors.png.

Usage: figures.py [ARTICLES.jsonl [FOLDER]]
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import matplotlib as mpl
from PIL import Image

mpl.use("Agg")

import dondoo

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Draw each plot with its defaults."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples/articles.jsonl"
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "docs/images"
    folder.mkdir(parents=True, exist_ok=True)
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    batch = dondoo.extract_batch(
        [row["text"] for row in rows],
        ids=[row.get("id") for row in rows],
        published=[row.get("published") for row in rows],
        headlines=[row.get("title") or None for row in rows],
    )
    for name in ("timeline", "network", "map", "actors"):
        ax = getattr(batch.plot, name)()
        drawn = io.BytesIO()
        ax.figure.savefig(drawn, dpi=110)
        Image.open(drawn).convert("RGB").quantize(256).save(folder / f"{name}.png", optimize=True)  # half the bytes


if __name__ == "__main__":
    main()

"""The README's picture: the beginning of an example article as a notebook shows it.

Usage: python tools/picture.py docs/images/document.png
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import dondoo
from dondoo import display
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = "dw-01"
PARAGRAPHS = 5  # what fits a picture


def main(out: Path) -> None:
    """Write the picture."""
    lines = (ROOT / "examples/articles.jsonl").read_text("utf-8").splitlines()
    row = next(row for row in map(json.loads, lines) if row["id"] == ARTICLE)
    doc = dondoo.extract("\n".join(row["text"].split("\n")[:PARAGRAPHS]), id=ARTICLE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 960, "height": 1200}, color_scheme="light")
        page.set_content(display.page(doc))
        out.parent.mkdir(parents=True, exist_ok=True)
        page.locator(".dondoo").screenshot(path=out)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

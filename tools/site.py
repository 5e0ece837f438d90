"""MkDocs hook: the pages that are made, not written.

- the record's page from its schema (`schema_page.py`);
- the API of every module that no page of `docs/api/` shows, so that a new adapter is there by itself;
- each notebook of `examples/`, executed: they are committed without outputs, so the site cannot show what the code no longer gives;
- the changelog, the schema and the articles that the start page reads.

It also tells the highlighter which examples are sessions, so that their prompts and output are not copied with them.
"""

from __future__ import annotations

import logging
import re
import sys
from pathlib import Path

import nbformat
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from nbclient import NotebookClient
from nbconvert import MarkdownExporter
from traitlets.config import Config

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))  # mkdocs loads a hook by path, without its folder
import schema_page  # noqa: E402

# Modules that pages written by hand show.
SHOWN = {"batch", "document", "extractor", "records", "words"}
ADAPTERS = """# Adapters and tools

Each is a module that is imported when you want it, and says which extra to install if its library is missing.
"""
NOTEBOOKS = ("start", "events", "quotes")
COPIED = {"articles.jsonl": "examples/mpaka.jsonl", "record.schema.json": "data/record.schema.json", "changes.md": "CHANGELOG.md"}
logging.getLogger("traitlets").setLevel(logging.ERROR)


def notebook(name: str) -> tuple[str, dict[str, bytes]]:
    """Execute a notebook of `examples/` and return it as Markdown, with its pictures by file name."""
    book = nbformat.read(ROOT / f"examples/{name}.ipynb", as_version=4)
    where = {"metadata": {"path": str(ROOT / "examples")}}
    # Else the kernel warns of its own sockets, which only this machine can reach.
    NotebookClient(book, timeout=300, kernel_name="python3", resources=where, extra_arguments=["--IPKernelApp.log_level=40"]).execute()
    best = ["text/html", "image/png", "text/markdown", "text/plain"]
    exporter = MarkdownExporter(config=Config({"NbConvertBase": {"display_data_priority": best}}))
    body, resources = exporter.from_notebook_node(book, resources={"unique_key": name, "output_files_dir": f"{name}_files"})
    return body.replace(".ipynb)", ".md)"), resources.get("outputs", {})


def adapters() -> str:
    """Return the API page of the modules of the package that no other page shows."""
    package = ROOT / "python/dondoo"
    names = {path.stem for path in package.glob("[!_]*.py")} | {path.parent.name for path in package.glob("[!_]*/__init__.py")}
    sections = [f"## dondoo.{name}\n\n::: dondoo.{name}\n    options:\n      show_root_heading: false\n" for name in sorted(names - SHOWN)]
    return "\n".join([ADAPTERS, *sections])


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the made pages to those of `docs/`."""
    files.append(File.generated(config, "record.md", content=schema_page.read()))
    files.append(File.generated(config, "api/adapters.md", content=adapters()))
    for target, source in COPIED.items():
        files.append(File.generated(config, target, content=(ROOT / source).read_text("utf-8")))
    for name in NOTEBOOKS:
        body, pictures = notebook(name)
        files.append(File.generated(config, f"notebooks/{name}.md", content=body))
        for path, content in pictures.items():
            files.append(File.generated(config, f"notebooks/{path}", content=content))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Mark a block that begins with a prompt as a session (`pycon`)."""
    return re.sub(r"^( *)```python(\n *>>> )", r"\1```pycon\2", markdown, flags=re.M)

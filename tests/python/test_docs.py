"""Examples in the README, in docs/ and in docstrings run and give what they say; the record's page explains every field."""

from __future__ import annotations

import doctest
import importlib
import json
import pkgutil
import re
import shutil
import sys
import tomllib
from pathlib import Path

import dondoo
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
PAGES = ["README.md", *sorted(str(p.relative_to(ROOT)) for p in (ROOT / "docs").rglob("*.md"))]
# Engines start processes of their own: `make test-engines` runs theirs.
ENGINES = {"spark", "dask", "ray"}
MODULES = ["dondoo", *(f"dondoo.{m.name}" for m in pkgutil.iter_modules(dondoo.__path__) if m.name not in {"_core", *ENGINES})]
# A block under `<!-- needs: MODULE -->` runs where the module can be imported.
BLOCK = re.compile(r"(?:<!-- needs: (\S+) -->\s*)?^([ ]*)```python\n(.*?)^\2```", re.S | re.M)


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name):
    try:
        module = importlib.import_module(name)
    except ImportError as missing:
        pytest.skip(str(missing))
    assert doctest.testmod(module, optionflags=FLAGS).failed == 0


def importable(name: str) -> bool:
    try:
        importlib.import_module(name)
    except ImportError:
        return False
    return True


@pytest.fixture
def reader(tmp_path, monkeypatch):
    """Where somebody who follows the pages works: a folder with the articles that the start page offers, and no display."""
    pytest.importorskip("matplotlib").use("Agg")
    shutil.copy(ROOT / "examples/mpaka.jsonl", tmp_path / "articles.jsonl")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("page", PAGES)
def test_page(page):
    text = (ROOT / page).read_text("utf-8")
    names: dict[str, object] = {}
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(optionflags=FLAGS)
    for number, block in enumerate(BLOCK.finditer(text)):
        needed, indent, code = block.groups()
        if needed and not importable(needed):
            continue
        code = re.sub(f"^{indent}", "", code, flags=re.M)
        test = parser.get_doctest(code, {}, f"{page} {number}", page, 0)
        test.globs = names  # one session: later blocks go on from earlier ones
        runner.run(test, clear_globs=False)
    assert runner.summarize(verbose=False).failed == 0


def test_pages_have_examples():
    # A regular expression that matches nothing would make the test above pass for nothing.
    with_examples = [p for p in PAGES if any(">>> " in b[3] for b in BLOCK.finditer((ROOT / p).read_text("utf-8")))]
    assert {"README.md", "docs/start.md", "docs/guides/events.md", "docs/guides/quotes.md"} <= set(with_examples)
    assert len(with_examples) >= 10


@pytest.fixture
def schema_page(monkeypatch):
    """The script that writes the record's page."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    yield importlib.import_module("schema_page")
    sys.modules.pop("schema_page", None)


def test_every_field_is_explained(schema_page):
    notes = tomllib.loads((ROOT / "docs/record.toml").read_text("utf-8"))
    page = schema_page.page(json.loads(dondoo.schema()), notes)
    assert page == schema_page.read()  # the file that the site reads is what the package says
    record = dondoo.extract("Rais wa Kenya aliwasili Kampala jana.", published="2024-06-18").to_dict()
    missing = [name for name in record if f"| `{name}` |" not in page]
    assert not missing


def test_a_field_without_an_explanation_is_an_error(schema_page):
    schema = json.loads(dondoo.schema())
    notes = tomllib.loads((ROOT / "docs/record.toml").read_text("utf-8"))
    schema["properties"]["weather"] = {"type": "string"}
    notes["mention"]["colour"] = "Not there."
    with pytest.raises(ValueError, match=r"(?s)record\.weather is explained neither.*explains mention\.colour"):
        schema_page.page(schema, notes)

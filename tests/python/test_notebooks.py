"""The notebooks of examples/ run from top to bottom, give no error or warning, and are committed without outputs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
pytest.importorskip("matplotlib")

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
NAMES = ["start", "events", "quotes"]


@pytest.fixture(scope="module")
def executed():
    """Each notebook after its run, by name."""
    books = {}
    for name in NAMES:
        book = nbformat.read(EXAMPLES / f"{name}.ipynb", as_version=4)
        nbclient.NotebookClient(book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(EXAMPLES)}}).execute()
        books[name] = book
    return books


def outputs(book):
    return [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]


def test_all_are_here():
    assert sorted(path.stem for path in EXAMPLES.glob("*.ipynb")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_runs_without_a_warning(executed, name):
    streams = [output for output in outputs(executed[name]) if output.output_type == "stream"]
    assert not [stream.text for stream in streams if stream.name == "stderr"]


@pytest.mark.parametrize("name", NAMES)
def test_every_table_has_rows(executed, name):
    tables = [output.data["text/html"] for output in outputs(executed[name]) if "text/html" in output.get("data", {})]
    frames = [table for table in tables if 'class="dataframe"' in table]
    assert frames
    assert all(table.count("<tr") > 1 for table in frames)


@pytest.mark.parametrize("name", ["start", "events"])
def test_draws(executed, name):
    assert [output for output in outputs(executed[name]) if "image/png" in output.get("data", {})]


@pytest.mark.parametrize("name", NAMES)
def test_committed_without_outputs(name):
    cells = json.loads((EXAMPLES / f"{name}.ipynb").read_text("utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)

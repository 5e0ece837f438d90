import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = Path(os.environ.get("DONDOO_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold records; tests that need it skip where it is not there."""
    if not (SHARED / "gold").is_dir():
        pytest.skip(f"no gold records at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def articles(root: Path) -> list[dict]:
    """The example articles."""
    import json

    return [json.loads(line) for line in (root / "examples/articles.jsonl").read_text("utf-8").splitlines()]

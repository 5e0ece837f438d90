"""A browser without network, and axe-core; what is missing skips with its reason."""

import json
import shutil
from importlib import resources
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
# Nothing of the browser itself looks for a network.
ARGUMENTS += ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium, driven by Playwright."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, which lies in a Python package: no npm is needed."""
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return (resources.files(package) / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def articles() -> list[dict]:
    """The example articles."""
    return [json.loads(line) for line in (ROOT / "examples/articles.jsonl").read_text("utf-8").splitlines()]

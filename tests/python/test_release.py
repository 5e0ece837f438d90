"""What is promised of a release, as far as the installed package can show it, and that `make release-check` sees what is wrong.

The whole check, with its builds, is `make release-check`.
"""

from __future__ import annotations

import importlib
import io
import re
import subprocess
import sys
import tarfile
import zipfile
from importlib import resources
from pathlib import Path

import dondoo
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
WHEEL = ["dondoo/py.typed", "dondoo/_core.pyi", "dondoo/_core.abi3.so", "dondoo/__init__.py"]
LICENCES = [f"dondoo-0.1.0.dist-info/licenses/{name}" for name in ("LICENSE-APACHE", "LICENSE-MIT", "NOTICE")]
SDIST = ["Cargo.lock", "pyproject.toml", "models/names.bin", "data/record.schema.json", "src/lib.rs", "python/dondoo/__init__.py"]


@pytest.fixture(scope="module")
def check():
    """The script behind `make release-check`."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        yield importlib.import_module("release_check")
    finally:
        sys.path.remove(str(ROOT / "tools"))
        sys.modules.pop("release_check", None)


def wheel(folder: Path, names: list[str]) -> Path:
    path = folder / "dondoo-0.1.0-cp311-abi3-manylinux2014_x86_64.manylinux_2_17_x86_64.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return path


def sdist(folder: Path, names: list[str]) -> Path:
    path = folder / "dondoo-0.1.0.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name in names:
            archive.addfile(tarfile.TarInfo(f"dondoo-0.1.0/{name}"), io.BytesIO())
    return path


def test_import_is_fast_and_light():
    # Processor time: the wall clock of a busy machine says nothing about the package.
    code = "import time; t = time.process_time(); import dondoo, sys; print(time.process_time() - t, 'pandas' in sys.modules)"
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() for _ in range(5)]
    assert min(float(seconds) for seconds, _ in runs) <= 0.1
    assert runs[0][1] == "False"


def test_typed():
    assert resources.files(dondoo).joinpath("py.typed").is_file()
    assert resources.files(dondoo).joinpath("_core.pyi").is_file()


def test_version_is_in_the_changelog():
    assert f"## {dondoo.__version__} " in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_a_good_wheel_and_sdist_pass(check, tmp_path):
    good = wheel(tmp_path, WHEEL + LICENCES)
    assert "manylinux_2_17" in check.tags(good)
    assert check.size(good) == "0.0 MB"
    assert check.contents(good) == "7 files"
    assert check.sdist_contents(sdist(tmp_path, SDIST)).startswith("6 files")


@pytest.mark.parametrize("missing", ["dondoo/py.typed", "dondoo/_core.pyi", "dondoo-0.1.0.dist-info/licenses/NOTICE"])
def test_a_wheel_without_something_fails(check, tmp_path, missing):
    with pytest.raises(check.PromiseError, match="without"):
        check.contents(wheel(tmp_path, [name for name in WHEEL + LICENCES if name != missing]))


@pytest.mark.parametrize("stray", ["tests/test_a.py", "dondoo/__pycache__/a.pyc", "dondoo.libs/libz.so"])
def test_a_wheel_with_something_else_fails(check, tmp_path, stray):
    with pytest.raises(check.PromiseError, match=f"with .*{re.escape(stray)}"):
        check.contents(wheel(tmp_path, [*WHEEL, *LICENCES, stray]))


@pytest.mark.parametrize("stray", [".venv/lib/site-packages/x/README.md", "python/dondoo/_core.abi3.so", "target/release/a"])
def test_an_sdist_with_files_of_the_machine_fails(check, tmp_path, stray):
    with pytest.raises(check.PromiseError, match=f"with .*{re.escape(stray)}"):
        check.sdist_contents(sdist(tmp_path, [*SDIST, stray]))


def test_a_large_or_untagged_wheel_fails(check, tmp_path, monkeypatch):
    good = wheel(tmp_path, WHEEL)
    monkeypatch.setattr(check, "LIMIT_MB", 0.0)
    with pytest.raises(check.PromiseError, match="MB, more than 0"):
        check.size(good)
    with pytest.raises(check.PromiseError, match="is not a cp311-abi3"):
        check.tags(good.rename(tmp_path / "dondoo-0.1.0-cp311-cp311-linux_x86_64.whl"))


def test_only_the_publishing_job_may_ask_for_a_token():
    jobs = re.split(r"\n  (?=\w+:\n)", (ROOT / ".github/workflows/release.yml").read_text("utf-8"))
    asking = [job.split(":", 1)[0] for job in jobs if "id-token: write" in job]
    assert asking == ["publish"]
    assert not any("password:" in job or "secrets." in job for job in jobs)

"""Builds what PyPI would get, and checks everything that is promised of it.

Usage: release_check.py [--fast]   (`--fast` leaves out the build of the sdist and cargo deny, which take minutes)

The manylinux wheel is built without a container: zig links against an old glibc. Each check is a function that returns what it found, for
the report, or raises `PromiseError`; all run, so that one release attempt shows everything that is wrong.
"""

from __future__ import annotations

import email
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "target/release-check"
LIMIT_MB = 15.0
LIMIT_IMPORT = 0.1
GLIBC = "manylinux_2_17"


class PromiseError(Exception):
    """A promise that does not hold."""


def run(*command: str | Path, **environment: str) -> str:
    """Run a command and return its output; a failure is a fault that shows the end of it."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, cwd=ROOT, env=os.environ | environment)
    if done.returncode:
        raise PromiseError(f"{' '.join(str(c) for c in command)}: exit {done.returncode}\n{(done.stdout + done.stderr)[-3000:]}")
    return done.stdout


def fresh_venv(name: str) -> Path:
    """Make an empty virtual environment and return its Python."""
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    run(sys.executable, "-m", "venv", folder)
    return folder / "bin/python"


def build() -> tuple[Path, Path]:
    """Build the manylinux wheel and the sdist."""
    shutil.rmtree(OUT, ignore_errors=True)
    run("maturin", "build", "--release", "--locked", "--zig", "--compatibility", GLIBC, "--out", OUT)
    run("maturin", "sdist", "--out", OUT)
    return next(OUT.glob("*.whl")), next(OUT.glob("*.tar.gz"))


def tags(wheel: Path) -> str:
    """Check that one wheel serves every Python from 3.11 on, and old systems."""
    if "-cp311-abi3-" not in wheel.name or GLIBC not in wheel.name:
        raise PromiseError(f"{wheel.name} is not a cp311-abi3 {GLIBC} wheel")
    return wheel.name


def size(wheel: Path) -> str:
    """Check the wheel's size."""
    megabytes = wheel.stat().st_size / 1e6
    if megabytes > LIMIT_MB:
        raise PromiseError(f"{megabytes:.1f} MB, more than {LIMIT_MB:g}")
    return f"{megabytes:.1f} MB"


def contents(wheel: Path) -> str:
    """Check that types, stubs and licences are inside, and nothing but the package."""
    names = zipfile.ZipFile(wheel).namelist()
    if missing := [n for n in ("dondoo/py.typed", "dondoo/_core.pyi", "dondoo/_core.abi3.so") if n not in names]:
        raise PromiseError(f"without {missing}")
    for licence in ("LICENSE-APACHE", "LICENSE-MIT", "NOTICE"):
        if not any(n.endswith(f"licenses/{licence}") for n in names):
            raise PromiseError(f"without {licence}")
    if strays := [n for n in names if not re.match(r"dondoo(-[^/]+\.dist-info)?/", n) or "__pycache__" in n]:
        raise PromiseError(f"with {strays[:5]}")
    return f"{len(names)} files"


def abi3(wheel: Path) -> str:
    """Check that the core uses the stable ABI only."""
    run("abi3audit", "--strict", wheel)
    return "stable ABI only"


def metadata(wheel: Path, sdist: Path) -> str:
    """Check that PyPI would take the metadata, that no dependency crept in, and that the changelog knows the version."""
    run("twine", "check", "--strict", wheel, sdist)
    archive = zipfile.ZipFile(wheel)
    head = email.message_from_bytes(archive.read(next(n for n in archive.namelist() if n.endswith("/METADATA"))))
    if needed := [d for d in head.get_all("Requires-Dist", []) if "extra ==" not in d]:
        raise PromiseError(f"run-time dependencies: {needed}")
    version = tomllib.loads((ROOT / "Cargo.toml").read_text("utf-8"))["package"]["version"]
    if head["Version"] != version:
        raise PromiseError(f"the wheel says {head['Version']}, Cargo.toml {version}")
    if f"## {version} " not in (ROOT / "CHANGELOG.md").read_text("utf-8"):
        raise PromiseError(f"CHANGELOG.md has no section for {version}")
    return f"version {version}"


def sdist_contents(sdist: Path) -> str:
    """Check that the sdist holds the sources and nothing of this machine."""
    with tarfile.open(sdist) as archive:
        names = [n.split("/", 1)[1] for n in archive.getnames() if "/" in n]
    allowed = re.compile(r"(src|data|models|python)/|[^/]+$")
    if strays := [n for n in names if not allowed.match(n) or n.startswith(".") or "__pycache__" in n or n.endswith(".so")]:
        raise PromiseError(f"with {strays[:5]}")
    if missing := [n for n in ("Cargo.lock", "pyproject.toml", "models/names.bin", "data/record.schema.json") if n not in names]:
        raise PromiseError(f"without {missing}")
    return f"{len(names)} files, {sdist.stat().st_size / 1e6:.1f} MB"


def installs(wheel: Path) -> str:
    """Install the wheel alone in a clean environment, import it within the limit, read an article, prove the stubs."""
    python = fresh_venv("wheel-venv")
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", wheel)
    # Processor time: the wall clock of a busy machine says nothing about the package.
    code = "import time; t = time.process_time(); import dondoo; print(time.process_time() - t)"
    seconds = min(float(run(python, "-I", "-c", code)) for _ in range(5))
    if seconds > LIMIT_IMPORT:
        raise PromiseError(f"import takes {seconds:.3f} s, more than {LIMIT_IMPORT:g}")
    run(python, "-I", "-c", "import dondoo; assert dondoo.extract('Rais wa Kenya alifika Kampala.').entities[0].country == 'KEN'")
    run(python.parent / "dondoo", "schema")
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "mypy>=2.4,<3")
    run(python, "-m", "mypy.stubtest", "dondoo._core")
    return f"import {seconds:.3f} s, stubs proven"


def builds(sdist: Path) -> str:
    """Build and install the sdist in a clean environment."""
    python = fresh_venv("sdist-venv")
    built = str(ROOT / "target")  # the dependencies are compiled already
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", sdist, CARGO_TARGET_DIR=built)
    run(python, "-I", "-c", "import dondoo; assert dondoo.extract('Rais wa Kenya alifika Kampala.').entities[0].country == 'KEN'")
    return "built and imported"


def deny() -> str:
    """Check licences, doubled crates and sources of everything that is compiled in."""
    tool = shutil.which("cargo-deny") or ROOT / "target/tools/bin/cargo-deny"
    if not Path(tool).exists():
        run("cargo", "install", "cargo-deny", "--locked", "--root", ROOT / "target/tools")
    run(tool, "--all-features", "check", "licenses", "bans", "sources")
    return "licences, bans and sources"


def main() -> int:
    """Build, check everything, report."""
    wheel, sdist = build()
    checks: list[tuple[str, Callable[[], str]]] = [
        ("tags", lambda: tags(wheel)),
        ("size", lambda: size(wheel)),
        ("contents", lambda: contents(wheel)),
        ("abi3", lambda: abi3(wheel)),
        ("metadata", lambda: metadata(wheel, sdist)),
        ("sdist", lambda: sdist_contents(sdist)),
        ("clean install", lambda: installs(wheel)),
    ]
    if "--fast" not in sys.argv:
        checks += [("sdist builds", lambda: builds(sdist)), ("cargo deny", deny)]
    faults = 0
    for name, check in checks:
        try:
            print(f"ok    {name}: {check()}", flush=True)
        except PromiseError as fault:
            faults += 1
            print(f"FAIL  {name}: {fault}", flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

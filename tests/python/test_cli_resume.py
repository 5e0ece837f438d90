"""`--resume`: killed at any moment, a run goes on without a lost or doubled row, and ends in the same bytes."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from dondoo.cli import main

ROWS = 3000
CHEAP = ["--layers", "layout", "--no-progress"]
KINDS = {
    "o.jsonl": ([], 24),
    "o.csv": (["--table", "sentences"], 13),
    "o/": (["--format", "parquet", "--table", "documents,sentences", "--partition-by", "published-month", "--part-size", "300"], 13),
}


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Articles of three months, some of them no strings, in two files: the second begins amid a chunk."""
    folder = tmp_path_factory.mktemp("resume")
    lines = []
    for i in range(ROWS):
        text = f"Ziara ya {i} yaanza\n18 Juni 2024Rais wa Kenya aliwasili Kampala.Soma Pia: Habari ya {i}"
        lines.append(json.dumps({"id": i, "text": i if i % 997 == 5 else text, "published": f"2024-0{1 + i % 3}-18"}) + "\n")
    (folder / "a.jsonl").write_text("".join(lines[:1001]))
    (folder / "b.jsonl").write_text("".join(lines[1001:]))
    return folder


def contents(path: Path) -> dict[str, bytes]:
    if path.is_file():
        return {"": path.read_bytes()}
    return {str(p.relative_to(path)): p.read_bytes() for p in sorted(path.rglob("*")) if p.is_file()}


def command(source: Path, out: str, extra: list[str], batch: int = 8) -> list[str]:
    return ["extract", str(source), "-o", out, "--batch-size", str(batch), *CHEAP, *extra]


@pytest.mark.parametrize("name", KINDS)
def test_killed_at_random_moments(source, tmp_path, name):
    extra, wanted = KINDS[name]
    batch = 50 if name == "o/" else 8
    whole = tmp_path / "whole"
    whole.mkdir()
    out = f"{whole}/{name}"
    started = time.monotonic()
    assert subprocess.run([sys.executable, "-m", "dondoo.cli", *command(source, out, extra, batch)], check=False).returncode == 1
    span = time.monotonic() - started
    expected = contents(Path(out))
    assert expected

    randomly, kills, finished, work = random.Random(name), 0, 0, tmp_path / "work"
    work.mkdir()
    while kills < wanted or not finished:
        run = [sys.executable, "-m", "dondoo.cli", *command(source, f"{work}/{name}", extra, batch), "--resume"]
        process = subprocess.Popen(run, stderr=subprocess.PIPE)
        if kills < wanted:
            time.sleep(randomly.random() * span)
            process.send_signal(signal.SIGKILL)
        status = process.wait(120)
        message = process.stderr.read().decode()
        process.stderr.close()
        if status == -signal.SIGKILL:
            kills += 1
            journal = work / (f"{name}_journal.json" if name == "o/" else f"{name}.journal")
            if not (work / name).exists() or journal.exists():
                continue
            # Killed after its work was done, on its way out.
        else:
            assert status == 1, message  # the error rows of earlier runs count, too
            assert "4 of 3000 rows" in message
            finished += 1
        assert contents(work / name) == expected
        assert not [p for p in work.iterdir() if p.name != name.rstrip("/")]
        shutil.rmtree(work)
        work.mkdir()


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_stopped_in_good_order(source, tmp_path, kind):
    out, run = tmp_path / "o.jsonl", [sys.executable, "-m", "dondoo.cli"]
    process = subprocess.Popen([*run, *command(source, str(out), [])], stderr=subprocess.PIPE)
    part = tmp_path / "o.jsonl.part"
    while not (part.exists() and part.stat().st_size) and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(kind)
    _, message = process.communicate(timeout=60)
    if process.returncode == 130:
        assert b"--resume" in message
        assert out.read_bytes().endswith(b"\n")
        assert (tmp_path / "o.jsonl.journal").exists()
        assert main([*command(source, str(out), []), "--resume"]) == 1
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == [str(i) for i in range(ROWS)]
    assert [p.name for p in tmp_path.iterdir()] == ["o.jsonl"]


def interrupt(source: Path, out: str, monkeypatch, extra: tuple[str, ...] = ()) -> None:
    """Run in this process, and stop after three chunks."""
    from dondoo.cli import extract

    real, calls = extract._read, []

    def read(*arguments):
        calls.append(1)
        if len(calls) > 3:
            raise KeyboardInterrupt
        return real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(extract, "_read", read)
        assert main(command(source, out, list(extra))) == 130


def test_what_cannot_go_on_says_so(source, tmp_path, monkeypatch, capsys):
    out = str(tmp_path / "o.jsonl")

    def refused(message, *arguments, files=source):
        assert main([*command(files, out, []), *arguments, "--resume"]) == 2
        assert message in capsys.readouterr().err

    interrupt(source, out, monkeypatch)
    first = Path(out).read_bytes()
    assert first.count(b"\n") == 24
    refused("another with-text", "--with-text")
    refused("another layers", "--layers", "names")
    refused("the input is not", files=source / "b.jsonl")
    assert main([*command(source, out, []), "--resume"]) == 1
    assert Path(out).read_bytes().startswith(first)
    # A whole output is not gone on with, nor touched.
    whole = Path(out).read_bytes()
    refused("no interrupted run beside")
    assert Path(out).read_bytes() == whole
    # Somebody changed what was written.
    interrupt(source, out, monkeypatch)
    Path(out).write_bytes(b"#" + Path(out).read_bytes()[1:])
    refused("is not what the interrupted run left")
    Path(out).unlink()
    refused("is not what the interrupted run left")
    Path(f"{out}.journal").write_text("{}")
    refused("no journal of dondoo")
    assert main(["extract", str(source), "--resume", *CHEAP]) == 2
    assert "regular file" in capsys.readouterr().err
    assert main(["extract", str(source), "--resume", "-o", str(tmp_path / "m.parquet"), *CHEAP]) == 2
    assert "a folder of them can" in capsys.readouterr().err


def test_resume_begins_what_was_not_begun_and_takes_what_was_added(source, tmp_path, monkeypatch):
    source_copy, out = tmp_path / "in.jsonl", tmp_path / "o.csv"
    lines = (source / "a.jsonl").read_text().splitlines(keepends=True)
    source_copy.write_text("".join(lines[:40]))
    interrupt(source_copy, str(out), monkeypatch)
    source_copy.write_text("".join(lines[:60]))  # a log that grew meanwhile
    assert main([*command(source_copy, str(out), []), "--resume"]) == 1
    fresh = tmp_path / "f.csv"
    assert main([*command(source_copy, str(fresh), []), "--resume"]) == 1
    assert fresh.read_bytes() == out.read_bytes()


def test_a_folder_that_holds_something_is_left_alone(source, tmp_path, capsys):
    (tmp_path / "o").mkdir()
    (tmp_path / "o/note").write_text("yangu")
    assert main(command(source, f"{tmp_path}/o", ["--format", "parquet"])) == 2
    assert "is not empty" in capsys.readouterr().err
    assert main([*command(source, f"{tmp_path}/o", ["--format", "parquet"]), "--resume"]) == 2
    assert "no interrupted run" in capsys.readouterr().err
    assert [p.name for p in (tmp_path / "o").iterdir()] == ["note"]

"""Output formats of the command line beyond one file: folders of parquet, the registry of `dondoo.export`; and the terminal."""

import dataclasses
import importlib.machinery
import io
import json
import os
import pty
import sys
import types
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pyarrow.dataset as ds
import pytest
from dondoo._progress import Progress
from dondoo.cli import main

DAYS = ["2024-06-18", "2024-07-01", None]


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "in.jsonl"
    texts = ["Rais wa Kenya alifika Kampala.", "Serikali ya Urusi ilisema hivyo mjini Moscow."]
    rows = [{"id": f"a{i}", "text": texts[i % 2], "published": DAYS[i % 3]} for i in range(30)]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    return path


def test_a_folder_of_parts_is_one_table(source, tmp_path):
    out = tmp_path / "out"
    assert main(["extract", str(source), "-o", f"{out}/", "--format", "parquet", "--part-size", "10", "--batch-size", "5"]) == 0
    assert sorted(p.name for p in out.iterdir()) == [f"part-0000{i}.parquet" for i in range(3)]
    table = ds.dataset(out, format="parquet").to_table()
    single = tmp_path / "m.parquet"
    assert main(["extract", str(source), "-o", str(single)]) == 0
    assert table.to_pylist() == ds.dataset(single).to_table().to_pylist()
    assert sorted(set(table.column("row").to_pylist())) == list(range(30))


def test_partitions_are_hive_partitions(source, tmp_path):
    out = tmp_path / "out"
    arguments = ["--format", "parquet", "--table", "documents,mentions", "--partition-by", "published-month,country", "--batch-size", "7"]
    assert main(["extract", str(source), "-o", str(out), *arguments]) == 0
    folder = out / "mentions"
    assert {p.name for p in folder.iterdir()} == {
        "published_month=2024-06",
        "published_month=2024-07",
        "published_month=__HIVE_DEFAULT_PARTITION__",
    }
    read = f"read_parquet('{folder}/**/*.parquet', hive_partitioning=true)"
    counts = duckdb.sql(
        f"select published_month, article_country, count(*) from {read} where text = 'Kenya' group by all order by all"
    ).fetchall()
    assert counts == [("2024-06", "KEN", 5), ("2024-07", "KEN", 5), (None, "KEN", 5)]
    frame = pl.scan_parquet(f"{folder}/**/*.parquet", hive_partitioning=True).collect()
    assert sorted(set(frame["row"])) == list(range(30))
    assert set(frame.filter(pl.col("row") == 1)["article_country"]) == {"RUS"}
    rows = ds.dataset(out / "documents", format="parquet", partitioning="hive").to_table().to_pylist()
    assert {(r["published_month"], str(r["published"])[:7]) for r in rows} == {
        ("2024-06", "2024-06"),
        ("2024-07", "2024-07"),
        (None, "None"),
    }


def test_every_table_at_once(source, tmp_path):
    out = tmp_path / "out"
    assert main(["extract", str(source), "-o", f"{out}/", "--format", "parquet", "--table", "all"]) == 0
    from dondoo import _core

    assert sorted(p.name for p in out.iterdir()) == sorted(_core.TABLES)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--partition-by", "country"], "goes with --format parquet"),
        (["--table", "events,quotes", "-o", "{out}.csv"], "into a folder only"),
        (["--table", "matukio"], "unknown table"),
        (["--table", "events,events", "--format", "parquet", "-o", "{out}/"], "twice"),
        (["--format", "parquet", "-o", "{out}/", "--partition-by", "mwezi"], "unknown key"),
        (["--lexicon", "hakuna.tsv"], "hakuna.tsv"),
        (["--names-model", "hakuna.bin"], "hakuna.bin"),
    ],
)
def test_what_does_not_go_together(source, tmp_path, arguments, message, capsys):
    assert main(["extract", str(source), *(a.format(out=tmp_path / "o") for a in arguments)]) == 2
    assert message in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["extract", str(source), "--batch-size", "0"])


def test_own_names(source, tmp_path):
    names = tmp_path / "names.jsonl"
    names.write_text(json.dumps({"text": "Kampala", "type": "ORG", "id": "k1"}) + "\n")
    out = tmp_path / "o.jsonl"
    assert main(["extract", str(source), "-o", str(out), "--lexicon", str(names)]) == 0
    record = json.loads(out.read_text().splitlines()[0])
    assert [(e["type"], e["lexicon_id"]) for e in record["entities"] if e["name"] == "Kampala"] == [("ORG", "k1")]


@dataclasses.dataclass
class Format:
    write: Callable
    binary: bool = False
    separable: bool = False
    layers: tuple[str, ...] = ()


def registry(monkeypatch, **formats: Format) -> None:
    """A `dondoo.export` of our own."""
    module = types.ModuleType("dondoo.export")
    module.__spec__ = importlib.machinery.ModuleSpec("dondoo.export", None)
    module.FORMATS = formats
    monkeypatch.setitem(sys.modules, "dondoo.export", module)


def test_a_format_of_the_export_registry(source, tmp_path, monkeypatch):
    """Any format there is one of ours: it gets the documents with the layers it wants, and a text one may be gone on with."""

    def shout(file, documents):
        for document in documents:
            file.write(f"{document.id}\t{document.tokens[0].text}\r\n")

    registry(monkeypatch, shout=Format(shout, separable=True, layers=("tokens",)))
    out = tmp_path / "o.shout"  # the format is told by the name
    assert main(["extract", str(source), "-o", str(out), "--batch-size", "7"]) == 0
    assert out.read_bytes().split(b"\r\n")[:2] == [b"a0\tRais", b"a1\tSerikali"]
    assert len(out.read_text().splitlines()) == 30
    assert [p.name for p in tmp_path.iterdir() if "shout" in p.name] == ["o.shout"]


def test_a_binary_format_of_the_export_registry(source, tmp_path, monkeypatch, capsys):
    def count(file, documents):
        file.write(b"\x93" + bytes([sum(1 for _ in documents)]))

    def fail(file, documents):
        next(iter(documents))
        raise OSError("diski imejaa")

    registry(monkeypatch, count=Format(count, binary=True), fail=Format(fail, binary=True))
    out = tmp_path / "o.count"
    assert main(["extract", str(source), "-o", str(out), "--batch-size", "3"]) == 0
    assert out.read_bytes() == b"\x93\x1e"
    # A writer that fails, and a run that is interrupted, leave nothing; an older file stays.
    out.write_bytes(b"ya zamani")
    assert main(["extract", str(source), "-o", str(out), "--format", "fail", "--batch-size", "3"]) == 2
    assert "diski imejaa" in capsys.readouterr().err
    from dondoo.cli import extract

    monkeypatch.setattr(extract, "_read", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    assert main(["extract", str(source), "-o", str(out), "--format", "count"]) == 130
    assert out.read_bytes() == b"ya zamani"
    assert not list(tmp_path.glob("*.part"))
    for arguments, message in (
        (["--format", "count"], "needs a file"),
        (["--format", "count", "--resume", "-o", "x"], "cannot be resumed"),
    ):
        assert main(["extract", str(source), *arguments]) == 2
        assert message in capsys.readouterr().err


def test_every_format_of_dondoo_export(tmp_path):
    from dondoo.export import FORMATS

    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"id": f"a{i}", "text": "Urusi imeishambulia Ukraine."}) + "\n" for i in range(30)), "utf-8")
    for name, form in FORMATS.items():
        out = tmp_path / f"o{form.suffix}"
        assert main(["extract", str(source), "-o", str(out), "--format", name, "--batch-size", "7"]) == 0
        whole = out.read_bytes()
        assert main(["extract", str(source), "-o", str(out), "--format", name]) == 0
        assert out.read_bytes() == whole, name  # batches leave no trace: one head, keys and numbers that run through the whole file
        assert len(whole) > 200


def test_a_format_in_one_go_is_piped(source, capfdbinary):
    assert main(["extract", str(source), "--format", "polecat", "--batch-size", "7", "--no-progress"]) == 0
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert len(lines) == len(set(lines)) == 1  # no events, one head
    assert main(["extract", str(source), "--format", "ngec", "-o", "/dev/null", "--no-progress"]) == 0
    assert not Path("/dev/null").is_file()
    assert main(["extract", str(source), "--format", "plover", "--resume", "-o", "x"]) == 2


def test_progress_tells_share_rate_and_remaining_time():
    stream = io.StringIO()
    progress = Progress(None, stream=stream, force=True, size=1000)
    progress.start(100, 400)
    progress._began -= 10
    progress(200, 700)
    line = stream.getvalue()
    assert " 70% 200 articles, 10/s, 0:10 left" in line
    assert line.count("#") == 17
    progress(300, 1000, last=True)
    assert "100% 300 articles" in stream.getvalue()
    stream = io.StringIO()
    progress = Progress(4000, stream=stream, force=True)
    progress._began -= 10
    progress(1)
    assert "1 of 4,000 articles, 0/s, 11:06:30 left" in stream.getvalue()
    silent = io.StringIO()
    Progress(3, stream=silent)(3)
    assert silent.getvalue() == ""


def on_a_terminal(arguments: list[str], **environment: str) -> str:
    """Standard error of a run whose standard error is a terminal."""
    ours, theirs = pty.openpty()
    import subprocess

    child = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm"} | environment
    process = subprocess.Popen(
        [sys.executable, "-m", "dondoo.cli", *arguments], stderr=theirs, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=child
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            data = os.read(ours, 4096)
        except OSError:  # Linux: the other side is closed
            break
        if not data:
            break
        seen += data
    os.close(ours)
    process.wait(60)
    return seen.decode()


def test_the_terminal_has_progress_and_colours_unless_told_not_to(source):
    seen = on_a_terminal(["extract", str(source)])
    assert "100% 30 articles" in seen
    assert "#" * 24 in seen
    assert "articles" not in on_a_terminal(["extract", str(source), "--no-progress"])
    assert "\x1b[31mdondoo:\x1b[0m" in on_a_terminal(["extract", "hakuna"])
    assert "\x1b[3" not in on_a_terminal(["extract", "hakuna"], NO_COLOR="1")
    assert "\x1b[3" not in on_a_terminal(["extract", "hakuna"], TERM="dumb")

import csv
import io
import json
import os
import random
import signal
import subprocess
import sys
import time

import dondoo
import pyarrow.parquet as pq
import pytest
from dondoo.cli import main

ROWS = [
    {"id": "a", "text": "Rais wa Kenya alifika Kampala.", "published": "2024-06-18", "title": "Ziara"},
    {"id": "b", "text": "Serikali ya Urusi ilisema hivyo.", "published": None, "title": ""},
]


def cli(*arguments: str, **kwargs) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "dondoo.cli", *arguments], capture_output=True, text=True, timeout=120, check=False, **kwargs
    )


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "habari.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in ROWS), "utf-8")
    return path


def test_json_lines_in_and_out(source, tmp_path):
    out = tmp_path / "out.jsonl"
    assert main(["extract", str(source), "-o", str(out), "--no-progress"]) == 0
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [r["id"] for r in records] == ["a", "b"]
    assert records[0]["published"] == "2024-06-18"
    assert records[0]["headline"]["text"] == "Ziara"
    assert "text" not in records[0]
    assert main(["extract", str(source), "-o", str(out), "--with-text"]) == 0
    assert json.loads(out.read_text("utf-8").splitlines()[1])["text"] == ROWS[1]["text"]


def test_standard_input_and_output(source):
    done = cli("extract", "-", input=source.read_text("utf-8"))
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr == ""
    done = cli("extract", "--input", "text", "--format", "csv", input="Rais wa Kenya alifika.")
    assert next(iter(csv.DictReader(io.StringIO(done.stdout))))["country"] == "KEN"


def test_csv_and_parquet_tables(source, tmp_path):
    out = tmp_path / "m.csv"
    assert main(["extract", str(source), "-o", str(out)]) == 0
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    assert [(r["row"], r["id"], r["text"]) for r in rows if r["kind"] == "name"] == [
        ("0", "a", "Kenya"),
        ("0", "a", "Kampala"),
        ("1", "b", "Urusi"),
    ]
    out = tmp_path / "d.parquet"
    assert main(["extract", str(source), "-o", str(out), "--table", "documents"]) == 0
    assert pq.read_table(out).column("id").to_pylist() == ["a", "b"]
    assert not (tmp_path / "d.parquet.part").exists()


def test_many_chunks_number_their_rows_through(tmp_path):
    source = tmp_path / "n.jsonl"
    source.write_text("".join(json.dumps({"text": "Rais wa Kenya alisema."}) + "\n" for _ in range(600)), "utf-8")
    for name in ("n.csv", "n.parquet"):
        assert main(["extract", str(source), "-o", str(tmp_path / name)]) == 0
    rows = [int(r["row"]) for r in csv.DictReader((tmp_path / "n.csv").open())]
    assert rows == list(range(600))
    assert pq.read_table(tmp_path / "n.parquet").column("row").to_pylist() == rows


def test_folders_csv_and_text_files(tmp_path):
    (tmp_path / "a.txt").write_text("Rais wa Kenya alifika.", "utf-8")
    (tmp_path / "b.csv").write_text('id,mwili,siku\nk1,"Serikali ya Urusi, ilisema",2024-06-18\n', "utf-8-sig")
    out = tmp_path / "o"
    with pytest.raises(SystemExit):
        main(["extract", "--format", "xml"])
    assert main(["extract", str(tmp_path / "b.csv"), "--field", "mwili", "--date-field", "siku", "-o", str(out)]) == 0
    record = json.loads(out.read_text("utf-8"))
    assert (record["id"], record["published"], record["entities"][0]["country"]) == ("k1", "2024-06-18", "RUS")
    (tmp_path / "b.csv").unlink()
    assert main(["extract", str(tmp_path), "-o", str(tmp_path / "p")]) == 0


def test_bad_rows_are_error_rows_and_the_exit_status_says_so(tmp_path):
    source = tmp_path / "m.jsonl"
    source.write_bytes(b'{"text": "Rais wa Kenya alisema."}\n{broken\n{"text": 5}\n{"text": "ab\xff"}\n{"text": null}\n"Urusi tu"\n')
    out = tmp_path / "o.jsonl"
    assert main(["extract", str(source), "-o", str(out)]) == 1
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [(r["error"] or {}).get("code") for r in records] == [None, "D001", "D001", "D002", None, None]
    assert records[1]["id"].endswith("m.jsonl:2")
    assert records[3]["error"]["offset"] == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract", "hakuna.jsonl"], "no such file"),
        (["extract", "{source}", "--field", "mwili"], "no field 'mwili'"),
        (["extract", "{source}", "--format", "parquet"], "needs a file"),
        (["extract", "{source}", "--layers", "majina"], "unknown layer"),
    ],
)
def test_wrong_usage(source, arguments, message, capsys):
    assert main([a.format(source=source) for a in arguments]) == 2
    assert message in capsys.readouterr().err


def test_version_and_schema(capsys):
    with pytest.raises(SystemExit) as done:
        main(["--version"])
    assert done.value.code == 0
    assert dondoo.__version__ in capsys.readouterr().out
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "dondoo record"


def test_a_reader_that_goes_away(source):
    code = f"{sys.executable} -m dondoo.cli extract {source} {source} | head -n 1"
    done = subprocess.run(["sh", "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert json.loads(done.stdout)["id"] == "a"
    assert "Traceback" not in done.stderr


def test_a_killed_run_leaves_whole_records(tmp_path):
    source = tmp_path / "n.jsonl"
    line = json.dumps({"text": "Rais wa Kenya aliwasili Kampala tarehe 18 Juni 2024. " * 40}) + "\n"
    source.write_text(line * 20_000, "utf-8")
    out, part = tmp_path / "o.jsonl", tmp_path / "o.jsonl.part"
    for kind in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
        process = subprocess.Popen([sys.executable, "-m", "dondoo.cli", "extract", str(source), "-o", str(out)], stderr=subprocess.DEVNULL)
        for _ in range(500):
            time.sleep(0.01)
            if part.exists() and part.stat().st_size:
                break
        time.sleep(random.Random(kind).random() / 5)
        os.kill(process.pid, kind)
        status = process.wait(30)
        if kind == signal.SIGKILL:
            # Nothing under the output's own name; every finished line of the part is a record.
            assert not out.exists()
            whole = part.read_text("utf-8", "replace").split("\n")[:-1]
            part.unlink()
        else:
            assert not part.exists()
            assert status in (0, 130)
            text = out.read_text("utf-8")
            assert text.endswith("\n")
            whole = text.splitlines()
            out.unlink()
        assert whole
        assert all(json.loads(row)["schema"] == 1 for row in whole)


def test_an_older_output_survives_a_run_that_cannot_start(source, tmp_path):
    out = tmp_path / "o.jsonl"
    out.write_text("ya zamani\n")
    assert main(["extract", str(tmp_path / "hakuna.jsonl"), "-o", str(out)]) == 2
    assert out.read_text() == "ya zamani\n"
    assert main(["extract", str(source), "-o", str(out)]) == 0
    assert "ya zamani" not in out.read_text("utf-8")

"""`dondoo train names`: from labels to a model that the extractor reads with."""

import json
import subprocess
import sys
import threading
import time

import dondoo
import pytest
from dondoo import train
from dondoo.cli import main

QUICK = {"epochs": 6, "runs": 1}


def sentences(articles: list[dict]) -> list[dict]:
    """The sentences of the example articles, labelled by the built-in model: enough to learn from."""
    out = []
    for article in articles:
        doc = dondoo.extract(article["text"], id=article["id"])
        names = [(m.start, m.end, e.type) for e in doc.entities for m in e.mentions if m.kind == "name" and e.type != "GRP"]
        for number, s in enumerate(doc.sentences):
            spans = [{"start": a - s.start, "end": b - s.start, "type": t} for a, b, t in names if s.start <= a and b <= s.end]
            out.append({"id": f"{article['id']}-{number}", "text": doc.text[s.start : s.end], "spans": spans})
    return out


@pytest.fixture(scope="module")
def labels(articles, tmp_path_factory):
    path = tmp_path_factory.mktemp("train") / "majina.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in sentences(articles)), "utf-8")
    return path


def test_a_model_learns_and_is_read_with(labels, articles, tmp_path):
    raw = [(a["id"], a["text"]) for a in articles]
    out = tmp_path / "m.bin"
    trained = train.names(labels, out, raw=raw, **QUICK)
    assert out.read_bytes() == trained.model
    assert not (tmp_path / "m.bin.part").exists()
    assert trained.sentences == len(labels.read_text("utf-8").splitlines())
    assert trained.features > 1000
    assert set(trained.held_out) == {"PER", "ORG", "LOC", "all"}
    whole = trained.held_out["all"]
    assert whole.f1 > 0.3
    assert whole.gold == sum(trained.held_out[t].gold for t in ("PER", "ORG", "LOC"))
    own, built_in = dondoo.Extractor(["names"], names_model=out), dondoo.Extractor(["names"])
    found = {m.text for a in articles for m in own.extract(a["text"]).mentions if m.kind == "name"}
    wanted = {m.text for a in articles for m in built_in.extract(a["text"]).mentions if m.kind == "name"}
    assert len(found & wanted) > 0.8 * len(wanted)  # it has seen these


def test_the_same_input_gives_the_same_bytes(labels):
    first, again, other = (train.names(labels, seed=seed, **QUICK).model for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_conll_and_json_lines_say_the_same(labels, tmp_path):
    rows = [json.loads(line) for line in labels.read_text("utf-8").splitlines()][:60]
    lines = []
    for row in rows:
        at, words = 0, []
        for word in row["text"].split():
            start = row["text"].index(word, at)
            at = start + len(word)
            span = next((s for s in row["spans"] if s["start"] <= start < s["end"]), None)
            words.append(f"{word} {'O' if span is None else ('B-' if span['start'] == start else 'I-') + span['type']}")
        lines.append("\n".join(words))
    path = tmp_path / "majina.conll"
    path.write_text("\n\n".join(lines) + "\n", "utf-8")
    assert train.names(path, **QUICK).sentences == 60


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.jsonl", "", "a.jsonl:1: no labelled sentence"),
        ("a.jsonl", '{"text": "Juma", "spans": []}\n{broken\n', "a.jsonl:2: "),
        ("a.jsonl", '{"text": "Juma"}\n', "a.jsonl:1: "),
        ("a.jsonl", '\n{"text": "Juma", "spans": [{"start": 0, "end": 9, "type": "PER"}]}\n', "a.jsonl:2: span 0..9 does not lie"),
        ("a.jsonl", '{"text": "Juma", "spans": [{"start": 0, "end": 4, "type": "GPE"}]}\n', 'a.jsonl:1: unknown label "GPE"'),
        ("a.conll", "Juma B-PER\nyupo X\n", 'a.conll:2: unknown label "X"'),
        ("a.conll", "Juma B-PER O\n", "a.conll:1: 3 columns where two are wanted"),
        ("a.conll", b"Juma B-PER\n\xff O\n", "a.conll:2: not UTF-8"),
    ],
)
def test_bad_labels_are_named_with_their_line(tmp_path, name, content, message, capsys):
    path, out = tmp_path / name, tmp_path / "m.bin"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ValueError, match=name) as error:
        train.names(path, out)
    assert message in str(error.value)
    assert main(["train", "names", "--labels", str(path), "--out", str(out)]) == 2
    assert message in capsys.readouterr().err
    assert not out.exists()


def test_numbers_out_of_range(labels):
    for name in ("epochs", "features", "runs"):
        with pytest.raises(ValueError, match=f"{name} must be 1 or more, not 0"):
            train.names(labels, **{name: 0})
    with pytest.raises(ValueError, match="seed must be 0 or more"):
        train.names(labels, seed=-1)


def test_one_sentence_is_little_but_no_error(tmp_path):
    path = tmp_path / "a.conll"
    path.write_text("Rais O\nJuma B-PER\nBakari I-PER\nalifika O\nLindi B-LOC\n")
    for epochs in (1, 2, 3):
        trained = train.names(path, epochs=epochs, runs=1)
        assert trained.sentences == 1
        assert trained.held_out["all"].gold == 0
    out = tmp_path / "m.bin"
    out.write_bytes(trained.model)
    assert dondoo.Extractor(["names"], names_model=out).extract("Rais Juma Bakari alifika Lindi.").error is None


def test_the_gil_is_free_and_other_threads_run(labels):
    ticks, stop = [], threading.Event()

    def tick():
        while not stop.wait(0.01):
            ticks.append(1)

    thread = threading.Thread(target=tick)
    thread.start()
    began = time.monotonic()
    try:
        train.names(labels, **QUICK)
    finally:
        stop.set()
        thread.join()
    spent = time.monotonic() - began
    assert len(ticks) > spent * 10


def test_command_and_interruption(labels, articles, root, tmp_path):
    command = [sys.executable, "-m", "dondoo.cli", "train", "names", "--labels", str(labels), "--out"]
    out = tmp_path / "m.bin"
    raw = ["--raw", str(root / "examples/articles.jsonl")]
    done = subprocess.run(
        [*command, str(out), *raw, "--epochs", "4", "--runs", "1"], capture_output=True, text=True, timeout=300, check=True
    )
    lines = done.stdout.splitlines()
    assert lines[0].endswith(f"bytes: {out}")
    assert [line.split()[0] for line in lines[1:]] == ["held", "PER", "ORG", "LOC", "all"]
    assert out.stat().st_size > 1000
    source, records = tmp_path / "in.txt", tmp_path / "o.jsonl"
    source.write_text(articles[0]["text"], "utf-8")
    assert main(["extract", str(source), "--names-model", str(out), "-o", str(records)]) == 0
    assert json.loads(records.read_text())["entities"]

    import signal

    process = subprocess.Popen([*command, str(tmp_path / "n.bin"), "--epochs", "5000"], stderr=subprocess.PIPE)
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    _, message = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"nothing was written" in message
    assert time.monotonic() - began < 30
    assert not (tmp_path / "n.bin").exists()

"""On real articles, where they are there."""

import json

import dondoo
from dondoo.cli import main
from spans import check


def test_every_span_of_every_record(shared, tmp_path):
    out = tmp_path / "voa.jsonl"
    source = shared / "text/voa.jsonl"
    assert main(["extract", str(source), "-o", str(out), "--no-progress"]) == 0
    rows = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(records) == 1009
    assert [r["id"] for r in records] == [r["id"] for r in rows]
    seen = sum(check(row["text"], record) for row, record in zip(rows, records, strict=True))
    assert seen > 20_000
    assert sum(r["language"]["code"] == "sw" for r in records) > 1000


def test_the_seed_article(shared):
    text = (shared / "seed/article.txt").read_text("utf-8")
    doc = dondoo.extract(text)
    assert doc.headline == "Urusi na Korea Kaskazini kuanzisha ushirikiano mkubwa."
    assert doc.published == "2024-06-18"
    assert [r.text[:8] for r in doc.related] == ["Soma Pia"]
    assert {"RUS", "PRK", "UNO", "USA", "UKR", "VNM"} <= {e.country for e in doc.entities}
    check(text, doc.to_dict())

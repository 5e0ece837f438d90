"""The scorer: by hand, by properties, and against the scorer of the gold records where that is."""

import copy
import doctest
import importlib.util
import json
import random

import dondoo
import dondoo.score
import pytest
from dondoo.cli import main
from dondoo.score import LAYERS, score

TEXT = "Rais Hassan alikutana na Waziri Bakari mjini Goma jana. “Tutajenga barabara,” alisema Hassan. Aliongeza kuwa watu 13 walikamatwa."


def at(words: str, nth: int = 0, **more):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words), **more}


def gold() -> dict:
    return {
        "id": "a",
        "text": TEXT,
        "entities": [
            {"id": "e1", "type": "PER", "country": "TZA", "mentions": [at("Hassan", kind="name"), at("Hassan", 1, kind="name")]},
            {"id": "e2", "type": "PER", "country": None, "mentions": [at("Bakari", kind="name")]},
            {"id": "e3", "type": "LOC", "country": "COD", "mentions": [at("Goma", kind="name")]},
            {"id": "e4", "type": "GRP", "country": None, "mentions": [at("watu 13", kind="nominal")]},
        ],
        "roles": [at("Rais", person="e1", of=None)],
        "times": [at("jana", type="DATE", value="2024-06-17")],
        "quantities": [at("watu 13", kind="count", value=13, unit=None)],
        "quotes": [at("Tutajenga barabara,", style="direct", speaker="e1")],
        "events": [
            at("alikutana", type="CONSULT", actor=["e1", "e2"], recipient=[], aux=None, date="2024-06-17"),
            at("walikamatwa", type="COERCE", actor=[], recipient=["e4"], aux=None, date=None),
        ],
    }


def figures(change) -> dict[str, tuple[int | None, int, int]]:
    """Right, gold and predicted of each layer that is not perfect, after a change to a copy of the gold record."""
    record = gold()
    record = change(record) or record
    report = score([gold()], [record])
    return {layer: (f.right, f.gold, f.predicted) for layer, f in report.items() if f.f1 != 1 and (f.gold or f.predicted)}


def test_the_truth_is_right():
    report = score([gold()], [gold()])
    assert list(report) == list(LAYERS)
    assert {layer: f.gold for layer, f in report.items() if f.f1 != 1} == {"nominal": 0}  # a group's description is none of these
    assert report.articles == 1
    assert report["mention"] == dondoo.score.Figure(1.0, 1.0, 1.0, 4, 4, 4)
    assert report["coref"].right is None


def test_each_mistake_shows_where_it_should():
    def shorter(r):
        r["entities"][2]["mentions"][0]["end"] -= 1

    assert figures(shorter) == {"mention": (3, 4, 4), "coref": (None, 4, 4)}

    def type_(r):
        r["entities"][2]["type"] = "ORG"

    assert figures(type_) == {"mention": (3, 4, 4), "mention.overlap": (3, 4, 4)}

    def country(r):
        r["entities"][2]["country"] = "RWA"

    assert figures(country) == {"link": (2, 3, 3)}

    def value(r):
        r["times"][0]["value"] = "2024-06-16"

    assert figures(value) == {"time.value": (0, 1, 1)}

    def number(r):
        r["quantities"][0]["value"] = 30

    assert figures(number) == {"quantity": (0, 1, 1)}

    def currency(r):
        r["quantities"][0]["unit"] = "kg"  # only of money is the unit asked for

    assert figures(currency) == {}

    def speaker(r):
        r["quotes"][0]["speaker"] = "e2"

    assert figures(speaker) == {"quote.speaker": (0, 1, 1)}

    def half(r):
        r["quotes"][0]["end"] = r["quotes"][0]["start"] + 9

    assert figures(half) == {"quote": (0, 1, 1), "quote.speaker": (0, 1, 1)}

    def one_party(r):
        r["events"][0]["actor"] = ["e2"]  # shares an entity with the gold's actors

    assert figures(one_party) == {}

    def no_party(r):
        r["events"][0]["actor"] = []

    assert figures(no_party) == {"event.dyad": (1, 2, 2), "event.full": (1, 2, 2)}

    def aux(r):
        r["events"][0]["aux"] = "future"

    assert figures(aux) == {"event.full": (1, 2, 2)}

    def far(r):
        r["events"][1].update(start=0, end=4)

    assert figures(far) == {"event.anchor": (1, 2, 2)}

    def nothing(r):
        return {"id": "a"}

    assert {f[0] for layer, f in figures(nothing).items() if layer != "coref"} == {0}
    assert score([gold()], [])["mention"].recall == 0
    assert score([gold()], [gold(), {**gold(), "id": "b"}])["mention"].predicted == 4


def test_b_cubed_by_hand():
    def entity(key, *starts):
        return {"id": key, "type": "PER", "country": None, "mentions": [{"start": s, "end": s + 1, "kind": "name"} for s in starts]}

    truth = {"id": "a", "entities": [entity("x", 0, 1, 2), entity("y", 3)]}
    guess = {"id": "a", "entities": [entity("p", 0, 1), entity("q", 2, 3)]}
    figure = score([truth], [guess])["coref"]
    # Precision: 0 and 1 keep 2/2, 2 and 3 keep 1/2. Recall: 0, 1: 2/3; 2: 1/3; 3: 1/1.
    assert figure.precision == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert figure.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


def test_an_item_is_paired_once_and_with_the_best():
    truth = {
        "id": "a",
        "times": [{"start": 0, "end": 4, "type": "DATE", "value": "1"}, {"start": 2, "end": 6, "type": "DATE", "value": "2"}],
    }
    guess = {"id": "a", "times": [{"start": 2, "end": 6, "type": "DATE", "value": "2"}]}
    report = score([truth], [guess], errors=True)
    assert report["time.span"].right == 1
    assert report["time.value"].right == 1
    missed = [(e.layer, e.kind, e.item["value"]) for e in report.errors]
    assert missed == [("time.span", "missed", "2"), ("time.value", "missed", "1")]


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("{", "not JSON"),
        ("[1]", "not a record"),
        ({"entities": []}, "has no id"),
        ({"id": "a", "times": [{"start": 0, "end": 2}]}, "'type'"),
        ({"id": "a", "times": [{"start": "0", "end": 2, "type": "DATE", "value": None}]}, "whole numbers"),
        ({"id": "a", "entities": [{"type": "PER"}]}, "'id'"),
        ({"id": "a", "quantities": [{"start": 0, "end": 2, "kind": "count", "value": "mbili"}]}, "mbili"),
    ],
)
def test_what_is_no_record_is_named(record, message):
    with pytest.raises(ValueError, match=message):
        score([record], [])


def test_two_of_one_id():
    with pytest.raises(ValueError, match="two gold records have the id 'a'"):
        score([gold(), gold()], [])


def test_documents_and_json_are_records(articles):
    batch = dondoo.extract_batch([a["text"] for a in articles[:4]], ids=[a["id"] for a in articles[:4]])
    report = score(batch, batch.to_jsonl().splitlines())
    assert {f.f1 for f in report.values() if f.gold} == {1.0}
    assert report["event.full"].gold


def test_docstrings():
    assert doctest.testmod(dondoo.score).attempted
    assert doctest.testmod(dondoo.score).failed == 0


def test_command(tmp_path, capsys):
    truth, guess = tmp_path / "gold.jsonl", tmp_path / "guess.jsonl"
    truth.write_text(json.dumps(gold()) + "\n")
    wrong = gold()
    wrong["times"][0]["value"] = "2024"
    guess.write_text(json.dumps(wrong) + "\n")
    assert main(["score", str(truth), str(guess)]) == 0
    table = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert table["time.value"].split() == ["0.000", "0.000", "0.000", "1", "1"]
    assert main(["score", str(truth), str(guess), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["layers"]["time.span"]["f1"] == 1.0
    assert main(["score", str(truth), str(guess), "--errors", "time.value"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[:3] for line in lines] == ["- a", "+ a"]
    assert "'jana'" in lines[0]
    # Read now: the gold's own text.
    assert main(["score", str(truth), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["layers"]["mention"]["gold"] == 4
    for arguments, message in [
        ([str(truth), "--errors", "majina"], "unknown layer"),
        ([str(truth), str(guess), "--texts", "x"], "leave out PREDICTED"),
        ([str(tmp_path / "hakuna")], "hakuna"),
    ]:
        assert main(["score", *arguments]) == 2
        assert message in capsys.readouterr().err
    truth.write_text('{"id": "a"}\n{broken\n')
    assert main(["score", str(truth)]) == 2
    assert "gold.jsonl:2: not JSON" in capsys.readouterr().err
    truth.write_text('{"id": "a"}\n')
    assert main(["score", str(truth)]) == 2
    assert "article a has no text" in capsys.readouterr().err


def perturbed(record: dict, randomly: random.Random) -> dict:
    """A record with mistakes of every kind: items lost, doubled, moved, changed; mentions handed to other entities."""
    record = copy.deepcopy(record)
    record.pop("text", None)
    choose = lambda *values: randomly.choice(values)  # noqa: E731
    length = 4000
    for name in ("roles", "times", "quantities", "quotes", "events"):
        kept = []
        for item in record.get(name, []):
            if randomly.random() < 0.15:
                continue
            if randomly.random() < 0.4:
                shift, stretch = choose(-40, -3, -1, 0, 1, 2, 30), choose(-2, -1, 0, 1, 5)
                item["start"] = max(0, item["start"] + shift)
                item["end"] = min(length, max(item["start"] + 1, item["end"] + shift + stretch))
            ids = [e["id"] for e in record["entities"]] or ["e1"]
            for key in [k for k in ("type", "value", "kind", "unit", "style", "aux", "date") if k in item]:
                if randomly.random() < 0.1:
                    item[key] = choose(*[other.get(key) for other in record[name] if other.get(key) is not None] or [item[key]])
            for key in ("person", "speaker"):
                if key in item and randomly.random() < 0.2:
                    item[key] = randomly.choice(ids)
            for key in ("actor", "recipient"):
                if key in item and randomly.random() < 0.3:
                    item[key] = randomly.sample(ids, min(len(ids), randomly.randrange(3)))
            kept.extend([item] * choose(1, 1, 1, 1, 2))
        record[name] = kept
    entities = record["entities"]
    for entity in entities:
        entity["mentions"] = [m for m in entity["mentions"] if randomly.random() < 0.85]
        for m in entity["mentions"]:
            if randomly.random() < 0.15:
                m["end"] += choose(-1, 1, 7)
        if randomly.random() < 0.1:
            entity["type"] = choose("PER", "ORG", "LOC", "GRP")
        if randomly.random() < 0.1:
            entity["country"] = choose("KEN", "TZA", None)
        if len(entities) > 1 and randomly.random() < 0.2:
            randomly.choice(entities)["mentions"].extend(copy.deepcopy(entity["mentions"][:2]))
    randomly.shuffle(entities)
    return record


def test_equal_to_the_scorer_of_the_gold_records(shared):
    source = shared / "gold/score.py"
    spec = importlib.util.spec_from_file_location("gold_score", source)
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    records = dondoo.score.read(shared / "gold/gold.jsonl")
    randomly = random.Random(5)
    seen = set()
    for _ in range(3):
        guesses = [perturbed(r, randomly) for r in records if randomly.random() < 0.95]
        ours = score(records, guesses)
        totals = {layer: [0.0, 0.0, 0, 0] for layer in LAYERS}
        system = {r["id"]: reference.Article(r) for r in guesses}
        for record in records:
            result = reference.score(reference.Article(record), system.get(record["id"], reference.Article({})))
            assert set(result) == set(LAYERS)
            for layer, (right, n_gold, n_system, *_) in result.items():
                pair = right if isinstance(right, tuple) else (right, right)
                for index, value in enumerate((*pair, n_gold, n_system)):
                    totals[layer][index] += value
        for layer, (precise, recalled, n_gold, n_system) in totals.items():
            figure = ours[layer]
            assert (figure.gold, figure.predicted) == (n_gold, n_system)
            assert figure.precision == pytest.approx(precise / n_system)
            assert figure.recall == pytest.approx(recalled / n_gold)
            assert 0 < figure.f1 < 1, layer
            seen.add((layer, figure.f1))
    assert len(seen) > 40

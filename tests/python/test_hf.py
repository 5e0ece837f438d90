"""Functions for Hugging Face datasets: typed, picklable, in several processes."""

import pickle

import datasets
import dondoo
import dondoo.hf
import pyarrow as pa
import pytest

TABLES = [table for table in dondoo._core.TABLES if table != "tokens"]


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path)
    datasets.disable_progress_bars()


@pytest.fixture(scope="module")
def rows(articles):
    # The first rows have no facts: types must not be read off them.
    bad = [{"id": "none", "text": None, "published": None}, {"id": "day", "text": "Alifika Kenya.", "published": "siku moja"}]
    return [
        *bad,
        {"id": "nothing", "text": "Naam.", "published": None},
        *({k: a[k] for k in ("id", "text", "published")} for a in articles),
    ]


@pytest.fixture(scope="module")
def batch(rows):
    return dondoo.extract_batch([r["text"] for r in rows], ids=[r["id"] for r in rows], published=[r["published"] for r in rows])


def facts(batch, table):
    """A table's rows as dicts without `row`, the category columns as strings."""
    return pa.table(batch.tables[table]).drop_columns(["row"]).to_pylist()


@pytest.mark.parametrize("options", [{}, {"num_proc": 2}, {"batch_size": 2}, {"num_proc": 2, "batch_size": 3}])
def test_map(rows, options):
    plain = dondoo.extract_batch([r["text"] for r in rows])
    ds = datasets.Dataset.from_list(rows).map(dondoo.hf.extract, batched=True, **options)
    assert ds.column_names == ["id", "text", "published", *TABLES]
    assert ds["id"][:] == [r["id"] for r in rows]
    assert ds.features == dondoo.hf.extract.features(datasets.Dataset.from_list(rows).features)
    assert ds.features["mentions"].feature["confidence"] == datasets.Value("float64")
    assert [d["headline"] for d in ds["documents"]] == [d.headline for d in plain]
    events = [event for row in ds["events"] for event in row or []]
    assert events == [{k: v for k, v in event.items() if k != "id"} for event in facts(plain, "events")]
    assert ds[0]["events"] is None
    assert ds[2]["events"] == []
    for row in ds:
        assert all(row["text"][m["start"] : m["end"]] == m["text"] for m in row["mentions"] or [])


@pytest.fixture(scope="module")
def whole(rows):
    extractor = dondoo.Extractor(dondoo.LAYERS)
    return extractor.extract_batch([r["text"] for r in rows], ids=[r["id"] for r in rows], published=[r["published"] for r in rows])


@pytest.mark.parametrize(("table", "options"), [*((table, {}) for table in dondoo._core.TABLES), ("mentions", {"num_proc": 2})])
def test_one_row_a_fact(rows, whole, table, options):
    function = dondoo.hf.extractor(table=table, id="id", published="published", threads=1)
    ds = datasets.Dataset.from_list(rows).map(function, batched=True, batch_size=10, **options)
    assert ds.to_list() == facts(whole, table)
    assert ds.features == function.features(datasets.Dataset.from_list(rows).features)


def test_records(rows, batch):
    function = dondoo.hf.extractor(table="record", id="id", published="published")
    ds = datasets.Dataset.from_list(rows).map(function, batched=True, batch_size=10)
    assert [dondoo.Document.from_json(line).to_dict() for line in ds["record"]] == [d.to_dict() for d in batch]
    assert ds["id"][:] == [r["id"] for r in rows]


def test_iterable_datasets_and_plain_dicts(rows):
    ds = datasets.Dataset.from_list(rows)
    function = dondoo.hf.extractor(table=["documents", "events"], published="published")
    typed = ds.map(function, batched=True)
    stream = ds.to_iterable_dataset().map(function, batched=True, batch_size=4, features=function.features(ds.features))
    assert list(stream) == typed.to_list()
    single = dondoo.hf.extractor(table="mentions", id="id")
    stream = ds.to_iterable_dataset().map(single, batched=True, remove_columns=ds.column_names, features=single.features(ds.features))
    assert list(stream) == ds.map(single, batched=True).to_list()
    found = function({"text": ["Alifika Kenya.", 5, "\ud800", None], "published": [None] * 4})
    assert [d["error"] for d in found["documents"]] == [None, "D001", "D002", None]


def test_arrow_format_and_a_second_map(rows):
    own = [{"text": "Alisafiri jana.", "published": "2024-06-18"}]
    ds = datasets.Dataset.from_list(own).with_format("arrow").map(dondoo.hf.extractor(table=["times"]), batched=True)
    again = ds.map(dondoo.hf.extractor(table=["times"], published="published"), batched=True).with_format(None)
    assert again.column_names == ["text", "published", "times"]
    assert [t["value"] for t in again["times"][0]] == ["2024-06-17"]
    assert ds.with_format(None)["times"][0][0]["value"] != "2024-06-17"


def test_functions_pickle_as_configuration():
    assert len(pickle.dumps(dondoo.hf.extract)) < 1000
    own = dondoo.hf.extractor(
        table=["entities"], extractor=dondoo.Extractor(lexicon=[{"text": "Jumba Kuu", "type": "LOC", "id": "x"}]), text="body"
    )
    ds = datasets.Dataset.from_dict({"body": ["Walikutana Jumba Kuu."] * 4}).map(own, batched=True, num_proc=2)
    assert [row[0]["lexicon_id"] for row in ds["entities"]] == ["x"] * 4
    with pytest.raises(ValueError, match="called as a column of the result"):
        dondoo.hf.extractor(table="mentions", id="name")


def test_nothing_is_read_twice(rows):
    # The same function over the same rows comes from the cache of `datasets`; another version of dondoo does not.
    from datasets.fingerprint import Hasher

    one, two = dondoo.hf.extractor(table="times"), dondoo.hf.extractor(table="times")
    assert Hasher.hash(one) == Hasher.hash(two)
    assert Hasher.hash(one) != Hasher.hash(dondoo.hf.MapFunction(one.plan, version="0"))

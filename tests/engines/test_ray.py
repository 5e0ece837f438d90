"""Ray with two workers: the rows of one process, with bad rows in every block."""

import os

import dondoo
import pyarrow as pa
import pytest
from thousand import PARTITIONS, TABLES

ray = pytest.importorskip("ray")
data = pytest.importorskip("ray.data")

import dondoo.ray  # noqa: E402


@pytest.fixture(scope="module", autouse=True)
def cluster():
    path = os.environ.get("PYTHONPATH")
    environment = {"env_vars": {"PYTHONPATH": path}} if path else {}
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=200 * 1024 * 1024, runtime_env=environment)
    data.DataContext.get_current().enable_progress_bars = False
    yield
    ray.shutdown()


@pytest.fixture(scope="module")
def ds(rows, cluster):
    return data.from_arrow(pa.Table.from_pylist(rows)).repartition(PARTITIONS).materialize()


def sorted_rows(found):
    """Rows as plain dicts; within an article in their own order."""
    blocks = [ray.get(block) for block in found.to_arrow_refs()]
    # An empty block has no columns.
    return sorted((row for block in blocks for row in block.to_pylist()), key=lambda row: row["id"])


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_those_of_one_process(ds, want, table):
    facts = dondoo.ray.extract(ds, published="published", table=table, batch_size=60)
    assert sorted_rows(facts) == want(table)


def test_bad_rows_are_in_every_block_and_are_errors(ds, batch):
    blocks = [ray.get(block) for block in ds.to_arrow_refs()]
    assert len(blocks) == PARTITIONS
    assert all(block["text"].null_count and "siku moja" in block["published"].to_pylist() for block in blocks)
    found = sorted_rows(dondoo.ray.extract(ds, published="published", table="documents"))
    assert [row["id"] for row in found if row["error"]] == [int(doc.id) for doc in batch if doc.error]


def test_objects_of_any_kind():
    values = ["Alifika Kenya.", 5, "\ud800", None]
    ds = data.from_items([{"id": number, "text": value} for number, value in enumerate(values)], override_num_blocks=1)
    found = sorted_rows(dondoo.ray.extract(ds, table=["documents", "mentions"]))
    assert [row["documents"]["error"] for row in found] == [None, "D001", "D002", None]
    assert [row["mentions"] and row["mentions"][0]["country"] for row in found] == ["KEN", None, None, None]


def test_several_tables_in_one_pass_and_own_extractor(ds, batch):
    own = dondoo.Extractor(lexicon=[{"text": "polisi wa Kenya", "type": "ORG", "id": "x"}])
    found = sorted_rows(dondoo.ray.extract(ds, published="published", table=["events", "entities", "record"], extractor=own))
    assert len(found) == len(batch)
    for doc, row in zip(batch, found, strict=True):
        assert (row["events"] is None) == (doc.error is not None or doc.text == "")
        if row["events"] is not None:
            assert "x" in [entity["lexicon_id"] for entity in row["entities"]]
        assert dondoo.Document.from_json(row["record"]).error == doc.error


def test_missing_columns(ds):
    with pytest.raises(KeyError, match="no column 'body'; there are"):
        dondoo.ray.extract(ds, text="body")

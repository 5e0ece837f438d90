"""Dask with two worker processes: the rows of one process, with bad rows in every partition."""

import doctest

import dask
import dondoo
import pandas as pd
import pyarrow as pa
import pytest
from thousand import PARTITIONS, TABLES

dd = pytest.importorskip("dask.dataframe")
distributed = pytest.importorskip("distributed")

import dondoo.dask  # noqa: E402


@pytest.fixture(scope="module")
def client():
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def ddf(client, rows):
    frame = pd.DataFrame(rows).set_index("url")
    return dd.from_pandas(frame, npartitions=PARTITIONS, sort=False)


def plain(frame):
    """Rows as plain dicts."""
    return pa.Table.from_pandas(frame, preserve_index=False).to_pylist()


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_those_of_one_process(ddf, want, table):
    facts = dondoo.dask.extract(ddf, id="id", published="published", table=table)
    found = facts.compute()
    assert plain(found) == want(table)
    assert found.index.tolist() == [f"habari/{row['id']}" for row in want(table)]
    # What was declared is what came, also where a partition has no such fact.
    assert facts.dtypes.to_dict() == found.dtypes.to_dict()
    assert facts.index.name == "url"
    parts = dask.compute(*facts.to_delayed())
    assert {tuple(part.dtypes) for part in parts} == {tuple(facts.dtypes)}


def test_bad_rows_are_in_every_partition_and_are_errors(ddf, batch):
    errors = dondoo.dask.extract(ddf, id="id", published="published", table="documents")
    found = errors[errors["error"].notnull()].compute()
    assert found["id"].tolist() == [int(doc.id) for doc in batch if doc.error]
    per_part = errors.map_partitions(lambda part: part["error"].notna().sum()).compute()
    assert len(per_part) == PARTITIONS
    assert (per_part > 0).all()


def test_objects_of_any_kind(client):
    values = ["Alifika Kenya.", 5, "\ud800", None, b"Alifika", "Naam."] * 2
    with dask.config.set({"dataframe.convert-string": False}):
        ddf = dd.from_pandas(pd.DataFrame({"text": pd.Series(values, dtype=object)}), npartitions=2)
        found = dondoo.dask.extract(ddf, table=["documents", "mentions"]).compute(scheduler="sync")
    assert [row["error"] for row in found["documents"]] == [None, "D001", "D002", None, "D001", None] * 2
    assert [None if row is pd.NA or row is None else len(row) for row in found["mentions"]] == [1, None, None, None, None, 0] * 2


def test_several_tables_in_one_pass(ddf, batch, want):
    found = dondoo.dask.extract(ddf, id="id", published="published", table=["events", "record"]).compute()
    assert found["id"].tolist() == [int(doc.id) for doc in batch]
    assert [dondoo.Document.from_json(line).events for line in found["record"]] == [doc.events for doc in batch]
    flat = [{"id": row["id"], **event} for row in plain(found) for event in row["events"] or []]
    assert flat == want("events")


def test_joins_back_by_the_index(ddf, want):
    mentions = dondoo.dask.extract(ddf, published="published", table="mentions").rename(columns={"text": "mention"})
    joined = mentions.join(ddf[["text"]]).compute()
    assert len(joined) == len(want("mentions"))
    assert all(row.text[row.start : row.end] == row.mention for row in joined.itertuples())


def test_days_and_own_extractor(client):
    own = dondoo.Extractor(["names", "times"], lexicon=[{"text": "Jumba Kuu", "type": "LOC", "id": "x"}])
    frame = pd.DataFrame({"body": ["Walikutana Jumba Kuu jana."] * 4, "day": pd.to_datetime(["2024-06-18"] * 4)})
    ddf = dd.from_pandas(frame, npartitions=2)
    entities = dondoo.dask.extract(ddf, text="body", table="entities", extractor=own).compute()
    assert entities["lexicon_id"].tolist() == ["x"] * 4
    times = dondoo.dask.extract(ddf, text="body", published="day", table="times", extractor=own).compute()
    assert times["value"].tolist() == ["2024-06-17"] * 4
    with pytest.raises(KeyError, match="no column 'text'; there are: body, day"):
        dondoo.dask.extract(ddf)
    with pytest.raises(ValueError, match="no table 'majina'"):
        dondoo.dask.extract(ddf, text="body", table="majina")


def test_docstring():
    result = doctest.testmod(dondoo.dask)
    assert result.attempted
    assert result.failed == 0

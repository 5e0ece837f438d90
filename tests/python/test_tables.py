import dondoo
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest


@pytest.fixture(scope="module")
def batch(articles):
    return dondoo.extract_batch(
        [a["text"] for a in articles], ids=[a["id"] for a in articles], published=[a["published"] for a in articles]
    )


def test_every_table_opens_everywhere(batch):
    assert list(batch.tables) == dondoo._core.TABLES
    for name, table in batch.tables.items():
        rows = table  # noqa: F841 (DuckDB finds it by its name)
        arrow = pa.table(table)
        assert arrow.num_rows == len(table)
        assert arrow.column_names == table.column_names
        assert table.column_names[:2] == ["row", "id"]
        assert pl.DataFrame(table).height == len(table)
        assert len(pd.DataFrame.from_arrow(table)) == len(table)
        assert len(table.to_pandas()) == len(table)
        assert duckdb.sql("select count(*) from rows").fetchall() == [(len(table),)]
        plain = table.to_pydict()
        for column in arrow.column_names:
            if not pa.types.is_date(arrow.schema.field(column).type):
                assert arrow.column(column).to_pylist() == plain[column]
        assert getattr(batch, name).column_names == table.column_names


def test_tables_are_the_records_flattened(batch):
    mentions = pl.DataFrame(batch.mentions)
    for index, doc in enumerate(batch):
        own = mentions.filter(pl.col("row") == index)
        assert own["text"].to_list() == [m.text for m in doc.mentions]
        for start, end, text in own.select("start", "end", "text").iter_rows():
            assert doc.text[start:end] == text


def test_pandas_types(batch):
    frame = batch.mentions.to_pandas()
    assert isinstance(frame["type"].dtype, pd.CategoricalDtype)
    assert frame["start"].dtype == "int64"
    times = batch.times.to_pandas()
    assert pd.api.types.is_datetime64_any_dtype(times["start_date"])
    assert str(batch.diagnostics.to_pandas()["start"].dtype) == "Int64"


def test_empty_batches_keep_their_columns():
    table = dondoo.extract_batch([]).mentions
    assert pa.table(table).num_rows == 0
    assert pa.table(table).column_names == table.column_names
    with pytest.raises(KeyError):
        dondoo.extract_batch([]).tables["majina"]


def test_many_chunks():
    batch = dondoo.extract_batch(["Rais wa Kenya alisema."] * 9000)
    arrow = pa.table(batch.mentions)
    assert arrow.num_rows == 9000
    assert arrow.column("row").to_pylist() == list(range(9000))

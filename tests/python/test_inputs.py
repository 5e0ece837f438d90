"""Every container of texts that users have gives the same records."""

import dondoo
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

TEXTS = ["Rais wa Kenya aliwasili Kampala.", None, "Serikali ya Urusi — “imesema” hivyo."]

CONTAINERS = {
    "tuple": lambda t: tuple(t),
    "generator": lambda t: (x for x in t),
    "numpy object": lambda t: np.array(t, dtype=object),
    "pandas object": lambda t: pd.Series(t, dtype=object),
    "pandas str": lambda t: pd.Series(t, dtype="str"),
    "pandas string": lambda t: pd.Series(t, dtype="string"),
    "pandas category": lambda t: pd.Series(t, dtype="category"),
    "pandas arrow": lambda t: pd.Series(t, dtype=pd.ArrowDtype(pa.string())),
    "polars": lambda t: pl.Series(t),
    "polars categorical": lambda t: pl.Series(t, dtype=pl.Categorical),
    "arrow": lambda t: pa.array(t),
    "arrow large": lambda t: pa.array(t, pa.large_string()),
    "arrow view": lambda t: pa.array(t, pa.string_view()),
    "arrow dictionary": lambda t: pa.array(t).dictionary_encode(),
    "arrow chunked": lambda t: pa.chunked_array([t[:1], t[1:], []], pa.string()),
    "arrow sliced": lambda t: pa.array(["mbele", *t, "nyuma"])[1:-1],
    "pandas frame": lambda t: pd.DataFrame({"text": t, "k": range(3)}),
    "polars frame": lambda t: pl.DataFrame({"k": [1, 2, 3], "text": t}),
    "arrow table": lambda t: pa.table({"k": [1, 2, 3], "text": t}),
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_containers(name):
    want = dondoo.extract_batch(TEXTS).to_jsonl(text=True)
    assert dondoo.extract_batch(CONTAINERS[name](TEXTS)).to_jsonl(text=True) == want


def test_duckdb_relation():
    relation = duckdb.sql("select 'Rais wa Kenya aliwasili.' as text")
    assert [d.text for d in dondoo.extract_batch(relation.to_arrow_table())] == ["Rais wa Kenya aliwasili."]


def test_frames_with_named_columns():
    frame = pd.DataFrame({"body": TEXTS[:1], "title": ["Kichwa"], "day": pd.to_datetime(["2024-06-18"]), "url": ["u1"]})
    for table in (frame, pl.DataFrame({c: frame[c].to_list() for c in frame}), pa.Table.from_pandas(frame)):
        doc = dondoo.extract_batch(table, text="body", ids="url", published="day", headlines="title")[0]
        assert (doc.id, doc.published, doc.headline) == ("u1", "2024-06-18", "Kichwa")
    with pytest.raises(KeyError, match="no column 'text'"):
        dondoo.extract_batch(frame)


@pytest.mark.parametrize(
    "days",
    [
        pd.Series(pd.to_datetime(["2024-06-18", None, "2024-06-18 10:00"], format="mixed")),
        pd.Series(["2024-06-18", None, "2024-06-18"], dtype="string"),
        np.array(["2024-06-18", "NaT", "2024-06-18"], dtype="datetime64[D]"),
        pl.Series(["2024-06-18", None, "2024-06-18"]).str.to_date(),
        pa.array(["2024-06-18", None, "2024-06-18"]),
        ["2024-06-18", None, "2024-06-18T00:00"],
    ],
)
def test_days_in_any_column(days):
    batch = dondoo.extract_batch(["Rais alisema hivyo."] * 3, published=days)
    assert [d.published for d in batch] == ["2024-06-18", None, "2024-06-18"]


def test_one_day_for_all():
    assert {d.published for d in dondoo.extract_batch(TEXTS[::2], published="2024-06-18")} == {"2024-06-18"}


def test_arrays_of_numbers_are_error_rows():
    assert [d.error for d in dondoo.extract_batch(pa.array([1, 2]))] == ["D001", "D001"]
    assert [d.error for d in dondoo.extract_batch(np.array([1.5, np.nan]))] == ["D001", None]

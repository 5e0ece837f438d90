"""The polars namespace gives what a batch gives, lazily, in streams and in groups, with its types declared."""

import datetime

import dondoo
import dondoo.polars
import polars as pl
import pytest

TABLES = [table for table in dondoo._core.TABLES if table != "documents"]


@pytest.fixture(scope="module")
def frame(articles):
    rows = [{"url": a["id"], "text": a["text"], "date": a["published"]} for a in articles]
    rows.insert(3, {"url": "empty", "text": None, "date": "2024-06-18"})
    rows.insert(5, {"url": "bad day", "text": "Rais wa Kenya alisema.", "date": "siku moja"})
    rows.insert(7, {"url": "nothing", "text": "Naam.", "date": None})
    return pl.DataFrame(rows)


@pytest.fixture(scope="module")
def batch(frame):
    extractor = dondoo.Extractor(dondoo.LAYERS)
    return extractor.extract_batch(frame, text="text", ids="url", published="date")


def want(batch, table):
    """A table's rows as plain dicts, keyed by `id`."""
    columns = pl.DataFrame(batch.tables[table]).drop("row").cast({pl.Categorical: pl.String})
    return columns.rename({"id": "url"}).to_dicts()


@pytest.mark.parametrize("table", dondoo._core.TABLES)
def test_tables_are_those_of_a_batch(frame, batch, table):
    # The namespace reads no more layers than a table needs: its rows are the same as with every layer.
    found = getattr(frame.dondoo, table)(id="url", published="date")
    assert found.to_dicts() == want(batch, table)
    assert len(found) > 0


@pytest.mark.parametrize("table", [*dondoo._core.TABLES, "record"])
def test_the_schema_is_declared(frame, table):
    lazy = getattr(frame.lazy().dondoo, table)(id="url", published="date")
    declared = lazy.collect_schema()
    assert lazy.collect().schema == declared
    assert lazy.collect(engine="streaming").schema == declared
    assert "row" not in declared
    assert pl.Categorical not in declared.dtypes()


def test_null_is_unread_and_empty_is_nothing(frame):
    column = frame.select("url", facts=pl.col("text").dondoo.mentions(published="date"))
    facts = dict(column.iter_rows())
    assert facts["empty"] is None
    assert facts["bad day"] is None
    assert facts["nothing"] == []
    documents = frame.select("url", facts=pl.col("text").dondoo.documents(published="date")).unnest("facts")
    assert dict(documents.select("url", "error").iter_rows())["bad day"] == "D004"
    notes = frame.select("url", facts=pl.col("text").dondoo.diagnostics(published="date"))
    assert dict(notes.iter_rows())["empty"][0]["kind"] == "text.missing"


def test_offsets_are_code_points(frame):
    found = frame.join(frame.dondoo.mentions(id="url").rename({"text": "mention"}), on="url")
    assert len(found) > 500
    assert all(row["text"][row["start"] : row["end"]] == row["mention"] for row in found.iter_rows(named=True))


def test_several_tables_are_read_at_once(frame, batch):
    found = frame.lazy().dondoo.extract("documents", "events", "record", published="date").collect()
    assert found.columns == ["url", "text", "date", "documents", "events", "record"]
    alone = frame.select(pl.col("text").dondoo.events(published=pl.col("date")))
    assert found["events"].to_list() == alone["text"].to_list()
    assert found["documents"].struct["published"].to_list() == pl.DataFrame(batch.documents)["published"].to_list()
    assert [dondoo.Document.from_json(line).published for line in found["record"]] == [d.published for d in batch]
    one = frame.select(pl.col("text").dondoo.extract("documents"))
    assert one["text"].struct.fields == ["documents"]
    assert frame.head(1).dondoo.extract().columns[3:] == [table for table in dondoo._core.TABLES if table != "tokens"]


def test_groups_and_chunks(frame, batch):
    thrice = pl.concat([frame, frame, frame], rechunk=False).with_columns(group=pl.int_range(pl.len()) % 2)
    times = thrice.group_by("group").agg("url", facts=pl.col("text").dondoo.times(published="date"))
    grouped = times.explode("url", "facts").select("url", "facts").unique().sort("url")
    straight = frame.select("url", facts=pl.col("text").dondoo.times(published="date")).sort("url")
    assert grouped.to_dicts() == straight.to_dicts()
    assert thrice.dondoo.times(id="url", published="date").to_dicts() == want(batch, "times") * 3
    over = thrice.select(pl.col("text").dondoo.times().list.len().sum().over("group"))
    assert over["text"].n_unique() <= 2


def test_streams_to_a_file(frame, batch, tmp_path):
    frame.write_parquet(tmp_path / "in.parquet", row_group_size=5)
    lazy = pl.scan_parquet(tmp_path / "in.parquet").dondoo.events(id="url", published="date")
    lazy.sink_parquet(tmp_path / "out.parquet")
    assert pl.read_parquet(tmp_path / "out.parquet").to_dicts() == want(batch, "events")
    nested = pl.scan_parquet(tmp_path / "in.parquet").select("url", facts=pl.col("text").dondoo.mentions())
    nested.sink_parquet(tmp_path / "nested.parquet")
    assert pl.read_parquet(tmp_path / "nested.parquet").schema == nested.collect_schema()


def test_days_of_every_kind():
    frame = pl.DataFrame({"text": ["Alisafiri jana."] * 2, "day": ["2024-06-18", None]}).with_columns(
        date=pl.col("day").str.to_date(), moment=pl.col("day").str.to_datetime()
    )
    for given in (pl.col("day"), "date", "moment"):
        days = frame.select(pl.col("text").dondoo.times(published=given).list.eval(pl.element().struct["value"]))
        assert days["text"].to_list()[0] == ["2024-06-17"]
    for given in (datetime.date(2024, 6, 18), pl.lit("2024-06-18")):
        days = frame.select(pl.col("text").dondoo.times(published=given).list.eval(pl.element().struct["value"]))
        assert days["text"].to_list() == [["2024-06-17"]] * 2
    series = frame["text"].dondoo.times(published=frame["date"])
    assert series[0][0]["value"] == "2024-06-17"
    assert frame["text"].dondoo.times(published="2024-06-18")[1][0]["value"] == "2024-06-17"
    headed = frame.select(pl.col("text").dondoo.documents(headline=pl.lit("Safari"))).unnest("text")
    assert headed["headline"].to_list() == ["Safari", "Safari"]


def test_what_is_no_string_is_an_error_row():
    mixed = pl.DataFrame({"text": pl.Series([5, "Alifika Kenya.", None], dtype=pl.Object), "id": [1, 2, 3]})
    assert mixed.dondoo.documents()["error"].to_list() == ["D001", None, None]
    numbers = pl.DataFrame({"text": [1.5, None], "id": [1, 2]})
    assert numbers.dondoo.documents()["error"].to_list() == ["D001", None]
    assert mixed.dondoo.mentions().select("id", "country").rows() == [(2, "KEN")]
    empty = pl.DataFrame(schema={"text": pl.String, "id": pl.Int64})
    assert empty.dondoo.mentions().schema == mixed.dondoo.mentions().schema


def test_own_extractor_and_unknown_table():
    own = dondoo.Extractor(["names"], lexicon=[{"text": "Jumba Kuu", "type": "LOC", "id": "x"}])
    found = pl.Series(["Walikutana Jumba Kuu jana."]).dondoo.entities(extractor=own, threads=1)
    assert found[0][0]["lexicon_id"] == "x"
    with pytest.raises(ValueError, match="no table 'majina'; there are: documents"):
        pl.col("text").dondoo.extract("majina")

"""DuckDB reads a batch's tables in place, and calls the extractor from SQL."""

import datetime

import dondoo
import dondoo.duckdb
import duckdb
import pyarrow as pa
import pytest


@pytest.fixture(scope="module")
def batch(articles):
    return dondoo.extract_batch(
        [a["text"] for a in articles], ids=[a["id"] for a in articles], published=[a["published"] for a in articles]
    )


@pytest.fixture
def con(articles):
    with duckdb.connect() as con:
        news = pa.table({name: [a[name] for a in articles] for name in ("id", "text", "published")})
        con.register("arrow_news", news)
        con.execute("create table news as select * replace (published::date as published) from arrow_news")
        con.execute("insert into news values ('none', null, null)")
        yield dondoo.duckdb.register(con)


def test_tables_are_found_by_their_python_name(batch):
    events, mentions = batch.events, batch.mentions  # noqa: F841 (DuckDB finds them by their names)
    found = duckdb.sql(
        "select e.id, m.name from events e join mentions m on e.id = m.id and list_contains(e.actor, m.entity) group by all order by all"
    ).fetchall()
    assert found == sorted(
        {(doc.id, entity.name) for doc in batch for e in doc.events for entity in doc.entities if entity.id in e.actor and entity.mentions}
    )


def test_relations_are_read(con, batch):
    back = dondoo.extract_batch(
        con.sql("select * from news where id <> 'none' order by rowid").to_arrow_table(), ids="id", published="published"
    )
    assert back.to_jsonl(text=True) == batch.to_jsonl(text=True)


@pytest.mark.parametrize("table", [t for t in dondoo._core.TABLES if t not in ("documents", "tokens")])
def test_functions_give_the_tables(con, batch, table):
    facts = f"select id, unnest(dondoo_{table}(text, published)) as fact from news where id <> 'none'"
    query = f"select id, unnest(fact) from ({facts})"
    columns = batch.tables[table].to_pydict()
    columns.pop("row")
    want = list(zip(*columns.values(), strict=True))
    found = [tuple(v.isoformat() if isinstance(v, datetime.date) else v for v in row) for row in con.sql(query).fetchall()]
    assert found == want
    assert con.sql(query).columns[1:] == [name for name in columns if name != "id"]


def test_documents_and_records(con, batch):
    found = con.sql("select id, d.error, d.published from (select id, dondoo_documents(text, published) as d from news)").fetchall()
    days = [d.published and datetime.date.fromisoformat(d.published) for d in batch]
    assert found == [*((d.id, None, day) for d, day in zip(batch, days, strict=True)), ("none", None, None)]
    record = con.sql("select dondoo_record(text, published) from news limit 1").fetchall()[0][0]
    assert dondoo.Document.from_json(record).events == batch[0].events
    lemmas = con.sql("select [t.lemma for t in dondoo_tokens('Viongozi walikutana.')]").fetchall()
    assert lemmas[0][0][:2] == ["kiongozi", "kutana"]
    headed = con.sql("select dondoo_documents('Alifika Kenya.', null, 'Ziara').headline").fetchall()
    assert headed == [("Ziara",)]


def test_null_empty_and_bad_rows(con):
    facts = "select dondoo_mentions(t), dondoo_documents(t, p).error from (values {}) v(t, p)"
    assert con.sql(facts.format("(null, null), ('Naam.', null), ('Naam.', 'siku moja')")).fetchall() == [
        (None, None),
        ([], None),
        ([], "D004"),
    ]
    assert con.sql("select dondoo_mentions(5), dondoo_documents(5).error").fetchall() == [(None, "D001")]
    assert con.sql("select dondoo_lemmas(null), dondoo_time(null), dondoo_time('jana', 'siku moja')").fetchall() == [(None, None, None)]
    assert con.sql("select dondoo_time('jana', '2024-06-18')").fetchall() == [("2024-06-17",)]
    assert con.sql("select count(*) from (select dondoo_events(text) from news where false)").fetchall() == [(0,)]


def test_many_vectors_keep_their_order(con):
    found = con.sql("select i, len(dondoo_quantities('Watu ' || i || ' walifika.')) from range(5000) t(i) order by i").fetchall()
    assert len(found) == 5000
    values = con.sql("select i from range(10, 5000) t(i) where dondoo_quantities('Watu ' || i || ' walifika.')[1].value <> i").fetchall()
    assert values == []


def test_registering_again_with_an_own_extractor(con):
    own = dondoo.Extractor(lexicon=[{"text": "Jumba Kuu", "type": "LOC", "id": "x"}])
    dondoo.duckdb.register(con, extractor=own, threads=1)
    assert con.sql("select dondoo_entities('Walikutana Jumba Kuu.')[1].lexicon_id").fetchall() == [("x",)]


def test_load(con, batch):
    assert dondoo.duckdb.load(con, batch, prefix="n_") == [f"n_{table}" for table in dondoo._core.TABLES]
    for table in dondoo._core.TABLES:
        assert con.sql(f"select count(*) from n_{table}").fetchall() == [(len(batch.tables[table]),)]
        assert con.sql(f"select * from n_{table}").columns == batch.tables[table].column_names
    dondoo.duckdb.load(con, batch, prefix="n_")
    assert con.sql("select count(*) from n_documents").fetchall() == [(len(batch),)]


def test_load_appends_and_goes_on_counting(con, batch):
    for part in (batch[:10], batch[10:]):
        dondoo.duckdb.load(con, part, mode="append")
    whole = batch.mentions.to_pydict()
    found = con.sql("select row, id, text, country from mentions order by rowid").fetchall()
    assert found == list(zip(whole["row"], whole["id"], whole["text"], whole["country"], strict=True))
    with pytest.raises(ValueError, match="mode must be"):
        dondoo.duckdb.load(con, batch, mode="insert")
    con.execute("begin")
    dondoo.duckdb.load(con, batch)
    con.rollback()
    assert con.sql("select count(*) from documents").fetchall() == [(len(batch),)]

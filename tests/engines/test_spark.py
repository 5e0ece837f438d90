"""Spark in local mode with two workers: the rows of one process, with bad rows in every partition."""

import os
import pickle
import shutil
import sys

import dondoo
import pytest
from thousand import PARTITIONS, TABLES

pyspark = pytest.importorskip("pyspark")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs a Java of 17 or later: apt-get install openjdk-17-jre-headless", allow_module_level=True)

import dondoo.spark  # noqa: E402
from pyspark.sql import SparkSession, functions  # noqa: E402


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").appName("dondoo")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.driver.host": "localhost",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "1g",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "50",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
        "spark.sql.shuffle.partitions": "2",
        "spark.executorEnv.PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def df(spark, rows):
    schema = "id long, url string, text string, published string"
    return spark.createDataFrame(spark.sparkContext.parallelize([tuple(row.values()) for row in rows], PARTITIONS), schema).cache()


def sorted_rows(frame):
    """Rows as plain dicts; within an article in their own order."""
    return sorted((row.asDict(recursive=True) for row in frame.collect()), key=lambda row: row["id"])


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_those_of_one_process(df, want, table):
    facts = dondoo.spark.extract(df, published="published", table=table)
    assert "row" not in facts.columns
    assert facts.columns[0] == "id"
    assert facts.schema["id"].dataType.simpleString() == "bigint"
    assert sorted_rows(facts) == want(table)


def test_bad_rows_are_in_every_partition_and_are_errors(df, batch):
    bad = df.filter("text is null or published = 'siku moja'").select(functions.spark_partition_id().alias("p"))
    assert {row["p"] for row in bad.collect()} == set(range(PARTITIONS))
    errors = dondoo.spark.extract(df, published="published", table="documents").filter("error is not null")
    assert {row["id"] for row in errors.collect()} == {int(doc.id) for doc in batch if doc.error}


def test_what_utf_8_cannot_hold(spark):
    df = spark.sql("select 1 as id, cast(X'4B656E7961FF' as string) as text union all select 2, 'Alifika Kenya.' union all select 3, null")
    found = sorted_rows(dondoo.spark.extract(df, table="documents"))
    assert [row["error"] for row in found] == ["D002", None, None]
    mentions = sorted_rows(dondoo.spark.extract(df, table="mentions"))
    assert [row["country"] for row in mentions if row["id"] == 2] == ["KEN"]
    numbers = dondoo.spark.extract(spark.sql("select 1 as id, 5 as text"), table="documents")
    assert numbers.collect()[0]["error"] == "D001"


def test_several_tables_in_one_pass(df, batch, want):
    nested = dondoo.spark.extract(df, id="url", published="published", table=["documents", "events", "record"])
    found = {row["url"]: row for row in nested.collect()}
    assert len(found) == len(batch)
    for doc in batch:
        row = found[f"habari/{doc.id}"]
        assert row["documents"]["error"] == doc.error
        assert (row["events"] is None) == (doc.error is not None or doc.text == "")
        assert dondoo.Document.from_json(row["record"]).events == doc.events
    assert sum(len(row["events"] or []) for row in found.values()) == len(want("events"))


def test_joins_back_by_the_key(df, want):
    joined = df.join(dondoo.spark.extract(df, published="published", table="mentions").withColumnRenamed("text", "mention"), "id")
    same = joined.filter(functions.expr("substr(text, start + 1, end - start) = mention")).count()
    assert same == len(want("mentions"))


def test_types_of_days_and_columns(spark):
    df = spark.sql("select 'a' as `my key`, 'Alifika jana.' as body, date '2024-06-18' as d, timestamp '2024-06-18 10:00:00' as t")
    for column in ("d", "t"):
        times = dondoo.spark.extract(df, text="body", id="my key", published=column, table="times").collect()
        assert (times[0]["my key"], times[0]["value"]) == ("a", "2024-06-17")
    with pytest.raises(KeyError, match="no column 'text'; there are"):
        dondoo.spark.extract(df)


def test_the_configuration_travels(spark):
    own = dondoo.Extractor(lexicon=[{"text": "Jumba Kuu", "type": "LOC", "id": "x"}])
    assert len(pickle.dumps(own)) < 1000
    df = spark.sql("select id, 'Walikutana Jumba Kuu.' as text from range(4)").repartition(2)
    found = dondoo.spark.extract(df, table="entities", extractor=own).collect()
    assert [row["lexicon_id"] for row in found] == ["x"] * 4

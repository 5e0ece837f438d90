"""Articles in a Spark DataFrame.

``extract`` is a ``mapInArrow`` with its schema declared: nothing runs until Spark asks. Only the columns that are read travel to the
Python workers, which need dondoo installed; each task reads on one thread, and gets the extractor as its configuration. Whatever file an
own extractor names (``names_model``) must be there on every worker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

try:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructType
except ImportError as error:
    raise ImportError("dondoo.spark needs pyspark and pyarrow: pip install 'dondoo[spark]'") from error

from dondoo._columnar import Plan
from dondoo.extractor import Extractor

__all__ = ["extract"]


def extract(
    df: DataFrame,
    *,
    table: str | Sequence[str] = "events",
    text: str = "text",
    id: str | None = "id",
    published: str | None = None,
    headline: str | None = None,
    extractor: Extractor | None = None,
) -> DataFrame:
    """Return the facts of the articles of a DataFrame. A row that cannot be read never fails its task.

    Args:
        df: the articles.
        table: one table's name gives a row for each fact, its columns under the key; several give a row for each article with a
            column for each table, read at once: an array of structs (``documents``: one struct, ``record``: JSON), null where the
            article could not be read. ``documents`` says why in ``error``.
        text: the column of the articles.
        id: the column of your keys, carried through in its own type, or None.
        published: the column of publication days (date, timestamp or ISO text).
        headline: the column of headlines that came apart from the texts.
        extractor: your own; by default one that reads what the table stands on.

    Raises:
        KeyError: a column that is not there.
        ValueError: a table that does not exist, or one that has a column called as the key.

    Example::

        events = dondoo.spark.extract(spark.read.parquet("news"), text="body", id="url", published="date", table="events")
        events.groupBy("type").count().show()

    """
    plan = Plan.of(df.columns, table, text=text, id=id, published=published, headline=headline, extractor=extractor)
    key = [] if id is None else [df.schema[id]]
    schema = StructType([*key, *from_arrow_schema(plan.facts)])
    return df.select(*plan.columns).mapInArrow(partial(_each, plan), schema)


def _each(plan: Plan, batches: Iterator[Any]) -> Iterator[Any]:
    for batch in batches:
        yield from plan(pa.Table.from_batches([batch])).to_batches()

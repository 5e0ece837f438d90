"""Articles in a Dask DataFrame.

``extract`` is a ``map_partitions`` with its meta declared: nothing runs until Dask computes. Each task reads on one thread, and gets the
extractor as its configuration; workers need dondoo installed, and whatever file an own extractor names (``names_model``).

Columns are Arrow-backed (``pandas.ArrowDtype``): every partition has the same types, whatever is missing in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

try:
    import dask.dataframe as dd
    import pandas as pd
    import pyarrow as pa
except ImportError as error:
    raise ImportError("dondoo.dask needs dask, pandas and pyarrow: pip install 'dondoo[dask]'") from error

from dondoo._adapters import RECORD
from dondoo._columnar import CHUNK, Plan, articles, flat, nested
from dondoo.extractor import Extractor

__all__ = ["extract"]


def extract(
    ddf: dd.DataFrame,
    *,
    table: str | Sequence[str] = "events",
    text: str = "text",
    id: str | None = None,
    published: str | None = None,
    headline: str | None = None,
    extractor: Extractor | None = None,
) -> dd.DataFrame:
    """Return the facts of the articles of a Dask DataFrame, under its own index. A row that cannot be read never fails its partition.

    Args:
        ddf: the articles.
        table: one table's name gives a row for each fact; several give a row for each article with a column for each table, read at
            once: a list of structs (``documents``: one struct, ``record``: JSON), null where the article could not be read.
            ``documents`` says why in ``error``.
        text: the column of the articles.
        id: a column of your keys, carried through in its own type beside the index.
        published: the column of publication days (dates, timestamps or ISO text).
        headline: the column of headlines that came apart from the texts.
        extractor: your own; by default one that reads what the table stands on.

    Raises:
        KeyError: a column that is not there.
        ValueError: a table that does not exist, or one that has a column called as the key.

    >>> ddf = dd.from_pandas(pd.DataFrame({"text": ["Alisafiri kwenda Urusi jana."]}, index=["u1"]), npartitions=1)
    >>> extract(ddf, table="mentions").compute(scheduler="sync")[["text", "country"]]
         text country
    u1  Urusi     RUS

    """
    plan = Plan.of(ddf.columns, table, text=text, id=id, published=published, headline=headline, extractor=extractor)
    untyped: Any = ddf
    facts: dd.DataFrame = untyped.map_partitions(_partition, plan, meta=_partition(untyped._meta.iloc[:0], plan))
    return facts


def _partition(frame: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    starts = range(0, len(frame), CHUNK) if len(frame) else [0]
    parts = [_chunk(frame.iloc[start : start + CHUNK], plan) for start in starts]
    return parts[0] if len(parts) == 1 else pd.concat(parts)


def _chunk(frame: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    texts = [name for name in (plan.text, plan.headline) if name is not None]
    batch = plan.read({**{name: frame[name] for name in plan.columns}, **{name: articles(_arrow(frame[name])) for name in texts}})
    if isinstance(plan.tables, str) and plan.tables != RECORD:
        facts, positions = flat(batch, plan.tables)
        rows = frame.take(positions.to_numpy())
    else:
        names = (plan.tables,) if isinstance(plan.tables, str) else plan.tables
        facts, rows = pa.table([nested(batch, name) for name in names], schema=plan.facts), frame
    out: pd.DataFrame = facts.to_pandas(types_mapper=pd.ArrowDtype)
    out.index = rows.index
    if plan.id is not None:
        out.insert(0, plan.id, rows[plan.id])
    return out


def _arrow(column: pd.Series[Any]) -> Any:
    """Return strings as Arrow; a column of objects, which may be anything, as it is."""
    return pa.array(column, from_pandas=True) if isinstance(column.dtype, pd.StringDtype | pd.ArrowDtype) else column

"""Articles in a Ray dataset.

``extract`` is a ``map_batches`` over Arrow: nothing runs until Ray is asked for rows. Only the columns that are read travel; each task
takes one CPU, reads on one thread, and gets the extractor as its configuration. Workers need dondoo installed, and whatever file an own
extractor names (``names_model``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

try:
    import pyarrow  # noqa: F401
    import ray.data
except ImportError as error:
    raise ImportError("dondoo.ray needs ray and pyarrow: pip install 'dondoo[ray]'") from error

from dondoo._columnar import CHUNK, Plan
from dondoo.extractor import Extractor

__all__ = ["extract"]


def extract(
    ds: ray.data.Dataset,
    *,
    table: str | Sequence[str] = "events",
    text: str = "text",
    id: str | None = "id",
    published: str | None = None,
    headline: str | None = None,
    extractor: Extractor | None = None,
    **options: Any,
) -> ray.data.Dataset:
    """Return the facts of the articles of a Ray dataset. A row that cannot be read never fails its task.

    Args:
        ds: the articles.
        table: one table's name gives a row for each fact, its columns under the key; several give a row for each article with a
            column for each table, read at once: a list of structs (``documents``: one struct, ``record``: JSON), null where the
            article could not be read. ``documents`` says why in ``error``.
        text: the column of the articles.
        id: the column of your keys, carried through in its own type, or None.
        published: the column of publication days (dates, timestamps or ISO text).
        headline: the column of headlines that came apart from the texts.
        extractor: your own; by default one that reads what the table stands on.
        options: as in ``ray.data.Dataset.map_batches`` (``batch_size``, ``num_cpus``, ``concurrency`` …).

    Raises:
        KeyError: a column that is not there, if Ray knows the columns before the dataset runs; else the tasks fail.
        ValueError: a table that does not exist, or one that has a column called as the key.

    Example::

        events = dondoo.ray.extract(ray.data.read_parquet("news"), text="body", id="url", published="date", table="events")
        events.write_parquet("events")

    """
    wanted = [column for column in (text, id, published, headline) if column is not None]
    known = ds.columns(fetch_if_missing=False)
    plan = Plan.of(
        wanted if known is None else known,
        table,
        text=text,
        id=id,
        published=published,
        headline=headline,
        extractor=extractor,
    )
    given: dict[str, Any] = {"batch_format": "pyarrow", "batch_size": CHUNK, "zero_copy_batch": True, **options}
    facts: Any = partial(_facts, plan=plan)
    return ds.select_columns(plan.columns).map_batches(facts, **given)


def _facts(rows: Any, plan: Plan) -> Any:
    return plan(rows)

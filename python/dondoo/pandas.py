"""``import dondoo.pandas`` gives every Series and DataFrame a ``.dondoo`` accessor.

>>> import pandas as pd
>>> import dondoo.pandas
>>> df = pd.DataFrame({"text": ["Rais wa Kenya alifika Kampala."], "date": ["2024-06-18"]}, index=["a"])
>>> df["text"].dondoo.mentions(published=df["date"])[["text", "country"]].values.tolist()
[['Kenya', 'KEN'], ['Kampala', 'UGA']]
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from dondoo.batch import Batch, Table
from dondoo.extractor import Extractor, extract_batch

__all__ = ["FrameAccessor", "SeriesAccessor"]


def keyed(table: Table, index: pd.Index[Any]) -> pd.DataFrame:
    """Return a table of a batch as a frame under the index of the rows that it was made from."""
    frame = table.to_pandas()
    frame.index = index.take(frame["row"].to_numpy())
    return frame.drop(columns=["row", "id"])


class _Accessor:
    """What both accessors share: a table for each layer, under the user's own index."""

    _index: pd.Index[Any]

    def extract(self, **options: Any) -> Batch:
        """Read the articles."""
        raise NotImplementedError

    def _layer(self, name: str, options: dict[str, Any]) -> pd.DataFrame:
        return keyed(self.extract(**options).tables[name], self._index)

    def mentions(self, **options: Any) -> pd.DataFrame:
        """One row a mention, under the frame's own index."""
        return self._layer("mentions", options)

    def entities(self, **options: Any) -> pd.DataFrame:
        """One row an entity of an article."""
        return self._layer("entities", options)

    def roles(self, **options: Any) -> pd.DataFrame:
        """One row a role."""
        return self._layer("roles", options)

    def times(self, **options: Any) -> pd.DataFrame:
        """One row a time expression."""
        return self._layer("times", options)

    def quantities(self, **options: Any) -> pd.DataFrame:
        """One row a quantity."""
        return self._layer("quantities", options)

    def quotes(self, **options: Any) -> pd.DataFrame:
        """One row a quote."""
        return self._layer("quotes", options)

    def events(self, **options: Any) -> pd.DataFrame:
        """One row an event."""
        return self._layer("events", options)

    def diagnostics(self, **options: Any) -> pd.DataFrame:
        """One row a diagnostic."""
        return self._layer("diagnostics", options)


def _run(extractor: Extractor | None) -> Callable[..., Batch]:
    return extract_batch if extractor is None else extractor.extract_batch


@pd.api.extensions.register_series_accessor("dondoo")
class SeriesAccessor(_Accessor):
    """Articles in a Series: ``df["text"].dondoo``."""

    def __init__(self, series: pd.Series[Any]) -> None:
        self._series = series
        self._index = series.index

    def extract(self, *, extractor: Extractor | None = None, **options: Any) -> Batch:
        """Read the articles; options as in :meth:`dondoo.Extractor.extract_batch`. The Series' index gives the ids."""
        options.setdefault("ids", self._index)
        return _run(extractor)(self._series, **options)


@pd.api.extensions.register_dataframe_accessor("dondoo")
class FrameAccessor(_Accessor):
    """Articles in a DataFrame: ``df.dondoo.extract(text="body", headline="title", published="date", id="url")``."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        self._index = frame.index

    def extract(
        self,
        *,
        text: str = "text",
        headline: str | None = None,
        published: str | None = None,
        id: str | None = None,
        extractor: Extractor | None = None,
        **options: Any,
    ) -> Batch:
        """Read the articles of the named columns; further options as in :meth:`dondoo.Extractor.extract_batch`."""
        ids = self._index if id is None else id
        return _run(extractor)(self._frame, text=text, headlines=headline, published=published, ids=ids, **options)

"""The extractor, and the two functions that use a default one."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, Literal, TypeVar, overload

from dondoo import _core, _inputs
from dondoo._progress import Progress
from dondoo.batch import Batch
from dondoo.document import Document

_C = TypeVar("_C")


class Extractor:
    """Turns articles into records. Immutable, picklable, shareable between threads.

    Args:
        layers: what to read, from :data:`dondoo.LAYERS`; by default all but ``tokens``, which is long. The layout is always read.
        max_bytes: longest text read, in bytes of UTF-8 (128 MiB by default); a longer one is an error row.
        any_language: read texts that are clearly not Swahili, too.

    Raises:
        DondooError: ``D006`` for a layer that does not exist.

    """

    def __init__(
        self,
        layers: Iterable[str] | None = None,
        *,
        max_bytes: int | None = None,
        any_language: bool = False,
        names: Literal["wide", "narrow"] = "wide",
        names_model: str | os.PathLike[str] | None = None,
        lexicon: str | os.PathLike[str] | Iterable[Mapping[str, Any]] | None = None,
        nested: bool = False,
    ) -> None:
        self._core = _core.Extractor(
            None if layers is None else list(layers),
            max_bytes,
            any_language,
            names,
            None if names_model is None else os.fspath(names_model),
            _inputs.lexicon(lexicon),
            nested,
        )

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers it reads."""
        return tuple(self._core.layers)

    def extract(
        self,
        text: str | None,
        *,
        published: str | datetime.date | None = None,
        id: str | None = None,
        headline: str | None = None,
    ) -> Document:
        """Read one article.

        Args:
            text: the article as it was scraped; None gives an empty record with a diagnostic.
            published: the publication day (ISO text, date or datetime), which ``leo`` and weekdays are counted from.
                By default it is looked for in the text.
            id: your key for it.
            headline: the headline, if it came apart from the text.

        Raises:
            DondooError: not a string (``D001``), a lone surrogate (``D002``), too long (``D003``), ``published`` is no date (``D004``).

        """
        return Document(self._core.extract(text, _inputs.day(published), None if id is None else str(id), headline))

    def extract_batch(
        self,
        texts: Any,
        *,
        ids: Any = None,
        published: Any = None,
        headlines: Any = None,
        text: str = "text",
        threads: int | None = None,
        progress: bool | Callable[[int], object] = False,
        on_error: Literal["record", "raise"] = "record",
    ) -> Batch:
        """Read many articles in parallel; the GIL is released and Ctrl-C works.

        Args:
            texts: a list, tuple, generator, numpy array, pandas or polars Series, pyarrow array; or a frame (pandas, polars,
                pyarrow) whose columns the other arguments name. None and NaN give empty records with a diagnostic.
            ids: your keys, one a row; a column's name where ``texts`` is a frame.
            published: publication days, one a row (ISO text, dates, datetimes), or one for all; or a column's name.
            headlines: headlines that came apart from the texts; or a column's name.
            text: the column of the articles where ``texts`` is a frame.
            threads: how many; by default ``DONDOO_NUM_THREADS``, or all cores. The records do not depend on it.
            progress: True shows a progress line on standard error; a function is called with the number of rows done.
            on_error: "record" turns a bad row into a record with ``error`` set; "raise" raises the first in input order.

        Raises:
            DondooError: columns of unequal length (``D009``), or with ``on_error="raise"`` a bad row.
            TypeError: ``texts`` is one string.

        """
        if on_error not in ("record", "raise"):
            raise ValueError(f"on_error must be 'record' or 'raise', not {on_error!r}")
        if _inputs.is_frame(texts):
            frame = texts
            ids, headlines = _inputs.pick(frame, ids), _inputs.pick(frame, headlines)
            if isinstance(published, str) and published in list(getattr(frame, "column_names", None) or frame.columns):
                published = _inputs.pick(frame, published)
            texts = _inputs.pick(frame, text)
        column = _inputs.strings(texts, "texts")
        rows = _inputs.length(column)
        show = Progress(rows, force=True) if progress is True else None
        tick = show if show is not None else (progress or None)
        core = self._core.extract_batch(
            column,
            _inputs.keys(ids, "ids"),
            _inputs.days(published, rows),
            None if headlines is None else _inputs.strings(headlines, "headlines"),
            threads,
            tick,  # type: ignore[arg-type]
        )
        if show is not None:
            show.close()
        if on_error == "raise":
            for index in range(len(core)):
                document = core.document(index)
                if document.error:
                    document.raise_error()
        return Batch(core)

    @overload
    def pipe(
        self, texts: Iterable[str | None], *, as_tuples: Literal[False] = ..., batch_size: int = ..., threads: int | None = ...
    ) -> Iterator[Document]: ...
    @overload
    def pipe(
        self, texts: Iterable[tuple[str | None, _C]], *, as_tuples: Literal[True], batch_size: int = ..., threads: int | None = ...
    ) -> Iterator[tuple[Document, _C]]: ...
    def pipe(self, texts: Iterable[Any], *, as_tuples: bool = False, batch_size: int = 256, threads: int | None = None) -> Iterator[Any]:
        """Read a stream; memory stays flat however long it is. Records come in input order.

        Args:
            texts: articles; with ``as_tuples`` pairs ``(article, context)``. A context that is a dict may hold ``id``,
                ``published`` and ``headline``.
            as_tuples: yield ``(document, context)``.
            batch_size: articles read at a time.
            threads: as in :meth:`extract_batch`.

        """
        source = iter(texts)
        while chunk := list(islice(source, batch_size)):
            if not as_tuples:
                yield from self.extract_batch(chunk, threads=threads)
                continue
            contexts = [context for _, context in chunk]
            batch = self.extract_batch(
                [article for article, _ in chunk],
                ids=_field(contexts, "id"),
                published=_field(contexts, "published"),
                headlines=_field(contexts, "headline"),
                threads=threads,
            )
            yield from zip(batch, contexts, strict=True)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self._core,))

    def __repr__(self) -> str:
        return f"dondoo.Extractor(layers={list(self.layers)})"


def _rebuild(core: _core.Extractor) -> Extractor:
    extractor = Extractor.__new__(Extractor)
    extractor._core = core
    return extractor


def _field(contexts: Sequence[Any], name: str) -> list[Any] | None:
    values = [context.get(name) if isinstance(context, dict) else None for context in contexts]
    return values if any(v is not None for v in values) else None


@cache
def _default() -> Extractor:
    return Extractor()


def extract(
    text: str | None, *, published: str | datetime.date | None = None, id: str | None = None, headline: str | None = None
) -> Document:
    """Read one article with a default extractor; see :meth:`Extractor.extract`."""
    return _default().extract(text, published=published, id=id, headline=headline)


def extract_batch(
    texts: Any,
    *,
    ids: Any = None,
    published: Any = None,
    headlines: Any = None,
    text: str = "text",
    threads: int | None = None,
    progress: bool | Callable[[int], object] = False,
    on_error: Literal["record", "raise"] = "record",
) -> Batch:
    """Read many articles with a default extractor; see :meth:`Extractor.extract_batch`."""
    return _default().extract_batch(
        texts,
        ids=ids,
        published=published,
        headlines=headlines,
        text=text,
        threads=threads,
        progress=progress,
        on_error=on_error,
    )

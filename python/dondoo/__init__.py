r"""dondoo: Swahili news articles in, structured data out, with exact offsets into the original text.

    >>> import dondoo
    >>> doc = dondoo.extract("Ziara yaanza\n18 Juni 2024Rais wa Kenya aliwasili Kampala.")
    >>> doc.published
    '2024-06-18'
    >>> [(m.text, e.country) for e in doc.entities for m in e.mentions]
    [('Kenya', 'KEN'), ('Kampala', 'UGA')]

Offsets are code points: ``text[start:end]`` is the span in the text that was given, whatever was normalised inside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dondoo._core import LAYERS, DondooError, __version__
from dondoo._core import json_schema as _json_schema
from dondoo.batch import Batch, Table
from dondoo.document import Document
from dondoo.extractor import Extractor, extract, extract_batch
from dondoo.words import analyze, lemmatize, parse_time

if TYPE_CHECKING:
    from dondoo.web import from_html

__all__ = [
    "LAYERS",
    "Batch",
    "Document",
    "DondooError",
    "Extractor",
    "Table",
    "__version__",
    "analyze",
    "extract",
    "extract_batch",
    "from_html",
    "lemmatize",
    "parse_time",
    "schema",
]


def schema() -> str:
    """JSON Schema (draft 2020-12) of a record, as text."""
    return _json_schema()


# What needs a library is imported when it is first asked for.
_LAZY = {"from_html": "dondoo.web"}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        import importlib

        return getattr(importlib.import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'dondoo' has no attribute {name!r}")

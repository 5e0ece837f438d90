"""displaCy: the dicts that spaCy's visualiser renders with ``manual=True``; making them needs no spaCy.

The style ``ent`` marks stretches that do not overlap (of nested ones the longest); the style ``span`` draws every layer, overlaps
and all, over tokens.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, TextIO

from dondoo.export import _view

if TYPE_CHECKING:
    from dondoo.document import Document

__all__ = ["to_displacy", "write_displacy"]

_WIKIDATA = "https://www.wikidata.org/wiki/"


def to_displacy(doc: Document, *, style: Literal["ent", "span"] = "ent", layers: Iterable[str] | None = None) -> dict[str, Any]:
    """Return a dict for ``spacy.displacy.render(d, style=style, manual=True)``.

    >>> import dondoo
    >>> to_displacy(dondoo.extract("Rais wa Kenya alifika."))["ents"]
    [{'start': 8, 'end': 13, 'label': 'LOC', 'kb_id': 'Q114', 'kb_url': 'https://www.wikidata.org/wiki/Q114'}]

    Args:
        doc: a document; for the style ``span`` read with the layer ``tokens``.
        style: ``ent`` gives ``text``, ``ents`` (offsets in code points) and ``title``; ``span`` gives ``text``, ``spans`` and ``tokens``.
        layers: what to mark, of ``names``, ``times``, ``quantities``, ``quotes``, ``events``; by default ``names`` alone for ``ent``,
            everything for ``span``.

    Raises:
        ValueError: an unknown style or layer, or a style that needs the layer ``tokens``, which was not read.

    """
    if style not in ("ent", "span"):
        raise ValueError(f"unknown style {style!r}: 'ent' or 'span'")
    if layers is None:
        layers = ("names",) if style == "ent" else tuple(_LAYERS)
    marks: list[tuple[_view.Spanned, dict[str, str]]] = []
    for layer in layers:
        if layer not in _LAYERS:
            raise ValueError(f"unknown layer {layer!r}: one of {', '.join(_LAYERS)}")
        marks += _LAYERS[layer](doc)
    if style == "ent":
        text = _view.text_of(doc, "displaCy")
        return {"text": text, "ents": [{"start": s.start, "end": s.end, **label} for s, label in _view.flat(marks)], "title": doc.headline}
    tokens = _view.tokens_of(doc, "displaCy's style 'span'")
    spans = []
    for span, label in sorted(marks, key=lambda m: (m[0].start, -m[0].end)):
        inside = [i for i, t in enumerate(tokens) if t.start < span.end and span.start < t.end]
        if inside:
            spans.append({"start_token": inside[0], "end_token": inside[-1] + 1, **label})
    return {"text": doc.text, "spans": spans, "tokens": [t.text for t in tokens], "title": doc.headline}


def write_displacy(file: TextIO, documents: Iterable[Document]) -> None:
    """Write the dicts of documents (style ``ent``) to an open text file as JSON Lines."""
    for doc in documents:
        file.write(json.dumps(to_displacy(doc), ensure_ascii=False) + "\n")


def _names(doc: Document) -> Iterator[tuple[_view.Spanned, dict[str, str]]]:
    for mention, entity in _view.names_of(doc):
        link = {"kb_id": entity.wikidata, "kb_url": _WIKIDATA + entity.wikidata} if entity.wikidata else {}
        yield mention, {"label": entity.type, **link}


_Marks = Iterable[tuple[_view.Spanned, dict[str, str]]]
_LAYERS: dict[str, Callable[[Document], _Marks]] = {
    "names": _names,
    "times": lambda doc: [(t, {"label": t.type}) for t in doc.times],
    "quantities": lambda doc: [(q, {"label": q.kind.upper()}) for q in doc.quantities],
    "quotes": lambda doc: [(q, {"label": "QUOTE"}) for q in doc.quotes],
    "events": lambda doc: [(e, {"label": e.type}) for e in doc.events],
}

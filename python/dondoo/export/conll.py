"""CoNLL: a token a line with the tag of its name (BIO), a blank line after each sentence, as MasakhaNER and CoNLL-2003 have it.

Tags come from names, not from descriptions (``kiongozi huyo``), which such corpora do not annotate; of nested names the longest is
tagged, because a token has one tag.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from dondoo.export import _view

if TYPE_CHECKING:
    from dondoo.document import Document

__all__ = ["to_conll", "write_conll"]


def to_conll(doc: Document, *, docstart: bool = False) -> str:
    r"""Return a document as lines ``token TAG``.

    >>> import dondoo
    >>> doc = dondoo.Extractor(dondoo.LAYERS).extract("Rais wa Kenya alifika.")
    >>> to_conll(doc)
    'Rais O\nwa O\nKenya B-LOC\nalifika O\n. O\n\n'

    Args:
        doc: a document read with the layer ``tokens``.
        docstart: put the line ``-DOCSTART- O`` in front.

    Raises:
        ValueError: the layer ``tokens`` was not read.

    """
    sentences = _view.sentences_of(doc, "CoNLL")
    tags = _view.name_tags(doc, [token for _, tokens in sentences for token in tokens])
    lines = ["-DOCSTART- O\n\n"] if docstart else []
    for _, tokens in sentences:
        lines += [f"{token.text} {tags.get(token.start, 'O')}\n" for token in tokens]
        lines.append("\n")
    return "".join(lines)


def write_conll(file: TextIO, documents: Iterable[Document], *, docstart: bool = True) -> None:
    """Write documents to an open text file, each under a ``-DOCSTART-`` line, so that a row without an article keeps its place.

    >>> import dondoo, io
    >>> out = io.StringIO()
    >>> write_conll(out, dondoo.Extractor(dondoo.LAYERS).extract_batch(["Alifika Kampala.", None]))
    >>> out.getvalue().count("-DOCSTART-")
    2

    Raises:
        ValueError: the layer ``tokens`` was not read.

    """
    for doc in documents:
        file.write(to_conll(doc, docstart=docstart))

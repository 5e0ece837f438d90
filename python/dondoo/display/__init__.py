r"""Documents, batches and tables as HTML: what a notebook shows, and whole pages to write to a file.

A notebook needs nothing of this: the last value of a cell shows itself. Elsewhere::

    >>> import dondoo
    >>> from dondoo import display
    >>> doc = dondoo.extract("Ziara yaanza\n18 Juni 2024Rais wa Kenya aliwasili Kampala.", id="a1")
    >>> "Kampala</mark>" in display.html(doc)
    True
    >>> page = display.page(doc, title="Ziara")
    >>> page.startswith("<!DOCTYPE html>")
    True

The HTML has no script, no ids and no rule that reaches outside of it, and follows the notebook's light or dark theme. Every word of an
article, id or lexicon is escaped. The order of things is the text's; the same record gives the same HTML.
"""

from __future__ import annotations

from dondoo.batch import Batch, Table
from dondoo.display import _escape as escape
from dondoo.display._batch import of_batch
from dondoo.display._document import of_document
from dondoo.display._table import of_table
from dondoo.document import Document

__all__ = ["html", "page"]

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>{title}</title>
<style>
body{{margin:0 auto;max-width:72em;padding:1em;font-family:system-ui,sans-serif}}
h1{{font-size:1.3em}}
main>*{{margin:0 0 1.5em}}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{items}
</main>
</body>
</html>
"""


def html(item: Document | Batch | Table) -> str:
    r"""Return a piece of HTML for a document, a batch or a table: what the notebook shows, to put into a page of yours.

    A document shows its first 3,000 characters and folds the rest; beyond 40,000, and beyond 100 rows of a table, it says what it leaves
    out. A batch of more than 500 documents counts names and events in an even sample.

    >>> import dondoo
    >>> html(dondoo.extract("<script>alert(1)</script>")).count("<script")
    0

    Raises:
        TypeError: something else than a document, a batch or a table.

    """
    if isinstance(item, Document):
        return of_document(item)
    if isinstance(item, Batch):
        return of_batch(item)
    if isinstance(item, Table):
        return of_table(item)
    raise TypeError(f"cannot show {type(item).__name__}: give a Document, a Batch or a Table")


def page(*items: Document | Batch | Table, title: str = "dondoo") -> str:
    r"""Return a whole HTML page with the items one below the other; it needs no network and allows no script.

    >>> import dondoo
    >>> batch = dondoo.extract_batch(["Rais wa Kenya alisema hivyo.", "Rais wa Uganda alikataa."])
    >>> _ = open("habari.html", "w", encoding="utf-8").write(page(batch, *batch, title="Habari"))  # doctest: +SKIP

    Raises:
        TypeError: an item that is no document, batch or table.

    """
    return _PAGE.format(title=escape.text(title), items="\n".join(html(item) for item in items))

"""Web pages: the article out of its HTML, with the headline, day, author and outlet that the page declares.

trafilatura tells the article from menus, advertisements and comments, and htmldate reads the day; what is ours is what a Swahili
newsroom's page needs besides: boxes and lines that lead to other stories ("Soma pia") are taken out before, because kept in the
text they would be told as this article's facts, and bytes are decoded as they are and not only as they are declared.

>>> from dondoo.web import read_html
>>> page = read_html('''<html><head><meta property="og:site_name" content="Habari Mtandaoni"></head><body><article>
... <h1>Daraja jipya lafunguliwa Mtwara</h1><time datetime="2024-06-18T09:00:00+03:00">18 Juni</time>
... <p>Wakazi wa mji wa Mtwara wameanza kulitumia daraja jipya lililojengwa kwa miaka mitatu.</p>
... <p>Soma pia: <a href="/b">Barabara ya Lindi yafungwa</a></p></article></body></html>''')
>>> page.published, page.outlet, page.related
('2024-06-18', 'Habari Mtandaoni', ('Barabara ya Lindi yafungwa',))
>>> page.text.splitlines()[0]
'Daraja jipya lafunguliwa Mtwara'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dondoo.batch import Batch
from dondoo.document import Document
from dondoo.extractor import Extractor, _default

try:
    from dondoo.web._article import read
    from dondoo.web._tree import decode
except ImportError as missing:
    raise ImportError("reading web pages needs trafilatura: pip install 'dondoo[web]'") from missing

__all__ = ["Page", "from_html", "read_html", "read_pages"]


@dataclass(frozen=True, slots=True)
class Page:
    """A news page.

    ``text`` is the article, a line a paragraph, the headline first ("" where no article was found); ``published`` its day as the page
    writes it (YYYY-MM-DD, in the page's own time zone); ``author`` the names as the page gives them, joined by "; "; ``outlet`` the
    name of the site; ``url`` the one given, else the page's canonical one; ``related`` the titles of other stories it leads to.
    """

    text: str
    headline: str | None = None
    published: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    related: tuple[str, ...] = ()


def read_html(html: str | bytes, url: str | None = None) -> Page:
    """Read a page's article.

    Args:
        html: the page, as text or as the bytes that came: a byte order mark, UTF-8 where the bytes are that, the charset that the
            page declares, windows-1252, in this order.
        url: where it was found; a date in it counts.

    Returns:
        A :class:`Page`. What is no page, is cut off or is broken gives what can be read of it, at worst an empty ``text``.

    Raises:
        TypeError: neither text nor bytes.

    """
    if not isinstance(html, str | bytes | bytearray):
        raise TypeError(f"html must be str or bytes, not {type(html).__name__}")
    found = read(html if isinstance(html, str) else decode(html), url)
    return Page(**found)


def from_html(
    html: str | bytes,
    url: str | None = None,
    *,
    extractor: Extractor | None = None,
    id: str | None = None,
    published: str | None = None,
) -> Document:
    """Read a page's article as a record; the offsets are those of ``doc.text``, which is the :class:`Page`'s text.

    Args:
        html: the page, as for :func:`read_html`.
        url: where it was found; also the record's id, unless ``id`` is given.
        extractor: your extractor; by default one with all layers.
        id: your key for it.
        published: its day, if you know better than the page.

    Raises:
        TypeError: ``html`` is neither text nor bytes.
        DondooError: as :meth:`dondoo.Extractor.extract`.

    >>> import dondoo
    >>> doc = dondoo.from_html("<html><body><h1>Ziara yaanza</h1><p>Rais wa Kenya aliwasili mjini Kampala.</p></body></html>")
    >>> doc.headline, [entity.country for entity in doc.entities]
    ('Ziara yaanza', ['KEN', 'UGA'])

    """
    page = read_html(html, url)
    key = id if id is not None else page.url
    return (extractor or _default()).extract(page.text, published=published or page.published, id=key, headline=page.headline)


def read_pages(
    pages: Iterable[str | bytes | None],
    urls: Sequence[str | None] | None = None,
    *,
    extractor: Extractor | None = None,
    ids: Sequence[Any] | None = None,
    threads: int | None = None,
) -> Batch:
    """Read many pages as records, in input order; a row that is no page is an error row, or empty with a diagnostic.

    Args:
        pages: pages as text or bytes; None gives an empty record.
        urls: where they were found, one a page.
        extractor: your extractor; by default one with all layers.
        ids: your keys, one a page; by default the urls.
        threads: as in :meth:`dondoo.Extractor.extract_batch`.

    Raises:
        DondooError: ``D009``, columns of unequal length.

    >>> batch = read_pages(["<html><body><p>Rais wa Kenya aliwasili mjini Kampala siku ya Jumanne.</p></body></html>", None, 5])
    >>> [document.error for document in batch]
    [None, None, 'D001']

    """
    given = list(pages)
    places = list(urls) if urls is not None else [None] * len(given)
    # A row more or less than there are urls is told by the core, as of every other column.
    found = [
        read_html(page, place) if isinstance(page, str | bytes | bytearray) else None
        for page, place in zip(given, places + [None] * (len(given) - len(places)), strict=False)
    ]
    keys: list[Any]
    if ids is not None or len(places) != len(given):
        keys = list(ids) if ids is not None else places
    else:
        keys = [page.url if page else place for page, place in zip(found, places, strict=True)]
    return (extractor or _default()).extract_batch(
        [page.text if page else other for page, other in zip(found, given, strict=True)],
        ids=keys,
        published=[page.published if page else None for page in found],
        headlines=[page.headline if page else None for page in found],
        threads=threads,
    )

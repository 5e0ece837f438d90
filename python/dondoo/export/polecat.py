"""POLECAT's table: 40 tab-separated columns, an event a row, as researchers of political events load into R and pandas.

An event of several parties, modes or contexts is one row: ``Event Mode``, ``Contexts`` and the columns of actors and recipients are lists
parted by ``;``. Within a side the lists are aligned: the second country is that of the second name, and an item that is not known
is empty (``KEN;;UGA``). A ``;`` inside a name becomes ``,``.

Only events told as fact are written, for POLECAT has no auxiliary modes. Cells are UTF-8 without tabs, line breaks, control characters
and double quotes, so no reader needs quoting. Countries are ISO 3166-1 alpha-3 or PLOVER's codes, COW the Correlates of War numbers
(``countries.tsv``; empty for what is no state there). ``Wikipedia Actor ID`` holds the Wikidata item, ``Language`` ISO 639-1,
``Feature Type`` GeoNames' feature code. A country's point is its capital.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from dondoo._plover import QUADS
from dondoo.export import _cells, _events

if TYPE_CHECKING:
    from dondoo.document import Document
    from dondoo.export._events import Party, Publisher, Told

__all__ = ["POLECAT_COLUMNS", "polecat_rows", "read_polecat", "to_polecat", "write_polecat"]

_SIDE = ("{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title", "{} Name Raw", "Wikipedia {} ID")
#: The forty columns in order.
POLECAT_COLUMNS: tuple[str, ...] = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *(column.format("Actor") for column in _SIDE),
    *(column.format("Recipient") for column in _SIDE),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type"),
    *("Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)


def to_polecat(doc: Document, *, publisher: Publisher = None) -> str:
    r"""Return the events of a document as tab-separated values under the column names; see :func:`write_polecat`.

    >>> import dondoo
    >>> to_polecat(dondoo.extract("Urusi iliishambulia Ukraine.", id="a1")).splitlines()[1][:60]
    'a1_1\t\tASSAULT\t\t-9.0\tmaterial conflict\t\tRussia\tRUS\t365\t\t\t\tUru'
    """
    out = io.StringIO()
    write_polecat(out, [doc], publisher=publisher)
    return out.getvalue()


def write_polecat(file: TextIO, documents: Iterable[Document], *, publisher: Publisher = None) -> None:
    """Write the events of documents to an open text file (UTF-8), a row an event; a row that could not be read has none.

    >>> import dondoo, io
    >>> out = io.StringIO()
    >>> write_polecat(out, dondoo.extract_batch(["Urusi iliishambulia Ukraine.", None], published="2024-06-18"))
    >>> [(row["Event Date"], row["Recipient COW"]) for row in read_polecat(out.getvalue().splitlines())]
    [('2024-06-18', '369')]

    Args:
        file: where to write.
        documents: any iterable; one is held at a time.
        publisher: who published the articles (``Source``), or a function that tells it by the document.

    """
    articles = _events.Articles()
    _cells.write_table(file, POLECAT_COLUMNS, (row for doc in documents for row in _rows(doc, articles.key(doc), publisher)))


def polecat_rows(doc: Document, *, publisher: Publisher = None) -> list[dict[str, str]]:
    """Return the events of a document as rows of cells by column.

    >>> import dondoo
    >>> polecat_rows(dondoo.extract("Urusi iliishambulia Ukraine."))[0]["Quad Code"]
    'material conflict'
    """
    return list(_rows(doc, _events.Articles().key(doc), publisher))


def read_polecat(lines: Iterable[str]) -> list[dict[str, str]]:
    """Read such a table (an open text file, or a list of lines) back: a dict by column for each row, every value as text.

    >>> import dondoo
    >>> doc = dondoo.extract("Urusi iliishambulia Ukraine.")
    >>> read_polecat(to_polecat(doc).splitlines()) == polecat_rows(doc)
    True

    Raises:
        ValueError: the columns are not POLECAT's forty, or a row has too few or too many cells; the message says which.

    """
    return _cells.read_table(lines, POLECAT_COLUMNS, "POLECAT")


def _rows(doc: Document, article: str, publisher: Publisher) -> Iterator[dict[str, str]]:
    for told in _events.tellings(doc, article):
        values = (*_event(told), *_side(told.actors), *_side(told.recipients), *_place(told), *_story(doc, publisher))
        yield dict(zip(POLECAT_COLUMNS, values, strict=True))


def _event(told: Told) -> Iterator[str]:
    event = told.event
    yield from map(_cells.cell, (told.id, event.day, event.type))
    yield _cells.joined(event.mode)
    yield from map(_cells.cell, (event.score, QUADS[event.quad]))
    yield _cells.joined(event.context)


def _side(parties: tuple[Party, ...]) -> Iterator[str]:
    yield _cells.joined(p.entity.name for p in parties)
    yield _cells.joined(p.entity.country for p in parties)
    yield _cells.joined(p.cow for p in parties)
    yield _cells.cell(next((p.entity.sector for p in parties if p.entity.sector), ""))
    yield _cells.joined(p.entity.sector for p in parties)
    yield _cells.joined(p.office for p in parties)
    yield _cells.joined(p.raw for p in parties)
    yield _cells.joined(p.entity.wikidata for p in parties)


def _place(told: Told) -> Iterator[str]:
    spot = told.spot
    if spot is None:
        yield from [""] * 10
        return
    where = spot.place
    yield from map(_cells.cell, (spot.entity.name, spot.city, "", spot.province, spot.country))
    yield from map(_cells.cell, (where.lat, where.lon, where.geonameid) if where else ("", "", ""))
    yield from map(_cells.cell, (spot.raw, spot.feature[1]))


def _story(doc: Document, publisher: Publisher) -> Iterator[str]:
    yield from map(_cells.cell, (_events.publisher_of(doc, publisher), doc.published))
    yield from (_cells.joined(_events.names(doc, kind)) for kind in ("PER", "ORG", "LOC"))
    yield from map(_cells.cell, (doc.language.code, _events.version()))

"""ICEWS's table of dyads: 20 tab-separated columns with CAMEO root codes, a row for each actor and recipient of an event.

PLOVER's types are CAMEO's roots regrouped, so most have one root. Where a type has several, the mode decides, and if it does not, the
code is empty rather than guessed and ``Event Text`` names PLOVER's type (``PLOVER ASSAULT``) in the place of CAMEO's words.

- ACCUSE is 09 (Investigate) with the mode ``investigate``, else 11 (Disapprove).
- ASSAULT is 18 with ``abduct``, ``beat``, ``torture``, ``sexual``, ``targeted`` or ``suicide-attack``, 19 with ``firearms``,
  ``heavy-weapons``, ``aerial`` or ``drone``, 20 with ``unconventional``. The others (``destroy``, ``explosives``, ``primitive``,
  ``crowd-control``, none) stand under several roots of CAMEO, and so do two modes that disagree.
- 01 and 02 (statements, appeals) have no PLOVER type.

Codes are text (``04``): read them as text, or the leading zero is lost. Only events told as fact are written, for CAMEO has no
auxiliary modes. A meeting or exchange of several actors without a recipient is told from each to each other; any other event that
lacks a side keeps one row with that side empty. ``Intensity`` is PLOVER's scale, sectors are PLOVER's, countries short English names
(empty for international bodies), ``Sentence Number`` counts from 1. Ids end in the number of the dyad and are never used twice in a file.

There is no export to GDELT's table of events: most of its 61 columns (mentions, sources and tone over the world's press, three-level
CAMEO codes, actor codes of its own) cannot be filled from an article without invention, and a table half empty would be read as measured.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import permutations, product
from typing import TYPE_CHECKING, TextIO

from dondoo.export import _cells, _events

if TYPE_CHECKING:
    from dondoo.document import Document
    from dondoo.export._events import Party, Publisher, Told
    from dondoo.records import Event

__all__ = ["ICEWS_COLUMNS", "cameo_root", "icews_rows", "read_icews", "to_icews", "write_icews"]

#: The twenty columns in order.
ICEWS_COLUMNS: tuple[str, ...] = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity"),
    *("Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
    *("City", "District", "Province", "Country", "Latitude", "Longitude"),
)
_ROOTS = {
    "AGREE": "03",
    "CONSULT": "04",
    "SUPPORT": "05",
    "COOPERATE": "06",
    "AID": "07",
    "CONCEDE": "08",
    "RETREAT": "08",
    "REQUEST": "10",
    "ACCUSE": "11",
    "REJECT": "12",
    "THREATEN": "13",
    "PROTEST": "14",
    "MOBILIZE": "15",
    "SANCTION": "16",
    "COERCE": "17",
}
_MODES = {
    ("ACCUSE", "investigate"): "09",
    **dict.fromkeys(product(["ASSAULT"], ["abduct", "beat", "torture", "sexual", "targeted", "suicide-attack"]), "18"),
    **dict.fromkeys(product(["ASSAULT"], ["firearms", "heavy-weapons", "aerial", "drone"]), "19"),
    ("ASSAULT", "unconventional"): "20",
}
_WORDS = {
    "03": "Express intent to cooperate",
    "04": "Consult",
    "05": "Engage in diplomatic cooperation",
    "06": "Engage in material cooperation",
    "07": "Provide aid",
    "08": "Yield",
    "09": "Investigate",
    "10": "Demand",
    "11": "Disapprove",
    "12": "Reject",
    "13": "Threaten",
    "14": "Protest",
    "15": "Exhibit force posture",
    "16": "Reduce relations",
    "17": "Coerce",
    "18": "Assault",
    "19": "Fight",
    "20": "Use unconventional mass violence",
}
# What parties do with each other: without a recipient, every actor is one.
_MUTUAL = {"CONSULT", "COOPERATE"}


def cameo_root(event: Event) -> str:
    """Return the root of an event in CAMEO, two digits; empty where its type and modes leave it open.

    >>> import dondoo
    >>> cameo_root(dondoo.extract("Rais wa Kenya alikutana na Rais wa Uganda.").events[0])
    '04'
    """
    plain = _ROOTS.get(event.type, "")
    roots = {_MODES.get((event.type, mode), plain) for mode in event.mode} or {plain}
    return roots.pop() if len(roots) == 1 else ""


def to_icews(doc: Document, *, publisher: Publisher = None) -> str:
    r"""Return the events of a document as tab-separated dyads under the column names; see :func:`write_icews`.

    >>> import dondoo
    >>> to_icews(dondoo.extract("Urusi iliishutumu Ukraine.", id="a1")).splitlines()[1][:60]
    'a1_1_1\t\tRussia\t\tRussia\tDisapprove\t11\t-3.5\tUkraine\t\tUkraine\ta'
    """
    out = io.StringIO()
    write_icews(out, [doc], publisher=publisher)
    return out.getvalue()


def write_icews(file: TextIO, documents: Iterable[Document], *, publisher: Publisher = None) -> None:
    """Write the events of documents to an open text file (UTF-8), a row a dyad; a row that could not be read has none.

    >>> import dondoo, io
    >>> out = io.StringIO()
    >>> write_icews(out, dondoo.extract_batch(["Urusi iliishutumu Ukraine.", None], published="2024-06-18"), publisher="Habari")
    >>> [(row["Event Date"], row["CAMEO Code"], row["Publisher"]) for row in read_icews(out.getvalue().splitlines())]
    [('2024-06-18', '11', 'Habari')]

    Args:
        file: where to write.
        documents: any iterable; one is held at a time.
        publisher: who published the articles, or a function that tells it by the document.

    """
    articles = _events.Articles()
    _cells.write_table(file, ICEWS_COLUMNS, (row for doc in documents for row in _rows(doc, articles.key(doc), publisher)))


def icews_rows(doc: Document, *, publisher: Publisher = None) -> list[dict[str, str]]:
    """Return the events of a document as rows of cells by column.

    >>> import dondoo
    >>> doc = dondoo.extract("Rais wa Kenya alikutana na Rais wa Uganda.")
    >>> [(row["Source Country"], row["Target Country"]) for row in icews_rows(doc)]
    [('Kenya', 'Uganda'), ('Uganda', 'Kenya')]
    """
    return list(_rows(doc, _events.Articles().key(doc), publisher))


def read_icews(lines: Iterable[str]) -> list[dict[str, str]]:
    """Read such a table (an open text file, or a list of lines) back: a dict by column for each row, every value as text.

    >>> import dondoo
    >>> doc = dondoo.extract("Urusi iliishutumu Ukraine.")
    >>> read_icews(to_icews(doc).splitlines()) == icews_rows(doc)
    True

    Raises:
        ValueError: the columns are not ICEWS's twenty, or a row has too few or too many cells; the message says which.

    """
    return _cells.read_table(lines, ICEWS_COLUMNS, "ICEWS")


def _rows(doc: Document, article: str, publisher: Publisher) -> Iterator[dict[str, str]]:
    for told in _events.tellings(doc, article):
        event = told.event
        root = cameo_root(event)
        for number, (source, target) in enumerate(_dyads(told), 1):
            values = (
                *(f"{told.id}_{number}", event.day, *_side(source), _WORDS.get(root, f"PLOVER {event.type}"), root, event.score),
                *(*_side(target), article, event.sentence + 1, _events.publisher_of(doc, publisher), *_place(told)),
            )
            yield dict(zip(ICEWS_COLUMNS, map(_cells.cell, values), strict=True))


def _dyads(told: Told) -> Iterator[tuple[Party | None, Party | None]]:
    if told.event.type in _MUTUAL and not told.recipients and len(told.actors) > 1:
        yield from permutations(told.actors, 2)
    else:
        yield from product(told.actors or (None,), told.recipients or (None,))


def _side(party: Party | None) -> tuple[str | None, ...]:
    if party is None:
        return "", "", ""
    return party.entity.name, party.entity.sector, _events.country_name(party.entity.country)


def _place(told: Told) -> tuple[str | float, ...]:
    spot = told.spot
    if spot is None:
        return ("",) * 6
    where = (spot.place.lat, spot.place.lon) if spot.place else ("", "")
    return spot.city, "", spot.province, _events.country_name(spot.country), *where

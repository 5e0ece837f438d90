"""What the formats share: a document seen as sentences of tokens, as flat names, and by a key that can stand in a file.

The formats differ in how they write, not in what they see, so that a name has the same extent in CoNLL, brat and spaCy. A row that
held no article (an error, an empty cell, another language) is a document in which nothing is marked; it never stops the others.
"""

from __future__ import annotations

import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, TypeVar

from dondoo.records import Analysis, Token

if TYPE_CHECKING:
    from dondoo.document import Document
    from dondoo.records import Entity, Mention, Sentence

_HYPHENS = re.compile("[-\u2010\u2011]+|[^-\u2010\u2011]+(?:[-\u2010\u2011]+[^-\u2010\u2011]+)*")
_HYPHEN = Analysis("-", "PUNCT", None, None, None, None, None, None, None, None, None, None, known="lexical")
_UNREAD = {"text.missing", "text.empty", "language.other"}


class Spanned(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last."""


_S = TypeVar("_S", bound=Spanned)
_Label = TypeVar("_Label")


def text_of(doc: Document, form: str) -> str:
    """Return the article's text.

    Raises:
        ValueError: the record was read back without its text, so no format that quotes it can be written.

    """
    if not doc.text and doc.sentences:
        raise ValueError(f"{form} needs the article's text, and this record was read back without it: write it with to_json(text=True)")
    return doc.text


def tokens_of(doc: Document, form: str) -> tuple[Token, ...]:
    """Return the tokens; none for a row that held no Swahili article.

    A name may begin or end inside a token (``Mapinduzi-CCM`` holds the end of one and all of the next). Such a token is cut there
    and at the hyphen, so that the formats that can only mark whole tokens mark exactly the name; its pieces keep its part of speech.

    Raises:
        ValueError: the layer ``tokens`` was not read.

    """
    text = text_of(doc, form)
    if not doc.tokens and not unread(doc) and any(c.isalnum() for c in text):
        raise ValueError(f"{form} needs the layer 'tokens', which is not read by default: dondoo.Extractor(dondoo.LAYERS)")
    spans: tuple[Spanned, ...] = (*doc.mentions, *doc.times, *doc.quantities, *doc.quotes, *doc.events)
    edges = {edge for span in spans for edge in (span.start, span.end)}
    edges.difference_update(*((token.start, token.end) for token in doc.tokens))
    return tuple(_pieces(doc.tokens, sorted(edges))) if edges else doc.tokens


def _pieces(tokens: tuple[Token, ...], edges: Sequence[int]) -> Iterator[Token]:
    for token in tokens:
        cuts = [token.start, *edges[bisect_right(edges, token.start) : bisect_left(edges, token.end)], token.end]
        if len(cuts) == 2:
            yield token
            continue
        for start, end in pairwise(cuts):
            for piece in _HYPHENS.finditer(token.text, start - token.start, end - token.start):
                word = replace(token.word, lemma=piece[0])
                if piece[0][0] in "-\u2010\u2011":
                    word = replace(_HYPHEN, lemma=piece[0])
                yield Token(token.start + piece.start(), token.start + piece.end(), piece[0], word)


def unread(doc: Document) -> bool:
    """Whether the row held nothing to read: an error, no text, or clearly another language."""
    return doc.error is not None or any(d.kind in _UNREAD for d in doc.diagnostics)


def sentences_of(doc: Document, form: str) -> list[tuple[Sentence | None, list[Token]]]:
    """Return the sentences that hold tokens, each with them; every token is in exactly one.

    A token between two sentences (the dash after a dateline) goes to the one before it, or to the first.
    """
    tokens = tokens_of(doc, form)
    sentences = doc.sentences
    groups: list[tuple[Sentence | None, list[Token]]] = [(s, []) for s in sentences] or [(None, [])]
    at = 0
    for token in tokens:
        while at + 1 < len(sentences) and sentences[at + 1].start <= token.start:
            at += 1
        groups[at][1].append(token)
    return [group for group in groups if group[1]]


def names_of(doc: Document) -> list[tuple[Mention, Entity]]:
    """Return the name mentions in text order; of nested ones the longest."""
    found = ((m, e) for e in doc.entities for m in e.mentions if m.kind == "name" and m.start < m.end)
    return flat(found)


def flat(spans: Iterable[tuple[_S, _Label]]) -> list[tuple[_S, _Label]]:
    """Return spans that do not overlap, in text order: the longest win, then the first."""
    taken: list[tuple[_S, _Label]] = []
    used: set[int] = set()
    for span, label in sorted(spans, key=lambda s: (s[0].start - s[0].end, s[0].start)):
        if used.isdisjoint(range(span.start, span.end)):
            used.update(range(span.start, span.end))
            taken.append((span, label))
    return sorted(taken, key=lambda s: s[0].start)


def name_tags(doc: Document, tokens: Sequence[Token]) -> dict[int, str]:
    """Return ``B-PER``, ``I-PER`` … by the start of the tagged token."""
    tags: dict[int, str] = {}
    names = iter(names_of(doc))
    name = next(names, None)
    for token in tokens:
        while name is not None and name[0].end <= token.start:
            name = next(names, None)
        if name is None:
            break
        if token.end > name[0].start:
            tags[token.start] = f"{'B' if token.start <= name[0].start else 'I'}-{name[1].type}"
    return tags


def nearest(doc: Document, entity: Entity, to: Spanned) -> Mention | None:
    """Return the mention of an entity that stands nearest to a span, one in the same sentence first."""
    sentence = next((s for s in doc.sentences if s.start <= to.start < s.end), None)

    def far(mention: Mention) -> tuple[bool, int, int]:
        inside = sentence is not None and sentence.start <= mention.start < sentence.end
        return not inside, max(mention.start - to.end, to.start - mention.end, 0), mention.start

    return min(entity.mentions, key=far, default=None)


class Keys:
    """Names documents: by their id, made safe, or by their place; no two alike, also where a file system ignores case."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._count = 0

    def sent_id(self, doc: Document) -> str:
        """Return a key without blanks and slashes, which CoNLL-U's ``sent_id`` cannot hold: they are percent-encoded."""
        return self._unique(re.sub(r"[\s/%\x00-\x1f\x7f]", lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), doc.id or ""))

    def file_name(self, doc: Document) -> str:
        """Return a file's name without its suffix: letters, digits, ``-``, ``_`` and inner dots of ASCII."""
        name = re.sub(r"[^A-Za-z0-9._-]+", "_", doc.id or "").strip(".")[:100].rstrip(".")
        if re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name):  # names that Windows keeps for devices
            name = f"_{name}"
        return self._unique(name)

    def _unique(self, key: str) -> str:
        self._count += 1
        key = key or f"doc-{self._count}"
        unique, again = key, 1
        while unique.casefold() in self._seen:
            again += 1
            unique = f"{key}-{again}"
        self._seen.add(unique.casefold())
        return unique


def keyed(documents: Iterable[Document]) -> Iterator[tuple[str, Document]]:
    """Yield each document with a file's name of its own."""
    keys = Keys()
    for doc in documents:
        yield keys.file_name(doc), doc


def entry(name: str) -> zipfile.ZipInfo:
    """Return a compressed ZIP entry with a fixed date, so that the same articles give the same bytes."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info

"""Words: the readings of a form, the lemmas of texts."""

from __future__ import annotations

import json
from collections.abc import Iterable

from dondoo import _core
from dondoo.records import Analysis, build


def analyze(word: str) -> list[Analysis]:
    """Return the readings of one word form, likeliest first.

    >>> reading = analyze("ameishukuru")[0]
    >>> reading.lemma, reading.pos, reading.tense, reading.subject, reading.object
    ('shukuru', 'VERB', 'perfect', '1', '4|9')
    """
    return [build(Analysis, raw) for raw in json.loads(_core.analyze(word))]


def lemmatize(texts: Iterable[str]) -> list[list[str]]:
    """Return the likeliest lemma of every word of each text, each word by itself.

    For lemmas in context ask an extractor for the layer ``tokens``.

    >>> lemmatize(["Viongozi walikutana jana."])
    [['kiongozi', 'kutana', 'jana']]

    Raises:
        TypeError: one string instead of several.

    """
    if isinstance(texts, str):
        raise TypeError("texts must be a sequence of strings, not one string")
    return _core.lemmatize(list(texts))

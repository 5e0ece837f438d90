"""Words and phrases: the readings of a form, the lemmas of texts, the time that a phrase means."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable

from dondoo import _core, _inputs
from dondoo.records import Analysis, Time, build


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


def parse_time(text: str, *, published: str | datetime.date | None = None) -> Time | None:
    """Return the first time expression of a phrase, counted from the day ``published``; None where there is none.

    >>> parse_time("kesho saa mbili usiku", published="2024-06-18").value
    '2024-06-19T20:00'

    Raises:
        DondooError: ``D004`` if ``published`` is no date.

    """
    found = _core.parse_time(text, _inputs.day(published))
    return None if found is None else build(Time, json.loads(found))

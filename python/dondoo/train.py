"""Your own names model, from your own labels: the trainer that makes the built-in model, in the package.

A model that has seen your outlet's names and your annotators' habits reads them better. It takes labelled sentences (some thousand make
a good model, a hundred a poor one) and, better, the raw articles they come from: what the words do there is half of what it knows.
The same input and seed give the same bytes.

>>> import dondoo, dondoo.train
>>> trained = dondoo.train.names("majina.jsonl", "majina.bin")  # doctest: +SKIP
>>> dondoo.Extractor(names_model="majina.bin")  # doctest: +SKIP
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dondoo import _core
from dondoo.score import Figure

__all__ = ["Trained", "names"]


@dataclass(frozen=True, slots=True)
class Trained:
    """A trained model.

    ``model`` its bytes as a file holds them, ``sentences`` and ``features`` how many it learned from and has; ``held_out`` by type
    (PER, ORG, LOC) and over ``all``: exact span and type on a fifth of the articles, of a model trained on the rest (0 of 0 where the
    labels are of one article).
    """

    model: bytes = field(repr=False)
    sentences: int
    features: int
    held_out: dict[str, Figure]


def names(
    labels: str | os.PathLike[str],
    out: str | os.PathLike[str] | None = None,
    *,
    raw: Iterable[str | tuple[str, str]] = (),
    seed: int = 1,
    epochs: int = 14,
    features: int = 130_000,
    runs: int = 3,
) -> Trained:
    """Train a names model; the GIL is released, and Ctrl-C works.

    Args:
        labels: labelled sentences: JSON Lines of ``{"id", "text", "spans": [{"start", "end", "type"}]}`` with offsets in code points
            and types PER, ORG, LOC (a name ending in ``.jsonl`` or ``.json``), else CoNLL: token and label (``B-PER``, ``I-PER``,
            ``O``) on a line, an empty line between sentences.
        out: where to write the model, in one step.
        raw: articles, or pairs of id and article; labelled sentences found in one are learned in its context. By default the
            sentences themselves.
        seed: of the order that sentences are read in.
        epochs: passes over the sentences.
        features: the most that the model keeps; it sets the size of the file.
        runs: how many models are averaged, each with a seed of its own.

    Returns:
        The model, with its figures on held-out articles.

    Raises:
        DondooError: ``D007`` with file and line of a label that cannot be read.
        ValueError: a number out of range, or a file that is no UTF-8.
        OSError: a file that cannot be read or written.

    """
    for name, value, least in (("seed", seed, 0), ("epochs", epochs, 1), ("features", features, 1), ("runs", runs, 1)):
        if value < least:
            raise ValueError(f"{name} must be {least} or more, not {value}")
    path = Path(labels)
    articles = [(str(number), item) if isinstance(item, str) else item for number, item in enumerate(raw, 1)]
    conll = path.suffix not in (".jsonl", ".json", ".ndjson")
    model, facts = _core.train_names(_text(path), str(path), conll, articles, seed, epochs, features, runs)
    if out is not None:
        fresh = Path(f"{os.fspath(out)}.part")
        fresh.write_bytes(model)
        os.replace(fresh, out)
    known = json.loads(facts)
    held_out = {name: _figure(**known["held_out"][name]) for name in ("PER", "ORG", "LOC", "all")}
    return Trained(model, known["sentences"], known["features"], held_out)


def _text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(f"{path}:{line}: not UTF-8") from None


def _figure(right: int, gold: int, predicted: int) -> Figure:
    precision = right / predicted if predicted else 0.0
    recall = right / gold if gold else 0.0
    f1 = 2 * right / (gold + predicted) if right else 0.0
    return Figure(precision, recall, f1, right, gold, predicted)

"""``dondoo train names``: your own names model."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from dondoo.cli._errors import UsageError
from dondoo.cli._source import Source
from dondoo.cli._terminal import paint, say


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("train", help="train your own models", description="Train your own models.")
    models = parser.add_subparsers(dest="model", required=True, metavar="MODEL")
    names = models.add_parser(
        "names",
        help="a names model from labelled sentences",
        description="Train a names model for `dondoo extract --names-model`. Prints how right one is on a fifth of the articles, left out.",
    )
    names.set_defaults(run=run)
    add = names.add_argument
    add(
        "--labels",
        required=True,
        metavar="FILE",
        help='labelled sentences: JSON Lines of {"id", "text", "spans": [{"start", "end", "type"}]}, or CoNLL (token and B-PER, I-PER … O)',
    )
    add("--out", required=True, metavar="MODEL", help="the model to write")
    add(
        "--raw",
        action="append",
        default=[],
        metavar="FILE",
        help="raw articles as for extract, better those of the labels (again for more)",
    )
    add("--seed", type=int, default=1, metavar="N", help="seed (default: 1); the same input and seed give the same bytes")
    add("--epochs", type=int, default=14, metavar="N", help="passes over the sentences (default: 14)")
    add("--features", type=int, default=130_000, metavar="N", help="the most that the model keeps (default: 130000)")
    add("--runs", type=int, default=3, metavar="N", help="models averaged (default: 3)")


def run(arguments: argparse.Namespace) -> int:
    """Train and print figures."""
    from dondoo import train

    source = Source(arguments.raw, ("text", "id", "published", None))
    raw = [(row.id or "", row.text) for row in source if isinstance(row.text, str)]
    if sys.stderr.isatty():
        say("learning; a thousand sentences take some ten seconds", "cyan")
    try:
        trained = train.names(
            arguments.labels,
            arguments.out,
            raw=raw,
            seed=arguments.seed,
            epochs=arguments.epochs,
            features=arguments.features,
            runs=arguments.runs,
        )
    except ValueError as error:
        raise UsageError(str(error)) from None
    print(f"{trained.sentences} sentences, {trained.features} features, {len(trained.model):,} bytes: {arguments.out}")
    print(paint(f"{'held out':8} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'found':>6}", "bold", sys.stdout))
    for name, f in trained.held_out.items():
        print(f"{name:8} {f.precision:6.3f} {f.recall:6.3f} {f.f1:6.3f} {f.gold:6} {f.predicted:6}")
    return 0

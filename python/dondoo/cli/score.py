"""``dondoo score``: how right records are, beside gold records."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

import dondoo
from dondoo.cli._errors import UsageError
from dondoo.cli._terminal import paint


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "score",
        help="compare records with gold records",
        description="Precision, recall and F1 of records in dondoo's schema, layer by layer, matched by id. "
        "The definitions: python -m pydoc dondoo.score",
    )
    parser.set_defaults(run=run)
    add = parser.add_argument
    add("gold", metavar="GOLD", help="records of the truth, JSON Lines")
    add("predicted", nargs="?", metavar="PREDICTED", help="the records to measure; without them dondoo reads the articles of GOLD now")
    add("--texts", metavar="FILE", help="articles (JSON Lines of id, text, published) to read now, where GOLD has no text")
    add("--names-model", metavar="MODEL", help="your own names model for reading now")
    add("--lexicon", metavar="FILE", help="your own names for reading now")
    add("--json", action="store_true", help="print JSON instead of a table")
    add("--errors", metavar="LAYER", help="print what was missed (-) and what was made up (+) in a layer instead")


def run(arguments: argparse.Namespace) -> int:
    """Score and print."""
    from dondoo import score

    if arguments.errors and arguments.errors not in score.LAYERS:
        raise UsageError(f"unknown layer {arguments.errors!r}; there are: {', '.join(score.LAYERS)}")
    if arguments.predicted and (arguments.texts or arguments.names_model or arguments.lexicon):
        raise UsageError("--texts, --names-model and --lexicon are for reading now: leave out PREDICTED")
    try:
        gold = score.read(arguments.gold)
        predicted: Any
        if arguments.predicted:
            predicted = score.read(arguments.predicted)
        else:
            predicted = _read_now(score.read(arguments.texts) if arguments.texts else gold, arguments)
        report = score.score(gold, predicted, errors=bool(arguments.errors))
    except ValueError as problem:
        raise UsageError(str(problem)) from None
    if arguments.errors:
        texts = {str(record["id"]): record.get("text") for record in gold}
        for one in report.errors:
            if one.layer == arguments.errors:
                print(_line(one, texts[one.id]))
    elif arguments.json:
        print(json.dumps({"articles": report.articles, "layers": report.to_dict()}, indent=1))
    else:
        head, *lines = str(report).splitlines()
        print(paint(head, "bold", sys.stdout), *lines, sep="\n")
    return 0


def _read_now(articles: list[dict[str, Any]], arguments: argparse.Namespace) -> dondoo.Batch:
    if missing := next((str(a.get("id")) for a in articles if not isinstance(a.get("text"), str)), None):
        raise UsageError(f"article {missing} has no text: give PREDICTED, or the articles with --texts")
    extractor = dondoo.Extractor(names_model=arguments.names_model, lexicon=arguments.lexicon)
    return extractor.extract_batch(
        [a["text"] for a in articles], ids=[a.get("id") for a in articles], published=[a.get("published") for a in articles]
    )


def _line(error: Any, text: str | None) -> str:
    sign = paint("-", "red", sys.stdout) if error.kind == "missed" else paint("+", "green", sys.stdout)
    words = text[error.start : error.end] if text is not None else error.item.get("text", "")
    rest = {k: v for k, v in error.item.items() if k not in ("start", "end", "text", "kind")}
    return f"{sign} {error.id} {error.start} {words!r} {json.dumps(rest, ensure_ascii=False)}"

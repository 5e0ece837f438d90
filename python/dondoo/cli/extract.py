"""``dondoo extract``: read articles, write records or tables. It streams: memory stays flat over a million articles."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import dondoo
from dondoo._progress import Progress
from dondoo.cli._errors import UsageError
from dondoo.cli._output import exporters, format_of, formats, open_writer
from dondoo.cli._source import KINDS, Row, Source, checksum
from dondoo.cli._terminal import say

_PARTITIONS = ("published-year", "published-month", "published-day", "country", "language")


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "extract",
        help="read articles, write records or tables",
        description="Read articles; write records or tables. Exit status 1 says that some rows were errors; they are in the output.",
    )
    parser.set_defaults(run=run, interrupted="what was written is whole, and --resume goes on with it")
    source = parser.add_argument_group("input")
    add = source.add_argument
    add(
        "files",
        nargs="*",
        default=["-"],
        metavar="FILE",
        help="JSON Lines, CSV, text or HTML files, or folders of them; - is standard input",
    )
    add("--field", default="text", metavar="NAME", help="field or column of the article (default: text)")
    add("--id-field", default="id", metavar="NAME", help="field of your key (default: id)")
    add("--date-field", default="published", metavar="NAME", help="field of the publication day (default: published)")
    add(
        "--headline-field",
        metavar="NAME",
        help="field of a headline kept apart from the text (default: title or headline, where there is one)",
    )
    add("--input", choices=KINDS, help="what standard input or an unknown file is (default: by name, else jsonl)")
    add("--html", action="store_true", help="the field of the article holds a web page (needs dondoo[web])")

    reading = parser.add_argument_group("reading")
    add = reading.add_argument
    layers = add("--layers", metavar="A,B", help=f"what to read, of: {', '.join(dondoo.LAYERS)} (default: all but tokens)")
    add("--names-model", metavar="MODEL", help="your own names model, made by `dondoo train names`")
    add("--lexicon", metavar="FILE", help="your own names (JSON Lines or TSV), which win over the model")
    add("--any-language", action="store_true", help="read texts that are clearly not Swahili, too")
    add("--threads", type=_positive, metavar="N", help="default: DONDOO_NUM_THREADS, or all cores")
    add("--batch-size", type=_positive, default=256, metavar="N", help="articles read at a time (default: 256)")

    output = parser.add_argument_group("output")
    add = output.add_argument
    add("-o", "--output", default="-", metavar="OUT", help="file to write, or with parquet a folder; - is standard output")
    add("--format", choices=formats(), help="jsonl records, csv or parquet tables … (default: by OUT's name, else jsonl)")
    table = add(
        "--table",
        default="mentions",
        metavar="NAME",
        help=f"the table that csv and parquet hold (default: mentions), of: {', '.join(dondoo._core.TABLES)}; "
        "in a folder also several (events,quotes), or all",
    )
    add("--with-text", action="store_true", help="put the article itself into each record")
    partition = add("--partition-by", metavar="KEY[,KEY]", help=f"folders of a parquet folder, of: {', '.join(_PARTITIONS)}")
    add("--part-size", type=_positive, default=8192, metavar="N", help="articles in a file of a parquet folder (default: 8192)")
    add("--resume", action="store_true", help="go on with an interrupted run of the same settings, or begin one")
    add("--no-progress", action="store_true", help="no progress line on standard error")

    # Lists, which `choices` cannot check; the completions offer their words.
    for action, words in ((layers, dondoo.LAYERS), (table, [*dondoo._core.TABLES, "all"]), (partition, _PARTITIONS)):
        action.offers = words


def run(arguments: argparse.Namespace) -> int:
    """Extract; return 1 if some rows were errors, else 0."""
    form = format_of(arguments.output, arguments.format)
    tables = list(dondoo._core.TABLES) if arguments.table == "all" else _some(arguments.table, dondoo._core.TABLES, "table")
    keys = _some(arguments.partition_by, _PARTITIONS, "key") if arguments.partition_by else []
    layers = arguments.layers.split(",") if arguments.layers else None
    if layers is None and form in exporters():
        layers = [*dondoo._core.DEFAULT_LAYERS, *exporters()[form].layers]
    extractor = dondoo.Extractor(layers, any_language=arguments.any_language, names_model=arguments.names_model, lexicon=arguments.lexicon)
    fields = (arguments.field, arguments.id_field, arguments.date_field, arguments.headline_field)
    source = Source(arguments.files, fields, arguments.input, arguments.html)
    settings = {
        "version": dondoo.__version__,
        "format": form,
        "table": tables,
        "partition-by": keys,
        "part-size": arguments.part_size if form == "parquet" else None,
        "batch-size": arguments.batch_size if form == "parquet" else None,
        "with-text": arguments.with_text,
        "layers": list(extractor.layers),
        "any-language": arguments.any_language,
        "names-model": _digest(arguments.names_model),
        "lexicon": _digest(arguments.lexicon),
        "fields": fields,
        "input": arguments.input,
        "html": arguments.html,
    }
    opened = open_writer(
        arguments.output,
        form,
        tables=tables,
        keys=keys,
        text=arguments.with_text,
        settings=settings,
        resume=arguments.resume,
        part_size=arguments.part_size,
    )
    progress = None if arguments.no_progress else Progress(None, size=source.size)
    with opened as writer:
        rows = iter(source)
        done, total = writer.state.rows, _skip(rows, writer.state.rows, writer.state.input)
        failed = writer.state.failed
        if done:
            say(f"going on after {done:,} articles", "cyan")
        if progress:
            progress.start(done, source.position)
        try:
            while chunk := list(islice(rows, arguments.batch_size)):
                for row in chunk:
                    total = checksum(row, total)
                batch = _read(extractor, chunk, arguments.threads)
                bad = sum(code is not None for code in batch.documents.to_pydict()["error"])
                writer.write(batch, bad, total)
                done, failed = done + len(chunk), failed + bad
                if progress:
                    progress(done, source.position)
            if progress:
                progress(done, source.position, last=True)
        finally:
            if progress:
                progress.close()
    if failed:
        say(f"{failed} of {done} rows could not be read; see `error` in their records", "yellow")
    return 1 if failed else 0


def _read(extractor: dondoo.Extractor, rows: list[Row], threads: int | None) -> dondoo.Batch:
    if any(row.html for row in rows):
        from dondoo.cli._pages import article

        rows = [article(row) if row.html else row for row in rows]
    return extractor.extract_batch(
        [row.text for row in rows],
        ids=[row.id for row in rows],
        published=[row.published for row in rows],
        headlines=[row.headline for row in rows],
        threads=threads,
    )


def _skip(rows: Iterator[Row], count: int, expected: int) -> int:
    """Pass over what an interrupted run has read; return the checksum so far."""
    total = read = 0
    for row in islice(rows, count):
        total, read = checksum(row, total), read + 1
    if (read, total) != (count, expected):
        raise UsageError("cannot resume: the input is not what the interrupted run has read; run without --resume")
    return total


def _some(given: str, known: Any, what: str) -> list[str]:
    names = given.split(",")
    for name in names:
        if name not in known:
            raise UsageError(f"unknown {what} {name!r}; there are: {', '.join(known)}")
    if len(set(names)) < len(names):
        raise UsageError(f"a {what} twice: {given}")
    return names


def _digest(path: str | None) -> str | None:
    return None if path is None else hashlib.sha256(Path(path).read_bytes()).hexdigest()


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a number from 1 on, not {text!r}")
    return int(text)

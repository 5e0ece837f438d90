"""The command line: ``dondoo extract``, ``dondoo schema``.

Exit status: 0 every row was read; 1 some rows were errors (they are in the output, with their kind); 2 wrong usage or nothing
could be read; 130 interrupted (what was done by then is in the
output, in whole records).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Sequence

import dondoo
from dondoo._progress import Progress
from dondoo._read import Row, read
from dondoo._write import FORMATS, UsageError, open_writer

CHUNK = 256


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    arguments = _parser().parse_args(argv)
    if arguments.command == "schema":
        print(dondoo.schema())
        return 0
    with contextlib.suppress(ValueError):  # not the main thread: whoever runs us there handles signals
        signal.signal(signal.SIGTERM, _terminate)
    try:
        return _extract(arguments)
    except UsageError as error:
        print(f"dondoo: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("dondoo: interrupted; what was written is whole", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader went away (`| head`): that is its right. Python must not flush into the closed pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except (OSError, dondoo.DondooError) as error:
        print(f"dondoo: {error}", file=sys.stderr)
        return 2


def _terminate(*_: object) -> None:
    """Treat being asked to end like Ctrl-C: what is done is kept."""
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dondoo", description="Swahili news articles in, structured data out.")
    parser.add_argument("--version", action="version", version=f"dondoo {dondoo.__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    extract = commands.add_parser("extract", help="read articles, write records or a table")
    add = extract.add_argument
    add("files", nargs="*", default=["-"], metavar="FILE", help="JSON Lines, CSV or text files, or folders of them; - is standard input")
    add("--field", default="text", metavar="NAME", help="field or column of the article (default: text)")
    add("--id-field", default="id", metavar="NAME", help="field of your key (default: id)")
    add("--date-field", default="published", metavar="NAME", help="field of the publication day (default: published)")
    add(
        "--headline-field",
        metavar="NAME",
        help="field of a headline kept apart from the text (default: title or headline, where there is one)",
    )
    add("--input", choices=["jsonl", "csv", "text"], help="what standard input or an unknown file is (default: by name, else jsonl)")
    add("--format", choices=FORMATS, help="jsonl records, or csv/parquet of one table (default: by OUT's name, else jsonl)")
    add(
        "--table",
        default="mentions",
        choices=sorted(dondoo._core.TABLES),
        metavar="NAME",
        help="the table that csv and parquet hold (default: mentions)",
    )
    add("--layers", metavar="A,B", help=f"what to read, of: {', '.join(dondoo.LAYERS)} (default: all but tokens)")
    add("-o", "--output", default="-", metavar="OUT", help="file to write; - is standard output")
    add("--with-text", action="store_true", help="put the article itself into each record")
    add("--threads", type=int, metavar="N", help="default: DONDOO_NUM_THREADS, or all cores")
    add("--no-progress", action="store_true", help="no progress line on standard error")
    add("--any-language", action="store_true", help="read texts that are clearly not Swahili, too")
    commands.add_parser("schema", help="print the JSON Schema of a record")
    return parser


def _extract(arguments: argparse.Namespace) -> int:
    layers = arguments.layers.split(",") if arguments.layers else None
    extractor = dondoo.Extractor(layers, any_language=arguments.any_language)
    fields = (arguments.field, arguments.id_field, arguments.date_field, arguments.headline_field)
    progress = Progress(None) if not arguments.no_progress else None
    done = failed = 0
    with open_writer(arguments.output, arguments.format, arguments.table, arguments.with_text) as writer:
        chunk: list[Row] = []
        for row in read(arguments.files, fields, arguments.input):
            chunk.append(row)
            if len(chunk) == CHUNK:
                failed += _write(extractor, chunk, writer, arguments.threads, done)
                done += len(chunk)
                chunk = []
                if progress:
                    progress(done)
        if chunk:
            failed += _write(extractor, chunk, writer, arguments.threads, done)
            done += len(chunk)
    if progress:
        progress(done)
        progress.close()
    if failed:
        print(f"dondoo: {failed} of {done} rows could not be read; see `error` in their records", file=sys.stderr)
    return 1 if failed else 0


def _write(extractor: dondoo.Extractor, rows: list[Row], writer: object, threads: int | None, first: int) -> int:
    batch = extractor.extract_batch(
        [row.text for row in rows],
        ids=[row.id for row in rows],
        published=[row.published for row in rows],
        headlines=[row.headline for row in rows],
        threads=threads,
    )
    writer.write(batch, first)  # type: ignore[attr-defined]
    return sum(document.error is not None for document in batch)


if __name__ == "__main__":
    sys.exit(main())

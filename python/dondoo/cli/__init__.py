"""The command line: one file a command, each with ``add`` (its arguments) and ``run``.

Exit status: 0 every row was read; 1 some rows were errors (they are in the output, with their kind); 2 wrong usage or nothing
could be read; 130 interrupted (what was done by then is in the output, in whole records).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any

import dondoo
from dondoo.cli import completion, extract, schema, score, train
from dondoo.cli._errors import UsageError
from dondoo.cli._terminal import say

__all__ = ["main", "parser"]


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; the completions are made from it."""
    whole = argparse.ArgumentParser(prog="dondoo", description="Swahili news articles in, structured data out.")
    whole.add_argument("--version", action="version", version=f"dondoo {dondoo.__version__}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in (extract, score, train, schema, completion):
        command.add(commands)
    return whole


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    >>> from dondoo.cli import main
    >>> main(["extract", "hakuna.jsonl"])  # there is no such file: said on standard error
    2
    """
    arguments = parser().parse_args(argv)
    before: Any = None
    with contextlib.suppress(ValueError):  # not the main thread: whoever runs us there handles signals
        before = signal.signal(signal.SIGTERM, _terminate)
    try:
        status: int = arguments.run(arguments)
        return status
    except UsageError as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        say(f"interrupted; {getattr(arguments, 'interrupted', 'nothing was written')}")
        return 130
    except BrokenPipeError:
        # The reader went away (`| head`): that is its right. Python must not flush into the closed pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except (OSError, ImportError, dondoo.DondooError) as error:
        say(str(error))
        return 2
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)


def _terminate(*_: object) -> None:
    """Treat being asked to end like Ctrl-C: what is done is kept."""
    raise KeyboardInterrupt

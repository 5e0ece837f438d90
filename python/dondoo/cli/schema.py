"""``dondoo schema``: the JSON Schema of a record."""

from __future__ import annotations

import argparse
from typing import Any

import dondoo


def add(commands: Any) -> None:
    """Add the command to the parser."""
    commands.add_parser("schema", help="print the JSON Schema of a record").set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Print the schema."""
    print(dondoo.schema())
    return 0

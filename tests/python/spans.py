"""Walks a record: every object with start, end and text must hold the words that stand there."""

from typing import Any


def check(text: str, value: Any) -> int:
    """Return the number of spans checked."""
    seen = 0
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            assert text[value["start"] : value["end"]] == value["text"]
            seen += 1
        elif {"start", "end"} <= value.keys():
            assert 0 <= value["start"] <= value["end"] <= len(text)
            seen += 1
        seen += sum(check(text, v) for v in value.values())
    elif isinstance(value, list):
        seen += sum(check(text, v) for v in value)
    return seen

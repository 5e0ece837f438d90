"""The page that explains the record field by field: `data/record.schema.json` and the words of `docs/record.toml`, put together.

Usage: schema_page.py   (prints the page; the site's hook calls `page`)

The schema is the text that `dondoo.schema()` returns, so the page cannot drift from it: a field that nothing explains, and an
explanation without a field, are errors.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HEAD = """# The record, field by field

Everything that dondoo reads in an article is one record, plain data with one schema. `dondoo.schema()` and `dondoo schema` print the
[JSON Schema](record.schema.json) that this page is made from. The [tables](guides/frames.md) hold the same facts, flat.
"""
Schema = dict[str, Any]
OFFSETS = {"start": "first code point", "end": "one past the last"}


def sentence(words: str) -> str:
    """Write a description of the schema as a sentence."""
    return words and words[0].upper() + words[1:].rstrip(".") + "."


def type_of(field: Schema) -> str:
    """Name a field's type as a reader would."""
    if "$ref" in field:
        name = field["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name})"
    if "const" in field:
        return f"always `{field['const']}`"
    if "enum" in field:
        return ", ".join("null" if v is None else f"`{v}`" for v in field["enum"])
    if "anyOf" in field:
        return " or ".join(type_of(f) for f in field["anyOf"])
    kind = field.get("type", "object")
    if kind == "array":
        inner = field["items"]
        return "list of objects" if inner.get("type") == "object" else f"list of {type_of(inner)}"
    return " or ".join(kind) if isinstance(kind, list) else kind


def inner(field: Schema) -> Schema | None:
    """Return the object written out inside a field, itself or in a list, if there is one."""
    for schema in [field, field.get("items", {}), *field.get("anyOf", [])]:
        if "properties" in schema:
            return schema  # type: ignore[no-any-return]
    return None


def fields(schema: Schema, prefix: str = "") -> Iterator[tuple[str, Schema, bool]]:
    """Every field with its dotted path and whether it must be there, those of inner objects after their own."""
    for name, field in schema["properties"].items():
        yield prefix + name, field, name in schema.get("required", [])
        if deeper := inner(field):
            yield from fields(deeper, f"{prefix}{name}.")


def section(name: str, schema: Schema, notes: dict[str, str], faults: list[str]) -> Iterator[str]:
    """Lines of one section; what is missing or left over goes to `faults`."""
    left = set(notes) - {"about"}
    yield f"## {name}\n"
    yield f"{notes.get('about') or sentence(schema.get('description', ''))}\n"
    yield "| field | type | meaning |\n|---|---|---|"
    for path, field, required in fields(schema):
        meaning = notes.get(path) or sentence(field.get("description") or OFFSETS.get(path.rsplit(".", 1)[-1], ""))
        left.discard(path)
        if not meaning:
            faults.append(f"{name}.{path} is explained neither in docs/record.toml nor in the schema")
        kind = type_of(field) + ("" if required else ", optional")
        yield f"| `{path}` | {kind} | {meaning} |"
    faults.extend(f"docs/record.toml explains {name}.{path}, which the schema does not have" for path in sorted(left))
    yield ""


def page(schema: Schema, notes: dict[str, dict[str, str]]) -> str:
    """Return the page as Markdown.

    Raises:
        ValueError: a field without an explanation, or an explanation without a field.

    """
    faults: list[str] = []
    lines = [HEAD]
    for name, part in {"record": schema, **schema["$defs"]}.items():
        lines += section(name, part, notes.get(name, {}), faults)
    faults += [f"docs/record.toml explains {name}, which the schema does not have" for name in notes.keys() - {"record", *schema["$defs"]}]
    if faults:
        raise ValueError("\n".join(faults))
    return "\n".join(lines)


def read() -> str:
    """Make the page of the files of this checkout."""
    schema = json.loads((ROOT / "data/record.schema.json").read_text("utf-8"))
    return page(schema, tomllib.loads((ROOT / "docs/record.toml").read_text("utf-8")))


if __name__ == "__main__":
    print(read())

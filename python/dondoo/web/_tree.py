"""Bytes → text → a tree that is safe to walk: charsets, broken markup, nesting without end."""

from __future__ import annotations

import codecs
import re
from typing import Any

from lxml import etree, html

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.I
)
# What XML cannot hold.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Deeper than any page that people wrote; recursion over it would run out of stack.
_DEPTH = 400


def decode(data: bytes | bytearray) -> str:
    """Bytes → text: byte order mark, valid UTF-8, the declared charset, windows-1252."""
    data = bytes(data)
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    # Text in another charset is next to never valid UTF-8 by chance, while pages that declare wrongly are common.
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data[:4096])
    name = (declared[1] or declared[2]).decode("ascii").lower() if declared else ""
    try:
        codec = codecs.lookup(name).name if name else "cp1252"
        if codec == "utf-8":  # a few broken bytes in it: each is one lost letter
            broken = data.decode("utf-8", "replace")
            return broken if broken.count("\ufffd") * 50 < len(broken) else data.decode("cp1252", "replace")
        if codec in ("iso8859-1", "ascii"):  # as browsers do
            codec = "cp1252"
        return data.decode(codec, "replace")
    except (LookupError, UnicodeError):
        return data.decode("cp1252", "replace")


def parse(text: str) -> Any:
    """Return the page's tree; None where there is no markup or nothing in it."""
    clean = _UNREADABLE.sub("", text)
    # NUL aside, which a page of UTF-16 without its mark is full of, control characters are those of a picture or an archive.
    if (len(text) - len(clean) - text.count("\0")) * 50 > len(text):
        return None
    text = clean
    if not re.search(r"<\s*[a-zA-Z!]", text):
        return None
    try:
        # As bytes in a known charset: what the page declares is settled by now.
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    _flatten(tree)
    return tree


def _flatten(tree: Any) -> None:
    """Lift what is nested too deep."""
    depth, deep = 0, []
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > _DEPTH and isinstance(node.tag, str):
            deep.append(node)
    if not deep:
        return
    # One line for each text that lies there, in order; removing nodes one by one would move the text again and again.
    top = deep[0]
    words = [" ".join(t.split()) for t in top.itertext()]
    parent, tail = top.getparent(), top.tail
    at = parent.index(top)
    parent.remove(top)
    for line in reversed([w for w in words if w]):
        paragraph = html.Element("p")
        paragraph.text = line
        parent.insert(at, paragraph)
    if tail and tail.strip():
        last = html.Element("p")
        last.text = tail
        parent.append(last)


def words(node: Any) -> str:
    """Return a node's words on one line."""
    return " ".join("".join(node.itertext()).split()) if isinstance(node.tag, str) else ""

"""Boxes and lines that lead to other stories, taken out of a page before its text is read.

In the text they would be told as this article's facts. A box is known by its name, by its heading or by being nothing but links; a
line by the phrase that opens it ("Soma pia") and by its link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dondoo.web._tree import words

# What opens a link to another story, as a whole line or before a colon; the cues of the layout layer, and "hapa" style ones.
_CUE = re.compile(
    r"\s*[-–—•*»>]*\s*(?:pia\s+soma|soma\s*(?:pia|zaidi|vile\s?vile|na\s+hii|hapa|habari)?"
    r"|unaweza(?:\s+pia)?\s+ku(?:soma|tazama|sikiliza)(?:\s+pia)?|(?:tazama|angalia|sikiliza)(?:\s+(?:pia|video))?|(?:habari|taarifa|makala|mada)\s+(?:zaidi|zinazohusiana|nyingine|zingine)"
    r"|zaidi\s+kuhusu\s+mada\s+hii|read\s+(?:more|also)|related(?:\s+stories)?)\b",
    re.I,
)
_BOX = re.compile(
    r"(?:^|[\s_-])(?:related|read-?more|also-?read|see-?also|more-?stories|recommend\w*|most-?(?:read|popular)|trending|teaser-?list|promo)"
    r"(?:$|[\s_-])",
    re.I,
)
# Advertisements, players and their like inside an article. Only short blocks: a whole article may stand in `has-ads`.
_NOISE = re.compile(
    r"(?:^|[\s_-])(?:ads?|adslot|ad-?slot|advert\w*|sponsor\w*|tangazo|newsletter|media-player|article-byline|share|social)(?:$|[\s_-])",
    re.I,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "p", "span", "header", "div")
_LINES = ("p", "h2", "h3", "h4", "li", "blockquote", "strong", "b")
_BLOCKS = ("aside", "section", "div", "ul", "ol", "nav", "figure", "ins")


def take_related(tree: Any) -> Iterator[str]:
    """Take boxes and lines that lead to other stories, and advertisements, out of the tree; yield the stories' titles."""
    body = tree.find("body")
    if body is None:
        return
    for node in list(body.iter(*_LINES, *_BLOCKS)):
        if not _inside(node, tree):
            continue
        if node.tag in _LINES:
            if not _leads(node):
                continue
        elif not _is_box(node):
            if _NOISE.search(_names_of(node)) and len(words(node)) < 400:
                node.drop_tree()
            continue
        yield from _titles(node)
        # `Soma pia` alone on its line: the links come in the lists or paragraphs after it.
        following = _next(node) if _share(node) == 0 else None
        node.drop_tree()
        while following is not None and _share(following) > 0.8:
            after = following.getnext()
            yield from _titles(following)
            following.drop_tree()
            following = after


def _next(node: Any) -> Any:
    """Return what comes after a node, past the end of wrappers that hold nothing else."""
    line = words(node)
    while node.getnext() is None and (above := node.getparent()) is not None and above.tag != "body" and words(above) == line:
        node = above
    return node.getnext()


def _names_of(node: Any) -> str:
    return " ".join(node.get(key, "") for key in ("class", "id", "data-component", "data-testid", "role", "aria-label", "aria-labelledby"))


def _inside(node: Any, tree: Any) -> bool:
    """Whether the node has not been taken out with one above it."""
    while node.getparent() is not None:
        node = node.getparent()
    return node is tree


def _leads(node: Any) -> bool:
    """Whether a line is nothing but a link to another story, with or without a phrase that says so."""
    line = words(node)
    cue = _CUE.match(line)
    if not line or not cue:
        return False
    rest = line[cue.end() :].strip()
    if not rest.strip(" :.-–"):
        following = _next(node)
        return following is not None and _share(following) > 0.8
    return _share(node) > 0.5 or (rest.startswith(":") and node.find(".//a") is not None) or (_share(node) > 0.3 and len(line) < 200)


def _is_box(node: Any) -> bool:
    """Whether a block is a list of links: it says so by its name or heading, or is nothing but links."""
    links = node.findall(".//a")
    if not links:
        return False
    share = _share(node)
    if node.tag in ("nav", "aside") and share > 0.5:
        return True
    if share > 0.4 and (_BOX.search(_names_of(node)) or _CUE.match(node.get("aria-label", ""))):
        return True
    heading = next((line for child in node if child.tag in _HEADINGS and (line := words(child))), "")
    if share > 0.4 and heading and _CUE.match(heading) and len(heading) < 60:
        return True
    return node.tag in ("ul", "ol", "section", "div") and len(links) > 1 and share > 0.85 and node.find(".//p") is None


def _share(node: Any) -> float:
    """Share of a node's letters that stand in links, headings that open it aside."""
    whole = len(words(node))
    linked = sum(len(words(a)) for a in ([node] if node.tag == "a" else node.iter("a")))
    return linked / whole if whole else 0.0


def _titles(node: Any) -> Iterator[str]:
    for link in [node] if node.tag == "a" else node.iter("a"):
        title = words(link)
        cue = _CUE.match(title)
        if cue and title[cue.end() :].lstrip().startswith(":"):  # the phrase may stand in the link itself
            title = title[cue.end() :].lstrip(" :")
        if len(title) > 12 and not _CUE.fullmatch(title):
            yield title

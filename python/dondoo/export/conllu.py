r"""CoNLL-U: the words of a document as Universal Dependencies write them, without a tree (HEAD and DEPREL are ``_``).

FEATS follow the Swahili treebank: ``NounClass=Bantu9`` with its number; on a verb class, person and number are the subject's, those of the
object and relative marker stand in layers (``NounClass[obj]``). Where a form leaves its class open, the values are joined by commas.
Tenses finer than UD's own keep dondoo's name in MISC (``Tam=consecutive``). Offsets and names are there too, as Stanza writes them, and
UDPipe's ``SpacesAfter``, from which the whole text can be rebuilt; blanks that have no escape there are written ``\u00a0``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, TextIO

from dondoo.export import _view

if TYPE_CHECKING:
    from dondoo.document import Document
    from dondoo.records import Analysis, Token

__all__ = ["feats", "to_conllu", "write_conllu"]

# UD's Tense, Aspect and Mood of our tenses; those in _FINER are told apart in MISC. Perfect has no Tense, as in the treebank.
_TENSES = {
    "present": {"Tense": "Pres"},
    "general": {"Tense": "Pres"},
    "past": {"Tense": "Past"},
    "perfect": {"Aspect": "Perf"},
    "already": {"Aspect": "Perf"},
    "not-yet": {"Aspect": "Perf"},
    "future": {"Tense": "Fut"},
    "habitual": {"Aspect": "Hab"},
    "hypothetical": {"Mood": "Cnd"},
    "past-hypothetical": {"Mood": "Cnd", "Tense": "Past"},
}
_FINER = {"general", "already", "not-yet", "situative", "consecutive", "concessive"}
_MOODS = {"indicative": "Ind", "subjunctive": "Sub", "imperative": "Imp"}
_PLURAL = {"2", "4", "6", "8", "10"}
_PLACES = {"16", "17", "18"}
_ESCAPES = {" ": "\\s", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def feats(word: Analysis) -> str:
    """Return the FEATS column of an analysis.

    >>> import dondoo
    >>> feats(dondoo.analyze("walikamatwa")[0])
    'Mood=Ind|NounClass=Bantu2|Number=Plur|Person=3|Polarity=Pos|Tense=Past|VerbForm=Fin|Voice=Pass'
    """
    return _feats(word.mood, word.tense, word.polarity, word.voice, word.class_, word.subject, word.object, word.relative)


@lru_cache(4096)  # an article has some fifty different ones
def _feats(
    mood: str | None,
    tense: str | None,
    polarity: str | None,
    voice: str | None,
    class_: str | None,
    subject: str | None,
    object_: str | None,
    relative: str | None,
) -> str:
    found: dict[str, str] = {}
    if mood == "infinitive":
        found |= {"VerbForm": "Inf", **_agreement("15", person=False)}
    elif mood:
        found |= {"VerbForm": "Fin", "Mood": _MOODS[mood]}
    if tense:
        found |= _TENSES.get(tense, {})
    if polarity:
        found["Polarity"] = "Neg" if polarity == "negative" else "Pos"
    if voice:
        found["Voice"] = "Pass" if voice == "passive" else "Act"
    if class_:
        found |= _agreement(class_, person=False)
    if subject:
        found |= _agreement(subject, person=True)
    if object_ == "refl":
        found["Reflex[obj]"] = "Yes"
    elif object_:
        found |= _agreement(object_, person=True, layer="[obj]")
    if relative:
        found |= _agreement(relative, person=False, layer="[rel]")
    return "|".join(f"{name}={found[name]}" for name in sorted(found, key=str.lower)) or "_"


def _agreement(classes: str, *, person: bool, layer: str = "") -> dict[str, str]:
    """Return noun class, number and, of a verb, person; the persons are of class 1 and 2, with which they agree."""
    nouns, numbers, persons = set(), set(), set()
    for one in classes.split("|"):
        who, plural = ("3", one in _PLURAL) if one.isdigit() else (one[0], one.endswith("pl"))
        nouns.add(f"Bantu{one if one.isdigit() else 2 if plural else 1}")
        persons.add(who)
        numbers.add("" if one in _PLACES else "Plur" if plural else "Sing")
    found = {f"NounClass{layer}": ",".join(sorted(nouns))}
    if len(numbers) == 1 and "" not in numbers:
        found[f"Number{layer}"] = numbers.pop()
    if person:
        found[f"Person{layer}"] = ",".join(sorted(persons))
    return found


def to_conllu(doc: Document) -> str:
    r"""Return a document as CoNLL-U.

    >>> import dondoo
    >>> doc = dondoo.Extractor(dondoo.LAYERS).extract("Rais alifika Kampala.", id="a1")
    >>> [line.split("\t")[1:4] for line in to_conllu(doc).splitlines() if line[:1].isdigit()]
    [['Rais', 'rais', 'NOUN'], ['alifika', 'fika', 'VERB'], ['Kampala', 'Kampala', 'PROPN'], ['.', '.', 'PUNCT']]

    Raises:
        ValueError: the layer ``tokens`` was not read.

    """
    return _render(doc, _view.Keys().sent_id(doc))


def write_conllu(file: TextIO, documents: Iterable[Document]) -> None:
    """Write documents to an open text file; each ``sent_id`` is the document's id and the sentence's number, and unique.

    A row without an article has no sentence, and CoNLL-U no way to say so: it leaves no trace here.

    >>> import dondoo, io
    >>> out = io.StringIO()
    >>> write_conllu(out, dondoo.Extractor(dondoo.LAYERS).extract_batch(["Alifika Kampala.", None], ids=["a", "b"]))
    >>> "# sent_id = a-s1" in out.getvalue()
    True

    Raises:
        ValueError: the layer ``tokens`` was not read.

    """
    keys = _view.Keys()
    for doc in documents:
        file.write(_render(doc, keys.sent_id(doc)))


def _render(doc: Document, key: str) -> str:
    sentences = _view.sentences_of(doc, "CoNLL-U")
    words = [token for _, tokens in sentences for token in tokens]
    tags = _view.name_tags(doc, words)
    ends = [*(token.start for token in words), len(doc.text)][1:]
    gaps = [doc.text[token.end : end] for token, end in zip(words, ends, strict=True)]
    paragraph: int | None = None
    lines: list[str] = []
    number = 0
    for count, (sentence, tokens) in enumerate(sentences, 1):
        own = gaps[number : number + len(tokens)]
        if count == 1:
            lines.append(f"# newdoc id = {key}")
        if sentence is not None and sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            lines.append("# newpar")
        lines.append(f"# sent_id = {key}-s{count}")
        lines.append("# text = " + "".join(t.text + (" " if _blank(gap) else "") for t, gap in zip(tokens, own, strict=True)).rstrip(" "))
        if sentence is not None:
            lines.append(f"# zone = {sentence.zone}")
        for place, (token, gap) in enumerate(zip(tokens, own, strict=True), 1):
            misc = _misc(token, tags.get(token.start), gap)
            if number == 0 and token.start > 0:
                misc.append(f"SpacesBefore={_escaped(doc.text[: token.start])}")
            number += 1
            word = token.word
            columns = [str(place), token.text, word.lemma or "_", word.pos, "_", feats(word), "_", "_", "_", "|".join(misc)]
            lines.append("\t".join(columns))
        lines.append("")
    return "".join(f"{line}\n" for line in lines)


def _misc(token: Token, tag: str | None, gap: str) -> list[str]:
    misc = [f"start_char={token.start}", f"end_char={token.end}"]
    if tag:
        misc.append(f"ner={tag}")
    if token.word.tense in _FINER:
        misc.append(f"Tam={token.word.tense}")
    if token.word.extensions:
        misc.append(f"Extensions={token.word.extensions}")
    if not _blank(gap):
        misc.append("SpaceAfter=No")
    if gap not in ("", " "):
        misc.append(f"SpacesAfter={_escaped(gap)}")
    return misc


def _blank(gap: str) -> bool:
    """Whether words stand apart; a soft hyphen or a zero-width space does not part them."""
    return any(c.isspace() for c in gap)


def _escaped(gap: str) -> str:
    return "".join(_ESCAPES.get(c) or (f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}") for c in gap)

"""brat standoff: the article as ``ID.txt`` and what was read in it as ``ID.ann``, with the ``annotation.conf`` that declares it all.

========  =======================================================================================================================
T         every mention (PER, ORG, LOC, GRP), TIMEX3, Quantity, Quote, Cue (words of saying), Role (title), and the words of each event
E         a PLOVER event with the mentions nearest to it as Actor, Recipient, Place
R         Speaker (Quote → mention), CueOf (Cue → Quote), Holder (Role → PER), RoleOf (Role → mention)
``*``     Equiv: mentions of one entity
A         Nominal, Type/Value/Mod/Freq of a TIMEX3, Kind of a quantity, Style, Status, Mode/Aux/Quad/Date of an event
N         Wikidata references
#         the number and unit of a quantity, which no closed list of values can hold
========  =======================================================================================================================

Every span is one stretch. In its text after the offsets, a line break or tab counts as a space, because the file is read by line and tab.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from dondoo.export import _view

if TYPE_CHECKING:
    from dondoo.document import Document
    from dondoo.records import Entity, Mention

__all__ = ["Standoff", "to_brat", "write_brat", "write_brat_zip"]

_BREAKS = re.compile(r"[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_PARTIES = "PER|ORG|LOC|GRP"
_EVENTS = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"]
_EVENTS += ["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
# Attribute → what it stands on. Its values are declared as they were met: brat wants a closed list.
_ATTRIBUTES = {
    "Nominal": _PARTIES,
    "Type": "TIMEX3",
    "Value": "TIMEX3",
    "Mod": "TIMEX3",
    "Freq": "TIMEX3",
    "Kind": "Quantity",
    "Style": "Quote",
    "Status": "Role",
    "Mode": "<EVENT>",
    "Aux": "<EVENT>",
    "Quad": "<EVENT>",
    "Date": "<EVENT>",
}


class Standoff(NamedTuple):
    """The two files of a document: ``txt`` the article as it is, ``ann`` what was read in it."""

    txt: str
    ann: str


def to_brat(doc: Document) -> Standoff:
    r"""Return a document as brat standoff; offsets count code points of ``txt``.

    >>> import dondoo
    >>> to_brat(dondoo.extract("Rais wa Kenya alifika.")).ann.splitlines()[0]
    'T1\tLOC 8 13\tKenya'

    Raises:
        ValueError: the record was read back without its text.

    """
    return _render(doc, {})


def write_brat(folder: str | os.PathLike[str], documents: Iterable[Document]) -> list[str]:
    """Write documents to a folder (made if it is not there) that brat can open as a collection.

    The files are named by the documents' ids, made safe and unique, or ``doc-N``. ``annotation.conf`` declares every type,
    ``tools.conf`` where Wikidata's items are. A row without an article is a pair of empty files.

    >>> import dondoo, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_brat(folder, dondoo.extract_batch(["Rais wa Kenya alifika.", None], ids=["habari/1", "habari/2"]))
    ['habari_1', 'habari_2']

    Returns:
        The files' names without suffix, one a document, in order.

    Raises:
        ValueError: a record was read back without its text.
        OSError: a file cannot be written.

    """
    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)

    def put(name: str, content: str) -> None:
        # Bytes: a text file would turn \n into \r\n on Windows, and every offset after it would be wrong.
        (root / name).write_bytes(content.encode("utf-8"))

    return _write(put, documents)


def write_brat_zip(file: BinaryIO, documents: Iterable[Document]) -> None:
    """Write the same files to an open binary file as a ZIP; the file need not be seekable."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(lambda name, content: archive.writestr(_view.entry(name), content), documents)


def _write(put: Callable[[str, str], object], documents: Iterable[Document]) -> list[str]:
    names = []
    values: dict[str, set[str]] = {}
    for name, doc in _view.keyed(documents):
        standoff = _render(doc, values)
        put(f"{name}.txt", standoff.txt)
        put(f"{name}.ann", standoff.ann)
        names.append(name)
    put("annotation.conf", _configuration(values))
    put("tools.conf", "[normalization]\nWikidata <URL>:https://www.wikidata.org, <URLBASE>:https://www.wikidata.org/wiki/%s\n")
    return names


def _configuration(values: dict[str, set[str]]) -> str:
    lines = ["[entities]", *_PARTIES.split("|"), "TIMEX3", "Quantity", "Quote", "Cue", "Role", "", "[relations]"]
    lines += [f"Speaker Arg1:Quote, Arg2:{_PARTIES}", "CueOf Arg1:Cue, Arg2:Quote", "Holder Arg1:Role, Arg2:PER"]
    lines += [f"RoleOf Arg1:Role, Arg2:{_PARTIES}", f"Equiv Arg1:{_PARTIES}, Arg2:{_PARTIES}, <REL-TYPE>:symmetric-transitive"]
    lines += ["", "[events]", *(f"{event} Actor*:{_PARTIES}, Recipient*:{_PARTIES}, Place?:{_PARTIES}" for event in _EVENTS)]
    lines += ["", "[attributes]"]
    for name, target in _ATTRIBUTES.items():
        if name == "Nominal":
            lines.append(f"{name} Arg:{target}")
        elif name in values:
            lines.append(f"{name} Arg:{target}, Value:{'|'.join(sorted(values[name]))}")
    return "\n".join(lines) + "\n"


def _render(doc: Document, values: dict[str, set[str]]) -> Standoff:
    return Standoff(_view.text_of(doc, "brat"), "".join(f"{line}\n" for line in _Annotations(doc, values).lines))


class _Annotations:
    """The lines of one ``.ann`` file; ``values`` gathers the attribute values met."""

    def __init__(self, doc: Document, values: dict[str, set[str]]) -> None:
        self._doc, self._values = doc, values
        self._counts: dict[str, int] = {}
        self._entities = {entity.id: entity for entity in doc.entities}
        self._marks: dict[tuple[str, int, int], str] = {}
        self.lines: list[str] = []
        self._names()
        self._times_and_quantities()
        self._quotes()
        self._roles()
        self._events()

    def _line(self, kind: str, *columns: str) -> str:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        mark = f"{kind}{self._counts[kind]}"
        self.lines.append("\t".join([mark, *columns]))
        return mark

    def _mark(self, label: str, span: _view.Spanned) -> str:
        return self._line("T", f"{label} {span.start} {span.end}", _BREAKS.sub(" ", self._doc.text[span.start : span.end]))

    def _attribute(self, name: str, target: str, value: object = None) -> None:
        if value is not None:
            self._values.setdefault(name, set()).add(str(value))
        self._line("A", f"{name} {target}" + ("" if value is None else f" {value}"))

    def _attributes(self, target: str, values: dict[str, object]) -> None:
        for name, value in values.items():
            if value is not None and value != "":
                self._attribute(name, target, value)

    def _relation(self, name: str, first: str, second: str | None) -> None:
        if second is not None:
            self._line("R", f"{name} Arg1:{first} Arg2:{second}")

    def _mention(self, entity: str | None, near: _view.Spanned) -> str | None:
        """Return the mark of the mention of an entity that stands nearest to a span."""
        known = self._entities.get(entity or "")
        found = _view.nearest(self._doc, known, near) if known else None
        return self._marks.get((known.id, found.start, found.end)) if known and found else None

    def _names(self) -> None:
        mentions = [(m, e) for e in self._doc.entities for m in e.mentions]
        for mention, entity in sorted(mentions, key=lambda p: (p[0].start, -p[0].end)):
            self._name(mention, entity)
        for entity in self._doc.entities:
            marks = dict.fromkeys(self._marks[entity.id, m.start, m.end] for m in entity.mentions)
            if len(marks) > 1:
                self.lines.append(f"*\tEquiv {' '.join(marks)}")

    def _name(self, mention: Mention, entity: Entity) -> None:
        mark = self._mark(entity.type, mention)
        self._marks[entity.id, mention.start, mention.end] = mark
        if mention.kind == "nominal":
            self._attribute("Nominal", mark)
        if entity.wikidata:
            self._line("N", f"Reference {mark} Wikidata:{entity.wikidata}", _BREAKS.sub(" ", entity.name))

    def _times_and_quantities(self) -> None:
        for time in self._doc.times:
            mark = self._mark("TIMEX3", time)
            self._attributes(mark, {"Type": time.type, "Value": time.value, "Mod": time.mod, "Freq": time.freq})
        for quantity in self._doc.quantities:
            mark = self._mark("Quantity", quantity)
            self._attribute("Kind", mark, quantity.kind)
            self._line("#", f"AnnotatorNotes {mark}", f"{quantity.value:.15g} {quantity.unit or ''}".rstrip())

    def _quotes(self) -> None:
        for quote in self._doc.quotes:
            mark = self._mark("Quote", quote)
            self._attribute("Style", mark, quote.style)
            self._relation("Speaker", mark, self._mention(quote.speaker, quote.cue or quote))
            if quote.cue:
                self._relation("CueOf", self._mark("Cue", quote.cue), mark)

    def _roles(self) -> None:
        for role in self._doc.roles:
            mark = self._mark("Role", role)
            self._attributes(mark, {"Status": role.status})
            self._relation("Holder", mark, self._mention(role.person, role))
            self._relation("RoleOf", mark, self._mention(role.of, role))

    def _events(self) -> None:
        for event in self._doc.events:
            arguments = [f"{event.type}:{self._mark(event.type, event)}"]
            arguments += self._arguments("Actor", event.actor, event)
            arguments += self._arguments("Recipient", event.recipient, event)
            arguments += self._arguments("Place", (event.place,), event)
            mark = self._line("E", " ".join(arguments))
            self._attributes(mark, {"Mode": "+".join(event.mode), "Aux": event.aux, "Quad": event.quad, "Date": event.date})

    def _arguments(self, role: str, entities: Iterable[str | None], event: _view.Spanned) -> Iterator[str]:
        """Yield ``Actor:T1``, ``Actor2:T5`` …, as brat numbers arguments of one role."""
        marks = dict.fromkeys(mark for entity in entities if (mark := self._mention(entity, event)))
        for number, mark in enumerate(marks, 1):
            yield f"{role}{number if number > 1 else ''}:{mark}"

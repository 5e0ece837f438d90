"""Documents in the formats of linguists, annotators and the web (CoNLL, CoNLL-U, brat, spaCy, displaCy, TimeML, JSON-LD) and of event data.

Each format has a file of its own with a function over one document (also ``doc.to_conllu()``) and a writer over many;
:data:`FORMATS` lists the writers by name. CoNLL, CoNLL-U and spaCy need the words: read with ``dondoo.Extractor(dondoo.LAYERS)``.
PLOVER, NGEC, POLECAT and ICEWS are tables of events, each with a reader or in a form that pandas reads.

>>> import dondoo, io
>>> out = io.StringIO()
>>> FORMATS["conll"].write(out, dondoo.Extractor(dondoo.LAYERS).extract_batch(["Rais wa Kenya alifika."]))
>>> out.getvalue().splitlines()[4]
'Kenya B-LOC'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from dondoo.export.brat import Standoff, to_brat, write_brat, write_brat_zip
from dondoo.export.cameo import cameo_root, icews_rows, read_icews, to_icews, write_icews
from dondoo.export.conll import to_conll, write_conll
from dondoo.export.conllu import to_conllu, write_conllu
from dondoo.export.displacy import to_displacy, write_displacy
from dondoo.export.jsonld import to_jsonld, write_jsonld
from dondoo.export.ngec import ngec_events, ngec_story, to_ngec, write_ngec, write_ngec_stories
from dondoo.export.plover import plover_events, plover_schema, read_plover, to_plover, write_plover
from dondoo.export.polecat import polecat_rows, read_polecat, to_polecat, write_polecat
from dondoo.export.timeml import write_timeml

if TYPE_CHECKING:
    from dondoo.document import Document

__all__ = [
    "FORMATS",
    "Format",
    "Standoff",
    "cameo_root",
    "icews_rows",
    "ngec_events",
    "ngec_story",
    "plover_events",
    "plover_schema",
    "polecat_rows",
    "read_icews",
    "read_plover",
    "read_polecat",
    "to_brat",
    "to_conll",
    "to_conllu",
    "to_displacy",
    "to_icews",
    "to_jsonld",
    "to_ngec",
    "to_plover",
    "to_polecat",
    "write_brat",
    "write_brat_zip",
    "write_conll",
    "write_conllu",
    "write_displacy",
    "write_icews",
    "write_jsonld",
    "write_ngec",
    "write_ngec_stories",
    "write_plover",
    "write_polecat",
    "write_timeml",
]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that many documents can be written in.

    ``write(file, documents)`` takes any iterable and, but for ``spacy``, holds one document at a time. ``separable`` says that a
    document's part of the file depends on no other (no head, no keys or numbers that run through the file), so that files can be put
    together by joining them. ``binary`` says how to open the file (a text file as UTF-8 with ``newline=""``: the article's own line ends
    must not change), ``suffix`` how to name it, ``layers`` which layers must have been read beside the usual ones.
    """

    write: Callable[[Any, Iterable[Document]], None]
    suffix: str
    binary: bool = False
    separable: bool = False
    layers: tuple[str, ...] = ()


def _write_docbin(file: BinaryIO, documents: Iterable[Document]) -> None:
    from dondoo.export.spacy import write_docbin  # spaCy takes a second to import

    write_docbin(file, documents)


#: The formats by name.
FORMATS: dict[str, Format] = {
    "conll": Format(write_conll, ".conll", separable=True, layers=("tokens",)),
    "conllu": Format(write_conllu, ".conllu", layers=("tokens",)),
    "brat": Format(write_brat_zip, ".zip", binary=True),
    "spacy": Format(_write_docbin, ".spacy", binary=True, layers=("tokens",)),
    "displacy": Format(write_displacy, ".jsonl", separable=True),
    "timeml": Format(write_timeml, ".zip", binary=True),
    "jsonld": Format(write_jsonld, ".jsonl", separable=True),
    "plover": Format(write_plover, ".jsonl"),
    "ngec": Format(write_ngec, ".jsonl"),
    "polecat": Format(write_polecat, ".tsv"),
    "icews": Format(write_icews, ".tsv"),
}

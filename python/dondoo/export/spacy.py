"""spaCy: a document as a ``Doc``, many as a ``DocBin`` (needs spaCy).

The tokens are dondoo's, cut further only where a name ends inside one (``Mapinduzi-CCM``). spaCy knows a single space after a token;
every other gap becomes a token of its own (``SPACE``), as spaCy's own tokenizer does, so that ``doc.text`` is the article to the last
code point. An article in another language has no tokens of ours: spaCy's blank tokenizer cuts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO

from dondoo.export import _view
from dondoo.export.conllu import feats

try:
    import spacy
    from spacy.tokens import Doc, DocBin, Span, SpanGroup
except ImportError as error:  # pragma: no cover - depends on what is installed
    raise ImportError("this needs spaCy: pip install 'dondoo[spacy]'") from error

if TYPE_CHECKING:
    from spacy.language import Language

    from dondoo.document import Document
    from dondoo.records import Token

__all__ = ["to_docbin", "to_spacy", "write_docbin"]

_ATTRS = ("ORTH", "SPACY", "LEMMA", "POS", "MORPH", "SENT_START", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")


@cache
def _blank() -> Language:
    return spacy.blank("xx")  # spaCy has no Swahili of its own


def to_spacy(doc: Document, nlp: Language | None = None) -> Doc:
    """Return a document as spaCy's ``Doc``, over the vocabulary of ``nlp`` or of a blank multi-language pipeline.

    ``ents`` are the names (``kb_id_`` Wikidata, ``ent_id_`` dondoo's entity); sentences, lemmas, parts of speech and UD features are set.
    Span groups: ``mentions`` (descriptions too, with the entity's id), ``times`` (id: the TIMEX3 value), ``quantities`` (id: number and
    unit), ``quotes`` (label: style, id: the speaker), ``events`` (label: PLOVER type). The record itself, without its tokens, is
    ``doc.user_data["dondoo"]``.

    >>> import dondoo
    >>> doc = to_spacy(dondoo.Extractor(dondoo.LAYERS).extract("Rais wa Kenya alifika jana.", published="2024-06-18"))
    >>> [(e.text, e.label_) for e in doc.ents], [(t.text, t.id_) for t in doc.spans["times"]], doc[3].lemma_
    ([('Kenya', 'LOC')], [('jana', '2024-06-17')], 'fika')

    Args:
        doc: a document read with the layer ``tokens``.
        nlp: a pipeline whose vocabulary to use; its components are not run.

    Raises:
        ValueError: the layer ``tokens`` was not read.

    """
    vocab = (nlp or _blank()).vocab
    tokens = _view.tokens_of(doc, "spaCy")
    if tokens:
        spacy_doc = _aligned(doc, tokens, vocab)
    else:
        cut = _blank()(doc.text)
        spacy_doc = Doc(vocab, words=[t.text for t in cut], spaces=[bool(t.whitespace_) for t in cut])
    spacy_doc.set_ents([_span(spacy_doc, m, e.type, kb=e.wikidata, key=e.id) for m, e in _view.names_of(doc)])
    mentions = sorted(((m, e) for e in doc.entities for m in e.mentions), key=lambda p: (p[0].start, -p[0].end))
    groups = {
        "mentions": [_span(spacy_doc, m, e.type, kb=e.wikidata, key=e.id) for m, e in mentions],
        "times": [_span(spacy_doc, t, t.type, key=t.value) for t in doc.times],
        "quantities": [_span(spacy_doc, q, q.kind, key=f"{q.value:.15g} {q.unit or ''}".rstrip()) for q in doc.quantities],
        "quotes": [_span(spacy_doc, q, q.style, key=q.speaker) for q in doc.quotes],
        "events": [_span(spacy_doc, e, e.type) for e in doc.events],
    }
    for name, spans in groups.items():
        spacy_doc.spans[name] = SpanGroup(spacy_doc, name=name, spans=spans)
    record = doc.to_dict()
    record.pop("tokens", None)
    spacy_doc.user_data["dondoo"] = record
    return spacy_doc


def to_docbin(documents: Iterable[Document], nlp: Language | None = None) -> DocBin:
    """Return documents as a ``DocBin``, which ``spacy train`` reads; a row without an article is an empty ``Doc``.

    >>> import dondoo, spacy
    >>> docbin = to_docbin(dondoo.Extractor(dondoo.LAYERS).extract_batch(["Rais wa Kenya alifika.", None]))
    >>> [[e.text for e in doc.ents] for doc in docbin.get_docs(spacy.blank("xx").vocab)]
    [['Kenya'], []]

    Raises:
        ValueError: the layer ``tokens`` was not read.

    """
    return DocBin(attrs=_ATTRS, docs=[to_spacy(doc, nlp) for doc in documents], store_user_data=True)


def write_docbin(file: BinaryIO, documents: Iterable[Document]) -> None:
    """Write documents to an open binary file as spaCy's ``.spacy`` (they are held in memory until the end: it is one compressed block).

    Raises:
        ValueError: the layer ``tokens`` was not read.

    """
    file.write(to_docbin(documents).to_bytes())


def _aligned(doc: Document, tokens: tuple[Token, ...], vocab: Any) -> Doc:
    opening = {own[0].start for _, own in _view.sentences_of(doc, "spaCy")}
    opening = opening - {tokens[0].start} | {0}  # the very first token opens a sentence in spaCy, be it a blank
    words: list[str] = []
    spaces: list[bool] = []
    pos: list[str] = []
    lemmas: list[str] = []
    morphs: list[str] = []
    sent_starts: list[bool | int | None] = []
    at = 0
    for word, space, token in _pieces(doc.text, tokens):
        words.append(word)
        spaces.append(space)
        pos.append(token.word.pos if token else "SPACE" if word.isspace() else "X")
        lemmas.append(token.word.lemma if token else word)
        features = feats(token.word) if token else "_"
        morphs.append("" if features == "_" else features)
        sent_starts.append(at in opening)
        at += len(word) + space
    return Doc(vocab, words=words, spaces=spaces, pos=pos, lemmas=lemmas, morphs=morphs, sent_starts=sent_starts)


def _pieces(text: str, tokens: tuple[Token, ...]) -> Iterator[tuple[str, bool, Token | None]]:
    """Yield each token and each gap: its words, whether one space follows, the token."""
    if tokens[0].start > 0:
        yield text[: tokens[0].start], False, None
    for token, after in zip(tokens, [*(t.start for t in tokens[1:]), len(text)], strict=True):
        gap = text[token.end : after]
        yield token.text, gap.startswith(" "), token
        if gap.removeprefix(" "):
            yield gap.removeprefix(" "), False, None


def _span(doc: Doc, at: _view.Spanned, label: str, *, kb: str | None = None, key: str | None = None) -> Span:
    """Return the span at given code points; the tokens were cut at the edges of every span, so nothing is widened."""
    span = doc.char_span(at.start, at.end, label=label, kb_id=kb or "", span_id=key or "", alignment_mode="expand")
    assert span is not None
    return span

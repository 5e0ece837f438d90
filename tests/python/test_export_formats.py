"""The register of formats, and what holds in every format whatever the text."""

import doctest
import importlib
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

import conllu
import dondoo
import pytest
from dondoo.export import FORMATS
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_export_brat import read
from test_export_conll import check_conllu, rebuilt, tagged
from test_export_spacy import ours
from test_property import MANGLED

WORDS = dondoo.Extractor(dondoo.LAYERS, any_language=True)
GLUE = ["2024Rais wa Kenya", "ulinzi.Soma ", "\x85", "\u2028", "\x1f", "\x0c", "\x00", "\ufeff", "-DOCSTART- ", "]]>", *"_|#=\\<"]
NASTY = st.lists(st.one_of(st.sampled_from(GLUE), MANGLED), max_size=12).map("".join)


def check_words(doc, words):
    """They are dondoo's tokens, but for those inside which a fact begins or ends: these are cut there, and lose nothing."""
    facts = [*doc.mentions, *doc.times, *doc.quantities, *doc.quotes, *doc.events]
    edges = {edge for fact in facts for edge in (fact.start, fact.end)}
    for token in doc.tokens:
        own = [w for w in words if token.start <= w[0] < token.end]
        inside = {e for e in edges if token.start < e < token.end}
        assert inside <= {start for start, _ in own}
        assert inside or len(own) == 1
        assert [own[0][0], *(end for _, end in own)] == [*(start for start, _ in own), token.end]
        assert own[0][0] == token.start
    assert all(any(t.start <= start < t.end for t in doc.tokens) for start, _ in words)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), NASTY))
@example("UMOJAAaaAaaa-AA")  # two names in one token
def test_offsets_hold_in_every_format(text):
    doc = WORDS.extract(text)
    names = sorted((m.start, m.end) for m in doc.mentions if m.kind == "name")
    own = doc.to_spacy()
    assert own.text == text
    assert [(e.start_char, e.end_char) for e in own.ents] == names
    assert [(s.start_char, s.end_char) for s in own.spans["quotes"]] == [(q.start, q.end) for q in doc.quotes]
    sentences = check_conllu(doc.to_conllu())
    if doc.tokens:
        assert rebuilt(sentences) == text
    words = [(int(t["misc"]["start_char"]), int(t["misc"]["end_char"])) for s in sentences for t in s]
    check_words(doc, words)
    check_words(doc, [(t.idx, t.idx + len(t)) for t in own if t.idx in {start for start, _ in words}])
    assert [tokens for _, tokens in tagged(doc.to_conll())] == [[text[s:e] for s, e in words if a <= s < b] for a, b in names]
    standoff = doc.to_brat()
    assert standoff.txt == text
    read(*standoff)
    assert [(e["start"], e["end"]) for e in doc.to_displacy()["ents"]] == names
    assert json.loads(doc.to_jsonld())["@type"] == "NewsArticle"
    ET.fromstring(doc.to_timeml())


def test_timeml_read_back(articles):
    batch = dondoo.extract_batch([a["text"] for a in articles], ids=[a["id"] for a in articles], published="2024-06-18")
    out = io.BytesIO()
    FORMATS["timeml"].write(out, iter(batch))
    with zipfile.ZipFile(out) as archive:
        assert archive.namelist() == [f"{d.id}.tml" for d in batch]
        for doc, name in zip(batch, archive.namelist(), strict=True):
            root = ET.fromstring(archive.read(name))
            assert "".join(root.find("TEXT").itertext()) == doc.text
            marked = [(m.text, m.attrib["type"], m.get("value"), m.get("mod")) for m in root.find("TEXT").iter("TIMEX3")]
            assert marked == [(t.text, t.type, t.value, t.mod) for t in doc.times]


def test_every_format_streams_and_is_deterministic(articles):
    batch = WORDS.extract_batch([*(a["text"] for a in articles[:4]), None], ids=list("abcde"))
    assert set(FORMATS) == {"conll", "conllu", "brat", "spacy", "displacy", "timeml", "jsonld"}
    for name, form in FORMATS.items():
        written = []
        for _ in range(2):
            out = io.BytesIO() if form.binary else io.StringIO(newline="")
            form.write(out, (doc for doc in batch))
            written.append(out.getvalue())
        assert written[0]
        assert written[0] == written[1], name
        assert form.suffix.startswith(".")
        assert set(form.layers) <= set(dondoo.LAYERS)


def test_zip_formats_need_no_seek(articles):
    class Pipe(io.RawIOBase):
        def __init__(self):
            self.got = b""

        def writable(self):
            return True

        def write(self, data):
            self.got += bytes(data)
            return len(data)

    batch = dondoo.extract_batch([articles[0]["text"]])
    for name in ("brat", "timeml"):
        pipe = Pipe()
        FORMATS[name].write(pipe, batch)
        with zipfile.ZipFile(io.BytesIO(pipe.got)) as archive:
            assert archive.testzip() is None


def test_layers_that_a_format_states_are_those_it_needs():
    doc = dondoo.extract("Rais wa Kenya alifika Kampala.")
    for form in FORMATS.values():
        out = io.BytesIO() if form.binary else io.StringIO()
        if form.layers:
            with pytest.raises(ValueError, match=form.layers[0]):
                form.write(out, [doc])
        else:
            form.write(out, [doc])


def test_importing_dondoo_imports_no_export():
    code = "import dondoo, sys; print([m for m in sys.modules if m.startswith(('dondoo.export', 'spacy'))])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("name", ["", ".brat", ".conll", ".conllu", ".displacy", ".jsonld", ".spacy"])
def test_docstrings(name):
    module = importlib.import_module(f"dondoo.export{name}")
    result = doctest.testmod(module, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert result.attempted
    assert result.failed == 0


def test_the_documents_own_methods_agree():
    doc = WORDS.extract("Rais wa Kenya alifika Kampala.", id="a")
    batch = dondoo.Batch.of([doc])
    assert batch.to_conllu() == doc.to_conllu()
    assert batch.to_conll() == doc.to_conll(docstart=True)
    assert len(conllu.parse(doc.to_conllu())) == 1
    assert [t.text for t in ours(doc.to_spacy(), doc)] == [t.text for t in doc.tokens]

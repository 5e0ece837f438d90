"""spaCy's own reader and renderer on what we give it."""

import subprocess
import sys

import dondoo
import pytest
import spacy
from spacy import displacy
from spacy.tokens import DocBin

WORDS = dondoo.Extractor(dondoo.LAYERS)


@pytest.fixture(scope="module")
def batch(articles):
    return WORDS.extract_batch([a["text"] for a in articles], ids=[a["id"] for a in articles], published="2024-06-18")


def ours(spacy_doc, doc):
    """The tokens that are not the gaps between."""
    starts = {t.start for t in doc.tokens}
    return [t for t in spacy_doc if t.idx in starts]


def test_a_docbin_read_back_from_its_bytes(batch):
    data = batch.to_docbin().to_bytes()
    read = list(DocBin(store_user_data=True).from_bytes(data).get_docs(spacy.blank("xx").vocab))
    assert len(read) == len(batch)
    for doc, own in zip(batch, read, strict=True):
        assert own.text == doc.text
        assert [(t.idx, t.text, t.lemma_, t.pos_) for t in ours(own, doc)] == [
            (t.start, t.text, t.word.lemma, t.word.pos) for t in doc.tokens
        ]
        names = sorted((m.start, m.end, e.type, e.wikidata or "", e.id) for e in doc.entities for m in e.mentions if m.kind == "name")
        assert [(e.start_char, e.end_char, e.label_, e.kb_id_, e.ent_id_) for e in own.ents] == names
        for group, facts in (("times", doc.times), ("quantities", doc.quantities), ("quotes", doc.quotes), ("events", doc.events)):
            assert [(s.start_char, s.end_char) for s in own.spans[group]] == [(f.start, f.end) for f in facts]
        assert [(s.label_, s.id_) for s in own.spans["times"]] == [(t.type, t.value or "") for t in doc.times]
        assert [s.label_ for s in own.spans["events"]] == [e.type for e in doc.events]
        assert [s.id_ for s in own.spans["quotes"]] == [q.speaker or "" for q in doc.quotes]
        assert len(own.spans["mentions"]) == len(doc.mentions)
        starts = {t.idx for t in own if t.is_sent_start}
        assert starts <= {s.start for s in doc.sentences} | {0}
        assert len(starts) == sum(any(s.start <= t.start < s.end for t in doc.tokens) for s in doc.sentences)
        assert own.user_data["dondoo"]["id"] == doc.id
        assert "tokens" not in own.user_data["dondoo"]


def test_one_document_and_the_users_vocabulary():
    nlp = spacy.blank("en")
    own = WORDS.extract("Watu wawili walikamatwa\u2028 jana  Goma.", published="2024-06-18").to_spacy(nlp)
    assert own.vocab is nlp.vocab
    assert [t.text for t in own] == ["Watu", "wawili", "walikamatwa", "\u2028 ", "jana", " ", "Goma", "."]
    assert own[2].morph.get("Voice") == ["Pass"]
    assert own[3].pos_ == "SPACE"
    assert [s.id_ for s in own.spans["quantities"]] == ["2"]


def test_rows_without_an_article_are_empty_and_other_languages_are_cut_by_spacy():
    english = "The president of the United States said on Monday that he would not accept it."
    batch = WORDS.extract_batch([None, 5, "", "\u200b", " \n", english, "Alirudi."], ids=list("abcdefg"))
    read = list(DocBin().from_bytes(batch.to_docbin().to_bytes()).get_docs(spacy.blank("xx").vocab))
    assert [d.text for d in read] == [d.text for d in batch]
    assert len(read[5]) == 16
    assert read[1].user_data["dondoo"]["error"]["code"] == "D001"


def test_displacy_renders_entities(batch):
    for doc in batch:
        given = doc.to_displacy()
        assert given["title"] == doc.headline
        assert all(a["end"] <= b["start"] for a, b in zip(given["ents"], given["ents"][1:], strict=False))
        html = displacy.render(given, style="ent", manual=True, jupyter=False)
        assert html.count("<mark") == len(given["ents"]) == sum(m.kind == "name" for m in doc.mentions)
        assert html.count("https://www.wikidata.org/wiki/Q") == sum("kb_url" in e for e in given["ents"])


def test_displacy_escapes_and_keeps_longest():
    doc = dondoo.Extractor(nested=True).extract(
        "<b>Bei</b> & jana katika Baraza la Usalama la Umoja wa Mataifa jana.", published="2024-06-18"
    )
    given = doc.to_displacy(layers=["names", "times"])
    assert [doc.text[e["start"] : e["end"]] for e in given["ents"]] == ["jana", "Baraza la Usalama la Umoja wa Mataifa", "jana"]
    assert "<b>" not in displacy.render(given, style="ent", manual=True, jupyter=False)


def test_displacy_spans(batch):
    doc = next(d for d in batch if d.quotes and d.events and d.times)
    given = doc.to_displacy(style="span")
    assert given["tokens"] == [t.text for t in doc.tokens]
    for layer, facts in (("times", doc.times), ("events", doc.events), ("quotes", doc.quotes)):
        spans = doc.to_displacy(style="span", layers=[layer])["spans"]
        at = [(doc.tokens[s["start_token"]].start, doc.tokens[s["end_token"] - 1].end) for s in spans]
        assert sorted(at) == sorted((f.start, f.end) for f in facts)
    assert "QUOTE" in displacy.render(given, style="span", manual=True, jupyter=False)


def test_displacy_says_what_it_does_not_know():
    doc = dondoo.extract("Rais wa Kenya alifika.")
    with pytest.raises(ValueError, match="'dep'"):
        doc.to_displacy(style="dep")
    with pytest.raises(ValueError, match="'nyakati'"):
        doc.to_displacy(layers=["nyakati"])
    with pytest.raises(ValueError, match="layer 'tokens'"):
        doc.to_displacy(style="span")


def test_without_spacy_the_extra_is_named():
    code = (
        "import sys; sys.modules['spacy'] = None\n"
        "import dondoo, dondoo.export\n"
        "doc = dondoo.Extractor(dondoo.LAYERS).extract('Alifika Kampala.')\n"
        "print(doc.to_displacy()['ents'][0]['label'])\n"
        "try: doc.to_spacy()\n"
        "except ImportError as error: print(error)\n"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.splitlines() == ["LOC", "this needs spaCy: pip install 'dondoo[spacy]'"]

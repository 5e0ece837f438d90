import dondoo
import polars as pl
import pytest
from spans import check


def test_readings_of_a_form():
    best = dondoo.analyze("ameishukuru")[0]
    assert (best.lemma, best.tense, best.polarity, best.voice, best.known) == ("shukuru", "perfect", "positive", "active", "lexical")
    assert dondoo.analyze("Wakenya")[0].country == "KEN"
    assert len(dondoo.analyze("wa")) > 1
    assert dondoo.analyze("hawakukamatwa")[0].voice == "passive"
    assert dondoo.analyze("") == []


def test_lemmas():
    assert dondoo.lemmatize(["Wanajeshi waliwaua raia.", ""]) == [["mwanajeshi", "ua", "raia"], []]
    with pytest.raises(TypeError):
        dondoo.lemmatize("Viongozi")


def test_tokens_come_when_asked_for():
    text = "Viongozi walikutana mjini Nairobi — “jana”."
    assert dondoo.extract(text).tokens == ()
    doc = dondoo.Extractor(["tokens"]).extract(text)
    assert [t.word.lemma for t in doc.tokens[:2]] == ["kiongozi", "kutana"]
    assert all(text[t.start : t.end] == t.text for t in doc.tokens)
    assert check(text, doc.to_dict()) > len(doc.tokens)
    table = pl.DataFrame(dondoo.Extractor(["tokens"]).extract_batch([text]).tokens)
    assert table["lemma"].to_list()[1] == "kutana"
    assert table["tense"].to_list()[1] == "past"

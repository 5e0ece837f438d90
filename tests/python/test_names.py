import pickle
import time

import dondoo
import pytest

COUNCIL = "Mabalozi walikutana katika Baraza la Usalama la Umoja wa Mataifa jana."


def names(doc):
    return [(m.text, e.type) for e in doc.entities for m in e.mentions if m.kind == "name"]


def test_names_never_listed_anywhere():
    doc = dondoo.extract("Mkuu wa wilaya hiyo Bi. Zawadi Kitandu alisema wakazi wa Mbangala wamehamishwa. Kitandu aliwashukuru wahisani.")
    persons = [e for e in doc.entities if e.type == "PER"]
    assert [m.text for m in persons[0].mentions] == ["Zawadi Kitandu", "Kitandu"]
    assert ("Mbangala", "LOC") in names(doc)
    assert all(0 < m.confidence <= 1 for m in doc.mentions)


def test_wide_narrow_and_nested():
    assert names(dondoo.extract(COUNCIL)) == [("Baraza la Usalama la Umoja wa Mataifa", "ORG")]
    assert names(dondoo.Extractor(names="narrow").extract(COUNCIL)) == [("Umoja wa Mataifa", "ORG")]
    both = dict(names(dondoo.Extractor(nested=True).extract(COUNCIL)))
    assert both == {"Baraza la Usalama la Umoja wa Mataifa": "ORG", "Umoja wa Mataifa": "ORG"}
    with pytest.raises(dondoo.DondooError, match="wide"):
        dondoo.Extractor(names="mpana")


def test_the_users_own_names_win(tmp_path):
    entries = [
        {"text": "Kikundi cha Tuinuane", "type": "ORG", "id": "g1", "aliases": ["Tuinuane"]},
        {"text": "Nairobi", "type": "ORG", "id": "n1"},
    ]
    text = "Wanachama wa Kikundi cha Tuinuane walifika Nairobi. Tuinuane ilianzishwa mwaka jana."
    extractor = dondoo.Extractor(lexicon=entries)
    doc = extractor.extract(text)
    found = {(m.text, e.type, e.lexicon_id) for e in doc.entities for m in e.mentions}
    assert {("Kikundi cha Tuinuane", "ORG", "g1"), ("Tuinuane", "ORG", "g1"), ("Nairobi", "ORG", "n1")} <= found
    assert pickle.loads(pickle.dumps(extractor)).extract(text) == doc
    table = tmp_path / "majina.tsv"
    table.write_text("#:\ttext\ttype\tid\taliases\nKikundi cha Tuinuane\tORG\tg1\tTuinuane|Kikundi Tuinuane\n", "utf-8")
    assert "g1" in {e.lexicon_id for e in dondoo.Extractor(lexicon=table).extract(text).entities}


def test_the_users_codes_overrule_the_gazetteer(tmp_path):
    entry = {"text": "Kikundi cha Tuinuane", "type": "ORG", "country": "TZA", "sector": "SOC", "wikidata": "Q42"}
    text = "Wanachama wa Kikundi cha Tuinuane walifika Nairobi."
    table = tmp_path / "majina.tsv"
    table.write_text("#:\ttext\ttype\tcountry\tsector\twikidata\nKikundi cha Tuinuane\tORG\tTZA\tSOC\tQ42\n", "utf-8")
    for lexicon in ([entry], table):
        own = next(e for e in dondoo.Extractor(lexicon=lexicon).extract(text).entities if e.name == "Kikundi cha Tuinuane")
        assert (own.country, own.sector, own.wikidata, own.lexicon_id) == ("TZA", "SOC", "Q42", None)


@pytest.mark.parametrize(
    ("lexicon", "message"),
    [
        ([{"text": "", "type": "PER"}], "entry 1: empty"),
        ([{"text": "Asha", "type": "MTU"}], "entry 1: unknown type"),
        ([{"text": "Asha", "type": "PER"}, {"jina": "Asha"}], "line 2"),
    ],
)
def test_bad_lexicons_say_where(lexicon, message):
    with pytest.raises(dondoo.DondooError, match=message) as caught:
        dondoo.Extractor(lexicon=lexicon)
    assert caught.value.code == "D007"


def test_bad_models_are_refused(tmp_path, root):
    with pytest.raises(dondoo.DondooError, match="names model"):
        dondoo.Extractor(names_model=tmp_path / "hakuna.bin")
    model = (root / "models/names.bin").read_bytes()
    for bad in (b"", b"si modeli", model[: len(model) // 2], model[:1000] + b"\x00\xff" + model[1002:]):
        path = tmp_path / "mbaya.bin"
        path.write_bytes(bad)
        with pytest.raises(dondoo.DondooError) as caught:
            dondoo.Extractor(names_model=path)
        assert caught.value.code == "D007"
    good = dondoo.Extractor(names_model=root / "models/names.bin")
    assert names(good.extract(COUNCIL)) == names(dondoo.extract(COUNCIL))


def test_a_hundred_thousand_names_load_quickly():
    began = time.process_time()
    dondoo.Extractor(lexicon=[{"text": f"Jina{i} Ukoo{i % 977}", "type": "PER", "id": str(i)} for i in range(100_000)])
    assert time.process_time() - began < 3

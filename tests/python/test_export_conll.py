"""CoNLL and CoNLL-U, read back: the names by their tags, the words by the `conllu` library, the text from its blanks."""

import io
import re

import conllu
import dondoo
import pytest
from dondoo.export import write_conll, write_conllu
from dondoo.export.conllu import feats

WORDS = dondoo.Extractor(dondoo.LAYERS)


@pytest.fixture(scope="module")
def batch(articles):
    return WORDS.extract_batch([a["text"] for a in articles], ids=[a["id"] for a in articles])


def tagged(conll):
    """Names of a CoNLL file as (type, tokens), read by the rules of BIO alone."""
    found = []
    for line in conll.splitlines():
        token, _, tag = line.rpartition(" ")
        if tag.startswith("B-"):
            found.append((tag[2:], [token]))
        elif tag.startswith("I-"):
            assert found[-1][0] == tag[2:]
            found[-1][1].append(token)
        else:
            assert tag in ("O", "")
    return found


def test_tags_give_back_the_names(batch):
    for doc in batch:
        names = sorted((m.start, m.end, e.type) for e in doc.entities for m in e.mentions if m.kind == "name")
        wanted = [(kind, [t.text for t in doc.tokens if start <= t.start < end]) for start, end, kind in names]
        assert tagged(doc.to_conll()) == wanted
        lines = doc.to_conll().splitlines()
        assert [line.split(" ")[0] for line in lines if line] == [t.text for t in doc.tokens]
        # A blank line ends each sentence; one that has no token of its own leaves none.
        assert lines.count("") == sum(any(s.start <= t.start < s.end for t in doc.tokens) for s in doc.sentences)


def test_of_nested_names_the_longest_is_tagged():
    nested = dondoo.Extractor(dondoo.LAYERS, nested=True)
    doc = nested.extract("Mabalozi walikutana katika Baraza la Usalama la Umoja wa Mataifa jana.")
    assert len([m for m in doc.mentions if m.kind == "name"]) == 2
    assert tagged(doc.to_conll()) == [("ORG", ["Baraza", "la", "Usalama", "la", "Umoja", "wa", "Mataifa"])]


def test_two_names_side_by_side_stay_two():
    entries = [{"text": "Asha Mrisho", "type": "PER"}, {"text": "Juma Kapilima", "type": "PER"}]
    doc = dondoo.Extractor(dondoo.LAYERS, lexicon=entries).extract("Waliofika ni Asha Mrisho Juma Kapilima.")
    assert tagged(doc.to_conll()) == [("PER", ["Asha", "Mrisho"]), ("PER", ["Juma", "Kapilima"])]


def test_a_token_that_holds_more_than_a_name_is_cut():
    doc = WORDS.extract("Wajumbe wa Chama cha Mapinduzi-CCM walifika Dodoma.")
    assert "Mapinduzi-CCM" in [t.text for t in doc.tokens]
    assert tagged(doc.to_conll()) == [("ORG", ["CCM"]), ("LOC", ["Dodoma"])]
    assert "Mapinduzi O\n- O\nCCM B-ORG\n" in doc.to_conll()
    assert rebuilt(check_conllu(doc.to_conllu())) == doc.text
    assert [e.text for e in doc.to_spacy().ents] == ["CCM", "Dodoma"]


@pytest.mark.parametrize("form", ["to_conll", "to_conllu", "to_spacy"])
def test_without_words_the_layer_is_named(form):
    doc = dondoo.extract("Rais wa Kenya alifika Kampala.")
    with pytest.raises(ValueError, match="layer 'tokens'"):
        getattr(doc, form)()


def test_rows_without_an_article_drop_nothing():
    rows = [
        "Alifika Kampala.",
        None,
        5,
        "",
        "\u200b",
        "The president of the United States said on Monday that he would not accept it.",
        "Alirudi.",
    ]
    batch = WORDS.extract_batch(rows)
    assert batch.to_conll().count("-DOCSTART- O\n\n") == len(rows)
    out = io.StringIO()
    write_conll(out, iter(batch))
    assert out.getvalue() == batch.to_conll()
    assert [s.metadata["sent_id"] for s in conllu.parse(batch.to_conllu())] == ["doc-1-s1", "doc-7-s1"]


def test_a_record_without_its_text_says_so():
    doc = dondoo.Document.from_json(WORDS.extract("Rais wa Kenya alifika Kampala.").to_json())
    for form in ("to_conll", "to_conllu", "to_brat", "to_spacy", "to_displacy"):
        with pytest.raises(ValueError, match="text=True"):
            getattr(doc, form)()


def unescaped(value):
    """UDPipe's escapes, and ours for the rarer blanks."""
    plain = {"s": " ", "n": "\n", "r": "\r", "t": "\t"}
    return re.sub(r"\\(?:u(.{4})|U(.{8})|([snrt]))", lambda m: plain[m[3]] if m[3] else chr(int(m[1] or m[2], 16)), value)


def rebuilt(sentences):
    """The article from CoNLL-U alone."""
    text = ""
    for token in (t for s in sentences for t in s):
        misc = token["misc"]
        text += unescaped(misc.get("SpacesBefore", ""))
        assert len(text) == int(misc["start_char"])
        text += token["form"]
        assert len(text) == int(misc["end_char"])
        text += unescaped(misc["SpacesAfter"]) if "SpacesAfter" in misc else "" if misc.get("SpaceAfter") == "No" else " "
    return text


def check_conllu(source):
    """The formal rules of Universal Dependencies (level 1 and 2 of its validator), as far as they concern words."""
    assert source == "" or source.endswith("\n\n")
    for line in source.split("\n"):
        if line and not line.startswith("# "):
            columns = line.split("\t")
            assert len(columns) == 10
            assert all(c and c == c.strip() for c in columns)
            if columns[5] != "_":
                pairs = columns[5].split("|")
                assert pairs == sorted(pairs, key=str.lower)
                names = [p.split("=")[0] for p in pairs]
                assert len(set(names)) == len(names)
                for pair in pairs:
                    assert re.fullmatch(r"[A-Z][A-Za-z0-9]*(\[[a-z0-9]+\])?=[A-Z0-9][A-Za-z0-9]*(,[A-Z0-9][A-Za-z0-9]*)*", pair)
                    values = pair.split("=")[1].split(",")
                    assert values == sorted(set(values), key=str.lower)
    sentences = conllu.parse(source)
    ids = [s.metadata["sent_id"] for s in sentences]
    assert len(set(ids)) == len(ids)
    for sentence in sentences:
        assert re.fullmatch(r"[^\s/]+", sentence.metadata["sent_id"])
        assert [t["id"] for t in sentence] == list(range(1, len(sentence) + 1))
        text = "".join(t["form"] + ("" if t["misc"].get("SpaceAfter") == "No" else " ") for t in sentence)
        assert sentence.metadata["text"] == text.strip(" ")
    return sentences


def test_conllu_is_valid_and_gives_back_the_article(batch):
    sentences = check_conllu(batch.to_conllu())
    assert sum("newdoc id" in s.metadata for s in sentences) == len(batch)
    for doc in batch:
        own = check_conllu(doc.to_conllu())
        assert rebuilt(own) == doc.text
        words = [(t["form"], t["lemma"], t["upos"]) for s in own for t in s]
        assert words == [(t.text, t.word.lemma, t.word.pos) for t in doc.tokens]
        assert sum("newpar" in s.metadata for s in own) == len(doc.paragraphs)
        assert [t["misc"]["ner"] for s in own for t in s if "ner" in t["misc"]] == re.findall(r" ([BI]-\w+)\n", doc.to_conll())


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("walikamatwa", "Mood=Ind|NounClass=Bantu2|Number=Plur|Person=3|Polarity=Pos|Tense=Past|VerbForm=Fin|Voice=Pass"),
        ("hatutasema", "Mood=Ind|NounClass=Bantu2|Number=Plur|Person=1|Polarity=Neg|Tense=Fut|VerbForm=Fin|Voice=Act"),
        ("nitamwona", "NounClass[obj]=Bantu1|Number=Sing|Number[obj]=Sing|Person=1|Person[obj]=3"),
        ("niliwaona", "NounClass[obj]=Bantu2|Number[obj]=Plur|Person[obj]=2,3"),
        ("alijiona", "Reflex[obj]=Yes"),
        ("waliosema", "NounClass[rel]=Bantu2|Number[rel]=Plur"),
        ("amejiuzulu", "Aspect=Perf"),
        ("kusoma", "NounClass=Bantu15|Number=Sing|Polarity=Pos|VerbForm=Inf|Voice=Act"),
        ("waseme", "Mood=Sub"),
        ("angesema", "Mood=Cnd"),
        ("kitabu", "NounClass=Bantu7|Number=Sing"),
        ("vitabu", "NounClass=Bantu8|Number=Plur"),
        ("ndege", "NounClass=Bantu10,Bantu9"),
    ],
)
def test_features(form, wanted):
    found = feats(dondoo.analyze(form)[0]).split("|")
    assert set(wanted.split("|")) <= set(found), found


def test_finer_tenses_and_extensions_stand_in_misc():
    doc = WORDS.extract("Alifika akasema kwamba hawajapigana wala hawatapatanishwa na mtu yeyote.")
    misc = {t["form"]: t["misc"] for s in conllu.parse(doc.to_conllu()) for t in s}
    assert misc["akasema"]["Tam"] == "consecutive"
    assert misc["hawajapigana"]["Tam"] == "not-yet"
    assert "recip" in misc["hawajapigana"]["Extensions"]
    assert "Tam" not in misc["Alifika"]


def test_sent_ids_are_safe_and_unique():
    ids = ["https://x.example/a b", "k", "k", "K", None, "50%"]
    batch = WORDS.extract_batch(["Alifika Kampala."] * len(ids), ids=ids)
    found = [s.metadata["sent_id"] for s in check_conllu(batch.to_conllu())]
    assert found == ["https:%2F%2Fx.example%2Fa%20b-s1", "k-s1", "k-2-s1", "K-3-s1", "doc-5-s1", "50%25-s1"]
    out = io.StringIO()
    write_conllu(out, iter(batch))
    assert out.getvalue() == batch.to_conllu()

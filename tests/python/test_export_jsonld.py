"""JSON-LD, read back as a graph by rdflib, without the network: schema.org's context is replaced by its vocabulary."""

import html.parser
import io
import json
import re

import dondoo
import pytest
from dondoo.export import write_jsonld

SCHEMA = "https://schema.org/"
# Class → the properties that schema.org gives it (inherited ones too), of those that we write.
VOCABULARY = {
    "NewsArticle": "identifier url headline datePublished inLanguage author editor locationCreated about mentions hasPart",
    "Person": "name alternateName sameAs",
    "Organization": "name alternateName sameAs",
    "GovernmentOrganization": "name alternateName sameAs",
    "Place": "name alternateName sameAs geo",
    "City": "name alternateName sameAs geo",
    "Country": "name alternateName sameAs geo",
    "AdministrativeArea": "name alternateName sameAs geo",
    "GeoCoordinates": "latitude longitude",
    "Quotation": "text spokenByCharacter",
    "Event": "name keywords startDate location about",
}


@pytest.fixture(scope="module")
def batch(articles):
    return dondoo.extract_batch([a["text"] for a in articles], ids=[a["id"] for a in articles], published="2024-06-18")


def nodes(value):
    """Every node of a JSON-LD value."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from nodes(item)
    elif isinstance(value, list):
        for item in value:
            yield from nodes(item)


def test_only_schema_org_words_and_no_dangling_reference(batch):
    for doc in batch:
        article = json.loads(doc.to_jsonld())
        assert article["@context"] == "https://schema.org"
        described, referred = set(), set()
        for node in nodes(article):
            if "@type" in node:
                assert {k for k in node if k[0] != "@"} <= set(VOCABULARY[node["@type"]].split())
                described.add(node.get("@id"))
            else:
                assert node.keys() == {"@id"}
                referred.add(node["@id"])
            assert all(v not in (None, [], {}) for v in node.values())
        assert referred <= described


def test_rdflib_reads_the_same_facts(batch):
    rdflib = pytest.importorskip("rdflib")
    schema = rdflib.Namespace(SCHEMA)
    wikidata = quotations = 0
    for doc in batch:
        article = json.loads(doc.to_jsonld()) | {"@context": {"@vocab": SCHEMA, "@base": "https://habari.example/a"}}
        graph = rdflib.Graph().parse(data=json.dumps(article), format="json-ld")
        (node,) = graph.subjects(rdflib.RDF.type, schema.NewsArticle)
        assert str(graph.value(node, schema.datePublished)) == doc.published
        assert str(graph.value(node, schema.headline)) == str(doc.headline)
        items = {str(o).rsplit("/", 1)[1] for o in graph.objects(None, schema.sameAs)}
        assert items <= {e.wikidata for e in doc.entities}
        wikidata += len(items)
        names = {e.id: e.name for e in doc.entities}
        parts = list(graph.objects(node, schema.hasPart))
        speakers = [graph.value(graph.value(part, schema.spokenByCharacter), schema.name) for part in parts]
        told = {(str(graph.value(part, schema.text)), str(speaker)) for part, speaker in zip(parts, speakers, strict=True)}
        groups = {e.id for e in doc.entities if e.type == "GRP"}
        assert told == {(q.text, str(names.get(q.speaker) if q.speaker not in groups else None)) for q in doc.quotes if q.style == "direct"}
        quotations += len(told)
    assert wikidata > 50
    assert quotations > 10


def test_who_wrote_and_what_about():
    text = (
        "Kenya na Uganda zakubaliana\nRais wa Kenya William Ruto alikutana na Rais wa Uganda Yoweri Museveni mjini Kampala jana. "
        "“Tumekubaliana kushirikiana,” alisema Ruto.\nSoma Pia: Malawi yapokea msaada\nMwandishi: Amina Selemani\nMhariri: Grace Achieng'"
    )
    article = json.loads(dondoo.extract(text, id="https://habari.example/1", published="2024-06-18").to_jsonld())
    assert article["url"] == article["identifier"] == "https://habari.example/1"
    assert article["inLanguage"] == "sw"
    assert [a["name"] for a in article["author"]] == ["Amina Selemani"]
    assert [a["name"][:5] for a in article["editor"]] == ["Grace"]
    assert {a["name"] for a in article["about"]} == {"Kenya", "Uganda"}
    mentioned = {m["name"]: m for m in article["mentions"]}
    assert mentioned["Kampala"]["@type"] == "City"
    assert "Malawi" not in mentioned
    assert "Amina Selemani" not in mentioned
    (quotation,) = article["hasPart"]
    assert quotation["spokenByCharacter"]["@id"] == next(m["@id"] for n, m in mentioned.items() if "Ruto" in n)
    meeting = next(m for m in article["mentions"] if m["@type"] == "Event" and "PLOVER CONSULT" in m["keywords"])
    assert meeting["startDate"] == "2024-06-17"


def test_a_headline_given_apart_counts():
    doc = dondoo.extract("Rais wa Kenya alifika Kampala jana na kukutana na viongozi.", headline="Mgeni afika Kampala")
    article = json.loads(doc.to_jsonld())
    assert [a["name"] for a in article["about"]] == ["Kampala"]
    assert "Kenya" in [m["name"] for m in article["mentions"]]


def test_it_may_stand_in_a_page():
    nasty = "</script><script>alert(1)</script> <!-- \u2028 & Kenya"
    doc = dondoo.extract("Rais wa Kenya William Ruto alifika jijini Nairobi jana.", headline=nasty)
    line = doc.to_jsonld()
    assert not re.search(r"[<>&\u2028\u2029\n]", line)

    class Page(html.parser.HTMLParser):
        inside, scripts = False, None

        def handle_starttag(self, tag, attrs):
            self.inside = tag == "script"
            self.scripts = [*(self.scripts or []), ""]

        def handle_data(self, data):
            self.scripts[-1] += data

    page = Page()
    page.feed(f'<script type="application/ld+json">{line}</script>')
    assert [json.loads(s) for s in page.scripts] == [json.loads(line)]
    assert json.loads(line)["headline"] == nasty


def test_rows_without_an_article_keep_their_line():
    out = io.StringIO()
    write_jsonld(out, dondoo.extract_batch([None, 5, "Rais wa Kenya alifika Kampala."], ids=["a", "b", "c"]))
    read = [json.loads(line) for line in out.getvalue().splitlines()]
    assert read[1] == {"@context": "https://schema.org", "@type": "NewsArticle", "identifier": "b"}
    assert [r["identifier"] for r in read] == ["a", "b", "c"]

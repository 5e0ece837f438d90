"""Web pages: built like those of four outlets, and broken in every way. Every word in them is invented."""

import doctest
import json
import random
import subprocess
import sys
import time
from pathlib import Path

import dondoo
import dondoo.web
import pytest
from dondoo.cli import main
from dondoo.web import Page, from_html, read_html, read_pages
from spans import check

PAGES = Path(__file__).parent / "pages"
# Per page: what it declares, what it leads to, and words that must never be told as body.
EXPECTED = {
    "dw": (
        ("Msumbiji na Malawi zakubaliana kufungua upya mpaka wao", "2024-06-18", "Amina Selemani", "dw.com"),
        [
            "Malawi yapokea msaada wa chakula kutoka Umoja wa Ulaya",
            "Zaidi ya watu 700 wakimbia makaazi yao Cabo Delgado",
            "Mvua kubwa yaharibu reli ya Nacala",
            "Malawi yachagua spika mpya wa bunge",
        ],
        ["Nunua simu", "Picha: Rashidi", "Sera ya faragha", "Michezo", "Siyo habari", "Tumia kiunganishi", "mtandaoni"],
    ),
    "bbc": (
        ("Mafuriko Beira: 'Maji yalifika shingoni tukiwa tumelala'", "2024-03-14", "Neema Kiprono", "BBC News Swahili"),
        [
            "Jinsi vimbunga vinavyopewa majina",
            "Je, mabadiliko ya tabianchi yanaathiri vipi pwani ya Afrika Mashariki?",
            "Kimbunga Freddy: Kwa nini kilidumu zaidi ya mwezi mmoja?",
            "Simba aonekana karibu na shule",
        ],
        ["Unaweza pia", "Soma zaidi", "Author,", "Getty", "Vigezo", "kinda", "friji", "mafuta yapanda"],
    ),
    "voa": (
        ("Polisi Nairobi wawatawanya waandamanaji wanaopinga kodi mpya", "2024-07-17", "Sauti Swahili", "Sauti ya Mfano"),
        ["Wanafunzi wa vyuo vikuu wasusia mitihani Eldoret", "Serikali yaahirisha kodi ya mkate", "Madereva wa matatu watangaza mgomo"],
        ["Soma pia", "No media source", "Juma K.", "Jukwaa", "Picha ya mfano", "Haki zote"],
    ),
    "mwananchi": (
        ("Bajeti ya Sh49.3 trilioni yasomwa, watumishi waongezwa mshahara", "2024-06-14", "Mwandishi Wetu", "Gazeti la Mfano"),
        [
            "Bei za sukari zapanda kwa wiki ya tatu",
            "Reli ya kisasa yaanza safari za usiku",
            "Wakulima wa korosho walipwa madeni yao",
        ],
        ["SOMA ZAIDI", "Tangazo", "Ndugu wahariri", "Haki zote", "Biashara"],
    ),
}


def page_of(name: str) -> Page:
    return read_html((PAGES / f"{name}.html").read_bytes())


@pytest.mark.parametrize("name", EXPECTED)
def test_the_article_and_what_the_page_declares(name, articles):
    (headline, published, author, outlet), related, never = EXPECTED[name]
    page = page_of(name)
    assert (page.headline, page.published, page.author, page.outlet) == (headline, published, author, outlet)
    for title in related:
        assert title in page.related
        assert title not in page.text
    for words in never:
        assert words not in page.text
    lines = page.text.split("\n")
    assert lines[0] == headline
    assert len(lines) == len(set(lines)) + (name == "voa")  # VOA repeats its standfirst under the dateline
    # Every sentence of the invented article that the page was built around is there, each paragraph a line.
    own = next(a for a in articles if a["id"] == f"{name}-01")["text"]
    bodies = [line.split("Soma Pia:")[0].removeprefix("18 Juni 2024").strip() for line in own.split("\n")]
    told = [body for body in bodies if body.endswith(".")]
    assert len(told) >= 8
    for body in told:
        assert body in lines, body


@pytest.mark.parametrize("name", EXPECTED)
def test_the_record(name):
    (headline, published, *_), related, _ = EXPECTED[name]
    doc = from_html((PAGES / f"{name}.html").read_bytes(), "https://habari.example/x")
    assert (doc.id, doc.headline, doc.published) == ("https://habari.example/x", headline, published)
    assert doc.text == page_of(name).text
    assert doc.sentences[0].zone == "headline"
    assert doc.events or doc.quantities
    assert not {t for t in related if t in doc.to_json(text=True)}
    check(doc.text, doc.to_dict())


def test_url_and_id():
    html = (PAGES / "dw.html").read_text("utf-8")
    assert read_html(html).url == "https://habari.example/sw/msumbiji-na-malawi/a-6900000"  # its canonical link
    assert from_html(html).id == "https://habari.example/sw/msumbiji-na-malawi/a-6900000"
    assert from_html(html, "https://a.example/1", id="k").id == "k"
    assert from_html(html, published="2024-01-02").published == "2024-01-02"
    assert from_html(html, extractor=dondoo.Extractor(["times"])).entities == ()
    with pytest.raises(TypeError, match="str or bytes, not int"):
        read_html(5)


def test_bytes_in_any_charset():
    html = (PAGES / "dw.html").read_text("utf-8")
    wanted = read_html(html)
    bare = html.replace('<meta charset="utf-8">', "")
    assert "Macuácua" in wanted.text
    for data in (
        html.encode(),
        b"\xef\xbb\xbf" + html.encode(),
        bare.encode(),  # UTF-8 without a word of it
        html.encode("utf-16"),
        html.replace('charset="utf-8"', 'charset="iso-8859-1"').encode(),  # declared wrongly
        html.replace('charset="utf-8"', 'charset="windows-1252"').encode("cp1252"),
        html.replace('charset="utf-8"', "charset=ISO-8859-1").encode("cp1252"),  # which means windows-1252, as browsers know
        bare.encode("cp1252"),
        html.replace('charset="utf-8"', 'charset="hakuna-hii"').encode("cp1252"),
        html.replace('charset="utf-8"', 'charset="hex"').encode("cp1252"),  # a codec of Python's that is no charset
        bytearray(html.encode()),
    ):
        assert read_html(data) == wanted
    assert "“pembezoni”" in page_of("mwananchi").text  # windows-1252 as declared
    broken = html.encode().replace("Macuácua".encode(), b"Macu\xc3cua")  # one letter cut in two
    assert "Macu\ufffdcua" in read_html(broken).text


def test_days():
    def day(head="", body="", url=None):
        return read_html(
            f"<html><head>{head}</head><body><article><h1>Ziara</h1>{body}<p>Rais alifika.</p></article></body></html>", url
        ).published

    ld = '<script type="application/ld+json">{}</script>'
    assert day(ld.format('[{"@type":["NewsArticle"],"datePublished":"2024-06-18T23:30:00+03:00"}]')) == "2024-06-18"
    assert day(ld.format('{"@type":"NewsArticle","datePublished":20240618}')) is None
    assert day(ld.format('{"@type":"WebSite","datePublished":"2020-01-01"}') + '<meta name="date" content="2024-06-18">') == "2024-06-18"
    assert day('<meta property="article:published_time" content="2024-06-18 10:00">', '<time datetime="2024-06-20">') == "2024-06-18"
    assert day('<meta property="article:published_time" content="2024-02-31">') is None
    assert day(body='<time datetime="2024-06-18T05:00Z">18 Juni</time>') == "2024-06-18"
    assert day(url="https://habari.example/2024/06/18/ziara.html") == "2024-06-18"
    assert day() is None


def test_lines_that_lead_elsewhere_and_lines_that_do_not():
    paragraph = "<p>Rais wa Kenya aliwasili mjini Kampala siku ya Jumanne kwa mazungumzo na mwenyeji wake kuhusu biashara ya mpakani.</p>"
    page = read_html(
        f"""<html><body><article><h1>Ziara yaanza</h1>{paragraph}
        <p>Mkataba huo ulisainiwa.<strong>Soma Pia: <a href="/1">Uganda yajiandaa kwa mkutano</a></strong></p>
        <p><em>Tazama:</em> <a href="/2">Video ya mapokezi ya rais Entebbe</a></p>
        <p>Soma la leo ni kwamba <a href="/3">mipaka</a> hufunguliwa kwa mazungumzo marefu wala si kwa mabavu, alisema waziri.</p>
        <p>Ripoti ya <a href="/4">Benki Kuu ya Uganda</a> inasema biashara hiyo imeongezeka kwa asilimia tisa.</p>
        <h3>Soma zaidi</h3><p><a href="/5">Shule zafunguliwa mjini Gulu</a></p><p><a href="/6">Wavuvi warejea ziwani Kyoga</a></p>
        {paragraph.replace("Kenya", "Rwanda")}</article></body></html>"""
    )
    assert page.related == (
        "Uganda yajiandaa kwa mkutano",
        "Video ya mapokezi ya rais Entebbe",
        "Shule zafunguliwa mjini Gulu",
        "Wavuvi warejea ziwani Kyoga",
    )
    lines = page.text.split("\n")
    assert "Mkataba huo ulisainiwa." in lines
    assert any(line.startswith("Soma la leo ni kwamba mipaka hufunguliwa") for line in lines)
    assert any("Benki Kuu ya Uganda inasema" in line for line in lines)
    assert len(lines) == 6


BROKEN = {
    "empty": "",
    "white": " \n\t",
    "nul": "\0\0\0",
    "no page": "Habari tu, bila alama yoyote.",
    "json": '{"kichwa": "Ziara", "mwili": null}',
    "pdf": b"%PDF-1.7\n\x00\x93\xff<</Type/Catalog>>",
    "binary": random.Random(1).randbytes(20_000),
    "no body": "<html><head><title>Habari</title></head></html>",
    "a bracket": "<",
    "brackets": "<<<<>>>><</><//>",
    "doctype": "<!DOCTYPE html>",
    "open comment": "<!-- maoni",
    "open script": "<html><body><script>var a = '<p>",
    "frames": "<frameset><frame src=x></frameset>",
    "nested": "<div>" * 50_000 + "Ndani" + "</div>" * 50_000,
    "nested, open": "<b><i><span>" * 20_000 + "Ndani",
    "lists": "<ul><li>" * 20_000 + "Ndani",
    "attributes": "<p " + "a=b " * 50_000 + ">Ndani",
    "entities": "<p>&#0;&#xD800;&#1114112;&hakuna;&amp;lt;</p>",
    "surrogates": "<p>Rais \ud83d wa \udc00</p>",
    "ld of nothing": '<script type="application/ld+json"></script><p>Rais',
    "ld nested": '<script type="application/ld+json">' + "[" * 100_000 + "</script><p>Rais",
    "ld of the wrong kinds": '<script type="application/ld+json">{"@type":"NewsArticle","headline":{"a":1},"author":[null,5,{"name":[1]}],'
    '"publisher":7,"@graph":5}</script><p>Rais',
    "charset of no kind": b'<meta charset="\xff\xfe"><p>Rais \xff',
    "many links": "<ul>" + "<li><a href=x>Habari ya mji wa Goma leo hii</a></li>" * 3000,
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_pages_give_what_can_be_read(name):
    began = time.monotonic()
    page = read_html(BROKEN[name])
    assert time.monotonic() - began < 30
    doc = from_html(BROKEN[name])
    assert doc.error is None
    assert doc.text == page.text
    assert page.text or [d.kind for d in doc.diagnostics] == ["text.empty"]
    check(doc.text, doc.to_dict())


def test_an_unclosed_page_is_read():
    page = read_html(
        "<html><body><article><h1>Ziara yaanza<p>Rais wa Kenya aliwasili mjini Kampala jana.<p>Alisema atarudi <b>kesho asubuhi"
    )
    assert page.text.split("\n") == ["Ziara yaanza", "Rais wa Kenya aliwasili mjini Kampala jana.", "Alisema atarudi kesho asubuhi"]
    whole = (PAGES / "dw.html").read_text("utf-8")
    assert read_html(whole.replace("a", "a\0")) == read_html(whole)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_cut_anywhere(name):
    html = (PAGES / f"{name}.html").read_bytes()
    whole, lengths = page_of(name), []
    for end in range(0, len(html), 131):
        page = read_html(html[:end])
        lengths.append(len(page.text))
        if page.text:
            assert page.headline is None or whole.headline.startswith(page.headline[:20])
    assert lengths[-1] == len(whole.text)
    assert lengths[0] == 0


def test_random_damage():
    randomly = random.Random(3)
    pages = [(PAGES / f"{name}.html").read_bytes() for name in EXPECTED]
    damaged = []
    for _ in range(120):
        data = bytearray(randomly.choice(pages))
        for _ in range(randomly.randrange(1, 40)):
            at = randomly.randrange(len(data))
            match randomly.randrange(4):
                case 0:
                    data[at] = randomly.randrange(256)
                case 1:
                    del data[at : at + randomly.randrange(30)]
                case 2:
                    data[at:at] = randomly.choice([b"<", b">", b"</div>", b"<p>", b"<!--", b'"', b"&#x0;", b"<script>", b"\xff"])
                case 3:
                    data[at:at] = data[at : at + randomly.randrange(60)]
        damaged.append(bytes(data))
    batch = read_pages(damaged)
    assert len(batch) == 120
    assert {d.error for d in batch} == {None}
    assert sum(len(d.text) > 500 for d in batch) > 60
    for doc in batch:
        check(doc.text, doc.to_dict())


def test_many_pages():
    html = [(PAGES / f"{name}.html").read_bytes() for name in EXPECTED]
    batch = read_pages([*html, None, 5, ""], urls=[f"u{i}" for i in range(7)])
    assert [d.id for d in batch] == [f"u{i}" for i in range(7)]
    assert [d.error for d in batch] == [None] * 5 + ["D001", None]
    assert [d.published for d in batch][:4] == ["2024-06-18", "2024-03-14", "2024-07-17", "2024-06-14"]
    assert batch[0] == from_html(html[0], "u0")
    assert [d.id for d in read_pages(html[:1], ids=[7])] == ["7"]
    assert read_pages(iter(html[:1]))[0].id == "https://habari.example/sw/msumbiji-na-malawi/a-6900000"
    with pytest.raises(dondoo.DondooError, match="D009"):
        read_pages(html, urls=["u"])


def test_pages_on_the_command_line(tmp_path, capsys):
    out = tmp_path / "o.jsonl"
    assert main(["extract", str(PAGES), "-o", str(out), "--no-progress"]) == 0
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [Path(r["id"]).name for r in records] == ["bbc.html", "dw.html", "mwananchi.html", "voa.html"]
    assert [r["published"] for r in records] == ["2024-03-14", "2024-06-18", "2024-06-14", "2024-07-17"]
    done = subprocess.run(
        [sys.executable, "-m", "dondoo.cli", "extract", "--input", "html"], input="<html>", capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    # Standard input, and pages in a field of JSON Lines; a day that the row gives wins.
    html = (PAGES / "dw.html").read_text("utf-8")
    command = [sys.executable, "-m", "dondoo.cli", "extract"]
    done = subprocess.run([*command, "--input", "html"], input=html, capture_output=True, text=True, timeout=120, check=True)
    assert json.loads(done.stdout)["headline"]["text"] == EXPECTED["dw"][0][0]
    rows = [{"id": "a", "raw": html, "published": "2024-06-20"}, {"id": "b", "raw": None}, {"id": "c", "raw": 5}]
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    assert main(["extract", str(source), "--html", "--field", "raw", "-o", str(out), "--no-progress"]) == 1
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [(r["id"], r["published"], (r["error"] or {}).get("code")) for r in records] == [
        ("a", "2024-06-20", None),
        ("b", None, None),
        ("c", None, "D001"),
    ]


def test_it_is_lazy_and_says_what_is_missing():
    code = """
import sys
import dondoo
assert not {"trafilatura", "lxml"} & sys.modules.keys()
sys.modules["trafilatura"] = None
try:
    dondoo.from_html
except ImportError as error:
    assert "dondoo[web]" in str(error), error
else:
    raise SystemExit("no error")
try:
    dondoo.hakuna
except AttributeError:
    print("sawa")
"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "sawa\n"


def test_docstrings():
    result = doctest.testmod(dondoo.web)
    assert result.attempted
    assert not result.failed

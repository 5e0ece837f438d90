"""What notebooks show: the text is all there and nothing of it acts, whatever it is; sizes stay bounded."""

import json
import re
import time
from html.parser import HTMLParser

import dondoo
import pytest
from dondoo import display
from dondoo.display import _escape
from dondoo.display._segments import Close, Mark, Open, Piece, nest, order
from dondoo.display._timeline import timeline
from hypothesis import given, settings
from hypothesis import strategies as st

VOID = {"meta", "br", "img", "input"}
OURS = "article div span p b bdi mark details summary table thead tbody tr th td style svg title desc text line rect code"
PAGES = "html head body main h1 meta"
ELEMENTS = {*OURS.split(), *PAGES.split()}
NAMES = "class lang dir title data-l aria-label tabindex role scope open viewbox x y x1 x2 y1 y2 width height text-anchor"
METAS = "charset name content http-equiv"
ATTRIBUTES = {*NAMES.split(), *METAS.split()}
NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "&amp;lt;b&amp;gt; &amp;lt &#x41; &bogus;",
    "</p></div></article></style><style>*{display:none}</style>",
    "<!-- --> <![CDATA[ ]]> <plaintext>",
    "Rais \u202ewa Kenya\u202c \u2066alisema\u2069 \u200f",
    "NUL \x00 BEL \x07 ESC \x1b DEL \x7f C1 \x85 FF \x0c",
    "javascript:alert(1) {{7*7}} ${7*7}",
    "mstari\r\nmwingine\rna\nmwingine\n\n\n  mwisho  ",
    "ng’ombe e\u0301 👩🏾‍⚕️ \xad \ufeff \ufffe",
]


class Reader(HTMLParser):
    """Reads our HTML as a strict reader would: every element closed in order, known elements and attributes only."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, str]] = []
        self.article: list[str] = []
        self.shown: list[str] = []
        self.titles: list[str] = []

    def handle_starttag(self, tag, attributes):
        assert tag in ELEMENTS, tag
        assert {name for name, _ in attributes} <= ATTRIBUTES, attributes
        values = dict(attributes)
        self.titles += [v for k, v in attributes if k in ("title", "aria-label", "data-l")]
        if tag not in VOID:
            self.stack.append((tag, values.get("class") or ""))

    def handle_endtag(self, tag):
        assert self.stack.pop()[0] == tag

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def handle_data(self, data):
        if self.stack and self.stack[-1][0] == "style":
            return
        self.shown.append(data)
        if any("dondoo-text" in style.split() for _, style in self.stack):
            # A hidden character stands as its code point in a box of its own.
            self.article.append(chr(int(data[2:], 16)) if self.stack[-1][1] == "dondoo-ctl" else data)


def read(html: str) -> Reader:
    """Parse and check."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.stack == []
    assert not re.search(r"\sid=", re.sub(r">[^<]*<", "><", html)), "ids would clash on one page"
    return reader


def article(html: str) -> str:
    """Return the text of the article part."""
    return "".join(read(html).article)


def test_the_article_is_all_there(articles):
    for row in articles:
        doc = dondoo.extract(row["text"], id=row["id"], headline=row["title"] or None)
        html = doc._repr_html_()
        assert article(html) == row["text"]
        assert len(html) < 60_000
        assert html == display.html(doc)


def test_marks_hold_the_words_of_their_facts():
    text = "Rais wa Kenya aliwasili Kampala jana. “Watu 13 walijeruhiwa mjini Goma,” alisema msemaji Asha Juma."
    doc = dondoo.extract(text, published="2024-06-18")
    html = display.html(doc)
    assert re.search(r'<mark class="dondoo-m dondoo-loc" title="LOC: Kampala \(UGA\)" data-l="LOC">Kampala</mark>', html)
    assert re.search(r'<mark class="dondoo-m dondoo-time" title="DATE: 2024-06-17" data-l="DATE">jana</mark>', html)
    assert "said by Asha Juma" in html
    quote = re.search(r'<mark class="dondoo-m dondoo-quote".*?data-l="— Asha Juma">(.*?,)</mark>”', html)
    assert quote, "the whole quote is one element"
    assert "Goma</mark>" in quote[1], "with the name inside it"


def test_header_and_tables():
    text = "Ziara yaanza\n18 Juni 2024Rais wa Kenya William Ruto aliwasili Kampala.Soma Pia: Uganda yajiandaa"
    doc = dondoo.extract(text, id="a1")
    html = display.html(doc)
    shown = " ".join(read(html).shown)
    for words in ("2024-06-18", "KEN", "a1", "Events (", "Roles (1)", "Names ("):
        assert words in shown, words
    assert 'data-l="related"' in html
    event = doc.events[0]
    row = re.search(r"<tbody><tr>(.*?)</tr>", html)[1]
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td.*?>(.*?)</td>", row)]
    assert "William Ruto" in cells[0]
    assert cells[1].startswith(event.type)
    assert cells[6] == event.evidence.text == "William Ruto aliwasili Kampala"
    assert "<b>aliwasili</b>" in row
    assert f"<b>{event.text}</b>" in row


def test_a_given_headline_is_shown_beside_the_text():
    html = display.html(dondoo.extract("Rais wa Kenya alisema hivyo.", headline="Kichwa <i>cha</i> habari"))
    assert "Kichwa &lt;i&gt;cha&lt;/i&gt; habari" in html
    assert article(html) == "Rais wa Kenya alisema hivyo."


@pytest.mark.parametrize("nasty", NASTY)
def test_nasty_text_shows_as_text(nasty):
    lexicon = [{"text": "Zawadi & <Wana>", "type": "ORG", "id": '"><b>'}]
    extractor = dondoo.Extractor(any_language=True, lexicon=lexicon)
    text = f"Rais wa Kenya alisema “{nasty}” mjini Goma na Zawadi & <Wana> jana."
    doc = extractor.extract(text, id=nasty, headline=f"Kichwa {nasty}", published="2024-06-18")
    html = display.html(doc)
    assert article(html) == text
    batch = extractor.extract_batch([text, nasty, 5, None], ids=[nasty] * 4, headlines=[nasty] * 4)
    for item in (batch, *batch, *batch.tables.values()):
        read(display.html(item))
    page = display.page(batch, *batch, batch.mentions, title=nasty)
    read(page.removeprefix("<!DOCTYPE html>\n"))
    for hidden in "\x00\x07\x1b\x7f\x85\u202e\u2066\u200f\ufffe":
        assert hidden not in page


WILD = st.one_of(
    st.text(),
    st.lists(
        st.one_of(
            st.sampled_from(
                [*NASTY, "Rais wa Kenya ", "“", "”", '"', " alisema ", "Soma Pia: ", "Goma ", "saa mbili usiku ", "watu 13 ", "\n", ". "]
            ),
            st.text(max_size=6),
        ),
        max_size=25,
    ).map("".join),
)
WIDE = dondoo.Extractor(any_language=True)


@settings(max_examples=150, deadline=None)
@given(WILD)
def test_any_text_is_kept_and_escaped(text):
    assert article(display.html(WIDE.extract(text, id=text, headline=text or None))) == text


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 4)).map(lambda t: (*sorted(t[:2]), t[2])), max_size=12)


@settings(max_examples=300, deadline=None)
@given(SPANS, st.integers(0, 30), st.integers(0, 30))
def test_segments(spans, a, b):
    start, end = sorted((a, b))
    marks = order(Mark(s, e, f"k{i}", "", "", rank) for i, (s, e, rank) in enumerate(spans))
    assert len(marks) == sum(s < e for s, e, _ in spans)
    stack, at, last = [], start, []
    for step in nest(marks, start, end):
        if isinstance(step, Open):
            stack.append(step.mark)
            last += [step.mark] * step.last
        elif isinstance(step, Close):
            assert stack.pop() == step.mark
        else:
            assert isinstance(step, Piece)
            assert step.start == at < step.end
            at = step.end
            for place in range(step.start, step.end):
                assert sorted(m.kind for m in stack) == sorted(m.kind for m in marks if m.start <= place < m.end)
    assert at == end
    assert not stack
    # The label stands once, and it does stand wherever the end of the mark is in sight.
    assert sorted(m.kind for m in last) == sorted(m.kind for m in marks if m.start < end and start < m.end <= end)


def test_long_articles_fold_and_stay_bounded():
    sentence = "Rais wa Kenya William Ruto alikutana na waziri mkuu wa Ethiopia Abiy Ahmed mjini Addis Ababa tarehe 3 Machi 2024. "
    middle = "\n".join([sentence * 3] * 40)
    html = display.html(dondoo.extract(middle))
    assert article(html) == middle
    assert "Rest of the article" in html
    before = html.split("<details>")[0]
    assert 3_000 <= len(article(before + "</article>")) <= 4_100

    one_line = sentence * 60
    folded = display.html(dondoo.extract(one_line))
    assert article(folded) == one_line
    assert "Rest of the article" in folded

    long = "\n".join([sentence * 5] * 1_000)
    html = display.html(dondoo.extract(long))
    assert article(html) == long[:40_000]
    assert "more characters are not shown" in html
    assert "the first 100 of" in html
    assert len(html) < 900_000


def test_long_ids_and_names_are_cut():
    name = "Zawadi" + "ndefu" * 2_000
    extractor = dondoo.Extractor(lexicon=[{"text": name, "type": "PER", "id": "x"}])
    batch = extractor.extract_batch([f"Rais {name} alisema hivyo."] * 9, ids=["k" * 1_000_000] * 9, headlines=["h" * 100_000] * 9)
    assert name[:50] in display.html(batch[0])
    assert len(display.html(batch[0])) < 40_000
    for item in (batch, *batch.tables.values()):
        assert len(display.html(item)) < 40_000


def test_error_rows_say_why():
    bad = dondoo.extract_batch(["Rais wa Kenya alisema.", 5], ids=["x", "<y>"])[1]
    html = display.html(bad)
    assert "D001" in html
    assert "not a string" in html
    assert "&lt;y&gt;" in html


def test_batch(articles):
    batch = dondoo.extract_batch([a["text"] for a in articles] + [None, 7], ids=[a["id"] for a in articles] + ["n", "e"])
    html = batch._repr_html_()
    reader = read(html)
    shown = "".join(reader.shown)
    assert "26 documents" in shown
    assert "1 error (D001 1)" in shown
    top = batch.entity_counts()[0]
    assert f"<td>{top.name}</td>" in html
    assert "the first 8 of 26 documents" in shown
    assert "<svg" in html
    assert f"{len(batch.events)} events" in shown
    assert len(html) < 30_000


def test_an_empty_batch_shows_itself():
    html = display.html(dondoo.extract_batch([]))
    assert "0 documents" in "".join(read(html).shown)


def test_a_large_batch_is_read_from_columns(articles, monkeypatch):
    small = dondoo.extract_batch([a["text"] for a in articles])
    batch = dondoo.Batch.of(list(small) * 4_167)
    assert len(batch) > 100_000
    # No article's record is turned into Python objects.
    monkeypatch.setattr(dondoo.Document, "_raw", property(lambda self: pytest.fail("a document was read")))
    began = time.process_time()
    html = display.html(batch)
    assert time.process_time() - began < 5
    assert len(html) < 200_000
    assert "even sample of" in html
    table = display.html(batch.mentions)
    assert f"first 20 of {len(batch.mentions):,} rows" in table
    assert len(table) < 50_000


def test_table():
    batch = dondoo.extract_batch(["Rais wa Kenya alisema hivyo.", "hapana", "Rais wa Uganda alikataa."], ids=["a", "<b>", None])
    table = batch.mentions
    html = table._repr_html_()
    assert f"{len(table)} rows" in html
    assert "<td>Kenya</td>" in html
    assert html.count("<tr>") == len(table) + 1
    assert "&lt;b&gt;" in display.html(batch.documents)


def test_head_is_the_beginning_of_the_table(articles):
    batch = dondoo.extract_batch([a["text"] for a in articles])
    for name in ("mentions", "events", "diagnostics", "documents"):
        table = batch.tables[name]
        for rows in (0, 1, 5, 10_000):
            assert table.head(rows) == {column: values[:rows] for column, values in table.to_pydict().items()}


def test_timeline_counts_and_scales():
    def bars(events):
        return re.findall(r"<title>([^<:]+): (\d+) ([a-z ]+)</title>", timeline(events))

    weeks = bars([("2024-06-17", None, 1), ("2024-06-18", None, 1), (None, "2024-06-25", 4), ("2024-W25", None, 3)])
    assert weeks == [("2024-W25", "2", "verbal cooperation"), ("2024-W25", "1", "verbal conflict"), ("2024-W26", "1", "material conflict")]
    months = timeline([("2021-01-05", None, 2), ("2024-03", None, 2), ("2023", None, 2)])
    assert "Events by month, 2021-01 to 2024-03" in months
    assert "left out: 1 of 3 events" in months
    years = bars([("1890-01-05", None, 2), ("1899", None, 2)])
    assert years == [("1890", "1", "material cooperation"), ("1899", "1", "material cooperation")]
    stray = timeline([("1964-01-12", None, 1)] + [(f"2024-0{m}-10", None, 1) for m in range(1, 10)] * 4)
    assert "Events by week, 2024-W02" in stray
    assert "left out: 1 of 37" in stray
    assert timeline([]) == ""
    assert timeline([(None, None, 1), ("bad", None, 1), ("2024-13-45", None, 2)]) == '<p class="dondoo-small">no event has a date</p>'
    assert len(timeline([(f"{y:04}-01-01", None, 1) for y in range(1, 3000)])) < 30_000


def test_style_stays_inside():
    style = re.search(r"<style>(.*?)</style>", display.html(dondoo.extract("x")), re.S)[1]
    selectors = re.findall(r"([^{}]+)\{", style)
    for selector in (part for group in selectors for part in re.split(r",(?![^(]*\))", group) if not group.strip().startswith("@media")):
        assert ".dondoo" in selector, selector


def contrast(a: str, b: str) -> float:
    def luminance(colour):
        digits = colour.lstrip("#")
        digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
        parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_in_both_themes():
    from dondoo.display import _style

    for theme in (_style._LIGHT, _style._DARK):
        colours = dict(pair.split(":") for pair in theme.replace("--d-", "").split(";"))
        for back in ("per", "org", "loc", "grp", "time", "qty", "said"):
            assert contrast(colours[back], colours["ink"]) >= 7, back
            # The line under a mark is a sign of its own: 3:1 against its mark.
            assert contrast(colours[back], colours[f"{back}-l"]) >= 3, back
        for quad in ("q0", "q1", "q2", "q3", "q4"):
            assert contrast(colours[quad], colours["qink"]) >= 6, quad
        for ink in ("ink0", "dim"):
            assert contrast(colours["base"], colours[ink]) >= 6, ink


def test_anything_else_is_refused():
    with pytest.raises(TypeError, match="cannot show list"):
        display.html([])


def test_display_is_not_loaded_with_the_package():
    import subprocess
    import sys

    code = "import sys, dondoo; print('dondoo.display' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"


def test_a_timeline_to_the_end_of_time():
    from dondoo.display._timeline import timeline

    drawn = timeline([("0001-01-01", None, 1), (None, "9999-12-31", 4), ("2024-W25", "2024-06-17", 2)])
    assert "9999" in drawn
    weeks = timeline([("9999-12-28", None, 1), ("9999-12-31", None, 1)])
    assert 'height="26.0"' in weeks


def test_an_event_tells_its_numbers_contexts_and_source(articles):
    batch = dondoo.extract_batch([a["text"] for a in articles], published=[a["published"] for a in articles])
    doc, event = next((d, e) for d in batch for e in d.events if e.injured and e.arrested and e.source and e.context)
    rows = re.search(r"<tbody>(.*?)</tbody>", display.html(doc))[1].split("<tr>")[1:]
    row = rows[doc.events.index(event)]
    source = next(e.name for e in doc.entities if e.id == event.source)
    for words in (f"{event.injured} injured, {event.arrested} arrested", "material conflict", *event.context, event.day, source):
        assert words in row, words
    assert "killed" not in row


def test_the_plain_representation_is_there_too():
    doc = dondoo.extract("Rais wa Kenya alisema hivyo.", id="a")
    assert repr(doc).startswith("<dondoo.Document 'a'")
    assert json.dumps(display.html(doc))


def test_doctests():
    import doctest

    from dondoo.display import _marks, _segments

    for module in (dondoo.batch, display, _escape, _marks, _segments):
        result = doctest.testmod(module)
        assert result.attempted
        assert not result.failed

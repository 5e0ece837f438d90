"""A notebook that shows articles, batches and tables, executed, converted and opened in a real browser, in both themes.

Some of its articles try to run a script, close our elements or turn the reading direction. Screenshots are left in pytest's folder.
"""

import json
import os
from pathlib import Path
from types import SimpleNamespace

import dondoo
import pytest
from dondoo import display

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
nbconvert = pytest.importorskip("nbconvert")
pytest.importorskip("ipykernel")

NASTY = [
    "<script>window.ran = 1; alert(1)</script> Rais wa Kenya alisema.",
    'Mkutano wa <img src=x onerror="window.ran = 2"> Goma "><svg onload="window.ran = 3">',
    '</p></div></article></style><style>*{display:none}</style><a href="javascript:window.ran=4">Bofya</a>',
    "Tarehe \u202e2024 inuJ 3\u202c NUL \x00 BEL \x07 na &amp;lt; &bogus; jana\r\nmwisho\n\n  hapa ",
]
SETUP = """
import json, dondoo
rows = json.load(open("rows.json", encoding="utf-8"))
batch = dondoo.extract_batch(
    [r["text"] for r in rows] + [5],
    ids=[r["id"] for r in rows] + ["<b>row</b>"],
    published=[r["published"] for r in rows] + [None],
    headlines=[r["title"] or None for r in rows] + [None],
)
"""
CELLS = ["batch", "batch[0]", "batch[12]", *(f"batch[{i}]" for i in range(24, 30)), "batch.events", "batch.documents"]

# What stands in our elements, hidden characters turned back from their boxes.
TEXTS = """() => [...document.querySelectorAll('article.dondoo')].map(article =>
  [...article.querySelectorAll('.dondoo-text')].map(part => {
    const copy = part.cloneNode(true);
    copy.querySelectorAll('.dondoo-ctl').forEach(e => e.replaceWith(String.fromCodePoint(parseInt(e.textContent.slice(2), 16))));
    return copy.textContent;
  }).join(''))"""
FOCUS = """() => {
  const e = document.activeElement;
  return e.closest('.dondoo') ? [e.tagName, e.textContent, e.matches(':focus-visible')] : null;
}"""
BACKGROUND = "() => getComputedStyle(document.querySelector('.dondoo')).backgroundColor"
WATCH = """() => {
  window.leaks = [...document.querySelectorAll('script,img,iframe,[onerror],[onload],[onmouseover],[href]')]
    .filter(e => e.closest('.dondoo')).map(e => e.outerHTML);
}"""


def long_article() -> str:
    day = (
        "Rais wa Kenya William Ruto alikutana na waziri mkuu wa Ethiopia Abiy Ahmed mjini Nairobi siku ya {}. "
        "“Tumekubaliana,” alisema Ruto."
    )
    return "\n".join(day.format(name) for name in ("Jumatatu", "Jumanne", "Jumatano", "Alhamisi", "Ijumaa") * 8)


@pytest.fixture(scope="module")
def rows(articles) -> list[dict]:
    added = [{"id": f'n{i}"><b>', "title": t[:40] if i % 2 else "", "text": t, "published": "2024-06-18"} for i, t in enumerate(NASTY)]
    return [*articles, *added, {"id": "long", "title": "", "text": long_article(), "published": "2024-06-18"}]


@pytest.fixture(scope="module")
def notebook(rows, tmp_path_factory):
    """The executed notebook."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "rows.json").write_text(json.dumps(rows), "utf-8")
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in (SETUP, *CELLS)], metadata={"title": "dondoo"})
    client = nbclient.NotebookClient(book, timeout=300, resources={"metadata": {"path": str(folder)}})
    # The kernel imports the dondoo that is tested, wherever that lies.
    client.execute(env={**os.environ, "PYTHONPATH": str(Path(dondoo.__file__).resolve().parent.parent)})
    return book


@pytest.fixture(scope="module", params=["light", "dark"])
def opened(request, browser, notebook, tmp_path_factory):
    """The notebook as a page in one theme, on a machine that prefers the other one, and what happened while it loaded."""
    theme = request.param
    exporter = nbconvert.HTMLExporter(template_name="lab", theme=theme)
    folder = tmp_path_factory.mktemp(theme)
    path = folder / "notebook.html"
    path.write_text(exporter.from_notebook_node(notebook)[0], "utf-8")
    page, log = open_page(browser, path, "dark" if theme == "light" else "light")
    page.screenshot(path=folder / "notebook.png", full_page=True)
    yield SimpleNamespace(page=page, log=log, theme=theme, folder=folder)
    page.context.close()


def open_page(browser, path: Path, scheme: str, width: int = 1100):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    log: list[str] = []
    # nbconvert's page asks a CDN for require.js and MathJax: there is no network, and these complaints are not ours.
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    page.on("dialog", lambda dialog: (log.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: log.append(f"error: {error}"))
    page.on("console", lambda message: log.append(f"console: {message.text}") if message.type == "error" else None)
    page.goto(path.as_uri())
    page.wait_for_load_state("load")
    return page, log


def ours(log: list[str]) -> list[str]:
    """Leave out what follows from the missing network: scripts that were not loaded, and nbconvert's own calls of them."""
    return [line for line in log if not any(word in line for word in ("ERR_FAILED", "require is not defined", "MathJax", "mermaid"))]


def brightness(colour: str) -> float:
    return sum(float(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]) / 3


def violations(page, axe: str, within: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate("within => axe.run(within, {resultTypes: ['violations']})", within)
    assert found["passes"] or found["inapplicable"]
    return [
        f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:200]} {v['nodes'][0]['failureSummary'][:300]}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]


def test_no_script_ran(opened):
    assert opened.page.evaluate("window.ran") is None
    opened.page.evaluate(WATCH)
    assert opened.page.evaluate("window.leaks") == []
    assert ours(opened.log) == []


def test_every_text_is_there_as_it_was(opened, rows):
    texts = opened.page.evaluate(TEXTS)
    # The first article element is the batch; the last document is an error row.
    wanted = [rows[0]["text"], rows[12]["text"], *(row["text"] for row in rows[24:29])]
    # nbconvert passes its page through BeautifulSoup, which shortens white space; test_a_page_of_its_own compares it too.
    assert [" ".join(text.split()) for text in texts[1:8]] == [" ".join(text.split()) for text in wanted]
    assert opened.page.locator(".dondoo-error").count() == 1
    assert "<b>row</b>" in opened.page.locator("article.dondoo:has(.dondoo-error)").inner_text()


def test_hidden_characters_are_seen_and_do_not_act(opened):
    boxes = opened.page.locator(".dondoo-text .dondoo-ctl").all_inner_texts()
    assert boxes == ["U+202E", "U+202C", "U+0000", "U+0007"]


def test_the_notebooks_theme_counts_not_the_machines(opened):
    bright = brightness(opened.page.evaluate(BACKGROUND))
    assert bright > 200 if opened.theme == "light" else bright < 60


def test_marks_are_seen_with_their_labels(opened):
    marked = opened.page.locator("mark.dondoo-loc", has_text="Msumbiji").first
    assert marked.inner_text() == "Msumbiji"  # a label is no part of the text that is selected and copied
    assert marked.evaluate("e => getComputedStyle(e, '::after').content") == '"LOC"'
    assert marked.bounding_box()["width"] > 0


def test_the_keyboard_reaches_and_opens_the_folds(opened):
    page = opened.page
    closed = page.locator(".dondoo details:not([open])").count()
    assert closed > 5
    page.evaluate("document.querySelector('.dondoo').scrollIntoView(); document.activeElement.blur()")
    reached = set()
    for _ in range(300):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        if found and found[0] == "SUMMARY":
            assert found[2], "the focus is seen"
            reached.add(found[1])
            if found[1].startswith("Rest of the article"):
                page.keyboard.press("Enter")
                assert page.evaluate("document.activeElement.parentElement.open")
                break
    assert {name.split(" (")[0] for name in reached} >= {"Events", "Roles", "Quotes", "Names", "Times", "Rest of the article"}


def test_axe_finds_nothing_serious(opened, axe):
    opened.page.evaluate("document.querySelectorAll('.dondoo details').forEach(d => d.open = true)")
    assert violations(opened.page, axe, ".dondoo") == []
    opened.page.screenshot(path=opened.folder / "unfolded.png", full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_of_its_own(browser, axe, rows, scheme, tmp_path):
    batch = dondoo.extract_batch([r["text"] for r in rows], ids=[r["id"] for r in rows], published=[r["published"] for r in rows])
    path = tmp_path / "page.html"
    path.write_text(display.page(batch, batch[1], *batch[24:29], batch.events, title="Habari <b>"), "utf-8")
    page, log = open_page(browser, path, scheme, width=420)
    assert log == []
    assert page.evaluate("window.ran") is None
    assert page.title() == "Habari <b>"
    assert page.evaluate(TEXTS)[1:] == [rows[1]["text"], *(row["text"] for row in rows[24:29])]
    assert brightness(page.evaluate(BACKGROUND)) > 200 if scheme == "light" else brightness(page.evaluate(BACKGROUND)) < 60
    # On a telephone's width tables scroll inside themselves; the page does not.
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.screenshot(path=tmp_path / f"page-{scheme}.png", full_page=True)
    # The page's own policy forbids scripts, so axe goes in through the debugger.
    assert violations(page, axe, "html") == []
    page.context.close()

"""Plots: pictures against checked-in ones, and what is drawn against counts made by pandas.

Pictures are compared without texts and legends, whose size changes with matplotlib's fonts (other tests read them), and after averaging
over blocks of pixels, so that smoothing does not count, but a bar, circle or colour that changed does. After an intended change draw them
anew with `DONDOO_BLESS=1 python -m pytest tests/python/test_plot.py -k pictures`, and look at them before they are committed.
"""

import datetime as dt
import doctest
import io
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import dondoo
import matplotlib as mpl

mpl.use("Agg")

import dondoo.pandas
import dondoo.plot
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from dondoo._plover import QUAD_OF as QUADS
from dondoo.plot import _actors, _events, _labels, _map, _network, _parties, _timeline

PICTURES = Path(__file__).resolve().parent / "plots"
TOLERANCE = 2.0  # root mean square of 0 to 255
PLACES = [
    ("Nairobi", "KEN", -1.29, 36.82, "capital"),
    ("Kenya", "KEN", -1.29, 36.82, "country"),
    ("Mombasa", "KEN", -4.05, 39.66, "city"),
    ("Dodoma", "TZA", -6.17, 35.74, "capital"),
    ("Kigali", "RWA", -1.95, 30.06, "capital"),
    ("Comoros", "COM", -11.7, 43.25, "country"),
]
NAMES = [
    ("Wanjiru Achieng", "PER", "KEN"),
    ("Kenya", "LOC", "KEN"),
    ("polisi", "GRP", "KEN"),
    ("Rwanda", "LOC", "RWA"),
    ("Juma Mrope", "PER", "TZA"),
]


def invented(size, seed=1, names=NAMES):
    """Tables of `size` events, each of an article of its own, as dicts of lists."""
    r = random.Random(seed)
    kinds = r.choices(list(QUADS), range(1, 17), k=size)
    day = dt.date(2024, 1, 3)
    events = {
        "row": list(range(size)),
        "type": kinds,
        "quad": [QUADS[kind] for kind in kinds],
        "score": [round(r.uniform(-10, 10), 1) for _ in kinds],
        "date": [(day + dt.timedelta(days=int(r.triangular(0, 170, 120)))).isoformat() for _ in kinds],
        "aux": [r.choice([None, None, "future"]) for _ in kinds],
        "actor": [r.sample(["e1", "e2"], r.choice([0, 1, 1, 2])) for _ in kinds],
        "recipient": [["e3"] if r.random() < 0.8 else [] for _ in kinds],
        "place": [r.choice(["e9", "e9", None]) for _ in kinds],
    }
    who = [r.sample(names, 3) for _ in kinds]
    entities = {
        "row": [row for row in range(size) for _ in range(3)],
        "entity": ["e1", "e2", "e3"] * size,
        "type": [kind for three in who for _, kind, _ in three],
        "name": [name for three in who for name, _, _ in three],
        "country": [country for three in who for _, _, country in three],
        "sector": [None] * (3 * size),
        "wikidata": [None] * (3 * size),
        "lexicon_id": [None] * (3 * size),
    }
    where = [r.choice(PLACES) for _ in kinds]
    places = {"row": list(range(size)), "entity": ["e9"] * size}
    places |= {column: [place[i] for place in where] for i, column in enumerate(("name", "country", "lat", "lon", "feature"))}
    return events, {"entities": entities, "places": places}


@pytest.fixture(autouse=True)
def _clean(monkeypatch):
    monkeypatch.setattr(plt, "show", lambda *a, **k: pytest.fail("a plot was shown"))
    with mpl.rc_context(mpl.rcParamsDefault | {"backend": "agg"}):
        yield
    plt.close("all")


@pytest.fixture(scope="module")
def batch(articles):
    return dondoo.extract_batch(
        [a["text"] for a in articles], ids=[a["id"] for a in articles], published=[a["published"] for a in articles]
    )


def blocks(png):
    """Means over blocks of four by four pixels."""
    image = (plt.imread(png)[..., :3] * 255).astype(float)
    high, wide = (n // 4 * 4 for n in image.shape[:2])
    return image[:high, :wide].reshape(high // 4, 4, wide // 4, 4, 3).mean(axis=(1, 3))


def difference(ax, name):
    drawn = io.BytesIO()
    for artist in [*ax.figure.findobj(mpl.text.Text), *ax.figure.findobj(mpl.legend.Legend)]:
        artist.set_visible(False)
    ax.figure.savefig(drawn, format="png", dpi=50, metadata={"Software": None})
    path = PICTURES / f"{name}.png"
    if os.environ.get("DONDOO_BLESS"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(drawn.getvalue())
    drawn.seek(0)
    new, old = blocks(drawn), blocks(path)
    return 255.0 if new.shape != old.shape else float(np.sqrt(((new - old) ** 2).mean()))


def ring(nx, graph):
    """A layout that does not change with networkx."""
    nodes = sorted(graph)
    return {node: np.array([np.cos(i), np.sin(i)]) for node, i in zip(nodes, np.linspace(0, 5, len(nodes)), strict=True)}


DRAWN = {
    "timeline": ("timeline", {}),
    "timeline_types_sw": ("timeline", {"by": "type", "every": "month", "lang": "sw"}),
    "network": ("network", {}),
    "map": ("map", {}),
    "actors": ("actors", {}),
    "nothing": ("timeline", {"types": "AID", "since": "2030"}),
}


def draw(name, tables, monkeypatch):
    """On axes that stand still: a layout engine would move them with the widths of glyphs."""
    kind, options = DRAWN[name]
    monkeypatch.setattr(_network, "_layout", ring)
    ax = plt.figure(figsize=(7, 4.5)).add_axes((0.18, 0.12, 0.58, 0.72))
    return getattr(dondoo.plot, kind)(*tables, **options, ax=ax)


@pytest.mark.parametrize("name", DRAWN)
def test_pictures(name, monkeypatch):
    assert difference(draw(name, invented(120), monkeypatch), name) < TOLERANCE


@pytest.mark.parametrize("name", [name for name in DRAWN if name != "nothing"])
def test_pictures_of_other_events_differ(name, monkeypatch):
    monkeypatch.delenv("DONDOO_BLESS", raising=False)
    assert difference(draw(name, invented(120, seed=2), monkeypatch), name) > TOLERANCE


@pytest.mark.parametrize("module", [dondoo.plot, _timeline, _network, _map, _actors])
def test_docstrings(module):
    result = doctest.testmod(module, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert result.attempted
    assert result.failed == 0


@pytest.mark.parametrize("kind", ["timeline", "network", "map", "actors"])
def test_legends_name_the_colours(kind):
    events, tables = invented(120)
    options = {"by": "quad"} if kind == "network" else {}
    for lang, names in (
        ("en", ["Verbal cooperation", "Material cooperation", "Verbal conflict", "Material conflict"]),
        ("sw", ["Ushirikiano wa maneno", "Ushirikiano wa vitendo", "Mzozo wa maneno", "Mzozo wa vitendo"]),
    ):
        ax = getattr(dondoo.plot, kind)(events, tables, lang=lang, **options)
        legends = ax.findobj(mpl.legend.Legend)
        entries = {t.get_text(): h for legend in legends for t, h in zip(legend.get_texts(), legend.legend_handles, strict=True)}
        found = {name: mpl.colors.to_hex(entries[name].get_facecolor()) for name in names if name in entries}
        assert found == {
            name: colour for name, colour in zip(names, ("#56b4e9", "#0072b2", "#e69f00", "#d55e00"), strict=True) if name in entries
        }
        assert len(found) >= 2


def heights(ax):
    """Legend label of each part, and its bars' heights."""
    return {p.get_label(): p.get_data().values - p.get_data().baseline for p in ax.patches}


def notes(ax):
    return next(t.get_text() for t in ax.texts if ":" in t.get_text())


@pytest.mark.parametrize(("every", "rule"), [("day", "D"), ("week", "W-SUN"), ("month", "M"), ("year", "Y")])
def test_timeline_counts(every, rule):
    events, _ = invented(300)
    bars = heights(dondoo.plot.timeline(events, every=every))
    frame = pd.DataFrame(events)
    period = pd.PeriodIndex(pd.to_datetime(frame["date"]), freq=rule)
    counts = frame.groupby([period, "quad"]).size().unstack(fill_value=0)
    counts = counts.reindex(pd.period_range(period.min(), period.max(), freq=rule), fill_value=0)
    labels = {1: "Verbal cooperation", 2: "Material cooperation", 3: "Verbal conflict", 4: "Material conflict"}
    assert bars.keys() == {labels[quad] for quad in counts.columns}
    for quad in counts.columns:
        assert bars[labels[quad]].tolist() == counts[quad].tolist()


def test_timeline_of_a_batch(batch):
    ax = dondoo.plot.timeline(batch, every="year")
    day = batch.events.to_pandas()["day"]
    years = day.dropna().dt.year.astype(int)
    assert sum(heights(ax).values()).tolist() == [int((years == year).sum()) for year in range(years.min(), years.max() + 1)]
    undated = int(day.isna().sum())
    assert (f"without a date: {undated}" in notes(ax)) == bool(undated)


def test_timeline_leaves_out_what_it_cannot_place():
    dates = ["2024-06-03", "2024-06-09T10:00", "2024-W23", "2024-06", "2024", "2024-Q2", "PAST_REF", "2024-02-31", None, float("nan")]
    ax = dondoo.plot.timeline({"type": ["AID"] * len(dates), "date": dates}, every="week")
    assert heights(ax)["Material cooperation"].tolist() == [3]
    assert notes(ax) == "Events: 3 · without a date: 4 · date not exact enough: 3"


def test_timeline_is_not_squeezed_by_one_old_event():
    dates = [f"2024-06-{day:02}" for day in range(1, 31)]
    ax = dondoo.plot.timeline({"type": ["AID"] * 31, "date": [*dates, "1964-01-12"]})
    assert ax.get_title(loc="left") == "Events by day"
    assert "before or after: 1" in notes(ax) or "before or after: 2" in notes(ax)
    whole = dondoo.plot.timeline({"type": ["AID"] * 31, "date": [*dates, "1964-01-12"]}, since="1900")
    assert sum(heights(whole)["Material cooperation"]) == 31


@pytest.mark.parametrize(
    ("days", "title"), [(20, "Events by day"), (200, "Events by week"), (2000, "Events by month"), (9000, "Events by year")]
)
def test_timeline_chooses_its_unit(days, title):
    dates = [(dt.date(2000, 1, 1) + dt.timedelta(days=day)).isoformat() for day in range(0, days, max(days // 50, 1))]
    assert dondoo.plot.timeline({"type": ["AID"] * len(dates), "date": dates}).get_title(loc="left") == title


def test_types_beyond_the_top_are_one_grey_part():
    events, _ = invented(300)
    bars = heights(dondoo.plot.timeline(events, by="type", top=3, every="month"))
    counts = Counter(events["type"])
    assert len(bars) == 4
    assert {name: int(sum(values)) for name, values in bars.items() if name != "Other"} == dict(counts.most_common(3))
    assert sum(bars["Other"]) == 300 - sum(n for _, n in counts.most_common(3))


def test_actors_counts():
    events, tables = invented(300)
    ax = dondoo.plot.actors(events, tables, top=4)
    frame = pd.DataFrame(events).explode("actor").dropna(subset="actor")
    entities = pd.DataFrame(tables["entities"]).rename(columns={"entity": "actor"})
    frame = frame.merge(entities[["row", "actor", "name"]], on=["row", "actor"])
    frame["name"] = frame["name"].replace("polisi", "polisi (KEN)")
    counts = frame.groupby(["name", "quad"]).size().unstack(fill_value=0)
    order = sorted(counts.index, key=lambda name: (-counts.loc[name].sum(), name))[:4]
    assert [label.get_text() for label in ax.get_yticklabels()] == order
    for quad, bars in zip(sorted(counts.columns), ax.containers, strict=True):
        assert [bar.get_width() for bar in bars] == counts.loc[order, quad].tolist()
    assert f"without an actor: {sum(not actor for actor in events['actor'])}" in notes(ax)


def test_events_alone_name_their_parties(batch):
    frame = batch.events.to_pandas()
    hostile = frame[frame["quad"] >= 3]
    labels = [t.get_text() for t in dondoo.plot.actors(hostile, top=100).get_yticklabels()]
    assert set(labels) >= {name for name in hostile["actor_name"].explode().dropna() if len(name) < 36 and "(" not in name} - {
        name.partition(" (")[0] for name in labels if "(" in name
    }
    for parties in ("country", "sector"):
        alone, joined = (dondoo.plot.actors(frame, tables, parties=parties, top=100) for tables in (None, batch))
        assert [t.get_text() for t in alone.get_yticklabels()] == [t.get_text() for t in joined.get_yticklabels()]


def test_parties_by_country_and_sector(batch):
    events, entities = batch.events.to_pandas(), batch.entities.to_pandas()
    frame = events[["row", "actor"]].explode("actor").rename(columns={"actor": "entity"}).merge(entities, on=["row", "entity"])
    frame = frame.dropna(subset="country")
    ax = dondoo.plot.actors(batch, parties="country", top=100)
    want = frame.astype({"country": str}).reset_index().drop_duplicates(["row", "country", "index"])["country"].value_counts()
    assert {label.get_text() for label in ax.get_yticklabels()} == set(want.index)
    sectors = {label.get_text() for label in dondoo.plot.actors(batch, parties="sector", top=100).get_yticklabels()}
    assert {f"{c} {s}" if isinstance(s, str) else c for c, s in zip(frame["country"], frame["sector"], strict=True)} == sectors


def test_network_edges():
    events, tables = invented(300)
    selection = _events.select(events, tables, {}, "actor", "recipient", "score")
    parties = _parties.Parties(selection, "entity")
    found, _ = _network.ties(selection, parties)
    label = parties.labels(sorted({key for pair in found for key in pair}))
    name = {
        (row, own): "polisi (KEN)" if name == "polisi" else name
        for row, own, name in zip(*(tables["entities"][c] for c in ("row", "entity", "name")), strict=True)
    }
    weights, sums, lost = Counter(), Counter(), 0
    for row, kind, score, actor, recipient in zip(*(events[c] for c in ("row", "type", "score", "actor", "recipient")), strict=True):
        other = actor if kind in ("AGREE", "CONSULT", "COOPERATE") and not recipient else recipient
        pairs = {(name[row, a], name[row, r]) for a in actor for r in other if a != r}
        weights.update(pairs)
        sums.update(dict.fromkeys(pairs, score))
        lost += not pairs
    assert {(label(a), label(r)): tie.weight for (a, r), tie in found.items()} == weights
    for (a, r), tie in found.items():
        assert tie.score == pytest.approx(sums[label(a), label(r)] / tie.weight)
    ax = dondoo.plot.network(events, tables, top=5)
    assert sum(type(patch).__name__ == "FancyArrowPatch" for patch in ax.patches) == 5
    assert f"strongest ties: 5 of {len(weights)}" in notes(ax)
    assert f"without an actor or recipient: {lost}" in notes(ax)


def test_map_counts_and_places():
    events, tables = invented(300)
    ax = dondoo.plot.map(events, tables, labels=6)
    placed = pd.DataFrame(events).dropna(subset="place").merge(pd.DataFrame(tables["places"]), on="row")
    selection = _events.select(events, tables, {}, "place")
    found = _map.located(selection)
    assert {names.most_common(1)[0][0]: len(facts) for names, facts in found.values()} == placed["name"].value_counts().to_dict()
    at = {names.most_common(1)[0][0]: spot for spot, (names, _) in found.items()}
    assert at["Nairobi"] == (36.82, -1.29)
    assert at["Kenya"] != at["Nairobi"]  # a country is drawn in its middle, not at its capital
    for lon, lat in at.values():
        assert ax.get_xlim()[0] < lon < ax.get_xlim()[1]
        assert ax.get_ylim()[0] < lat < ax.get_ylim()[1]
    assert f"Events: {len(placed)} · without a known place: {300 - len(placed)}" == notes(ax)
    zoomed = dondoo.plot.map(events, tables, extent=(36, 37, -2, -1))
    assert f"outside the map: {len(placed) - len(placed[placed['name'] == 'Nairobi'])}" in notes(zoomed)


def test_labels_do_not_overlap():
    r = random.Random(5)
    _, ax = plt.subplots()
    ax.set(xlim=(0, 1), ylim=(0, 1))
    labels = [_labels.Label(r.random(), r.random(), f"Mahali {i}", 5) for i in range(80)]
    written = _labels.place(ax, labels, most=40)
    assert 10 < len(written) <= 40
    boxes = [note.get_window_extent() for note in ax.texts]
    assert len(boxes) == len(written)
    for i, box in enumerate(boxes):
        for other in boxes[:i]:
            wide = min(box.x1, other.x1) - max(box.x0, other.x0)
            high = min(box.y1, other.y1) - max(box.y0, other.y0)
            assert wide < 1 or high < 1


def test_every_country_middle_lies_in_its_country():
    data = json.loads((Path(dondoo.plot.__file__).parent / "outlines.json").read_text("utf-8"))
    assert "Natural Earth" in data["about"]
    assert "public domain" in data["about"]
    middles, rings = _map.outlines()
    assert {"KEN", "TZA", "UGA", "RWA", "BDI", "COD", "MOZ", "SOM", "COM", "SSD"} <= middles.keys()
    shapes = [mpl.path.Path(ring) for ring in rings]
    tiny = {code for code, spot in middles.items() if not any(shape.contains_point(spot) for shape in shapes)}
    assert not tiny & {"KEN", "TZA", "UGA", "RWA", "BDI", "COD", "MOZ", "SOM", "SSD", "ETH", "MWI", "ZMB"}
    assert len(tiny) < 12  # atolls without an inside
    assert max(np.abs(np.diff(ring[:, 0])).max() for ring in rings) < 120  # no line across the map


def holders(batch):
    table = batch.events
    return {
        "batch": (batch, None),
        "table": (table, batch),
        "dict": (table.to_pydict(), batch),
        "pandas": (table.to_pandas(), batch),
        "polars": (table.to_polars(), batch),
        "pyarrow": (table.to_arrow(), {name: batch.tables[name].to_arrow() for name in ("documents", "entities", "places")}),
    }


@pytest.mark.parametrize("kind", ["timeline", "network", "map", "actors"])
def test_any_holder_gives_the_same_plot(batch, kind):
    pictures = set()
    for events, tables in holders(batch).values():
        out = io.BytesIO()
        getattr(dondoo.plot, kind)(events, tables).figure.savefig(out, dpi=40)
        pictures.add(out.getvalue())
    out = io.BytesIO()
    getattr(batch.plot, kind)().figure.savefig(out, dpi=40)
    assert pictures == {out.getvalue()}


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NaT, pd.NA, np.float64("nan"), np.datetime64("NaT")], ids=str)
def test_nothing_is_nothing_however_it_is_written(nothing):
    row = {"row": [0], "type": ["AID"], "date": ["2024-06-18"], "actor": [["Kenya"]], "recipient": [["Malawi"]], "place": ["e1"]}
    columns = {name: [*values, *values, nothing] for name, values in row.items()} | {"row": [0, 1, 2]}
    columns |= {"score": [np.int64(-3), 1.5, nothing], "actor_name": [["Jamhuri ya Kenya"], nothing, nothing], "day": [nothing] * 3}
    kept = _events.select(columns, None, {}, "actor", "recipient", "place", "score").facts
    assert [(f.quad, f.score, f.actor, f.recipient, f.place) for f in kept] == [
        (2, -3.0, (("Kenya", "Jamhuri ya Kenya", "", ""),), (("Malawi", "", "", ""),), "e1"),
        (2, 1.5, (("Kenya", "", "", ""),), (("Malawi", "", "", ""),), "e1"),
        (None, None, (), (), None),
    ]
    assert [f.when is None for f in kept] == [False, False, True]
    assert heights(dondoo.plot.timeline(pd.DataFrame(columns))).keys() == {"Material cooperation"}
    assert sum(dondoo.plot.actors(columns).containers[0].datavalues) == 2


def test_frames_of_the_pandas_accessor_are_joined_by_their_index(articles):
    df = pd.DataFrame(articles).set_index("id")
    read = df["text"].dondoo
    events, entities = read.events(published=df["published"]), read.entities(published=df["published"])
    labels = [t.get_text() for t in dondoo.plot.actors(events, {"entities": entities}).get_yticklabels()]
    whole = df.dondoo.extract(text="text", published="published")
    assert labels == [t.get_text() for t in dondoo.plot.actors(whole).get_yticklabels()]


def test_filters():
    events, _ = invented(300)
    frame = pd.DataFrame(events)

    def count(**filters):
        return int(sum(map(sum, heights(dondoo.plot.timeline(events, every="year", **filters)).values())))

    assert count(types="ASSAULT") == (frame["type"] == "ASSAULT").sum()
    assert count(types=["AID", "PROTEST"]) == frame["type"].isin(["AID", "PROTEST"]).sum()
    assert count(quads=4) == (frame["quad"] == 4).sum()
    assert count(quads={1, 2}) == frame["quad"].isin([1, 2]).sum()
    assert count(since="2024-03", until="2024-04") == frame["date"].str[:7].isin(["2024-03", "2024-04"]).sum()
    assert count(since=dt.date(2024, 5, 1)) == (frame["date"] >= "2024-05-01").sum()
    assert count(actual=True) == frame["aux"].isna().sum()


@pytest.mark.parametrize(
    ("kind", "options", "error", "message"),
    [
        ("timeline", {"every": "decade"}, ValueError, "every: 'decade'"),
        ("timeline", {"by": "colour"}, ValueError, "by: 'colour'"),
        ("timeline", {"lang": "fr"}, ValueError, "lang: 'fr'"),
        ("timeline", {"types": "FIGHT"}, ValueError, "types: 'FIGHT' is none of AGREE"),
        ("timeline", {"quads": [5]}, ValueError, "quads: 5 is none of 1, 2, 3, 4"),
        ("timeline", {"since": "jana"}, ValueError, "since: 'jana' is not a date"),
        ("timeline", {"colour": 1}, TypeError, "no option 'colour'"),
        ("network", {"by": "type"}, ValueError, "by: 'type'"),
        ("network", {"parties": "person"}, ValueError, "parties: 'person'"),
        ("network", {"top": 0}, ValueError, "top: a whole number from 1"),
        ("actors", {"side": "left"}, ValueError, "side: 'left'"),
        ("actors", {"by": "score"}, ValueError, "by: 'score'"),
        ("map", {"by": "score"}, ValueError, "by: 'score'"),
        ("map", {"extent": (1, 0, 0, 1)}, ValueError, "extent: west, east"),
    ],
)
def test_wrong_options(kind, options, error, message):
    with pytest.raises(error, match=message):
        getattr(dondoo.plot, kind)(*invented(3), **options)
    assert not plt.get_fignums()  # no empty figure is left behind


def test_wrong_tables():
    events, tables = invented(3)
    with pytest.raises(TypeError, match=r"events: a dondoo\.Batch, .* not list"):
        dondoo.plot.timeline([1, 2])
    with pytest.raises(ValueError, match="events: no column 'type'; it has date"):
        dondoo.plot.timeline({"date": []})
    with pytest.raises(ValueError, match="columns of unequal length"):
        dondoo.plot.timeline({"type": ["AID"], "date": []})
    with pytest.raises(ValueError, match="ids of entities: give their names"):
        dondoo.plot.network(events)
    with pytest.raises(ValueError, match="events: no column 'actor_country'"):
        dondoo.plot.actors(events, tables, parties="country")
    with pytest.raises(ValueError, match="events: no column 'score'"):
        dondoo.plot.network({"type": ["AID"], "actor": ["Kenya"], "recipient": ["Malawi"]})
    with pytest.raises(ValueError, match="places: coordinates are needed"):
        dondoo.plot.map(events, {"entities": tables["entities"]})


@pytest.mark.parametrize("size", [0, 1, 10])
@pytest.mark.parametrize("kind", ["timeline", "network", "map", "actors"])
@pytest.mark.parametrize("lang", ["en", "sw"])
def test_few(kind, size, lang, recwarn):
    ax = getattr(dondoo.plot, kind)(*invented(size, seed=4), lang=lang)
    for form in ("png", "svg", "pdf"):
        ax.figure.savefig(io.BytesIO(), format=form)
    said = [t.get_text() for t in ax.texts]
    assert (("No events to show" in said) or ("Hakuna matukio ya kuonyesha" in said)) == (not ax.patches and not ax.collections)
    assert ax.get_title(loc="left")
    assert not [w for w in recwarn if issubclass(w.category, UserWarning)]


def test_empty_batch_and_a_batch_of_errors():
    for texts in ([], [None, 5]):
        for kind in ("timeline", "network", "map", "actors"):
            ax = getattr(dondoo.extract_batch(texts).plot, kind)()
            assert "No events to show" in [t.get_text() for t in ax.texts]


def test_axes_of_the_user():
    figure, axes = plt.subplots(2, 2)
    events, tables = invented(40)
    for ax, kind in zip(axes.flat, ("timeline", "network", "map", "actors"), strict=True):
        assert getattr(dondoo.plot, kind)(events, tables, ax=ax) is ax
    assert plt.get_fignums() == [figure.number]


@pytest.fixture(scope="module")
def many():
    return invented(100_000, names=[(f"Mtu {i}", "PER", "KEN") for i in range(500)])


@pytest.mark.parametrize("kind", ["timeline", "network", "map", "actors"])
def test_a_hundred_thousand_events(kind, many):
    events, tables = many
    began = time.process_time()
    ax = getattr(dondoo.plot, kind)(events, tables)
    ax.figure.savefig(io.BytesIO(), format="png")
    assert time.process_time() - began < 20  # some seconds, on a slow machine too
    assert len(ax.texts) < 60
    assert len(ax.patches) < 100


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "MPLBACKEND": ""}, timeout=120)


def test_libraries_are_asked_for_late_and_by_name():
    done = run("import sys, dondoo; dondoo.Batch.plot; print('matplotlib' in sys.modules, 'networkx' in sys.modules)")
    assert done.stdout.split() == ["False", "False"], done.stderr
    for missing, call in (("matplotlib", "timeline"), ("networkx", "network")):
        done = run(f"import sys; sys.modules['{missing}'] = None; import dondoo; dondoo.extract_batch([]).plot.{call}()")
        assert done.stderr.strip().endswith(f"needs {missing}: pip install 'dondoo[plot]'")


def test_the_end_of_time():
    events = {"type": ["AID", "AID"], "date": ["2024-06-18", "9999-12-30"]}
    assert sum(heights(dondoo.plot.timeline(events, until="9999", every="year"))["Material cooperation"]) >= 1

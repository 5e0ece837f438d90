"""The same happening told by several articles is counted once, with its sources; what only looks alike stays apart."""

from dataclasses import replace

import dondoo
import polars as pl
import pytest
from dondoo.export import read_plover

# id, day of publication, what it tells.
RAILA = [
    (
        "kukamatwa-1",
        "2024-06-18",
        "Polisi wa Kenya walimkamata kiongozi wa upinzani Raila Odinga mjini Kisumu siku ya Jumatatu. Wafuasi wake waliandamana.",
    ),
    ("kukamatwa-2", "2024-06-18", "Raila Odinga alikamatwa na polisi ya Kenya jana akiwa Kisumu, msemaji wake amesema."),
    ("kukamatwa-3", "2024-06-19", "Kiongozi wa upinzani Raila Odinga amekamatwa na polisi wa Kenya, chama chake kimethibitisha Jumatatu."),
]
KYIV = [
    ("shambulio-1", "2024-06-18", "Jeshi la Urusi limeishambulia Ukraine kwa makombora."),
    ("shambulio-2", "2024-06-19", "Serikali ya Urusi imeishambulia Ukraine, huku watu wakikimbilia mahandaki."),
]
KAMPALA = [
    ("mkutano-1", "2024-06-18", "Rais wa Kenya William Ruto alikutana leo na Rais wa Uganda Yoweri Museveni."),
    ("mkutano-2", "2024-06-18", "Rais Museveni wa Uganda akutana na Ruto\nWilliam Ruto na Yoweri Museveni walikutana nchini Uganda."),
]


def read(rows):
    return dondoo.extract_batch([r[2] for r in rows], ids=[r[0] for r in rows], published=[r[1] for r in rows])


def told(batch):
    """What is kept: by article, type and number of sources."""
    return {d.id: [(e.type, e.sources) for e in d.events] for d in batch if d.events}


def test_retellings_are_counted_where_first_told():
    once = read(RAILA[:2]).deduplicated()
    assert told(once) == {"kukamatwa-1": [("COERCE", 2), ("PROTEST", 1)]}
    assert told(read(KYIV).deduplicated()) == {"shambulio-1": [("ASSAULT", 2)]}
    assert told(read(KAMPALA).deduplicated()) == {"mkutano-1": [("CONSULT", 2)]}
    assert told(read([*KYIV, *RAILA[:2]]).deduplicated()) == {
        "shambulio-1": [("ASSAULT", 2)],
        "kukamatwa-1": [("COERCE", 2), ("PROTEST", 1)],
    }


def test_the_order_of_the_batch_decides_which_telling_stays():
    assert told(read(RAILA[1::-1]).deduplicated()) == {"kukamatwa-2": [("COERCE", 2)], "kukamatwa-1": [("PROTEST", 1)]}


ALIKE = {
    "the other way round": "Ukraine imeishambulia Urusi kwa makombora.",
    "another victim": "Jeshi la Urusi limeishambulia Georgia kwa makombora.",
    "another attacker": "Jeshi la Belarus limeishambulia Ukraine kwa makombora.",
    "words, not deeds": "Urusi imeilaani Ukraine.",
    "a denial": "Urusi haikuishambulia Ukraine.",
    "a threat": "Urusi itaishambulia Ukraine kesho.",
}


@pytest.mark.parametrize("text", ALIKE.values(), ids=ALIKE)
def test_what_looks_alike_stays(text):
    batch = read([KYIV[0], ("nyingine", "2024-06-18", text)])
    assert [d.id for d in batch if d.events] == ["shambulio-1", "nyingine"]
    assert set(told(batch.deduplicated())) == {"shambulio-1", "nyingine"}
    assert {sources for events in told(batch.deduplicated()).values() for _, sources in events} == {1}


def test_two_ministers_of_one_government_are_two_meetings():
    other = "Waziri wa Ulinzi wa Kenya Aden Duale alikutana leo na Rais wa Uganda Yoweri Museveni."
    kept = told(read([KAMPALA[0], ("waziri", "2024-06-18", other)]).deduplicated())
    assert kept == {"mkutano-1": [("CONSULT", 1)], "waziri": [("CONSULT", 1)]}


def test_days_apart():
    rows = [("a", "2024-06-18", KYIV[0][2]), ("b", "2024-06-20", KYIV[1][2]), ("c", "2024-07-18", KYIV[0][2])]
    batch = read(rows)
    assert set(told(batch.deduplicated())) == {"a", "b", "c"}
    assert told(batch.deduplicated(window=2)) == {"a": [("ASSAULT", 2)], "c": [("ASSAULT", 1)]}
    assert told(batch.deduplicated(window=30)) == {"a": [("ASSAULT", 3)]}
    # The day it happened counts, not that on which it was told.
    late = "Jeshi la Urusi liliishambulia Ukraine Juni 18, 2024."
    assert told(read([rows[0], ("d", "2024-06-28", late)]).deduplicated(window=0)) == {"a": [("ASSAULT", 2)]}
    with pytest.raises(ValueError, match="0 days or more"):
        batch.deduplicated(window=-1)


def test_what_has_no_day_is_only_like_what_has_none():
    batch = dondoo.extract_batch([KYIV[0][2], KYIV[1][2], KYIV[0][2]], ids=list("abc"), published=[None, None, "2024-06-18"])
    assert [d.events[0].day for d in batch] == [None, None, "2024-06-18"]
    assert told(batch.deduplicated(window=30)) == {"a": [("ASSAULT", 2)], "c": [("ASSAULT", 1)]}


def test_an_article_that_tells_it_twice_is_one_source():
    twice = f"{KYIV[0][2]} Katika hatua nyingine mahakama ya Kenya imeahirisha kesi. {KYIV[1][2]}"
    batch = read([("a", "2024-06-18", twice), KYIV[1]])
    kept = [e for e in batch.deduplicated()[0].events if e.type == "ASSAULT"]
    assert [e.sources for e in kept] == [2]


def test_nothing_else_changes():
    rows = [("tupu", None, None), *KYIV, ("namba", None, 5), *RAILA]
    batch = read(rows)
    before = batch.to_jsonl(text=True)
    once = batch.deduplicated()
    assert batch.to_jsonl(text=True) == before
    assert [(d.id, d.text, d.error, d.entities, d.sentences) for d in once] == [
        (d.id, d.text, d.error, d.entities, d.sentences) for d in batch
    ]
    assert [d.error for d in once][::3] == [None, "D001", None]
    for old, new in zip(batch, once, strict=True):
        assert all(replace(e, sources=None) in old.events for e in new.events)
    assert once.to_jsonl() == batch.deduplicated().to_jsonl()
    back = [dondoo.Document.from_json(line) for line in once.to_jsonl(text=True).splitlines()]
    assert [d.events for d in back] == [d.events for d in once]


def test_the_table_of_events():
    batch = read([*KYIV, *RAILA])
    plain, once = pl.DataFrame(batch.events), pl.DataFrame(batch.events(dedupe=True))
    assert pl.DataFrame(batch.events()).equals(plain)
    assert plain["sources"].null_count() == plain.height > once.height
    assert once.equals(pl.DataFrame(batch.deduplicated().events))
    assert once["sources"].sum() == plain.height  # no article here tells a thing twice
    assert once.columns == plain.columns
    far = batch.events(dedupe=True, window=30)
    assert len(far) <= once.height
    assert set(once["id"]) <= {d.id for d in batch}


def test_exports_of_a_deduplicated_batch_hold_each_happening_once():
    batch = read([*KYIV, *RAILA[:2]])
    rows = read_plover(batch.deduplicated().to_plover().splitlines())
    assert [r["event"][0] for r in rows] == ["ASSAULT", "COERCE", "PROTEST"]
    assert len(read_plover(batch.to_plover().splitlines())) == 5


def test_active_and_passive_are_one_happening():
    rows = [("a", "2024-06-18", "Urusi iliishambulia Ukraine."), ("b", "2024-06-18", "Ukraine ilishambuliwa na Urusi.")]
    assert told(read(rows).deduplicated()) == {"a": [("ASSAULT", 2)]}


def test_deduplicating_again_keeps_the_counts():
    once = read(KYIV).deduplicated()
    assert told(once.deduplicated()) == told(once) == {"shambulio-1": [("ASSAULT", 2)]}


def test_two_towns_are_two_happenings():
    rows = [(town, "2024-06-18", f"Polisi wa Kenya waliwakamata waandamanaji mjini {town}.") for town in ("Nairobi", "Mombasa")]
    assert told(read(rows).deduplicated()) == {"Nairobi": [("COERCE", 1)], "Mombasa": [("COERCE", 1)]}

import dondoo
import polars as pl
from spans import check

TEXT = (
    "Kenya na Uganda zakubaliana\n"
    "Rais wa Kenya William Ruto alikutana na Rais wa Uganda Yoweri Museveni mjini Kampala jana. "
    "Polisi wa Uganda waliwakamata waandamanaji kumi."
)


def parties(doc, ids):
    country = {e.id: e.country for e in doc.entities}
    return {country[i] for i in ids}


def test_who_did_what_to_whom():
    doc = dondoo.extract(TEXT, published="2024-06-18")
    found = {e.type: e for e in doc.events}
    assert {"KEN", "UGA"} <= parties(doc, found["CONSULT"].actor + found["CONSULT"].recipient)
    assert found["CONSULT"].date == "2024-06-17"
    assert found["COERCE"].mode == ("arrest",)
    assert parties(doc, found["COERCE"].actor) == {"UGA"}
    assert check(TEXT, doc.to_dict())
    table = pl.DataFrame(dondoo.extract_batch([TEXT], published="2024-06-18").events)
    assert set(table["type"]) == set(found)
    assert table["actor"].dtype == pl.List(pl.String)


def test_active_and_passive_name_the_same_parties():
    active = dondoo.extract("Urusi ilishambulia Ukraine.").events[0]
    passive = dondoo.extract("Ukraine ilishambuliwa na Urusi.").events[0]
    assert active.type == passive.type == "ASSAULT"
    for text, event in (("Urusi ilishambulia Ukraine.", active), ("Ukraine ilishambuliwa na Urusi.", passive)):
        doc = dondoo.extract(text)
        assert (parties(doc, event.actor), parties(doc, event.recipient)) == ({"RUS"}, {"UKR"})


def test_no_event_from_a_link_a_caption_or_a_byline():
    text = (
        "Mkutano waanza\nNa Mwandishi Wetu, Dodoma\nChanzo cha picha, Getty Images\n"
        "Wajumbe wamewasili.Soma Pia: Urusi yashambulia Ukraine\nSoma zaidi: Polisi wa Kenya wawakamata waandamanaji"
    )
    assert dondoo.extract(text).events == ()


def test_where_it_plays():
    doc = dondoo.extract(TEXT)
    assert {c.code for c in doc.countries[:2]} == {"KEN", "UGA"}
    assert abs(sum(c.share for c in doc.countries) - 1) < 1e-3
    kampala = next(e for e in doc.entities if e.name == "Kampala")
    place = next(p for p in doc.places if p.entity == kampala.id)
    assert abs(place.lat - 0.3) < 0.2
    assert abs(place.lon - 32.6) < 0.2
    assert pl.DataFrame(dondoo.extract_batch([TEXT]).places).height == len(doc.places)


REPORT = (
    "Polisi wa Kenya waliwaua waandamanaji wanne na kuwajeruhi wengine 20 mjini Nairobi siku ya Jumatatu. "
    "Watu 35 walikamatwa wakati wa maandamano hayo.\n"
    'Rais wa Kenya William Ruto alisema: "Tunalaani mashambulizi ya Israel dhidi ya Lebanon."\n'
    "Iran imeanza kurutubisha urani na imekataa kukutana na wakaguzi wa IAEA."
)


def named(doc, ids):
    names = {e.id: e.name for e in doc.entities}
    return [names[i] for i in ids]


def test_what_an_event_carries():
    doc = dondoo.extract(REPORT, published="2024-06-18")
    found = {e.type: e for e in doc.events}
    shot, arrests, blame, refusal = (found[kind] for kind in ("ASSAULT", "COERCE", "ACCUSE", "REJECT"))
    assert (shot.quad, shot.day, shot.killed, shot.injured) == (4, "2024-06-17", 4, 20)
    assert -10 <= shot.score < -7
    assert arrests.arrested == 35
    # Without a day of its own a report is counted under its publication.
    assert (arrests.date, arrests.day) == (None, "2024-06-18")
    assert blame.quad == refusal.quad == 3
    assert "cbrn" in refusal.context
    for event in doc.events:
        sentence = doc.sentences[event.sentence]
        assert sentence.start <= event.evidence.start <= event.start < event.end <= event.evidence.end <= sentence.end
        assert REPORT[event.evidence.start : event.evidence.end] == event.evidence.text
        assert event.sources is None
    # Said inside a quote: the one who says so is its source, and who "we" are.
    assert named(doc, [blame.source]) == named(doc, blame.actor) == ["William Ruto"]


def test_the_table_needs_no_join():
    table = pl.DataFrame(dondoo.extract_batch([REPORT], published="2024-06-18").events)
    shot = table.filter(pl.col("type") == "ASSAULT").to_dicts()[0]
    assert shot["actor_country"] == ["KEN"]
    assert shot["actor_sector"] == ["COP"]
    assert len(shot["recipient"]) == len(shot["recipient_name"]) == len(shot["recipient_sector"])
    assert shot["place_name"] == "Nairobi"
    assert str(shot["day"]) == "2024-06-17"
    assert shot["key"].startswith("ASSAULT||KEN|")

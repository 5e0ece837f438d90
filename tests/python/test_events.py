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

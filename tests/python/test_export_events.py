"""Formats of event data: exact columns and fields, values that come back, ids never used twice, cells no reader stumbles on."""

import csv
import io
import json
import re
import unicodedata
from dataclasses import replace

import dondoo
import jsonschema
import pandas as pd
import pytest
from dondoo.export import (
    FORMATS,
    cameo_root,
    icews_rows,
    ngec_events,
    ngec_story,
    plover_events,
    plover_schema,
    polecat_rows,
    read_icews,
    read_plover,
    read_polecat,
    write_ngec_stories,
    write_plover,
)
from dondoo.export._events import countries
from hypothesis import given, settings
from hypothesis import strategies as st

NAMES = ("plover", "ngec", "polecat", "icews")
POLECAT = """Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, Actor COW,
Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name, Recipient Country,
Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name Raw, Wikipedia Recipient ID,
Placename, City, District, Province, Country, Latitude, Longitude, GeoNames ID, Raw Placename, Feature Type, Source,
Publication Date, Story People, Story Organizations, Story Locations, Language, Version"""
ICEWS = """Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code, Intensity, Target Name,
Target Sectors, Target Country, Story ID, Sentence Number, Publisher, City, District, Province, Country, Latitude,
Longitude"""
PLOVER = """id, has_event, date, time, enddate, actor, recipient, event, event_loc, event_text, quad_code, event_scale, mode,
context, text, text_info, cite_info, coder, coded_date"""
NGEC = """id, event_type, event_mode, contexts, story_people, story_organizations, story_places, _doc_position, geolocated_ents,
event_geolocation, date_resolved, date_raw, headline, pub_date, publisher, story_id, version, attributes"""
MORDECAI = """search_name, name, start_char, end_char, lat, lon, geonameid, country_code3, admin1_code, admin1_name, admin2_code,
admin2_name, city_id, city_name, feature_class, feature_code, score"""
TEXT = (
    "Polisi wawakamata wanaharakati Kisumu\n"
    "Rais wa Kenya William Ruto alikutana na Rais wa Uganda Yoweri Museveni mjini Kampala Jumatatu Juni 17, 2024. "
    "Polisi wa Kenya waliwakamata wanaharakati kumi mjini Kisumu. "
    "Urusi haikuishambulia Ukraine. "
    "Tanzania iliishutumu Rwanda."
)


def split(columns):
    return " ".join(columns.split()).split(", ")


@pytest.fixture(scope="module")
def batch(articles):
    texts = [*(a["text"] for a in articles), None, 5]
    ids = [*(a["id"] for a in articles), "tupu", "namba"]
    return dondoo.extract_batch(texts, ids=ids, published=[*(a["published"] for a in articles), None, None])


@pytest.fixture(scope="module")
def doc():
    return dondoo.extract(TEXT, id="https://habari.example/kisumu-1", published="2024-06-18")


def written(name, documents):
    out = io.StringIO(newline="")
    FORMATS[name].write(out, documents)
    return out.getvalue()


def changed(doc, change):
    """The document with its record changed by a function."""
    record = json.loads(doc.to_json(text=True))
    change(record)
    return dondoo.Document.from_json(json.dumps(record))


def test_columns(batch):
    for text, columns, count in ((batch.to_polecat(), split(POLECAT), 40), (batch.to_icews(), split(ICEWS), 20)):
        head, *rows = text.removesuffix("\n").split("\n")
        assert head.split("\t") == columns
        assert len(columns) == len(set(columns)) == count
        assert len(rows) > 40
        assert {row.count("\t") for row in rows} == {count - 1}


def test_plover_lines_follow_the_schema(batch):
    schema = plover_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    out = io.StringIO()
    write_plover(out, batch, publisher="Habari", coded_date="2024-07-01", without_event=True)
    rows = read_plover(out.getvalue().splitlines())
    assert list(schema["properties"]) == schema["required"] == split(PLOVER)
    for row in rows:
        assert not list(validator.iter_errors(row))
        assert list(row) == split(PLOVER)
    assert sum(row["has_event"] for row in rows) == sum(len(d.events) for d in batch)
    assert [row["text"] for row in rows if not row["has_event"]] == [d.text for d in batch if not d.events and d.error is None and d.text]
    assert list(validator.iter_errors(rows[0] | {"quad_code": 5}))
    assert list(validator.iter_errors({k: v for k, v in rows[0].items() if k != "mode"}))


def test_plover_holds_what_the_record_holds(batch):
    for doc in batch:
        rows = plover_events(doc)
        assert len(rows) == len(doc.events)
        countries_of = {e.id: e.country for e in doc.entities}
        for event, row in zip(doc.events, rows, strict=True):
            info = row["text_info"]
            assert doc.text[info["start"] : info["end"]] == row["text"]
            assert info["sequence"] == event.sentence
            assert info["start"] <= event.start < info["end"]
            assert row["event_text"] == [event.evidence.text]
            assert row["event_text"][0] in row["text"]
            assert (row["event"], row["date"], row["quad_code"], row["event_scale"]) == ([event.type], event.day, event.quad, event.score)
            assert row["mode"] == [*event.mode, *([event.aux] if event.aux else [])]
            assert [p["code"] for p in row["actor"]] == [countries_of[i] for i in event.actor]
            assert [p["code"] for p in row["recipient"]] == [countries_of[i] for i in event.recipient]
            assert all(p["entity_text"] in doc.text for p in row["actor"] + row["recipient"])
            assert (row["event_loc"] is None) == (event.place is None)


def test_parties_place_and_citation(doc):
    rows = plover_events(doc, publisher="Habari za Leo", coded_date="2024-07-01")
    meeting = next(r for r in rows if r["event"] == ["CONSULT"])
    parties = {p["identifier_text"]: p for p in meeting["actor"] + meeting["recipient"]}
    ruto = next(p for name, p in parties.items() if "Ruto" in name)
    assert (ruto["code"], ruto["sector"], ruto["office"]) == ("KEN", "GOV", "Rais")
    assert ruto["identifier_id"] == next(e.wikidata for e in doc.entities if "Ruto" in e.name)
    arrest = next(r for r in rows if r["event"] == ["COERCE"])
    assert (arrest["actor"][0]["entity_text"], arrest["actor"][0]["office"]) == ("Polisi wa Kenya", None)
    assert arrest["event_loc"] == {
        "extracted_place": "Kisumu",
        "resolved_place": "Kisumu",
        "geonameid": "191245",
        "lat": pytest.approx(-0.1, abs=0.1),
        "lon": pytest.approx(34.8, abs=0.1),
        "city": "Kisumu",
        "district": None,
        "province": None,
        "country": "Kenya",
        "country_code": "KEN",
        "feature_class": "P",
        "feature_code": "PPL",
    }
    assert (meeting["date"], meeting["enddate"], meeting["time"]) == ("2024-06-17", None, None)
    assert meeting["cite_info"] == {
        "url": "https://habari.example/kisumu-1",
        "title": "Polisi wawakamata wanaharakati Kisumu",
        "language": "sw",
        "publication": "Habari za Leo",
    }
    assert meeting["coder"] == f"dondoo {dondoo.__version__}"
    assert meeting["coded_date"] == "2024-07-01"
    assert plover_events(doc)[0]["coded_date"] is None


def test_when_it_lasted_and_at_what_hour():
    long = dondoo.extract("Urusi iliishambulia Ukraine mwezi Mei 2024.", published="2024-06-18")
    (row,) = plover_events(long)
    assert (row["date"], row["enddate"]) == ("2024-05-01", "2024-05-31")
    clock = dondoo.extract("Urusi iliishambulia Ukraine Juni 17, 2024 saa nne usiku.", published="2024-06-18")
    (row,) = plover_events(clock)
    assert (row["date"], row["enddate"]) == ("2024-06-17", None)
    assert row["time"] == "22:00"
    (event,) = ngec_events(clock)
    assert (event["date_resolved"], event["date_raw"]) == ("2024-06-17", "Juni 17, 2024")
    undated = dondoo.extract("Urusi iliishambulia Ukraine.", published="2024-06-18")
    assert [(e["date_resolved"], e["date_raw"], e["attributes"]["DATE"]) for e in ngec_events(undated)] == [("2024-06-18", "", [])]


def test_what_did_not_happen_is_told_by_plover_alone(doc):
    denied = [e for e in doc.events if e.aux == "negation"]
    assert [e.type for e in denied] == ["ASSAULT"]
    assert [r["mode"][-1] for r in plover_events(doc) if r["event"] == ["ASSAULT"]] == ["negation"]
    for rows, column in ((polecat_rows(doc), "Event Type"), (ngec_events(doc), "event_type")):
        assert {r[column] for r in rows} == {"CONSULT", "COERCE", "ACCUSE"}
    assert {r["CAMEO Code"] for r in icews_rows(doc)} == {"04", "17", "11"}
    assert "ASSAULT" not in ngec_story(doc)["event_type"]
    numbers = {r["Event ID"]: r["Event Type"] for r in polecat_rows(doc)}
    assert numbers.items() <= {r["id"]: r["event"][0] for r in plover_events(doc)}.items()


def test_polecat_row(doc):
    (row,) = [r for r in polecat_rows(doc, publisher=lambda d: d.id.split("/")[2]) if r["Event Type"] == "COERCE"]
    expected = {
        "Event ID": f"{doc.id}_2",
        "Event Date": "2024-06-18",
        "Event Mode": "arrest",
        "Intensity": "-7.0",
        "Quad Code": "material conflict",
        "Actor Name Raw": "Polisi wa Kenya",
        "Actor Country": "KEN",
        "Actor COW": "501",
        "Primary Actor Sector": "COP",
        "Recipient Name": "wanaharakati",
        "Recipient Title": "",
        "Placename": "Kisumu",
        "City": "Kisumu",
        "Country": "KEN",
        "GeoNames ID": "191245",
        "Feature Type": "PPL",
        "Source": "habari.example",
        "Publication Date": "2024-06-18",
        "Story People": "William Ruto;Yoweri Museveni",
        "Language": "sw",
        "Version": f"dondoo {dondoo.__version__}",
    }
    assert expected.items() <= row.items()


def test_lists_are_aligned():
    doc = dondoo.extract("Rais wa Kenya William Ruto na Umoja wa Mataifa waliishutumu Rwanda.", id="a")
    (row,) = [r for r in polecat_rows(doc) if r["Event Type"] == "ACCUSE"]
    names, codes, cow = (row[c].split(";") for c in ("Actor Name", "Actor Country", "Actor COW"))
    assert len(names) == len(codes) == len(cow) == 2
    assert dict(zip(codes, cow, strict=True)) == {"KEN": "501", "UNO": ""}


@pytest.mark.parametrize(("name", "read", "rows"), [("polecat", read_polecat, polecat_rows), ("icews", read_icews, icews_rows)])
def test_tables_come_back(batch, name, read, rows):
    text = written(name, iter(batch))
    expected = [row for doc in batch for row in rows(doc)]
    assert read(io.StringIO(text, newline="")) == expected
    assert list(csv.DictReader(io.StringIO(text, newline=""), delimiter="\t")) == expected
    assert pd.read_csv(io.StringIO(text), sep="\t", dtype=str, keep_default_na=False).to_dict("records") == expected
    assert getattr(batch, f"to_{name}")() == text


def test_lines_come_back(batch):
    assert read_plover(io.StringIO(batch.to_plover())) == [row for doc in batch for row in plover_events(doc)]
    assert read_plover(["\n", *written("plover", batch).splitlines(True)]) == read_plover(batch.to_plover().splitlines())


def test_readers_say_what_is_wrong(doc):
    with pytest.raises(ValueError, match="line 2 is not JSON"):
        read_plover(['{"id": "a"}\n', "{\n"])
    with pytest.raises(ValueError, match="line 1 is not an object"):
        read_plover(["[]"])
    with pytest.raises(ValueError, match="40 columns"):
        read_polecat(doc.to_icews().splitlines())
    with pytest.raises(ValueError, match="20 columns"):
        read_icews([])
    with pytest.raises(ValueError, match="line 2 has 2 cells, not 20"):
        read_icews([doc.to_icews().splitlines()[0], "a\tb"])


ROOTS = {
    "AGREE": "03",
    "CONSULT visit": "04",
    "SUPPORT": "05",
    "COOPERATE": "06",
    "AID": "07",
    "CONCEDE": "08",
    "RETREAT release": "08",
    "REQUEST assist": "10",
    "ACCUSE": "11",
    "ACCUSE allege": "11",
    "ACCUSE investigate": "09",
    "ACCUSE investigate allege": "",
    "REJECT": "12",
    "THREATEN": "13",
    "PROTEST riot": "14",
    "MOBILIZE": "15",
    "SANCTION": "16",
    "COERCE arrest": "17",
    "ASSAULT": "",
    "ASSAULT abduct": "18",
    "ASSAULT beat torture": "18",
    "ASSAULT suicide-attack": "18",
    "ASSAULT firearms": "19",
    "ASSAULT aerial drone": "19",
    "ASSAULT unconventional": "20",
    "ASSAULT beat firearms": "",
    "ASSAULT destroy": "",
    "ASSAULT crowd-control beat": "",
}


@pytest.mark.parametrize("event", ROOTS)
def test_cameo_roots(doc, event):
    kind, *modes = event.split()
    assert cameo_root(replace(doc.events[0], type=kind, mode=tuple(modes))) == ROOTS[event]


def test_every_type_has_a_root_or_a_reason():
    types = plover_schema()["properties"]["event"]["items"]["enum"]
    assert {event.split()[0] for event in ROOTS} == set(types)


def test_dyads():
    def sides(text, kind):
        rows = [r for r in icews_rows(dondoo.extract(text)) if r["Event Text"] == kind]
        return [(r["Source Country"], r["Target Country"]) for r in rows]

    assert sides("Kenya na Uganda ziliishutumu Rwanda.", "Disapprove") == [("Kenya", "Rwanda"), ("Uganda", "Rwanda")]
    both = [("United States", "Iran"), ("Iran", "United States")]
    assert sides("Marekani na Iran zimefanya mazungumzo mjini Geneva.", "Consult") == both
    assert sides("Waziri wa Fedha wa Malawi amejiuzulu.", "Yield") == [("Malawi", "")]
    assert sides("Urusi iliishambulia Ukraine.", "PLOVER ASSAULT") == [("Russia", "Ukraine")]


IDS = ["a", "a", "a~~2", "a%7E%7E2", "a_1", "a_1_1", "a~2", 'a"', "a'", "a\tb", "a b", "a\u2028", "a_ACCUSE", "a_ACCUSE_", None, None]


def test_ids_are_never_used_twice():
    text = "Tanzania iliishutumu Rwanda. Kenya iliishutumu Uganda. Rais wa Kenya alikutana na Rais wa Uganda mjini Nairobi."
    batch = dondoo.extract_batch([*[text] * 15, f"{text} Ndivyo."], ids=IDS)
    assert all(len(d.events) > 2 for d in batch)
    ids = {
        "plover": [r["id"] for r in read_plover(io.StringIO(batch.to_plover()))],
        "ngec": [json.loads(line)["id"] for line in batch.to_ngec().splitlines()],
        "polecat": [r["Event ID"] for r in read_polecat(io.StringIO(batch.to_polecat()))],
        "icews": [r["Event ID"] for r in read_icews(io.StringIO(batch.to_icews()))],
    }
    for name, own in ids.items():
        assert len(own) >= 3 * len(IDS), name
        assert len(own) == len(set(own)), name
        assert not re.search(r'["\s]', "".join(own))
    assert ids["plover"] == ids["polecat"]
    assert {i.rsplit("_", 1)[0] for i in ids["icews"]} == set(ids["plover"])
    # An article without a key of its own keeps its name in another batch.
    alone = dondoo.extract(f"{text} Ndivyo.")
    assert {r["id"] for r in plover_events(alone)} <= set(ids["plover"])


def test_ngec_rows(batch):
    seen = twice = 0
    for doc in batch:
        rows = ngec_events(doc)
        told = [e for e in doc.events if e.aux is None]
        assert [(r["event_type"], r["event_mode"]) for r in rows] == [(e.type, mode) for e in told for mode in e.mode or ("",)]
        for row in rows:
            assert set(row) == set(split(NGEC))
            article, kind, mode = row["id"].rsplit("_", 2)
            assert (kind, mode) == (row["event_type"], row["event_mode"])
            assert article.split("~")[0] == row["story_id"] == doc.id
            twice += "~" in article
            places = [*row["geolocated_ents"], *([row["event_geolocation"]["geo"]] if row["event_geolocation"]["geo"] else [])]
            for place in places:
                assert list(place) == split(MORDECAI)
                assert doc.text[place["start_char"] : place["end_char"]] == place["search_name"]
            for answers in row["attributes"].values():
                for answer in answers:
                    assert doc.text[answer["qa_start_char"] : answer["qa_end_char"]] == answer["text"]
                    seen += 1
        story = ngec_story(doc)
        modes = {tuple(mode.split("-", 1)) for mode in story["event_mode"]}
        assert modes == {(r["event_type"], r["event_mode"]) for r in rows if r["event_mode"]}
        assert set(story["event_type"]) == {r["event_type"] for r in rows}
    assert seen > 80
    assert twice


def test_ngec_splits_a_mode_at_its_first_hyphen():
    doc = dondoo.extract("Qatar imezipatanisha Chad na Libya.")
    assert ngec_story(doc)["event_mode"] == ["CONSULT-third-party"]
    assert [e["event_mode"] for e in ngec_events(doc)] == ["third-party"]


def test_rows_that_could_not_be_read_stop_nothing(doc):
    good = doc.text
    batch = dondoo.extract_batch([None, 5, good, "", "The government of Kenya met the opposition today in Nairobi."], ids=list("abcde"))
    assert {r["id"].split("_")[0] for r in read_plover(io.StringIO(batch.to_plover()))} == {"c"}
    assert {json.loads(line)["_doc_position"] for line in batch.to_ngec().splitlines()} == {2}
    stories, lines = io.StringIO(), io.StringIO()
    write_ngec_stories(stories, batch)
    assert [json.loads(line)["id"] for line in stories.getvalue().splitlines()] == ["c"]
    write_plover(lines, batch, without_event=True)
    assert {r["id"].split("_")[0] for r in read_plover(lines.getvalue().splitlines())} == {"c"}
    nothing = dondoo.extract_batch([None, 5])
    assert nothing.to_plover() == nothing.to_ngec() == ""
    assert read_polecat(nothing.to_polecat().splitlines()) == read_icews(nothing.to_icews().splitlines()) == []


def test_a_record_without_its_text_loses_only_the_sentence(doc):
    bare = dondoo.Document.from_json(doc.to_json())
    for row, full in zip(plover_events(bare), plover_events(doc), strict=True):
        assert row == full | {"text": None}
    assert polecat_rows(bare) == polecat_rows(doc)


def test_countries(root):
    lines = (root / "data/countries.tsv").read_text("utf-8").splitlines()
    head = next(line for line in lines if line.startswith("#:")).split("\t")[1:]
    rows = [dict(zip(head, line.split("\t"), strict=False)) for line in lines if line and line[0] != "#"]
    assert {r["iso3"]: r["name_en"] for r in rows} == {code: country.name for code, country in countries().items()}
    numbers = [country.cow for country in countries().values() if country.cow]
    # 193 members of the United Nations, Kosovo and Taiwan.
    assert len(numbers) == len(set(numbers)) == 195
    assert all(2 <= int(number) <= 990 for number in numbers)
    known = {"USA": "2", "GBR": "200", "FRA": "220", "DEU": "255", "RUS": "365", "NGA": "475", "KEN": "501", "TZA": "510", "UGA": "500"}
    known |= {"COD": "490", "SSD": "626", "CHN": "710", "IND": "750", "AUS": "900", "PSE": "", "VAT": "", "HKG": "", "TWN": "713"}
    assert {code: countries()[code].cow for code in known} == known


NASTY = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("\t\n\r\x00\x0b\x0c\x1c\x85\u2028\u2029\"';,\ufeff~%_=<")), max_size=20
)


@settings(max_examples=60, deadline=None)
@given(st.lists(NASTY, min_size=6, max_size=6), st.none() | NASTY | st.just("Habari \ud83d"))
def test_no_name_breaks_a_line(names, publisher):
    good = dondoo.extract(TEXT, id="a", published="2024-06-18")

    def rename(record):
        record["id"] = names[0]
        record["headline"]["text"] = names[1]
        for number, entity in enumerate(record["entities"]):
            entity["name"] = names[number % 6]
        for role in record["roles"]:
            role["text"] = names[3]

    doc = changed(good, rename)
    documents = [doc, doc]
    for name, read, rows in (("polecat", read_polecat, polecat_rows), ("icews", read_icews, icews_rows)):
        out = io.StringIO(newline="")
        FORMATS[name].write(out, documents, publisher=publisher)
        back = read(io.StringIO(out.getvalue(), newline=""))
        assert back == read(out.getvalue().splitlines()) == list(csv.DictReader(io.StringIO(out.getvalue(), newline=""), delimiter="\t"))
        assert back[: len(back) // 2] == rows(doc, publisher=publisher)
        assert len(back) == 2 * len(rows(good))
        assert len({row["Event ID"] for row in back}) == len(back)
        for value in (value for row in back for value in row.values()):
            assert not {unicodedata.category(c) for c in value} & {"Cc", "Zl", "Zp", "Cs"}
            assert value == value.strip()
        if name == "polecat":
            for row, plain in zip(back, 2 * rows(good), strict=True):
                assert row["Actor Name"] == "" or row["Actor Name"].count(";") == plain["Actor Name"].count(";")
        out.getvalue().encode("utf-8")
    lines = (
        (doc.to_plover(publisher=publisher), plover_events(doc, publisher=publisher)),
        (doc.to_ngec(publisher=publisher), ngec_events(doc, publisher=publisher)),
    )
    for text, expected in lines:
        text.encode("utf-8")
        assert [json.loads(line) for line in text.splitlines()] == expected
    assert [p["identifier_text"] for p in plover_events(doc)[0]["actor"]] == [
        {e.id: e.name for e in doc.entities}[i] for i in doc.events[0].actor
    ]


def test_the_methods_agree(doc):
    batch = dondoo.Batch.of([doc])
    for name in NAMES:
        text = getattr(doc, f"to_{name}")(publisher="Habari")
        assert "Habari" in text
        assert getattr(batch, f"to_{name}")(publisher="Habari") == getattr(batch, f"to_{name}")(publisher=lambda d: "Habari") == text
        assert written(name, [doc]) == getattr(doc, f"to_{name}")()

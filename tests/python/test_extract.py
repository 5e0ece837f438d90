import datetime
import json
import pickle

import dondoo
import jsonschema
import pytest
from spans import check

TEXT = "Ziara yaanza leo\n18 Juni 2024Rais wa Kenya aliwasili Kampala 🇺🇬 jana.Soma Pia: Uganda yajiandaa\nNi ziara ya siku mbili."


def test_layout_and_plain_facts():
    doc = dondoo.extract(TEXT, id="a1")
    assert doc.id == "a1"
    assert doc.headline == "Ziara yaanza leo"
    assert doc.published == "2024-06-18"
    assert [p.text for p in doc.related] == ["Soma Pia: Uganda yajiandaa"]
    found = {(m.text, e.country, m.zone) for e in doc.entities for m in e.mentions}
    assert {("Kenya", "KEN", "body"), ("Kampala", "UGA", "body"), ("Uganda", "UGA", "related")} <= found
    assert check(TEXT, doc.to_dict()) > 10


@pytest.mark.parametrize("day", ["2024-06-18", "2024-06-18T10:00:00", datetime.date(2024, 6, 18), datetime.datetime(2024, 6, 18, 9)])
def test_published_in_any_form(day):
    assert dondoo.extract("Rais wa Kenya alisema.", published=day).published == "2024-06-18"


def test_given_day_wins_and_the_contradiction_is_told():
    doc = dondoo.extract(TEXT, published="2023-01-01")
    assert doc.published == "2023-01-01"
    assert "published.contradicted" in [d.kind for d in doc.diagnostics]


def test_headline_apart_from_the_text():
    doc = dondoo.extract("Rais wa Kenya aliwasili Kampala.", headline="Ziara yaanza")
    assert doc.headline == "Ziara yaanza"


@pytest.mark.parametrize(
    ("text", "kwargs", "code"),
    [
        (5, {}, "D001"),
        (b"bytes", {}, "D001"),
        ("ab\ud800c", {}, "D002"),
        ("Rais", {"published": "18/06"}, "D004"),
    ],
)
def test_bad_input_is_a_clear_error(text, kwargs, code):
    with pytest.raises(dondoo.DondooError) as caught:
        dondoo.extract(text, id="k7", **kwargs)
    assert caught.value.code == code
    assert caught.value.id == "k7"
    assert "k7" in str(caught.value)
    if code == "D002":
        assert caught.value.offset == 2


def test_too_long():
    with pytest.raises(dondoo.DondooError, match="longer than the limit") as caught:
        dondoo.Extractor(max_bytes=10).extract("Côte d’Ivoire ni nchi")
    assert caught.value.code == "D003"
    assert caught.value.offset == 7


def test_unknown_layer():
    with pytest.raises(dondoo.DondooError, match="unknown layer"):
        dondoo.Extractor(["majina"])


def test_layers_can_be_left_out():
    doc = dondoo.Extractor(["layout"]).extract(TEXT)
    assert doc.headline
    assert doc.entities == ()


def test_nothing_to_read():
    for empty in (None, "", "   \n"):
        doc = dondoo.extract(empty)
        assert doc.error is None
        assert doc.entities == ()
        assert doc.diagnostics


def test_other_languages_get_a_diagnostic_not_nonsense():
    doc = dondoo.extract("The president of Kenya said that the government would build a new road in the region before the end of the year.")
    assert doc.language.code == "en"
    assert "language.other" in [d.kind for d in doc.diagnostics]
    assert doc.entities == ()


def test_record_round_trips_and_fits_its_schema():
    doc = dondoo.extract(TEXT, id="a1")
    again = dondoo.Document.from_json(doc.to_json(text=True))
    assert again == doc
    assert again.text == TEXT
    assert pickle.loads(pickle.dumps(doc)) == doc
    jsonschema.validate(json.loads(doc.to_json()), json.loads(dondoo.schema()))
    with pytest.raises(dondoo.DondooError, match="D008"):
        dondoo.Document.from_json("{}")
    with pytest.raises(dondoo.DondooError, match="newer"):
        dondoo.Document.from_json(doc.to_json().replace('"schema":1', '"schema":99'))


def test_example_articles_fit_the_schema(articles):
    validator = jsonschema.Draft202012Validator(json.loads(dondoo.schema()))
    for row in articles:
        doc = dondoo.extract(row["text"], published=row["published"], id=row["id"])
        validator.validate(doc.to_dict())
        assert check(row["text"], doc.to_dict())
        assert doc.language.code == "sw"


def test_repr_tells_nothing_of_the_text():
    assert "Rais" not in repr(dondoo.extract(TEXT))

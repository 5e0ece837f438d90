import xml.etree.ElementTree as ET

import dondoo
import polars as pl
import pytest

DAY = "2024-06-18"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("saa mbili usiku", "T20:00"),
        ("jana", "2024-06-17"),
        ("mwaka jana", "2023"),
        ("wiki mbili zilizopita", None),
        ("miaka 24", "P24Y"),
        ("Machi 3, 2021", "2021-03-03"),
    ],
)
def test_a_phrase_by_itself(text, value):
    found = dondoo.parse_time(text, published=DAY)
    assert found is not None
    assert text[found.start : found.end] == found.text
    if value is not None:
        assert found.value == value


def test_no_time_and_no_day():
    assert dondoo.parse_time("serikali ya mkoa", published=DAY) is None
    assert dondoo.parse_time("jana").value is None
    with pytest.raises(dondoo.DondooError, match="jana"):
        dondoo.parse_time("leo", published="jana")


def test_times_and_quantities_of_an_article():
    text = "Watu wasiopungua 13 waliuawa jana mjini Goma na shilingi milioni 2.5 kuibwa 🚨 saa tatu asubuhi."
    doc = dondoo.extract(text, published=DAY)
    assert next(t.value for t in doc.times) == "2024-06-17"
    assert ("count", 13.0, "min", "dead") in {(q.kind, q.value, q.bound, q.befell) for q in doc.quantities}
    assert ("money", 2_500_000.0) in {(q.kind, q.value) for q in doc.quantities}
    times = pl.DataFrame(dondoo.extract_batch([text], published=DAY).times)
    assert times["start_date"].dtype == pl.Date
    assert str(times["start_date"][0]) == "2024-06-17"


def test_odd_dates_are_told():
    doc = dondoo.extract(
        "Mkutano ulifanyika tarehe 30 Februari 2024, na mwingine Jumatatu, 18 Juni 2024 mjini Arusha.", published="2024-07-01"
    )
    assert {"time.impossible", "time.weekday"} <= {d.kind for d in doc.diagnostics}


def test_timeml_is_well_formed_for_any_text():
    text = 'Bei ya <mafuta> & \x01 "gesi" ilipanda jana 🛢 saa mbili usiku ]]>.'
    doc = dondoo.extract(text, published=DAY)
    root = ET.fromstring(doc.to_timeml())
    marked = root.findall(".//TIMEX3")
    assert [m.text for m in marked] == [t.text for t in doc.times]
    assert marked[0].attrib["value"] == doc.times[0].value
    assert "".join(root.find("TEXT").itertext()) == text.replace("\x01", "\ufffd")

"""Whatever the text: `text[start:end]` is the stated string, and nothing raises but what the contract says."""

import dondoo
from hypothesis import given, settings
from hypothesis import strategies as st
from spans import check

EXTRACTOR = dondoo.Extractor(any_language=True)
PIECES = st.sampled_from(
    [
        "Rais wa Kenya ",
        "18 Juni 2024",
        "Soma Pia: ",
        "\n",
        "\r\n",
        "“",
        "”",
        "’",
        '"',
        "ng’ombe ",
        "Umoja wa Mataifa",
        ". ",
        ".",
        ",",
        "\u00ad",
        "\u200b",
        "\xa0",
        "e\u0301",
        "👩🏾‍⚕️",
        "saa mbili usiku",
        "milioni 3.5",
        "amesema kuwa ",
        "Na Mwandishi Wetu\n",
    ]
)
MANGLED = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map("".join)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(), MANGLED))
def test_offsets_hold_in_code_points(text):
    check(text, EXTRACTOR.extract(text).to_dict())


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(st.characters(codec=None)), st.integers(), MANGLED), max_size=12), st.integers(1, 4))
def test_batches_lose_no_row(rows, threads):
    batch = EXTRACTOR.extract_batch(rows, threads=threads)
    assert len(batch) == len(rows)
    for row, doc in zip(rows, batch, strict=True):
        if isinstance(row, str) and doc.error is None:
            assert doc.text == row
            check(row, doc.to_dict())
        else:
            assert row is None or doc.error in ("D001", "D002")

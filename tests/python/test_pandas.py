import dondoo
import dondoo.pandas
import pandas as pd


def frame():
    return pd.DataFrame(
        {
            "body": ["Rais wa Kenya alifika Kampala.", None, "Serikali ya Urusi ilisema."],
            "title": ["Ziara", "Tupu", "Taarifa"],
            "date": pd.to_datetime(["2024-06-18", "2024-06-19", None]),
        },
        index=pd.Index(["x", "y", "z"], name="url"),
    )


def test_series_accessor_keeps_the_index():
    df = frame()
    batch = df["body"].dondoo.extract(published=df["date"])
    assert [d.id for d in batch] == ["x", "y", "z"]
    assert [d.published for d in batch] == ["2024-06-18", "2024-06-19", None]
    mentions = df["body"].dondoo.mentions()
    assert mentions.index.name == "url"
    assert mentions.loc["x", "text"].tolist() == ["Kenya", "Kampala"]
    joined = mentions.join(df)
    assert all(row.body[row.start : row.end] == row.text for row in joined.itertuples())


def test_frame_accessor():
    df = frame()
    batch = df.dondoo.extract(text="body", headline="title", published="date")
    assert [d.headline for d in batch] == ["Ziara", "Tupu", "Taarifa"]
    assert isinstance(df.dondoo.times(text="body"), pd.DataFrame)
    assert df.dondoo.diagnostics(text="body").loc["y", "kind"] == "text.missing"


def test_multi_index_and_own_extractor():
    df = frame().set_index("title", append=True)
    mentions = df["body"].dondoo.mentions(extractor=dondoo.Extractor(["names"]), threads=1)
    assert mentions.index.names == ["url", "title"]
    assert set(mentions.index) == {("x", "Ziara"), ("z", "Taarifa")}

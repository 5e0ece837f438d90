import pickle

import dondoo
import pytest

GOOD = "Rais wa Kenya aliwasili Kampala tarehe 18 Juni 2024."


def test_a_bad_row_becomes_an_error_row_and_nothing_else_is_lost():
    rows = [GOOD, None, "x\ud800y", 7, GOOD, float("nan"), ["orodha"]]
    batch = dondoo.extract_batch(rows, ids=list("abcdefg"))
    assert [d.error for d in batch] == [None, None, "D002", "D001", None, None, "D001"]
    assert [d.id for d in batch] == list("abcdefg")
    assert batch[0].to_dict() | {"id": None} == batch[4].to_dict() | {"id": None}
    error = batch[2].to_dict()["error"]
    assert (error["kind"], error["offset"]) == ("surrogate", 1)
    kinds = batch.diagnostics.to_pydict()
    assert list(zip(kinds["id"], kinds["kind"], strict=True)).count(("c", "error")) == 1
    assert ("b", "text.missing") in zip(kinds["id"], kinds["kind"], strict=True)


def test_on_error_raise_raises_the_first_in_input_order():
    with pytest.raises(dondoo.DondooError) as caught:
        dondoo.extract_batch([GOOD, 7, "x\ud800"], ids=["a", "b", "c"], on_error="raise")
    assert (caught.value.id, caught.value.code) == ("b", "D001")
    assert len(dondoo.extract_batch([GOOD, None], on_error="raise")) == 2


def test_a_bad_day_is_its_own_rows_error():
    batch = dondoo.extract_batch([GOOD, GOOD], published=["2024-06-18", "jana"])
    assert [d.error for d in batch] == [None, "D004"]


def test_same_records_at_any_thread_count(articles):
    texts = [a["text"] for a in articles] * 3
    one = dondoo.extract_batch(texts, threads=1)
    for threads in (2, 7):
        assert dondoo.extract_batch(texts, threads=threads).to_jsonl() == one.to_jsonl()


def test_threads_and_the_environment(monkeypatch):
    with pytest.raises(dondoo.DondooError, match="threads"):
        dondoo.extract_batch([GOOD], threads=0)
    monkeypatch.setenv("DONDOO_NUM_THREADS", "mbili")
    with pytest.raises(dondoo.DondooError, match="DONDOO_NUM_THREADS"):
        dondoo.extract_batch([GOOD])
    monkeypatch.setenv("DONDOO_NUM_THREADS", "2")
    assert len(dondoo.extract_batch([GOOD] * 9)) == 9


def test_columns_of_unequal_length():
    with pytest.raises(dondoo.DondooError, match="ids has 1 rows, texts 2"):
        dondoo.extract_batch([GOOD, GOOD], ids=["a"])


def test_one_string_is_refused():
    with pytest.raises(TypeError, match="not one string"):
        dondoo.extract_batch(GOOD)
    with pytest.raises(ValueError, match="on_error"):
        dondoo.extract_batch([GOOD], on_error="ignore")


def test_sequence_manners():
    batch = dondoo.extract_batch([GOOD, GOOD, None], ids=["a", "b", "c"])
    assert len(batch) == 3
    assert batch[-1].id == "c"
    assert [d.id for d in batch[1:]] == ["b", "c"]
    assert [d.id for d in batch] == ["a", "b", "c"]
    with pytest.raises(IndexError):
        batch[3]
    assert pickle.loads(pickle.dumps(batch)).to_jsonl(text=True) == batch.to_jsonl(text=True)
    assert len(dondoo.extract_batch([])) == 0


def test_progress():
    seen = []
    dondoo.extract_batch([GOOD] * 50, progress=seen.append)
    assert seen[-1] == 50
    assert seen == sorted(seen)

    def fail(done):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        dondoo.extract_batch([GOOD] * 50, progress=fail)


def test_pipe_streams_in_order():
    taken = []

    def source():
        for n in range(1000):
            taken.append(n)
            yield GOOD, {"id": f"k{n}", "published": "2024-06-18", "n": n}

    stream = dondoo.Extractor().pipe(source(), as_tuples=True, batch_size=10)
    doc, context = next(stream)
    assert (doc.id, context["n"], doc.published) == ("k0", 0, "2024-06-18")
    assert len(taken) <= 10
    assert [c["n"] for _, c in stream] == list(range(1, 1000))
    assert [d.error for d in dondoo.Extractor().pipe([GOOD, 5])] == [None, "D001"]


def test_extractors_pickle_and_share():
    from concurrent.futures import ThreadPoolExecutor

    extractor = pickle.loads(pickle.dumps(dondoo.Extractor(["names"], max_bytes=1000)))
    assert extractor.layers == ("names",)
    with ThreadPoolExecutor(4) as threads:
        docs = list(threads.map(extractor.extract, [GOOD] * 40))
    assert len({d.to_json() for d in docs}) == 1


def test_entities_over_many_articles():
    batch = dondoo.extract_batch([GOOD, "Kenya na Uganda zilikubaliana. Kenya ilishukuru.", None])
    counts = batch.entity_counts()
    assert [(c.name, c.country, c.articles, c.mentions) for c in counts[:1]] == [("Kenya", "KEN", 2, 3)]
    assert {c.name: c.articles for c in counts} == {"Kenya": 2, "Kampala": 1, "Uganda": 1}
    assert dondoo.extract_batch([]).entity_counts() == []

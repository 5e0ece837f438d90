"""brat standoff, read back by a small reader that knows the format's rules and nothing of dondoo."""

import io
import re
import zipfile

import dondoo
import pytest
from dondoo.export import write_brat_zip


def read(txt, ann):
    """Marks of an .ann file by id, its rules checked on the way."""
    marks, equivalents = {}, []
    for line in ann.split("\n")[:-1]:
        assert "\r" not in line
        key, content, *rest = line.split("\t")
        if key == "*":
            assert content.startswith("Equiv ")
            equivalents.append(content.split(" ")[1:])
            continue
        assert key not in marks
        marks[key] = (content.split(" "), rest)
        if key[0] == "T":
            start, end = re.fullmatch(r"[A-Za-z0-9]+ (\d+) (\d+)", content).groups()
            assert 0 <= int(start) < int(end) <= len(txt)
            (stated,) = rest
            assert len(stated) == int(end) - int(start)
            assert all(a == b or (a == " " and b.isspace()) for a, b in zip(stated, txt[int(start) : int(end)], strict=True))
    numbers = {}
    for key in marks:
        numbers.setdefault(key[0], []).append(int(key[1:]))
    assert all(n == list(range(1, len(n) + 1)) for n in numbers.values())
    for key, (content, rest) in marks.items():
        if key[0] == "E":
            assert len({a.split(":")[0] for a in content}) == len(content)
            assert content[0].split(":")[0] == marks[content[0].split(":")[1]][0][0]
            assert all(a.split(":")[1] in marks for a in content)
        elif key[0] == "R":
            assert [a.split(":")[0] for a in content[1:]] == ["Arg1", "Arg2"]
            assert all(a.split(":")[1] in marks for a in content[1:])
        elif key[0] == "A":
            assert content[1] in marks
            assert len(content) in (2, 3)
        elif key[0] == "N":
            assert re.fullmatch(r"Reference T\d+ Wikidata:Q\d+", " ".join(content))
            assert content[1] in marks
            assert rest[0]
        elif key[0] == "#":
            assert content[0] == "AnnotatorNotes"
            assert content[1] in marks
    assert all(m in marks for group in equivalents for m in group)
    return marks, equivalents


def spans(marks, label):
    return [(int(c[1]), int(c[2])) for k, (c, _) in marks.items() if k[0] == "T" and c[0] == label]


@pytest.fixture(scope="module")
def batch(articles):
    return dondoo.extract_batch([a["text"] for a in articles], ids=[a["id"] for a in articles], published="2024-06-18")


def test_everything_read_is_marked(batch):
    for doc in batch:
        standoff = doc.to_brat()
        assert standoff.txt == doc.text
        marks, equivalents = read(*standoff)
        for kind in ("PER", "ORG", "LOC", "GRP"):
            assert sorted(spans(marks, kind)) == sorted((m.start, m.end) for e in doc.entities if e.type == kind for m in e.mentions)
        assert spans(marks, "TIMEX3") == [(t.start, t.end) for t in doc.times]
        assert spans(marks, "Quantity") == [(q.start, q.end) for q in doc.quantities]
        assert spans(marks, "Quote") == [(q.start, q.end) for q in doc.quotes]
        assert spans(marks, "Role") == [(r.start, r.end) for r in doc.roles]
        assert sum(k[0] == "E" for k in marks) == len(doc.events)
        values = {c[1]: c[2] for k, (c, _) in marks.items() if k[0] == "A" and c[0] == "Value"}
        assert list(values.values()) == [t.value for t in doc.times if t.value]
        assert len(equivalents) == sum(len({(m.start, m.end) for m in e.mentions}) > 1 for e in doc.entities)


def test_arguments_are_the_parties():
    text = "Urusi na Ukraine zilialikwa Nairobi. Jana Urusi ilishambulia Ukraine. “Tumechoka sana na vita,” alisema Waziri Asha Mrisho."
    doc = dondoo.extract(text, published="2024-06-18")
    marks, _ = read(*doc.to_brat())
    names = {e.id: {(m.start, m.end) for m in e.mentions} for e in doc.entities}
    event = next(e for e in doc.events if e.type == "ASSAULT")
    content = next(c for k, (c, _) in marks.items() if k[0] == "E" and c[0].startswith("ASSAULT:"))
    at = {role: tuple(map(int, marks[mark][0][1:])) for role, mark in (a.split(":") for a in content)}
    assert at["ASSAULT"] == (event.start, event.end)
    # Both are named twice: the nearest mention is the argument.
    assert at["Actor"] == max(names[event.actor[0]])
    assert at["Recipient"] == max(names[event.recipient[0]])
    speaker = next(c for k, (c, _) in marks.items() if k[0] == "R" and c[0] == "Speaker")
    assert marks[speaker[2].removeprefix("Arg2:")][1] == ["Asha Mrisho"]
    assert any(c[:1] == ["Holder"] for k, (c, _) in marks.items() if k[0] == "R")


def test_a_folder_that_brat_opens(batch, tmp_path):
    names = batch.to_brat(tmp_path / "mkusanyo")
    assert names == [d.id for d in batch]
    conf = (tmp_path / "mkusanyo/annotation.conf").read_text("utf-8")
    sections = dict(re.findall(r"\[(\w+)\]\n(.*?)(?=\n\[|\Z)", conf, re.S))
    declared = {s: {line.split(" ")[0]: line for line in body.split("\n") if line} for s, body in sections.items()}
    assert sections.keys() == {"entities", "relations", "events", "attributes"}
    for name, doc in zip(names, batch, strict=True):
        txt = (tmp_path / f"mkusanyo/{name}.txt").read_bytes().decode()
        assert txt == doc.text
        marks, _ = read(txt, (tmp_path / f"mkusanyo/{name}.ann").read_bytes().decode())
        for key, (content, _) in marks.items():
            if key[0] == "T":
                assert content[0] in declared["entities"] or content[0] in declared["events"]
            elif key[0] == "R":
                assert content[0] in declared["relations"]
            elif key[0] == "A":
                line = declared["attributes"][content[0]]
                assert len(content) == 2 or content[2] in line.split("Value:", 1)[1].split("|")
            elif key[0] == "E":
                assert {re.sub(r"\d", "", a.split(":")[0]) for a in content[1:]} <= {"Actor", "Recipient", "Place"}
                assert content[0].split(":")[0] in declared["events"]
    assert "Wikidata <URL>" in (tmp_path / "mkusanyo/tools.conf").read_text("utf-8")


def test_file_names_are_safe_and_unique(tmp_path):
    ids = ["../../etc/passwd", "habari/1", "habari 1", "HABARI_1", "con", "", None, "ümlaut\n", "x" * 400, ".siri"]
    batch = dondoo.extract_batch(["Rais wa Kenya alifika.", *[None] * 8, "Alirudi Kampala."], ids=ids)
    names = batch.to_brat(tmp_path)
    assert len({n.casefold() for n in names}) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,110}", n) for n in names)
    assert {p.name for p in tmp_path.iterdir()} == {f"{n}{s}" for n in names for s in (".txt", ".ann")} | {"annotation.conf", "tools.conf"}
    assert (tmp_path / f"{names[1]}.txt").read_bytes() == b""
    assert b"Kampala" in (tmp_path / f"{names[9]}.ann").read_bytes()


def test_line_ends_keep_offsets_and_break_no_line(tmp_path):
    text = "Rais wa Kenya\r\nalifika.\r\n\r\n“Tumechoka\r\nsana\tna vita,” alisema Waziri Asha\nMrisho. 🚨 Alirudi Kampala."
    doc = dondoo.extract(text, id="a")
    assert any("\n" in q.text for q in doc.quotes)
    doc_marks, _ = read(*doc.to_brat())
    assert spans(doc_marks, "LOC")[-1] == (text.index("Kampala"), text.index("Kampala") + 7)
    dondoo.Batch.of([doc]).to_brat(tmp_path)
    assert (tmp_path / "a.txt").read_bytes() == text.encode()


def test_the_archive_holds_the_same_files(batch, tmp_path):
    batch.to_brat(tmp_path)
    out, again = io.BytesIO(), io.BytesIO()
    write_brat_zip(out, iter(batch))
    write_brat_zip(again, batch)
    assert out.getvalue() == again.getvalue()
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {p.name for p in tmp_path.iterdir()}
        assert all(archive.read(p.name) == p.read_bytes() for p in tmp_path.iterdir())

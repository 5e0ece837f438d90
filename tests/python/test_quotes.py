import dondoo
from spans import check

TEXT = (
    "Waziri wa Afya wa Kenya, Bi. Zawadi Kitandu, amesema kuwa chanjo zitafika wiki ijayo. “Tuko tayari,” aliongeza Kitandu. "
    "Kwa mujibu wa polisi, watu wawili walikamatwa."
)


def test_who_said_what():
    doc = dondoo.extract(TEXT, published="2024-06-18")
    by = {e.id: e for e in doc.entities}
    said = [(q.style, q.text, by[q.speaker].name if q.speaker else None) for q in doc.quotes]
    assert said[0] == ("indirect", "chanjo zitafika wiki ijayo", "Zawadi Kitandu")
    assert said[1][0] == "direct"
    assert said[1][2] == "Zawadi Kitandu"
    assert said[2][1] == "watu wawili walikamatwa"
    assert by[doc.quotes[2].speaker].type == "GRP"
    check(TEXT, doc.to_dict())


def test_roles_of_the_named():
    doc = dondoo.extract(TEXT)
    minister = next(e for e in doc.entities if e.type == "PER")
    assert minister.country == "KEN"
    assert minister.sector == "GOV"
    assert any(r.person == minister.id and "Waziri" in r.text for r in doc.roles)


def test_quotes_alone_pull_in_the_names_they_need():
    doc = dondoo.Extractor(["quotes"]).extract(TEXT)
    assert len(doc.quotes) == 3
    assert doc.times == ()


def test_nothing_is_quoted_from_a_link():
    doc = dondoo.extract("Habari za leo\nRais wa Kenya alifika Kampala.Soma Pia: Ruto asema kuwa “hatutakubali”")
    assert doc.quotes == ()

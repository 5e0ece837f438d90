"""Checks the gazetteer tables: ids well formed, codes that exist, dates in order, no name that means two things without a rule.

Usage: check_data.py [SHARED]

Where the folder of sources is there, ids are compared with those that the sources give. The rules for names that several things
share: a country's own name wins over its capital, a capital over a city; cities of one name are told apart by the article's
countries; an organisation's doubtful names stand in `weak_aliases`. Exit status 1 if anything is wrong.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
PLOVER = {"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"}
FORMER = {"SUN", "YUG", "ZAR", "CSK", "DDR", "SCG"}
SECTOR_CODES = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC"
SECTORS = set(SECTOR_CODES.split())
CONTINENTS = {"Africa", "Antarctica", "Asia", "Europe", "North America", "Oceania", "South America"}
QID, DATE = re.compile(r"Q[1-9]\d*"), re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

problems: list[str] = []


def table(name: str) -> list[dict[str, str]]:
    """Rows of a data table, each with its line as `#`."""
    columns: list[str] = []
    rows = []
    for number, line in enumerate((DATA / name).read_text("utf-8").splitlines(), 1):
        if line.startswith("#:"):
            columns = line[2:].strip("\t").split("\t")
        elif line and not line.startswith("#"):
            rows.append(dict(zip(columns, line.split("\t") + [""] * len(columns), strict=False)) | {"#": f"{name}:{number}"})
    return rows


def check(good: object, row: dict[str, str], message: str) -> None:
    """Note a problem."""
    if not good:
        problems.append(f"{row['#']}: {message}")


def well_formed(row: dict[str, str], column: str, pattern: re.Pattern[str]) -> None:
    """A cell that is empty or matches."""
    check(not row[column] or pattern.fullmatch(row[column]), row, f"{column} {row[column]!r}")


def place(row: dict[str, str], lat: str, lon: str) -> None:
    """Coordinates that exist."""
    if row[lat] or row[lon]:
        check(-90 <= float(row[lat]) <= 90 and -180 <= float(row[lon]) <= 180, row, f"coordinates {row[lat]} {row[lon]}")


def names_of(row: dict[str, str], *columns: str) -> set[str]:
    """Names in some cells, case aside."""
    return {n.strip().lower() for column in columns for n in row[column].split("|") if n.strip()}


def unambiguous(rows: list[dict[str, str]], *columns: str) -> None:
    """No name in two rows of one table."""
    seen: dict[str, str] = {}
    for row in rows:
        for name in names_of(row, *columns):
            check(name not in seen, row, f"{name!r} also stands in {seen.get(name)}")
            seen.setdefault(name, row["#"])


def main() -> int:
    """Check every table."""
    countries, regions, cities = table("countries.tsv"), table("regions.tsv"), table("cities.tsv")
    organisations, offices = table("organisations.tsv"), table("offices.tsv")
    codes = {row["iso3"] for row in countries}
    for row in countries:
        check(re.fullmatch("[A-Z]{3}", row["iso3"]) and re.fullmatch("[A-Z]{2}", row["iso2"]), row, "ISO codes")
        well_formed(row, "wikidata", QID)
        well_formed(row, "capital_wikidata", QID)
        well_formed(row, "currency", re.compile("[A-Z]{3}"))
        check(row["continent"] in CONTINENTS, row, f"continent {row['continent']!r}")
        place(row, "capital_lat", "capital_lon")
    for column in ("iso3", "iso2", "wikidata"):
        unambiguous(countries, column)
    unambiguous(countries, "name_en", "name_sw", "aliases")
    unambiguous(countries, "capital", "capital_aliases")
    for row in regions:
        well_formed(row, "wikidata", QID)
        check(set(row["countries"].split("|")) - {""} <= codes, row, f"countries {row['countries']!r}")
    unambiguous(regions, "names")
    for row in cities:
        check(row["country"] in codes, row, f"country {row['country']!r}")
        well_formed(row, "geonames", re.compile(r"\d+"))
        well_formed(row, "iso", re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}"))
        place(row, "lat", "lon")
    for row in organisations:
        check(row["country"] in codes | PLOVER | FORMER | {""}, row, f"country {row['country']!r}")
        check(row["sector"] in SECTORS | {""}, row, f"sector {row['sector']!r}")
        well_formed(row, "wikidata", QID)
        both = names_of(row, "aliases") & names_of(row, "weak_aliases")
        check(not both, row, f"both strong and weak: {both}")
    unambiguous(organisations, "name_en", "name_sw", "aliases")
    bodies = {row["name_en"] for row in organisations}
    for row in offices:
        check(row["country"] in codes | FORMER | {""}, row, f"country {row['country']!r}")
        check(row["org"] in bodies | {""}, row, f"no organisation {row['org']!r}")
        well_formed(row, "wikidata", QID)
        well_formed(row, "start", DATE)
        well_formed(row, "end", DATE)
        width = min(len(row["start"]), len(row["end"]))
        check(row["start"][:width] <= row["end"][:width], row, f"ends {row['end']} before it starts {row['start']}")
    agree(countries, offices, Path(sys.argv[1] if len(sys.argv) > 1 else "../shared") / "gazetteer")
    print(*problems[:60], sep="\n")
    rows = sum(map(len, (countries, regions, cities, organisations, offices)))
    print(f"{rows} rows of five tables, {len(problems)} problems")
    return bool(problems)


def agree(countries: list[dict[str, str]], offices: list[dict[str, str]], sources: Path) -> None:
    """Compare ids with the sources, where they are there."""
    if not sources.is_dir():
        print(f"no sources in {sources}: ids not compared")
        return
    people: dict[str, set[str]] = defaultdict(set)
    states: dict[str, str] = {}
    for file in sorted(sources.glob("*.csv")):
        with file.open(encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                if row.get("personID"):
                    people[row["person"]].add(row["personID"])
                if row.get("countryid"):
                    states[row["country"]] = row["countryid"]
                    people[row["officeholderLabel"]].add(row["officeholder"])
    compared = 0
    for row in countries:
        if row["name_en"] in states:
            compared += 1
            check(row["wikidata"] == states[row["name_en"]], row, f"Wikidata id {row['wikidata']}, the source has {states[row['name_en']]}")
    for row in offices:
        if row["wikidata"] and row["person"] in people:
            compared += 1
            check(row["wikidata"] in people[row["person"]], row, f"Wikidata id {row['wikidata']}, the sources have {people[row['person']]}")
    print(f"{compared} ids compared with the sources")


if __name__ == "__main__":
    sys.exit(main())

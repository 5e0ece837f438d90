//! The same record as flat tables: one row a mention, time, quote, event … keyed by the article's row and id.
//!
//! A table is a list of columns and a function that emits a document's rows as cells. Arrow columns, CSV lines and plain
//! Python lists are all made from it, so they cannot disagree.

use super::document::{Document, Passage};

/// A value in a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing known.
    Null,
    /// Text.
    Str(&'a str),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// Yes or no.
    Bool(bool),
    /// An ISO date, as text; a real date in Arrow.
    Date(&'a str),
    /// Several texts.
    List(&'a [String]),
}

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// UTF-8.
    Str,
    /// UTF-8 from a small set: a dictionary (category) column.
    Category,
    /// 64-bit integer.
    Int,
    /// 64-bit float.
    Float,
    /// Boolean.
    Bool,
    /// Days.
    Date,
    /// List of UTF-8.
    List,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: CellKind,
}

pub(super) type Emit<'e> = &'e mut dyn FnMut(&[Cell<'_>]);

/// One table of a batch.
pub struct Table {
    /// Its name, as the attribute of a batch.
    pub name: &'static str,
    /// Its columns; `row` and `id` come first in every table.
    pub columns: &'static [Column],
    /// Emits a document's rows: the cells after `row` and `id`.
    pub(super) rows: fn(&Document, Emit<'_>),
}

impl Table {
    /// Emits the rows of the document at `row` of its batch.
    pub fn rows(&self, row: usize, document: &Document, emit: &mut dyn FnMut(&[Cell<'_>])) {
        let key = [int(row), text(&document.id)];
        (self.rows)(document, &mut |cells| {
            let mut whole = [Cell::Null; WIDEST];
            whole[..2].copy_from_slice(&key);
            whole[2..2 + cells.len()].copy_from_slice(cells);
            emit(&whole[..2 + cells.len()]);
        });
    }
}

/// No table has more columns.
const WIDEST: usize = 48;

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").field("name", &self.name).field("columns", &self.columns).finish()
    }
}

macro_rules! columns {
    ($($name:literal $kind:ident),* $(,)?) => {
        &[Column { name: "row", kind: CellKind::Int }, Column { name: "id", kind: CellKind::Str },
          $(Column { name: $name, kind: CellKind::$kind }),*]
    };
}
pub(super) use columns;

pub(super) fn text(value: &Option<String>) -> Cell<'_> {
    value.as_deref().map_or(Cell::Null, Cell::Str)
}

pub(super) fn day(value: &Option<String>) -> Cell<'_> {
    value.as_deref().map_or(Cell::Null, Cell::Date)
}

pub(super) fn int(n: impl TryInto<i64>) -> Cell<'static> {
    n.try_into().map_or(Cell::Null, Cell::Int)
}

/// The name that a serde enum is written as.
fn zone(zone: crate::article::Zone) -> &'static str {
    use crate::article::Zone;
    match zone {
        Zone::Body => "body",
        Zone::Headline => "headline",
        Zone::Standfirst => "standfirst",
        Zone::Published => "published",
        Zone::Byline => "byline",
        Zone::Source => "source",
        Zone::Dateline => "dateline",
        Zone::Caption => "caption",
        Zone::Related => "related",
    }
}

static TABLES: &[Table] = &[
    Table {
        name: "documents",
        columns: columns!["published" Date, "language" Category, "language_confidence" Float, "country" Category, "headline" Str, "dateline" Str,
            "paragraphs" Int, "sentences" Int, "error" Category],
        rows: |d, emit| {
            emit(&[
                day(&d.published),
                Cell::Str(&d.language.code),
                Cell::Float(f64::from(d.language.confidence)),
                d.countries.first().map_or(Cell::Null, |c| Cell::Str(&c.code)),
                d.headline.as_ref().map_or(Cell::Null, |h| Cell::Str(&h.text)),
                d.dateline.as_ref().map_or(Cell::Null, |p| Cell::Str(&p.text)),
                int(d.paragraphs.len()),
                int(d.sentences.len()),
                d.error.as_ref().map_or(Cell::Null, |e| Cell::Str(&e.code)),
            ]);
        },
    },
    Table {
        name: "mentions",
        columns: columns!["start" Int, "end" Int, "text" Str, "type" Category, "kind" Category, "zone" Category, "confidence" Float,
            "entity" Str, "name" Str, "country" Category, "sector" Category, "wikidata" Str],
        rows: |d, emit| {
            let mut all: Vec<_> = d.entities.iter().flat_map(|e| e.mentions.iter().map(move |m| (e, m))).collect();
            all.sort_by_key(|(_, m)| (m.span.start, m.span.end));
            for (e, m) in all {
                let kind = if m.kind == super::MentionKind::Name { "name" } else { "nominal" };
                emit(&[
                    int(m.span.start),
                    int(m.span.end),
                    Cell::Str(&m.text),
                    Cell::Str(e.kind.as_str()),
                    Cell::Str(kind),
                    Cell::Str(zone(m.zone)),
                    Cell::Float(f64::from(m.confidence)),
                    Cell::Str(&e.id),
                    Cell::Str(&e.name),
                    text(&e.country),
                    text(&e.sector),
                    text(&e.wikidata),
                ]);
            }
        },
    },
    Table {
        name: "entities",
        columns: columns!["entity" Str, "type" Category, "name" Str, "country" Category, "sector" Category, "wikidata" Str,
            "lexicon_id" Str, "mentions" Int],
        rows: |d, emit| {
            for e in &d.entities {
                emit(&[
                    Cell::Str(&e.id),
                    Cell::Str(e.kind.as_str()),
                    Cell::Str(&e.name),
                    text(&e.country),
                    text(&e.sector),
                    text(&e.wikidata),
                    text(&e.lexicon_id),
                    int(e.mentions.len()),
                ]);
            }
        },
    },
    Table {
        name: "places",
        columns: columns!["entity" Str, "name" Str, "country" Category, "lat" Float, "lon" Float, "feature" Category, "iso3166_2" Str,
            "geonameid" Str],
        rows: |d, emit| {
            for p in &d.places {
                let entity = d.entities.iter().find(|e| e.id == p.entity);
                emit(&[
                    Cell::Str(&p.entity),
                    entity.map_or(Cell::Null, |e| Cell::Str(&e.name)),
                    entity.map_or(Cell::Null, |e| text(&e.country)),
                    Cell::Float(f64::from(p.lat)),
                    Cell::Float(f64::from(p.lon)),
                    Cell::Str(&p.feature),
                    text(&p.iso3166_2),
                    text(&p.geonameid),
                ]);
            }
        },
    },
    Table {
        name: "roles",
        columns: columns!["start" Int, "end" Int, "text" Str, "person" Str, "of" Str, "status" Category],
        rows: |d, emit| {
            for r in &d.roles {
                let cells = [Cell::Str(&r.text), Cell::Str(&r.person), text(&r.of), text(&r.status)];
                emit(&[int(r.span.start), int(r.span.end), cells[0], cells[1], cells[2], cells[3]]);
            }
        },
    },
    Table {
        name: "times",
        columns: columns!["start" Int, "end" Int, "text" Str, "type" Category, "value" Str, "mod" Category, "anchor" Date, "freq" Str, "quant" Category, "start_date" Date,
            "end_date" Date, "ambiguous" Bool, "zone" Category],
        rows: |d, emit| {
            for t in &d.times {
                emit(&[
                    int(t.span.start),
                    int(t.span.end),
                    Cell::Str(&t.text),
                    Cell::Str(&t.kind),
                    text(&t.value),
                    text(&t.modifier),
                    day(&t.anchor),
                    text(&t.freq),
                    text(&t.quant),
                    day(&t.start_date),
                    day(&t.end_date),
                    Cell::Bool(t.ambiguous),
                    Cell::Str(zone(t.zone)),
                ]);
            }
        },
    },
    Table {
        name: "quantities",
        columns: columns!["start" Int, "end" Int, "text" Str, "kind" Category, "value" Float, "unit" Category, "bound" Category, "noun" Str,
            "befell" Category, "zone" Category],
        rows: |d, emit| {
            for q in &d.quantities {
                emit(&[
                    int(q.span.start),
                    int(q.span.end),
                    Cell::Str(&q.text),
                    Cell::Str(&q.kind),
                    Cell::Float(q.value),
                    text(&q.unit),
                    text(&q.bound),
                    text(&q.noun),
                    text(&q.befell),
                    Cell::Str(zone(q.zone)),
                ]);
            }
        },
    },
    Table {
        name: "quotes",
        columns: columns!["start" Int, "end" Int, "text" Str, "style" Category, "speaker" Str, "cue" Str, "manner" Category],
        rows: |d, emit| {
            for q in &d.quotes {
                emit(&[
                    int(q.span.start),
                    int(q.span.end),
                    Cell::Str(&q.text),
                    Cell::Str(&q.style),
                    text(&q.speaker),
                    q.cue.as_ref().map_or(Cell::Null, |c| Cell::Str(&c.text)),
                    text(&q.manner),
                ]);
            }
        },
    },
    super::event_table::EVENTS,
    Table {
        name: "passages",
        columns: columns!["start" Int, "end" Int, "text" Str, "zone" Category],
        rows: |d, emit| {
            let mut all: Vec<&Passage> = d.byline.iter().chain(&d.dateline).chain(&d.related).chain(&d.passages).collect();
            all.sort_by_key(|p| p.span);
            for p in all {
                emit(&[int(p.span.start), int(p.span.end), Cell::Str(&p.text), Cell::Str(zone(p.zone))]);
            }
        },
    },
    Table {
        name: "sentences",
        columns: columns!["start" Int, "end" Int, "paragraph" Int, "zone" Category],
        rows: |d, emit| {
            for s in &d.sentences {
                emit(&[int(s.span.start), int(s.span.end), int(s.paragraph), Cell::Str(zone(s.zone))]);
            }
        },
    },
    Table {
        name: "tokens",
        columns: columns!["start" Int, "end" Int, "text" Str, "lemma" Str, "pos" Category, "tense" Category, "mood" Category,
            "polarity" Category, "voice" Category, "extensions" Category, "class" Category, "subject" Category, "object" Category,
            "relative" Category, "country" Category, "known" Category],
        rows: |d, emit| {
            for t in &d.tokens {
                let w = &t.word;
                emit(&[
                    int(t.span.start),
                    int(t.span.end),
                    Cell::Str(&t.text),
                    Cell::Str(&w.lemma),
                    Cell::Str(&w.pos),
                    text(&w.tense),
                    text(&w.mood),
                    text(&w.polarity),
                    text(&w.voice),
                    text(&w.extensions),
                    text(&w.class),
                    text(&w.subject),
                    text(&w.object),
                    text(&w.relative),
                    text(&w.country),
                    Cell::Str(&w.known),
                ]);
            }
        },
    },
    Table {
        name: "diagnostics",
        columns: columns!["kind" Category, "severity" Category, "message" Str, "start" Int, "end" Int],
        rows: |d, emit| {
            for g in &d.diagnostics {
                let severity = match g.severity {
                    super::Severity::Info => "info",
                    super::Severity::Warning => "warning",
                    super::Severity::Error => "error",
                };
                let (start, end) = g.span.map_or((Cell::Null, Cell::Null), |s| (int(s.start), int(s.end)));
                emit(&[Cell::Str(&g.kind), Cell::Str(severity), Cell::Str(&g.message), start, end]);
            }
        },
    },
];

/// Every table, in the order of the record's fields.
#[must_use]
pub fn tables() -> &'static [Table] {
    TABLES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, ErrorKind};

    #[test]
    fn rows_have_as_many_cells_as_columns() {
        let document = Document::failed(Some("a"), Error::new(ErrorKind::NotText, "not a string"));
        let mut seen = Vec::new();
        for table in tables() {
            table.rows(3, &document, &mut |cells| {
                assert_eq!(cells.len(), table.columns.len(), "{}", table.name);
                assert_eq!(cells[0], Cell::Int(3));
                seen.push(table.name);
            });
        }
        assert_eq!(seen, ["documents", "diagnostics"]);
    }
}

//! The table of events: one row an event, with its parties' names and codes beside their ids, so that no join is needed to count.

use super::document::Document;
use super::facts::{Entity, Event};
use super::tables::{Cell, CellKind, Column, Emit, Table, columns, day, int, text};

/// The table.
pub(super) const EVENTS: Table = Table {
    name: "events",
    columns: columns!["start" Int, "end" Int, "text" Str, "type" Category, "mode" List, "aux" Category, "quad" Int, "score" Float,
        "actor" List, "actor_name" List, "actor_country" List, "actor_sector" List,
        "recipient" List, "recipient_name" List, "recipient_country" List, "recipient_sector" List,
        "date" Str, "day" Date, "place" Str, "place_name" Str, "place_country" Category, "context" List,
        "killed" Int, "injured" Int, "arrested" Int, "source" Str, "source_name" Str, "frame" Category,
        "sentence" Int, "evidence" Str, "key" Str, "sources" Int],
    rows,
};

fn rows(document: &Document, emit: Emit<'_>) {
    for event in &document.events {
        one(document, event, emit);
    }
}

/// The parties of one side: names, countries, sectors, each as long as the list of ids; what is unknown is empty.
fn side(document: &Document, ids: &[String]) -> [Vec<String>; 3] {
    let all: Vec<Option<&Entity>> = ids.iter().map(|id| document.entities.iter().find(|e| e.id == *id)).collect();
    let list = |of: &dyn Fn(&Entity) -> Option<String>| all.iter().map(|e| e.and_then(of).unwrap_or_default()).collect();
    [list(&|e| Some(e.name.clone())), list(&|e| e.country.clone()), list(&|e| e.sector.clone())]
}

fn one(document: &Document, event: &Event, emit: Emit<'_>) {
    let entity = |id: &Option<String>| id.as_ref().and_then(|id| document.entities.iter().find(|e| e.id == *id));
    let actor = side(document, &event.actor);
    let recipient = side(document, &event.recipient);
    let (place, source) = (entity(&event.place), entity(&event.source));
    let number = |n: Option<u64>| n.map_or(Cell::Null, int);
    emit(&[
        int(event.span.start),
        int(event.span.end),
        Cell::Str(&event.text),
        Cell::Str(&event.kind),
        Cell::List(&event.mode),
        text(&event.aux),
        int(event.quad),
        Cell::Float(f64::from(event.score)),
        Cell::List(&event.actor),
        Cell::List(&actor[0]),
        Cell::List(&actor[1]),
        Cell::List(&actor[2]),
        Cell::List(&event.recipient),
        Cell::List(&recipient[0]),
        Cell::List(&recipient[1]),
        Cell::List(&recipient[2]),
        text(&event.date),
        day(&event.day),
        text(&event.place),
        place.map_or(Cell::Null, |e| Cell::Str(&e.name)),
        place.map_or(Cell::Null, |e| text(&e.country)),
        Cell::List(&event.context),
        number(event.killed),
        number(event.injured),
        number(event.arrested),
        text(&event.source),
        source.map_or(Cell::Null, |e| Cell::Str(&e.name)),
        Cell::Str(&event.frame),
        int(event.sentence),
        Cell::Str(&event.evidence.text),
        Cell::Str(&event.key),
        event.sources.map_or(Cell::Null, int),
    ]);
}

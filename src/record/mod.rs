//! The record of an article: plain data with one schema, the form in which everything leaves dondoo.
//!
//! Layers think in tokens and byte spans; a record holds spans and the words at them. It is made with byte spans and turned
//! once, by [`Document::into_code_points`], before it goes to JSON or Python.

mod document;
mod event_table;
mod facts;
pub mod happening;
mod measure;
pub mod schema;
mod tables;
mod word;

pub use document::{Diagnostic, Document, Headline, Offsets, Passage, SentenceRecord, Severity};
pub use facts::{CountryShare, Entity, EntityType, Event, Mention, MentionKind, Place, Quantity, Quote, Role, Stretch, Time};
pub use measure::{quantity_record, time_record};
pub use tables::{Cell, CellKind, Column, Table, tables};
pub use word::{TokenRecord, Word, token_record};

//! The JSON Schema of a record, written out for people and validators.

/// JSON Schema (draft 2020-12) of one record.
#[must_use]
pub fn json_schema() -> &'static str {
    include_str!("../../data/record.schema.json")
}

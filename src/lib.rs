//! dondoo: Swahili news articles in, structured data out, with exact offsets into the original text.

pub mod calendar;
pub mod data;
pub mod names;
pub mod text;

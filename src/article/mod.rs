//! What is body and what is not: headline, publication day, byline, dateline, captions, links to related stories.
//!
//! Scraping loses the markup that told these apart, so they are found by where they stand and by the phrases of
//! `data/article/cues.tsv`. Whatever is not body stays in the article as a block with its kind, and every later layer asks
//! the kind before it takes a fact from it.

mod byline;
mod cues;
mod dateline;
mod edges;
mod inline;
mod layout;
mod published;
mod standfirst;
mod zone;

pub use layout::layout;
pub use published::{Published, PublishedSource};
pub use zone::{Article, Block, Layout, Zone};

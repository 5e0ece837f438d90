//! dondoo: Swahili news articles in, structured data out, with exact offsets into the original text.
//!
//! ```
//! use dondoo::{Article, Config, Extractor};
//!
//! let extractor = Extractor::new(Config::default())?;
//! let text = "Rais ziarani\n18 Juni 2024Rais wa Kenya aliwasili Nairobi jana.";
//! let document = extractor.extract(&Article { text, ..Article::default() });
//! assert_eq!(document.published.as_deref(), Some("2024-06-18"));
//! let kenya = &document.entities[0];
//! assert_eq!((kenya.name.as_str(), kenya.country.as_deref()), ("Kenya", Some("KEN")));
//! assert_eq!(kenya.mentions[0].span.of(text), "Kenya");
//! # Ok::<(), dondoo::Error>(())
//! ```

pub mod article;
pub mod batch;
pub mod calendar;
pub mod data;
mod entity;
mod error;
mod extractor;
pub mod gazetteer;
pub mod language;
pub mod morph;
pub mod names;
pub mod numeral;
#[cfg(feature = "python")]
mod py;
pub mod quantity;
pub mod quote;
pub mod record;
pub mod text;
pub mod time;

pub use article::Article;
pub use error::{Error, ErrorKind};
pub use extractor::{Config, DEFAULT_LAYERS, Extractor, LAYERS, Scratch, published};
pub use record::Document;
pub use text::Span;

//! Text → tokens, sentences, paragraphs, with spans into the original.

mod address;
mod class;
mod hash;
mod sentence;
mod span;
mod token;
mod tokenize;
mod word;

pub use hash::{fold, fold_lower, hash_bytes, hash_lower, hash_word, is_apostrophe, is_invisible, join};
pub use sentence::{Paragraph, Sentence, paragraphs, sentences};
pub use span::{CodePoints, Span};
pub use token::{Case, Gap, Kind, Shape, Token, case_of};
pub use tokenize::{Scratch, tokenize, tokens_of};
